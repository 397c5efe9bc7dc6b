package main

import (
	"path/filepath"

	"zonewire/storage"
	"zonewire/tui"
	"zonewire/tui/picture"
)

// pictureConfig is the part of config.toml about the pictures of articles.
type pictureConfig struct {
	Pictures         string `toml:"pictures"`          // "none", "open" or "all"; "": open
	PictureProtocol  string `toml:"picture_protocol"`  // "auto", "blocks", "kitty", "sixel" or "none"; "": auto
	PictureMegabytes int    `toml:"picture_megabytes"` // of all that are kept; 0: storage.DefaultPictureBytes
}

// check refuses values that mean nothing.
func (c pictureConfig) check(t *text) error {
	return firstOf(
		t.among("pictures", c.Pictures, "none", "open", "all"),
		t.among("picture_protocol", c.PictureProtocol, "auto", "blocks", "kitty", "sixel", "none"),
		t.notBelow0("picture_megabytes", c.PictureMegabytes >= 0),
	)
}

// protocol is how pictures are drawn on the terminal that env describes, as far as the configuration leaves it open.
func (c pictureConfig) protocol(l look, env func(string) string) picture.Protocol {
	if c.Pictures == "none" {
		return picture.None
	}
	wish, err := picture.ParseProtocol(c.PictureProtocol)
	if err != nil {
		return picture.None // check has refused it
	}
	return picture.Choose(wish, env, l.theme.Profile)
}

// keepPictures says where pictures are kept, unless there are to be none. The file is opened when one is first wanted;
// where that fails there are none: a log's line says why, and all else goes on.
func (a *app) keepPictures() *storage.Pictures {
	if a.pictures == nil && a.cfg.Pictures != "none" {
		path := filepath.Join(a.paths.data, "pictures.db")
		a.pictures = storage.PicturesAt(path, int64(a.cfg.PictureMegabytes)<<20, nil)
	}
	return a.pictures
}

// picturesFor is how the reader has pictures.
func (a *app) picturesFor(l look) tui.Pictures {
	wish, _ := picture.ParseProtocol(a.cfg.PictureProtocol)
	return tui.Pictures{
		Kept: a.keepPictures(), Protocol: l.pictures, Fetch: l.pictures != picture.None,
		AskSixel: wish == picture.Auto && l.pictures == picture.Blocks,
	}
}
