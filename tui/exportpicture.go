package tui

import (
	"bytes"
	"context"
	"encoding/base64"
	"image/png"
	"strconv"
	"strings"

	"zonewire/storage"
	"zonewire/tui/picture"
)

// mostWithin is how many bytes of pictures one HTML file has in itself. It is all in memory while it is written.
const mostWithin = 64 << 20

// takenPictures gives an export the pictures that are kept. Each is read once, however often the text shows it.
type takenPictures struct {
	ctx    context.Context
	kept   *storage.Pictures
	file   *exportFile
	placed map[string]string // by their address; "" for one that is not kept
	count  int
	bytes  int // of those within
	err    error
}

// take is the picture at an address, under a name made of nothing foreign. It is false for one that is not kept, or
// when an error came before.
func (p *takenPictures) take(address string) (pic storage.Picture, name string, ok bool) {
	if p.err != nil {
		return pic, "", false
	}
	pic, ok, p.err = p.kept.Of(p.ctx, address)
	if p.err != nil || !ok {
		return pic, "", false
	}
	p.count++
	name = strconv.Itoa(p.count)
	switch pic.Type {
	case "jpeg":
		return pic, name + ".jpg", true
	case "png", "gif", "webp", "bmp":
		return pic, name + "." + pic.Type, true
	}
	return pic, name, true
}

// once asks do for the place of an address that has none yet.
func (p *takenPictures) once(address string, do func() string) string {
	place, known := p.placed[address]
	if !known {
		place = do()
		p.placed[address] = place
	}
	return place
}

// beside writes a picture into the folder beside the file and returns its path as a destination of Markdown.
func (p *takenPictures) beside(address string) string {
	return p.once(address, func() string {
		pic, name, ok := p.take(address)
		if !ok {
			return ""
		}
		var path string
		path, p.err = p.file.add(name, pic.Data)
		return escapePath(path)
	})
}

// escapePath writes a path as the destination of a link: what Markdown or an address reads as more than a character is
// escaped. Chinese stays as it is.
func escapePath(path string) string {
	var b strings.Builder
	for _, c := range []byte(path) {
		if c > ' ' && c < 0x7f && strings.IndexByte(`%#?&()<>[]\*_~`+"`", c) >= 0 || c == ' ' {
			const digits = "0123456789ABCDEF"
			b.WriteString("%" + string(digits[c>>4]) + string(digits[c&15]))
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// within returns a picture as a data URI. HTML knows no BMP in one: it becomes a PNG.
func (p *takenPictures) within(address string) string {
	return p.once(address, func() string {
		pic, _, ok := p.take(address)
		if !ok {
			return ""
		}
		switch pic.Type {
		case "jpeg", "png", "gif", "webp":
		default:
			img, err := picture.Decode(pic.Data)
			if err != nil { // nothing that could be shown
				return ""
			}
			var b bytes.Buffer
			if p.err = png.Encode(&b, img); p.err != nil {
				return ""
			}
			pic.Type, pic.Data = "png", b.Bytes()
		}
		if p.bytes += len(pic.Data); p.bytes > mostWithin {
			return ""
		}
		return "data:image/" + pic.Type + ";base64," + base64.StdEncoding.EncodeToString(pic.Data)
	})
}
