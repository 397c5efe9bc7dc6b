package prose

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"zonewire/tui/theme"
)

// article returns a text of about the given number of characters, in paragraphs of 200.
func article(characters int) string {
	const paragraph = "海州经济技术开发区“十四五”期间累计引进项目3000余家，总投资达￥12.5亿元（其中外资占5.6%），" +
		"2024年9月10日举行了签约仪式——**“这是‘一带一路’建设的重要成果……”**负责人说。" +
		"会议指出，要以《关于促进开发区高质量发展的若干意见》为抓手，聚焦生物医药、高端装备、新能源汽车等主导产业，" +
		"持续优化营商环境，推动更多项目早开工、早投产、早达效，全年力争实现工业总产值突破1800亿元，同比增长8.5%以上。\n\n"
	return strings.Repeat(paragraph, characters/utf8.RuneCountInString(paragraph)+1)
}

// BenchmarkFirstScreen is what opening an article waits for: 45 lines.
func BenchmarkFirstScreen(b *testing.B) {
	for _, size := range []int{1000, 10000, 30000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			text := article(size)
			o := Options{Width: 80, Style: theme.New(theme.Ink, theme.TrueColor, false)}
			b.ReportAllocs()
			for b.Loop() {
				Begin(text, o).Extend(45)
			}
		})
	}
}

func BenchmarkRender(b *testing.B) {
	for _, size := range []int{1000, 10000, 30000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			text := article(size)
			o := Options{Width: 80, Style: theme.New(theme.Ink, theme.TrueColor, false)}
			b.ReportAllocs()
			for b.Loop() {
				Render(text, o)
			}
		})
	}
}
