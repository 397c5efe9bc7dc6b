package link

import (
	"strings"
	"testing"
)

func TestHost(t *testing.T) {
	for address, want := range map[string]struct {
		host      string
		deceptive bool
	}{
		"http://www.suzhou.gov.cn/a.html":           {"www.suzhou.gov.cn", false},
		"https://WWW.Suzhou.GOV.cn:8080/?q=gov.cn@": {"www.suzhou.gov.cn:8080", false},
		"http://127.0.0.1:80/":                      {"127.0.0.1:80", false},
		"http://[::1]/":                             {"[::1]", false},
		"http://a_b.example.cn/":                    {"a_b.example.cn", false},
		"http://苏州工业园区.中国/":                         {"xn--vhqu8jfsdb9i9a8638b.xn--fiqs8s", false},
		"http://12345政务.中国/":                        {"", false},

		"http://gov.cn@evil.com/":                 {"evil.com", true},
		"http://www.gov.cn:80@evil.com:81/":       {"evil.com:81", true},
		"http://www.suzhou.gov.cn.evil.com/":      {"www.suzhou.gov.cn.evil.com", true},
		"http://gov.cn.com/":                      {"gov.cn.com", true},
		"http://аpple.com/":                       {"xn--pple-43d.com", true}, // the first letter is Cyrillic
		"http://%D0%B0pple.com/":                  {"xn--pple-43d.com", true},
		"http://xn--pple-43d.com/":                {"xn--pple-43d.com", true},
		"http://www.gоv.cn/":                      {"", true}, // the o is Cyrillic
		"http://αβγ.example/":                     {"", true},
		"http://gov.cn／x.evil.com/":               {"", true}, // a full-width solidus
		"http://suzhou一gov.cn/":                   {"", true},
		"http://ｇｏｖ.cn/":                          {"gov.cn", false}, // browsers go to gov.cn
		"http://xn--a.example/":                   {"", true},
		"http://gov。cn/":                          {"gov.cn", false},
		"http://user:password@www.suzhou.gov.cn/": {"www.suzhou.gov.cn", true},
		"javascript:alert(1)":                     {"", false},
		"mailto:zs@example.cn":                    {"", false},
		"http://gov.cn\\@evil.com/":               {"", false}, // no address at all: it is not opened
	} {
		host, deceptive := Host(address)
		if deceptive != want.deceptive || want.host != "" && host != want.host {
			t.Errorf("%s: %s %t, want %s %t", address, host, deceptive, want.host, want.deceptive)
		}
	}
}

func FuzzHost(f *testing.F) {
	f.Add("http://gov.cn@evil.com/")
	f.Add("http://xn--pple-43d.com/")
	f.Add("http://苏州.中国:80/\u202e")
	f.Fuzz(func(t *testing.T, address string) {
		host, _ := Host(address)
		if strings.ContainsFunc(host, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
			t.Fatalf("%q", host)
		}
	})
}
