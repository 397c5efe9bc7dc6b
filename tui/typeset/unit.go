package typeset

import "strings"

// longestUnit is the number of runes of the longest text that isUnit knows.
const longestUnit = 5

// measures raises the costs within numbers with their units (12.5亿元, 3000余家, 5～10万吨, 30 MW), ordinals (第3届) and
// dates (2024年9月10日, 9 时 30 分), between an enclosed number and what it counts (①项目), and before a reference ([1]).
func measures(list []cluster, out []cost) {
	for i := 0; i < len(list); i++ {
		switch r := list[i].last; {
		case isDigit(r):
			i = quantity(list, out, i) - 1
		case r == '第' && i+1 < len(list) && isDigit(list[i+1].first):
			raise(out, i+1, number)
		case isEnclosed(r) && i+1 < len(list):
			raise(out, i+1, number)
		case r == '[' && i > 0 && isReference(list[i:]):
			raise(out, i, number)
		}
	}
}

// isReference reports whether list begins with the number of a footnote or link: [1].
func isReference(list []cluster) bool {
	for i, c := range list[1:min(len(list), 6)] {
		if !isDigit(c.first) {
			return i > 0 && c.first == ']'
		}
	}
	return false
}

// quantity ties the number that begins at i to its unit and returns where the search goes on.
func quantity(list []cluster, out []cost, i int) int {
	for i++; i < len(list) && (isDigit(list[i].first) || isPoint(list, i)); i++ {
		raise(out, i, word)
	}
	i = sign(list, out, i)
	end := suffix(list, i)
	for ; i < end; i++ {
		if !list[i].isSpace() {
			raise(out, i, number)
		}
	}
	if i >= len(list) {
		return i
	}
	// A range goes on after its connector; a date or a time goes on after 年, 月, 日, 时, 分 or 点.
	if isConnector(list[i].first) && i+1 < len(list) && isDigit(list[i+1].first) && list[i].at > 0 {
		raise(out, i, number)
		raise(out, i+1, number)
		return i + 1
	}
	next := i
	if list[next].isSpace() && next+1 < len(list) {
		next++
	}
	if isDigit(list[next].first) && isDatePart(list[i-1].last) {
		raise(out, next, joint)
		return next
	}
	return i
}

// sign ties a percent or degree sign to the number before it.
func sign(list []cluster, out []cost, i int) int {
	for i < len(list) {
		switch list[i].first {
		case '%', '‰', '％', '℃', '°', '＋', '+':
			raise(out, i, word)
			i++
		default:
			return i
		}
	}
	return i
}

// suffix returns the end of the unit at i: an optional space, 多 or 余, a magnitude, a unit. It returns i where there
// is none.
func suffix(list []cluster, i int) int {
	start := i
	if i < len(list) && list[i].first == ' ' {
		i++
	}
	if end := latinUnit(list, i); end > i {
		return end
	}
	at := i
	for at < len(list) && isMagnitude(list[at].first) {
		at++
	}
	for size := min(longestUnit, len(list)-at); size > 0; size-- {
		if isUnit(runes(list[at : at+size])) {
			return at + size
		}
	}
	if at > i {
		return at
	}
	return start
}

// latinUnit returns the end of the Latin unit at i, i where there is none.
func latinUnit(list []cluster, i int) int {
	end := i
	for end < len(list) && end-i <= longestUnit && isLatin(list[end].first) {
		end++
	}
	if end == i || end-i > longestUnit {
		return i
	}
	switch strings.Trim(runes(list[i:end]), ".,;:!?)") {
	case "m", "km", "cm", "mm", "g", "kg", "mg", "t", "ha", "mu", "h", "s", "ms", "min", "L", "ml", "W", "kW", "MW", "GW",
		"TW", "kWh", "MWh", "GWh", "V", "kV", "Hz", "kHz", "MHz", "GHz", "KB", "MB", "GB", "TB", "kB", "m²", "km²", "m³",
		"km/h", "m/s", "Mt", "Mbps", "Gbps", "bn", "mn", "USD", "RMB", "CNY", "EUR", "a.m.", "p.m.", "am", "pm":
		return end
	}
	return i
}

