package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	_ "image/gif"  // read by Decode
	_ "image/jpeg" // likewise
	_ "image/png"  // likewise

	_ "golang.org/x/image/bmp"  // read by Decode
	_ "golang.org/x/image/webp" // likewise

	"zonewire/feed"
)

// leastSide is the number of pixels below which a picture is a spacer, a dot or a counter.
const leastSide = 16

// maxDecoded is how many bytes the decoded pixels of one picture may take. Feed's limit of pixels holds besides; this
// one is met by pictures of 16 bits a channel and by progressive JPEG, whose coefficients are all kept.
const maxDecoded = 4 * feed.MaxPicturePixels

// Decode reads a picture: PNG, JPEG, the first frame of a GIF, WebP, BMP. What is too large in pixels is refused before
// it is decoded, and so are pictures too small to show anything. An error is a *feed.Error.
func Decode(data []byte) (image.Image, error) {
	c, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, &feed.Error{Kind: feed.Malformed, Op: "decode picture", Err: err}
	}
	switch {
	case c.Width < leastSide || c.Height < leastSide:
		return nil, &feed.Error{Kind: feed.Empty, Op: "decode picture", Err: fmt.Errorf("%d x %d pixels", c.Width, c.Height)}
	case c.Width > feed.MaxPicturePixels/c.Height, c.Width*c.Height > maxDecoded/pixelBytes(c.ColorModel, format, data):
		return nil, &feed.Error{Kind: feed.TooLarge, Op: "decode picture", Err: fmt.Errorf("%d x %d pixels", c.Width, c.Height)}
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, &feed.Error{Kind: feed.Malformed, Op: "decode picture", Err: err}
	}
	if b := img.Bounds(); b.Dx() < 1 || b.Dy() < 1 {
		return nil, &feed.Error{Kind: feed.Empty, Op: "decode picture"}
	}
	return img, nil
}

// pixelBytes is how many bytes a pixel takes while a picture is decoded.
func pixelBytes(m color.Model, format string, data []byte) int {
	if format == "jpeg" && isProgressive(data) {
		const component = 5 // a sample, and its coefficient of 32 bits
		if m == color.GrayModel {
			return component
		}
		if m == color.CMYKModel {
			return 4 * component
		}
		return 3 * component
	}
	switch m {
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	}
	return 4
}

// isProgressive reports whether a JPEG's frame is a progressive one: ITU-T T.81, table B.1.
func isProgressive(data []byte) bool {
	const (
		startOfFrame  = 0xc0 // baseline; c1 extended
		progressive   = 0xc2
		startOfScan   = 0xda
		firstRestart  = 0xd0
		endOfImage    = 0xd9
		markerAndSize = 4
	)
	for at := 2; at+markerAndSize <= len(data); {
		if data[at] != 0xff {
			at++
			continue
		}
		switch marker := data[at+1]; {
		case marker == progressive:
			return true
		case marker == startOfFrame, marker == startOfFrame+1, marker == startOfScan, marker == endOfImage:
			return false
		case marker == 0xff, marker == 0, marker >= firstRestart && marker < endOfImage:
			at++
		default:
			at += 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		}
	}
	return false
}
