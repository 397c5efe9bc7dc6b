package demo

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
)

// fileType is the content type of an attachment by its extension.
func fileType(ext string) string {
	switch ext {
	case ".pdf":
		return "application/pdf"
	case ".doc":
		return "application/msword"
	case ".zip":
		return "application/zip"
	}
	return "application/octet-stream"
}

// makeFile makes an attachment: a small but real PDF, RTF (which word processors open as .doc) or ZIP.
func makeFile(ext, title string, p *Piece) ([]byte, error) {
	lines := []string{title, p.Title, p.Zone + " " + p.Published.Day(), "zonewire 演示文件，内容均系虚构"}
	switch ext {
	case ".pdf":
		return makePDF(lines), nil
	case ".doc":
		return makeRTF(lines), nil
	case ".zip":
		return makeZIP(title+".txt", strings.Join(lines, "\r\n"), p)
	}
	return nil, fmt.Errorf("demo: no way to make a %s file", ext)
}

// makePDF writes a page with lines of Chinese in a font that readers bring themselves (PDF 1.4, 5.6.5: predefined
// CMaps), so that nothing needs to be embedded.
func makePDF(lines []string) []byte {
	var text strings.Builder
	text.WriteString("BT /F1 14 Tf 60 760 Td 24 TL\n")
	for _, line := range lines {
		text.WriteByte('<')
		for _, unit := range utf16.Encode([]rune(line)) {
			fmt.Fprintf(&text, "%04X", unit)
		}
		text.WriteString("> Tj T*\n")
	}
	text.WriteString("ET\n")
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%sendstream", text.Len(), text.String()),
		"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
		"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light " +
			"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R /DW 1000 >>",
		"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 " +
			"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, object := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.Bytes()
}

func makeRTF(lines []string) []byte {
	var b bytes.Buffer
	b.WriteString(`{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}\f0\fs28` + "\n")
	for _, line := range lines {
		for _, unit := range utf16.Encode([]rune(line)) {
			if unit < 0x80 {
				b.WriteByte(byte(unit))
				continue
			}
			fmt.Fprintf(&b, `\u%d?`, int16(unit))
		}
		b.WriteString("\\par\n")
	}
	b.WriteString("}\n")
	return b.Bytes()
}

func makeZIP(name, text string, p *Piece) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: p.moment})
	if err == nil {
		_, err = w.Write([]byte(text))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("demo: make zip file: %w", err)
	}
	return b.Bytes(), nil
}
