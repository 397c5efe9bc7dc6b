package i18n

// Gallery is what is said where pictures have the screen.
type Gallery struct {
	None    string // the article has no picture, or none is drawn here
	Missing string // a picture that is not kept, or is none
	Hint    string // the keys
}

func chineseGallery() Gallery {
	return Gallery{None: "这里没有可看的图片", Missing: "本地没有这张图片", Hint: "n 下一张 · p 上一张 · Esc 返回"}
}

func englishGallery() Gallery {
	return Gallery{None: "There is no picture to look at here", Missing: "This picture is not kept here", Hint: "n next · p previous · Esc back"}
}
