package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"

	"zonewire/feed"
)

// errTooLarge is a body beyond the limit, as sent or decompressed.
var errTooLarge = &feed.Error{Kind: feed.TooLarge}

// readBody reads a body and undoes its content encodings. Neither what is read nor what it is decompressed to exceeds
// limit, whatever the headers say: a bomb costs the limit and no more.
func readBody(r io.Reader, header http.Header, limit int64) ([]byte, error) {
	encodings, err := encodingsOf(header)
	if err != nil {
		return nil, err
	}
	wire := &capped{r: r, left: limit}
	var body io.Reader = wire
	for i := len(encodings) - 1; i >= 0; i-- {
		if body, err = decompress(body, encodings[i]); err != nil {
			return nil, compression(wire, encodings[i], err)
		}
		body = &capped{r: body, left: limit}
	}
	b, err := io.ReadAll(body)
	if err != nil && len(encodings) > 0 {
		return b, compression(wire, strings.Join(encodings, ", "), err)
	}
	if err == nil {
		b, err = gunzipFile(b, limit)
	}
	return b, err
}

// encodingsOf are the content encodings of an answer in the order in which they were applied.
func encodingsOf(header http.Header) ([]string, error) {
	const several = 3 // encodings on top of each other: more is an attack
	var encodings []string
	for _, e := range strings.Split(strings.Join(header.Values("Content-Encoding"), ","), ",") {
		switch e = strings.ToLower(strings.TrimSpace(e)); e {
		case "", "identity", "none", "utf-8", "utf8":
		case "gzip", "x-gzip":
			encodings = append(encodings, "gzip")
		case "br", "deflate":
			encodings = append(encodings, e)
		default:
			return nil, &feed.Error{Kind: feed.Malformed, Err: fmt.Errorf("content encoding %q was not asked for", e)}
		}
	}
	if len(encodings) > several {
		return nil, &feed.Error{Kind: feed.Malformed, Err: fmt.Errorf("%d content encodings on top of each other", len(encodings))}
	}
	return encodings, nil
}

// decompress undoes one content encoding. Servers that say gzip or deflate and send plain text exist; so do those
// that send deflate without the zlib header that RFC 9110 asks for.
func decompress(r io.Reader, encoding string) (io.Reader, error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch {
	case len(head) == 0:
		return b, nil
	case encoding == "br":
		return brotli.NewReader(b), nil
	case encoding == "gzip" && bytes.Equal(head, []byte(gzipMagic)):
		return gzip.NewReader(b)
	case encoding == "gzip":
		return b, nil
	case head[0]&0x0f == 8 && len(head) == 2 && (int(head[0])<<8|int(head[1]))%31 == 0:
		return zlib.NewReader(b)
	case head[0] == '<':
		return b, nil
	}
	return flate.NewReader(b), nil
}

// gzipMagic begins a gzip stream: RFC 1952, section 2.3.1.
const gzipMagic = "\x1f\x8b"

// gunzipFile decompresses a body that is itself a gzip file, such as sitemap.xml.gz or a page that was compressed
// twice. One that is damaged stays as it is.
func gunzipFile(b []byte, limit int64) ([]byte, error) {
	if !bytes.HasPrefix(b, []byte(gzipMagic)) {
		return b, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return b, nil
	}
	text, err := io.ReadAll(&capped{r: z, left: limit})
	switch {
	case errors.Is(err, errTooLarge):
		return nil, err
	case err != nil:
		return b, nil
	}
	return text, nil
}

// compression is the error of a body that cannot be decompressed: the connection's own, or broken compression.
func compression(wire *capped, encoding string, err error) error {
	switch {
	case errors.Is(err, errTooLarge):
		return errTooLarge
	case wire.err != nil:
		return wire.err
	}
	return &feed.Error{Kind: feed.Malformed, Err: fmt.Errorf("broken %s: %w", encoding, err)}
}

// capped reads at most left bytes and then fails with errTooLarge. It remembers the error of its reader.
type capped struct {
	r    io.Reader
	left int64
	err  error
}

func (c *capped) Read(p []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	if int64(len(p)) > c.left+1 {
		p = p[:c.left+1]
	}
	n, err := c.r.Read(p)
	if int64(n) > c.left {
		n, err = int(c.left), errTooLarge
	}
	c.left -= int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		c.err = err
	}
	return n, err
}
