package fetch

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

const (
	simplified = "江南经济技术开发区举行重点项目集中签约仪式，十二个项目总投资八十六亿元，涵盖高端装备、新材料和生物医药。" +
		"管委会负责人表示，将继续优化营商环境，为企业提供全流程服务。"
	traditional = "科學園區管理局今日舉行廠商座談會，說明下半年度的用水與用電計畫，並邀請學者專家就半導體產業的發展提出建議。"
)

func encode(t testing.TB, enc encoding.Encoding, text string) []byte {
	t.Helper()
	b, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// page wraps text into HTML that declares a charset in meta, none for "".
func page(meta, text string) string {
	if meta != "" {
		meta = `<meta http-equiv="Content-Type" content="text/html; charset=` + meta + `">`
	}
	return "<html><head>" + meta + "<title>news</title></head><body><p>" + text + "</p></body></html>"
}

func TestDecodeFindsTheRealCharset(t *testing.T) {
	gb, big5 := simplifiedchinese.GB18030, traditionalchinese.Big5
	utf16 := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	for _, c := range []struct {
		name   string
		body   []byte
		header string
		want   string // charset
		text   string // that must be in the result
	}{
		{"utf-8, nothing declared", []byte(page("", simplified)), "text/html", "utf-8", simplified},
		{"utf-8 with mark", []byte("\xef\xbb\xbf" + page("gb2312", simplified)), "", "utf-8", simplified},
		{"declared gb2312 but utf-8", []byte(page("gb2312", simplified)), "text/html; charset=GB2312", "utf-8", simplified},
		{"declared gb2312", encode(t, gb, page("gb2312", simplified)), "", "gb18030", simplified},
		{"gb2312 beyond gb2312", encode(t, gb, page("gb2312", simplified+"朱镕基 㐂 镕 😀")), "text/html", "gb18030", "朱镕基 㐂 镕 😀"},
		{"declared utf-8 but gb18030", encode(t, gb, page("utf-8", simplified)), "text/html; charset=utf-8", "gb18030", simplified},
		{"nothing declared, gb18030", encode(t, gb, page("", simplified)), "", "gb18030", simplified},
		{"declared gbk but big5", encode(t, big5, page("gbk", traditional)), "text/html;charset=gbk", "big5", traditional},
		{"declared utf-8 but big5", encode(t, big5, page("utf-8", traditional)), "", "big5", traditional},
		{"declared big5", encode(t, big5, page("", traditional)), `text/html; charset="Big5-HKSCS"`, "big5", traditional},
		{"declared big5 but gb18030", encode(t, gb, page("big5", simplified)), "", "gb18030", simplified},
		{"traditional in gbk", encode(t, gb, page("gbk", traditional)), "", "gb18030", traditional},
		{"traditional in gbk, undeclared", encode(t, gb, page("", traditional)), "", "gb18030", traditional},
		{"short, gb18030", encode(t, gb, "开发区要闻"), "", "gb18030", "开发区要闻"},
		{"short, big5", encode(t, big5, "科學園區"), "", "big5", "科學園區"},
		{"pairs that are utf-8 too", encode(t, gb, "隆重"), "text/html; charset=gbk", "gb18030", "隆重"},
		{"the default latin-1 of a server", encode(t, gb, page("", simplified)), "text/html;charset=ISO-8859-1", "gb18030", simplified},
		{"real latin-1", encode(t, charmap.Windows1252, page("", "Le café est fermé à Zürich, señor.")), "text/html; charset=iso-8859-1", "windows-1252", "café est fermé à Zürich"},
		{"declared euc-kr", encode(t, korean.EUCKR, page("euc-kr", "경제자유구역 소식을 전합니다")), "", "euc-kr", "경제자유구역 소식을 전합니다"},
		{"declared shift_jis", encode(t, japanese.ShiftJIS, page("shift_jis", "経済特区のニュースをお届けします")), "", "shift_jis", "経済特区のニュース"},
		{"declared shift_jis but gb18030", encode(t, gb, page("shift_jis", simplified)), "", "gb18030", simplified},
		{"utf-16 with mark", encode(t, utf16, page("", simplified)), "", "utf-16le", simplified},
		{"utf-16 without mark", encode(t, utf16, page("", simplified))[2:], "", "utf-16le", simplified},
		{"xml declaration", encode(t, korean.EUCKR, `<?xml version="1.0" encoding='EUC-KR'?><a>개발구</a>`), "", "euc-kr", "개발구"},
		{"utf-8 mark before gb18030", append([]byte("\xef\xbb\xbf"), encode(t, gb, page("gbk", simplified))...), "", "gb18030", simplified},
		{"meta far from the start", encode(t, korean.EUCKR, "<html><!--"+strings.Repeat("x", 40_000)+"-->"+page("euc-kr", "개발구 소식")), "", "euc-kr", "개발구 소식"},
		{"unknown label", encode(t, gb, page("x-unheard-of", simplified)), "text/html; charset=none", "gb18030", simplified},
		{"plain ascii", []byte("hello"), "text/plain; charset=gb2312", "utf-8", "hello"},
		{"nothing", nil, "", "utf-8", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, charset := Decode(c.body, c.header)
			if charset != c.want {
				t.Errorf("charset = %q, want %q", charset, c.want)
			}
			if !strings.Contains(string(text), c.text) {
				t.Errorf("text = %q, lacks %q", text, c.text)
			}
			if !utf8.Valid(text) {
				t.Errorf("text is not UTF-8: %q", text)
			}
		})
	}
}

