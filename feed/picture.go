package feed

// Limits of pictures from outside. Pixels are counted before anything is decoded: a file of a few kilobytes can stand
// for gigabytes of them. The largest photographs met on portals have 24 million.
const (
	MaxPictureBytes  = 8 << 20
	MaxPicturePixels = 40_000_000
)
