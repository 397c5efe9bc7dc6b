package i18n

import "zonewire/feed"

func chineseFailure(kind feed.Kind) string {
	switch kind {
	case feed.Offline:
		return "没有网络，连上后再同步"
	case feed.DNS:
		return "找不到这个网站，请核对网址"
	case feed.Refused:
		return "网站拒绝连接，稍后再试"
	case feed.NoProxy:
		return "连不上代理：请启动代理，或改 config.toml 的 proxy（没有设时是环境变量 HTTPS_PROXY、HTTP_PROXY）"
	case feed.Timeout:
		return "网站没有及时回应，稍后再试"
	case feed.TLS:
		return "网站的证书或加密协议有问题：请核对本机时钟，或等网站换证书；若只支持旧协议，可用 zonewire sources set 名称 --legacy-tls 允许"
	case feed.BadStatus:
		return "网站出错，稍后再试"
	case feed.Blocked:
		return "网站不让程序访问；可按 o 用浏览器看，或换它的 RSS、别的栏目"
	case feed.Abroad:
		return "疑似限制所在地区访问，可在 config.toml 设 proxy（或环境变量 HTTPS_PROXY）经境内代理再试"
	case feed.Login:
		return "需要用户名和密码，或密码不对：zonewire sources set 名称 --login 用户名 --keyring"
	case feed.Gone:
		return "页面已不在，请找新网址"
	case feed.Limited:
		return "网站嫌访问太勤，稍后会再试"
	case feed.Robots:
		return "网站的 robots.txt 不许访问；请换它的 RSS 或别的栏目"
	case feed.Redirects:
		return "跳转太多，或跳到了不该去的地方；请核对网址"
	case feed.Charset:
		return "文字编码认不出来；请用 zonewire inspect list 网址 查看，或换它的 RSS"
	case feed.Malformed:
		return "内容残缺，读不出来；稍后再试"
	case feed.Empty:
		return "页面里没有找到文章；请用新闻栏目的网址，zonewire inspect list 网址 可查看"
	case feed.TooLarge:
		return "页面太大；请换小一些的栏目"
	case feed.Drifted:
		return "网站改版，文章认不出来了；请找栏目的新网址：zonewire sources set 名称 --url 网址"
	case feed.Cancelled:
		return "已取消"
	case feed.NotFound:
		return "没有这一项"
	case feed.Invalid:
		return "不能这样做"
	case feed.Corrupt:
		return "本地数据文件损坏；zonewire doctor --salvage 新文件 可救出能读的内容，原文件不动"
	case feed.NewerSchema:
		return "本地数据由更新版本写成，请升级 zonewire"
	case feed.Busy:
		return "另一个 zonewire 正在使用，稍后再试"
	case feed.DiskFull:
		return "磁盘已满，请腾出空间"
	case feed.ReadOnly:
		return "数据目录不可写：请改权限，或用 --home 另选目录"
	}
	return "程序内部错误，详见日志"
}

func chineseFailureName(kind feed.Kind) string {
	switch kind {
	case feed.Offline:
		return "离线"
	case feed.DNS:
		return "无此站"
	case feed.Refused:
		return "拒绝"
	case feed.NoProxy:
		return "代理断"
	case feed.Timeout:
		return "超时"
	case feed.TLS:
		return "证书"
	case feed.BadStatus:
		return "出错"
	case feed.Blocked:
		return "被拦"
	case feed.Abroad:
		return "限地区"
	case feed.Login:
		return "要登录"
	case feed.Gone:
		return "不在"
	case feed.Limited:
		return "限流"
	case feed.Robots:
		return "不许"
	case feed.Redirects:
		return "跳转"
	case feed.Charset:
		return "乱码"
	case feed.Malformed:
		return "残缺"
	case feed.Empty:
		return "空"
	case feed.TooLarge:
		return "太大"
	case feed.Drifted:
		return "改版"
	case feed.Cancelled:
		return "取消"
	case feed.DiskFull:
		return "盘满"
	case feed.ReadOnly:
		return "只读"
	}
	return "错误"
}

func englishFailure(kind feed.Kind) string {
	switch kind {
	case feed.Offline:
		return "no network; sync again when you are online"
	case feed.DNS:
		return "no such site; check the address"
	case feed.Refused:
		return "the site refused the connection; try later"
	case feed.NoProxy:
		return "the proxy cannot be reached; start it, or change proxy in config.toml (or, without that, HTTPS_PROXY and HTTP_PROXY)"
	case feed.Timeout:
		return "the site did not answer in time; try later"
	case feed.TLS:
		return "the site's certificate or encryption is not acceptable; check this computer's clock, or wait for a new certificate; if it knows only old TLS: zonewire sources set NAME --legacy-tls"
	case feed.BadStatus:
		return "the site reports an error; try later"
	case feed.Blocked:
		return "the site turns programs away; read it in the browser (o), or use its RSS or another column"
	case feed.Abroad:
		return "the site seems to admit visitors from other places only; set proxy in config.toml (or HTTPS_PROXY) to a proxy there"
	case feed.Login:
		return "it needs a user and a password that fit: zonewire sources set NAME --login USER --keyring"
	case feed.Gone:
		return "the page is gone; look for its new address"
	case feed.Limited:
		return "the site asks for fewer visits; it is tried again later"
	case feed.Robots:
		return "the site's robots.txt forbids it; use its RSS or another column"
	case feed.Redirects:
		return "too many redirects, or one to a forbidden place; check the address"
	case feed.Charset:
		return "its text is in no known encoding; see zonewire inspect list URL, or use its RSS"
	case feed.Malformed:
		return "the content is broken and cannot be read; try later"
	case feed.Empty:
		return "no articles found in the page; use the address of a news column, see zonewire inspect list URL"
	case feed.TooLarge:
		return "the page is too large; use a smaller column"
	case feed.Drifted:
		return "the site was redesigned and its articles are not found; look for the column's new address: zonewire sources set NAME --url URL"
	case feed.Cancelled:
		return "cancelled"
	case feed.NotFound:
		return "there is no such thing here"
	case feed.Invalid:
		return "that cannot be done"
	case feed.Corrupt:
		return "the cache is damaged; zonewire doctor --salvage NEWFILE rescues what is readable, and leaves it as it is"
	case feed.NewerSchema:
		return "the cache was written by a newer zonewire; upgrade"
	case feed.Busy:
		return "another zonewire is using it; try again soon"
	case feed.DiskFull:
		return "the disk is full; free some space"
	case feed.ReadOnly:
		return "zonewire's folder cannot be written; change its mode, or use --home DIR"
	}
	return "internal error; the log says more"
}

func englishFailureName(kind feed.Kind) string {
	switch kind {
	case feed.BadStatus:
		return "site error"
	case feed.Malformed:
		return "broken"
	case feed.Limited:
		return "limited"
	case feed.NewerSchema:
		return "newer cache"
	case "":
		return "error"
	}
	return string(kind)
}