// A cut last character and a few broken bytes, as filters and templates leave them, do not make UTF-8 anything else.
func TestDecodeKeepsDamagedUTF8(t *testing.T) {
	whole := page("utf-8", strings.Repeat(simplified, 3))
	for cut := 1; cut < 12; cut++ {
		text, charset := Decode([]byte("<p>" + simplified)[:len("<p>"+simplified)-cut], "text/html; charset=gb2312")
		if charset != "utf-8" || strings.ContainsRune(string(text), utf8.RuneError) {
			t.Errorf("cut by %d bytes: %s, %q", cut, charset, text)
		}
	}
	broken := []byte(whole)
	for i := 200; i < len(broken); i += 100 {
		broken[i] = 0xff
	}
	text, charset := Decode(broken, "")
	if charset != "utf-8" || !strings.Contains(string(text), "经济技术开发区") || !utf8.Valid(text) {
		t.Errorf("broken bytes: %s, %q", charset, text)
	}
}

// A title cut in mid-character must not take the markup behind it along.
func TestDecodeSurvivesCutGB18030(t *testing.T) {
	title := encode(t, simplifiedchinese.GB18030, simplified)
	body := append(append([]byte("<h1>"), title[:41]...), "</h1><p>next</p>"...)
	text, charset := Decode(body, "")
	if charset != "gb18030" || !strings.HasSuffix(string(text), "</h1><p>next</p>") {
		t.Errorf("%s, %q", charset, text)
	}
}

func TestDecodeIsLinear(t *testing.T) {
	for name, unit := range map[string]string{
		"unclosed metas": "<meta charset", "angles": "<<<<<<<<", "high bytes": "\xb1\xff\xfe", "four bytes": "\x81\x30\x81\x30",
	} {
		// A quadratic step would take minutes on 8 MiB, so that the test would run into its deadline.
		start := time.Now()
		text, _ := Decode(bytes.Repeat([]byte(unit), (8<<20)/len(unit)), "")
		if len(text) == 0 {
			t.Errorf("%s: nothing came out", name)
		}
		t.Logf("%s: %v", name, time.Since(start))
	}
}

func FuzzDecode(f *testing.F) {
	gb, big5 := simplifiedchinese.GB18030, traditionalchinese.Big5
	f.Add([]byte(page("gb2312", simplified)), "text/html; charset=gb2312")
	f.Add(encode(f, gb, page("utf-8", simplified)), "text/html;charset=utf-8")
	f.Add(encode(f, big5, page("gbk", traditional)), "text/html; charset=big5")
	f.Add([]byte("\xff\xfe<\x00"), "")
	f.Add([]byte("<\x00h\x00\x00\xd8"), "")
	f.Add([]byte("<meta charset=utf-7><meta charset"), `charset="`)
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		text, charset := Decode(body, contentType)
		if !utf8.Valid(text) {
			t.Fatalf("not UTF-8: %q from %q", text, body)
		}
		if charset == "" {
			t.Fatal("no charset")
		}
		if len(text) > 4*len(body)+4 {
			t.Fatalf("%d bytes became %d", len(body), len(text))
		}
		if utf8.Valid(body) && charset == "utf-8" && !bytes.HasSuffix(body, text) {
			t.Fatalf("UTF-8 was changed: %q became %q", body, text)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	for name, body := range map[string][]byte{
		"utf-8":   []byte(page("utf-8", strings.Repeat(simplified, 300))),
		"gb18030": encode(b, simplifiedchinese.GB18030, page("gb2312", strings.Repeat(simplified, 300))),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				Decode(body, "text/html")
			}
		})
	}
}
