package page

// ArticleHints says where the body of a site's articles was found: the signature of the element that held it.
type ArticleHints struct {
	Body string `json:"body,omitempty"`
}

// ListHints says where a site's lists were found.
type ListHints struct {
	Pattern string `json:"pattern,omitempty"` // address pattern of its articles
	Block   string `json:"block,omitempty"`   // where the list stands: tags, classes and ids up to the body
}

// Learn returns h with what was found on one more page.
func (h Hints) Learn(found Hints) Hints {
	if found.Article.Body != "" {
		h.Article = found.Article
	}
	if found.List != (ListHints{}) {
		h.List = found.List
	}
	return h
}
