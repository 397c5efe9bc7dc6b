package picture

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"hash/fnv"
	"image"
	"image/png"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi/kitty"
)

// kittySide is how many rows and columns of a picture have a diacritic that names them.
const kittySide = 297

// drawKitty makes lines of placeholders. The picture's number is their colour; each carries its row and its column, so
// that any part of a line can be drawn without the rest.
func drawKitty(img image.Image, cols, rows int, key string) Drawing {
	id := kittyID(key, cols, rows)
	d := Drawing{Cells: cols, ID: id}
	var b strings.Builder
	for row := range rows {
		b.Reset()
		fmt.Fprintf(&b, "\x1b[38;2;%d;%d;%dm", id>>16&0xff, id>>8&0xff, id&0xff)
		for col := range cols {
			b.WriteRune(kitty.Placeholder)
			b.WriteRune(kitty.Diacritic(row))
			b.WriteRune(kitty.Diacritic(col))
		}
		b.WriteString("\x1b[0m")
		d.Lines = append(d.Lines, b.String())
	}
	var file bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	width, height := sent(img.Bounds(), cols, rows)
	if err := encoder.Encode(&file, scale(img, width, height, fineSamples)); err != nil {
		return Drawing{} // a buffer does not fail, and the size is positive: there is nothing to draw
	}
	d.Send = transmission(id, cols, rows, file.Bytes())
	return d
}

// sent is the size in pixels in which a picture is sent: no more than its cells show, and no more than it has, since
// the terminal enlarges it.
func sent(b image.Rectangle, cols, rows int) (width, height int) {
	width, height = b.Dx(), b.Dy()
	if most := cols * cellWidth; width > most {
		width, height = most, height*most/width
	}
	if most := rows * cellHeight; height > most {
		width, height = width*most/height, most
	}
	return max(1, width), max(1, height)
}

// kittyID is a number of 24 bits, not 0, so that a colour can carry it.
func kittyID(key string, cols, rows int) int {
	h := fnv.New32a()
	fmt.Fprintf(h, "%s\n%d %d", key, cols, rows)
	return int(h.Sum32()%0xffffff) + 1
}

// transmission sends a PNG file and places it virtually in cols x rows cells, in pieces of the size that the protocol
// asks for. Answers are turned off: they would be read as keys.
func transmission(id, cols, rows int, file []byte) string {
	data := base64.StdEncoding.EncodeToString(file)
	var b strings.Builder
	for first := true; first || data != ""; first = false {
		piece := data[:min(len(data), kitty.MaxChunkSize)]
		data = data[len(piece):]
		more := 0
		if data != "" {
			more = 1
		}
		b.WriteString("\x1b_G")
		if first {
			fmt.Fprintf(&b, "a=T,U=1,f=%d,t=d,i=%d,c=%d,r=%d,", kitty.PNG, id, cols, rows)
		}
		fmt.Fprintf(&b, "q=2,m=%d;%s\x1b\\", more, piece)
	}
	return b.String()
}

// Forget is what frees the terminal's memory of a picture that was sent.
func Forget(id int) string { return "\x1b_Ga=d,d=I,q=2,i=" + strconv.Itoa(id) + "\x1b\\" }
