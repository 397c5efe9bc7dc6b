package page

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// submit follows a control that sends a form. A GET form is an address; a POST form cannot be followed.
func (f *pagerFinder) submit(n *html.Node, r *run, why string) bool {
	form := f.form(n, r.submits)
	if form == nil {
		f.blocked("the next page is asked for by a form that is not in the page")
		return false
	}
	if strings.EqualFold(attr(form, "method"), "post") {
		f.blocked("the next page is asked for by POST" + fieldNames(r))
		return false
	}
	action := attr(form, "action")
	if v := r.local["action"]; v.kind == str {
		action = v.s
	}
	if action == "" {
		action = f.self
	}
	target, err := f.document.base.Parse(action)
	if err != nil {
		return false
	}
	query := url.Values{}
	for _, in := range all(form, atom.Input) {
		name, kind := attr(in, "name"), strings.ToLower(attr(in, "type"))
		if name == "" || kind == "submit" && in != n || kind == "button" || kind == "image" || kind == "checkbox" ||
			kind == "radio" {
			continue
		}
		query.Set(name, attr(in, "value"))
		for _, key := range [...]string{name, attr(in, "id")} {
			if v, set := r.fields[key]; set && v.kind != unknown {
				query.Set(name, v.String())
			}
		}
	}
	target.RawQuery = query.Encode()
	return f.take(target.String(), why+" through its form")
}

// form is the form that a script names, else the one around n, else the page's only one.
func (f *pagerFinder) form(n *html.Node, name string) *html.Node {
	forms := all(f.document.root, atom.Form)
	for _, form := range forms {
		if name != "" && name != "?" && (attr(form, "name") == name || attr(form, "id") == name) {
			return form
		}
	}
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.Form {
			return p
		}
	}
	if len(forms) == 1 {
		return forms[0]
	}
	return nil
}

// fieldNames names the form fields that a script sets, for the explanation.
func fieldNames(r *run) string {
	for name := range r.fields {
		if len(name) < 40 {
			return " (field " + name + ")"
		}
	}
	return ""
}