func runes(list []cluster) string {
	var b strings.Builder
	for _, c := range list {
		b.WriteRune(c.first)
	}
	return b.String()
}

func raise(out []cost, i int, to cost) {
	if out[i] < to {
		out[i] = to
	}
}

func isDigit(r rune) bool {
	return r >= '0' && r <= '9' || r >= '０' && r <= '９'
}

// isPoint reports whether list[i] is a decimal point, a thousands separator, a colon of a time or a slash or hyphen
// of a date: between two digits.
func isPoint(list []cluster, i int) bool {
	switch list[i].first {
	case '.', ',', ':', '/', '-', '．':
		return i+1 < len(list) && isDigit(list[i+1].first)
	}
	return false
}

func isConnector(r rune) bool {
	switch r {
	case '—', '–', '～', '~', '-', '－', '〜', '至', '到':
		return true
	}
	return false
}

func isDatePart(r rune) bool {
	switch r {
	case '年', '月', '日', '号', '时', '点', '分':
		return true
	}
	return false
}

func isEnclosed(r rune) bool {
	return r >= '①' && r <= '⓿' || r >= '❶' && r <= '➓' || r >= '㈠' && r <= '㈩'
}

func isMagnitude(r rune) bool {
	switch r {
	case '十', '百', '千', '万', '亿', '兆', '多', '余', '几', '来':
		return true
	}
	return false
}

// isUnit reports whether s is a unit of measurement, currency or time, or a measure word, as they follow numbers in
// the news.
func isUnit(s string) bool {
	switch s {
	case "元", "角", "美元", "欧元", "港元", "日元", "英镑", "元人民币", "卢布", "韩元", "澳元",
		"年", "月", "日", "号", "时", "点", "分", "秒", "天", "周", "岁", "周年", "季度", "小时", "分钟", "秒钟", "年代", "年度",
		"个月", "点钟", "时许", "世纪", "月份", "年期", "年级",
		"米", "公里", "千米", "厘米", "毫米", "微米", "纳米", "海里", "英里", "里", "尺", "寸", "丈",
		"平方米", "平方公里", "平方千米", "平方厘米", "平米", "立方米", "公顷", "亩", "平方", "立方", "英亩",
		"吨", "公斤", "千克", "克", "毫克", "斤", "升", "毫升", "桶", "吨级", "标箱", "标准箱",
		"瓦", "千瓦", "兆瓦", "千瓦时", "度", "度电", "伏", "千伏", "安", "赫兹", "兆", "标准煤", "吉瓦",
		"倍", "成", "折", "个百分点", "百分点", "个基点", "分之一", "℃",
		"个", "家", "户", "名", "人", "位", "人次", "次", "件", "项", "条", "种", "类", "台", "套", "辆", "架", "艘", "座", "栋",
		"幢", "层", "间", "批", "期", "届", "场", "轮", "章", "节", "款", "页", "卷", "本", "册", "部", "份", "张", "幅", "块", "片",
		"根", "只", "头", "匹", "棵", "株", "所", "处", "路", "街", "楼", "室", "级", "流", "强", "班", "列", "趟", "宗", "笔", "起",
		"例", "支", "把", "门", "枚", "颗", "粒", "顶", "双", "对", "组", "队", "岁以上", "字", "首", "篇", "集", "版", "声", "步",
		"人份", "台套", "架次", "班次", "车次", "家企业", "余名", "余家", "台次", "批次", "单", "箱", "包", "瓶", "盒", "道", "面",
		"口", "眼", "处所", "航班", "款型", "代", "线", "区", "园", "型", "号线":
		return true
	}
	return false
}
