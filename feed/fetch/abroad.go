package fetch

import (
	"errors"
	"net/http"
	"regexp"

	"zonewire/feed"
)

// ErrAbroad is the cause of feed.Abroad.
var ErrAbroad = errors.New("the answer speaks of where the visitor is")

// abroadPattern is how pages say that visitors of other places are not let in: protection services and content
// delivery networks of Chinese sites, CloudFront, and Cloudflare's error 1009.
var abroadPattern = regexp.MustCompile(`(?i)(?:境外|海外|国外|非中国大陆|非大陆)(?:的)?(?:IP|ＩＰ|地址|用户|访问|访客|请求|网络|地区)` +
	`|(?:仅|只)(?:限|允许|对|支持)(?:中国)?(?:大陆|境内|国内)|(?:区域|地域|地区|国家)(?:访问)?(?:限制|受限|封禁|屏蔽)` +
	`|(?:您|你)?(?:所在|当前)(?:的)?(?:国家|地区|区域)[^<。]{0,16}(?:无法|不能|不支持|禁止|限制|不可)` +
	`|not available (?:in|from) your (?:country|region|location)|block access from your country` +
	`|banned the country or region|your (?:country|region) (?:is|has been) (?:blocked|banned|not)|\berror\W{0,10}1009\b|geo-?(?:blocked|restricted|restriction)`)

// isAbroad reports whether an answer turns a visitor away for the place that he comes from: status 451, or a refusal
// whose page says so.
func isAbroad(a answer) bool {
	switch a.status {
	case http.StatusUnavailableForLegalReasons:
		return true
	case http.StatusForbidden:
		text, _ := Decode(a.body, a.header.Get("Content-Type"))
		return abroadPattern.Match(text)
	}
	return false
}

// refusal is the kind of failure that a status other than success stands for, and what is known of its cause.
func refusal(a answer) (feed.Kind, error) {
	switch {
	case isAbroad(a):
		return feed.Abroad, ErrAbroad
	case a.status == http.StatusUnauthorized:
		return feed.Login, nil
	}
	return statusKind(a), nil
}
