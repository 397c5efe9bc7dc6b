package syndication

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/mmcdole/gofeed"
	jsonfeed "github.com/mmcdole/gofeed/json"
)

// json reads a JSON Feed item by item, so that one that is broken or cut off does not take the others along.
func (r *reader) json(text string) error {
	rest, items, err := splitItems(escapeControls(text))
	if err != nil {
		r.problems = append(r.problems, "the document ends too early or is broken: "+err.Error())
	}
	var f jsonfeed.Feed
	head, err := json.Marshal(rest)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(head, &f); err != nil {
		r.problems = append(r.problems, "the feed's own properties are broken")
		f = jsonfeed.Feed{}
	}
	if len(items) == 0 && !strings.Contains(string(rest["version"]), "jsonfeed") {
		return errors.New("JSON, but not JSON Feed")
	}
	f.Authors = withoutNil(f.Authors)
	for _, raw := range items {
		var item *jsonfeed.Item
		if err := json.Unmarshal(raw, &item); err != nil || item == nil {
			r.problems = append(r.problems, "an item that cannot be read")
			continue
		}
		item.Authors = withoutNil(item.Authors)
		if item.URL == "" {
			item.URL = item.ExternalURL
		}
		f.Items = append(f.Items, item)
	}
	translated, err := new(gofeed.DefaultJSONTranslator).Translate(&f)
	if err != nil {
		return err
	}
	r.head(translated)
	for i, item := range translated.Items {
		if f.Items[i].ContentHTML == "" {
			item.Content = paragraphs(f.Items[i].ContentText)
		}
		item.Description = paragraphs(item.Description)
		if len(item.Authors) == 0 {
			item.Authors = translated.Authors
		}
		r.add(item, "")
		entry := &r.feed.Entries[len(r.feed.Entries)-1]
		if list := f.Items[i].Attachments; list != nil {
			for n := range entry.Article.Attachments {
				if n < len(*list) && (*list)[n].Title != "" {
					entry.Article.Attachments[n].Title = plain((*list)[n].Title)
				}
			}
		}
	}
	return nil
}

func withoutNil(authors []*jsonfeed.Author) []*jsonfeed.Author {
	var kept []*jsonfeed.Author
	for _, a := range authors {
		if a != nil {
			kept = append(kept, a)
		}
	}
	return kept
}

// splitItems reads the properties of a JSON object and the elements of its array "items" up to the first error.
func splitItems(text string) (rest map[string]json.RawMessage, items []json.RawMessage, err error) {
	rest = map[string]json.RawMessage{}
	d := json.NewDecoder(strings.NewReader(text))
	if _, err := d.Token(); err != nil {
		return rest, nil, err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return rest, items, err
		}
		if key != "items" {
			var value json.RawMessage
			if err := d.Decode(&value); err != nil {
				return rest, items, err
			}
			rest[key.(string)] = value // Token gives a string for a key
			continue
		}
		if open, err := d.Token(); err != nil || open != json.Delim('[') {
			return rest, items, errors.New("items is no array")
		}
		for d.More() {
			var item json.RawMessage
			if err := d.Decode(&item); err != nil {
				return rest, items, err
			}
			items = append(items, item)
		}
		if _, err := d.Token(); err != nil {
			return rest, items, err
		}
	}
	_, err = d.Token()
	return rest, items, err
}

// escapeControls writes the control characters within strings, which JSON forbids to stand there raw, as escapes.
func escapeControls(text string) string {
	if strings.IndexFunc(text, func(r rune) bool { return r < ' ' }) < 0 {
		return text
	}
	const hex = "0123456789abcdef"
	var b strings.Builder
	inside, escaped := false, false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case inside && c < ' ':
			b.WriteString(`\u00`)
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
			escaped = false
			continue
		case escaped:
			escaped = false
		case c == '\\':
			escaped = inside
		case c == '"':
			inside = !inside
		}
		b.WriteByte(c)
	}
	return b.String()
}
