package syncer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // header read by checkPicture
	_ "image/jpeg" // likewise
	_ "image/png"  // likewise
	"net/url"
	"sync"

	_ "golang.org/x/image/bmp"  // header read by checkPicture
	_ "golang.org/x/image/webp" // likewise

	"zonewire/feed"
	"zonewire/feed/fetch"
	"zonewire/storage"
)

// maxPictures is how many pictures of one article are fetched. Photo reports of portals have up to about thirty.
const maxPictures = 40

// picturesAtOnce is how many pictures of one article are on their way; the client's limits per host hold besides.
const picturesAtOnce = 4

// acceptPictures asks for what can be drawn, and not for newer formats that servers would choose.
const acceptPictures = "image/webp,image/png,image/jpeg,image/gif,image/bmp,image/*;q=0.2"

// Pictures fetches those pictures of an article that are not kept yet, and returns how many came. One that fails is no
// error of the others: the errors are joined.
func (e *Engine) Pictures(ctx context.Context, a feed.Article) (int, error) {
	list := a.Pictures[:min(len(a.Pictures), maxPictures)]
	todo := make(chan string, len(list))
	for _, p := range list {
		todo <- p.URL
	}
	close(todo)
	var mu sync.Mutex
	var failures []error
	came := 0
	var wg sync.WaitGroup
	for range min(picturesAtOnce, len(list)) {
		wg.Go(func() {
			for address := range todo {
				fresh, err := e.Picture(ctx, a.URL, address)
				mu.Lock()
				if err != nil {
					failures = append(failures, err)
				}
				if fresh {
					came++
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return came, errors.Join(failures...)
}

// Picture fetches a picture that the page at from shows, and reports whether it was not kept before. Its address may
// not be private unless the page's own host is. An address that gave no picture is left alone for an hour and gives
// feed.Empty until then.
func (e *Engine) Picture(ctx context.Context, from, address string) (fresh bool, err error) {
	const op = "fetch picture"
	if e.opt.Pictures == nil {
		return false, &feed.Error{Kind: feed.Invalid, Op: op, Subject: address, Err: errors.New("pictures are not kept")}
	}
	if err := checkPictureAddress(address); err != nil {
		return false, &feed.Error{Kind: feed.Invalid, Op: op, Subject: address, Err: err}
	}
	if known, err := e.opt.Pictures.Has(ctx, address); known || err != nil {
		return false, err
	}
	if resting, err := e.opt.Pictures.Rests(ctx, address); err != nil {
		return false, err
	} else if resting {
		return false, &feed.Error{Kind: feed.Empty, Op: op, Subject: address, Err: errors.New("it gave no picture a short time ago")}
	}
	resp, err := e.get(ctx, e.sourceAt(ctx, address), fetch.Request{
		URL: address, From: from, Accept: acceptPictures, MaxBytes: feed.MaxPictureBytes,
	})
	format := ""
	if err == nil {
		format, err = checkPicture(resp.Body)
	}
	if err != nil {
		return false, errors.Join(fmt.Errorf("%s of %s: %w", op, from, err), e.markFailed(ctx, address, err))
	}
	return true, e.opt.Pictures.Save(ctx, storage.Picture{URL: address, Type: format, Data: resp.Body})
}

// checkPictureAddress refuses what is not on the web.
func checkPictureAddress(address string) error {
	u, err := url.Parse(address)
	if err == nil && u.Scheme != "http" && u.Scheme != "https" {
		err = fmt.Errorf("scheme %q is not http or https", u.Scheme)
	}
	return err
}

// checkPicture reads a picture's header and returns its format. Nothing is decoded.
func checkPicture(data []byte) (format string, err error) {
	if len(data) == 0 {
		return "", &feed.Error{Kind: feed.Empty}
	}
	c, format, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return "", &feed.Error{Kind: feed.Malformed, Err: err}
	case c.Width <= 0 || c.Height <= 0:
		return "", &feed.Error{Kind: feed.Empty}
	case c.Width > feed.MaxPicturePixels/c.Height:
		return "", &feed.Error{Kind: feed.TooLarge, Err: fmt.Errorf("%d x %d pixels", c.Width, c.Height)}
	}
	return format, nil
}

// markFailed notes an address that gave no picture, where that is the address's own fault.
func (e *Engine) markFailed(ctx context.Context, address string, err error) error {
	switch feed.KindOf(err) {
	case feed.BadStatus, feed.Blocked, feed.Abroad, feed.Login, feed.Gone, feed.Robots, feed.Malformed, feed.Empty, feed.TooLarge:
		return e.opt.Pictures.MarkFailed(ctx, address)
	}
	return nil
}

// fetchPictures fetches the pictures of the articles that this visit stored. What it does not come to is fetched when
// an article is opened.
func (v *visit) fetchPictures(ctx context.Context) {
	if !v.engine.opt.PicturesAtSync {
		return
	}
	for _, a := range v.pictured {
		if ctx.Err() != nil {
			return
		}
		if _, err := v.engine.Pictures(ctx, a); err != nil {
			v.engine.log.Warn("pictures failed", "article", a.URL, "error", err)
		}
	}
	v.pictured = nil
}

// notePictures keeps what fetchPictures needs of stored articles.
func (v *visit) notePictures(stored []feed.Article) {
	if !v.engine.opt.PicturesAtSync {
		return
	}
	for _, a := range stored {
		if len(a.Pictures) > 0 {
			v.pictured = append(v.pictured, feed.Article{URL: a.URL, Pictures: a.Pictures})
		}
	}
}
