package page

import (
	"strings"
	"testing"
)

func TestWordPatternDecidesLikeItsExpression(t *testing.T) {
	for name, p := range map[string]*wordPattern{
		"endHeading": endHeading(), "furnitureLine": furnitureLine(), "edgeButton": edgeButton(),
		"neighbourLabel": neighbourLabel(), "buttonName": buttonName(), "mediumEnd": mediumEnd(),
		"empty": words(`^(a|$)`)(), "fold": words(`(?i:next|上)$`)(), "class": words(`^[ab]?\s*(x|yz)$`)(),
		"end": words(`^(大|小字)$`)(), "dot": words(`^.大`)(), "either": words(`^大|小`)(),
	} {
		lines := []string{
			"", "a", "b", "NEXT", "大", "大字", "小", "小字", "一大", "x", "a x", " yz", "byz", "相关阅读", "相关", "新闻中心",
			"【打印】", "打　印", "上一篇：无", "下一", "来源：新华社", "2019-10-02", "分享到：", "T", "Tags: 园区", "24小时热榜", "可能喜欢", "您可能感兴趣的",
			"日报", "网", "人民网", "作者", "关闭窗口", "第1/2页", "1/2", "\xff上", "上\xff",
		}
		for _, line := range lines {
			for _, s := range []string{line, "[ " + line, line + " 10", strings.Repeat(line, 2)} {
				if got, want := p.MatchString(s), p.expression.MatchString(s); got != want {
					t.Errorf("%s on %q: %v, the expression says %v", name, s, got, want)
				}
			}
		}
	}
}

func TestWordPatternsOfWholeLinesLookAtTheirBeginningOnly(t *testing.T) {
	for name, p := range map[string]*wordPattern{"endHeading": endHeading(), "furnitureLine": furnitureLine(), "either": words(`^大|^小`)()} {
		if !p.anchored {
			t.Errorf("%s is looked for within lines", name)
		}
	}
	if words(`^大|小`)().anchored {
		t.Error("^大|小 is not looked for within lines")
	}
}
