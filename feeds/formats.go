package feeds

import (
	"html"
	"strings"
)

// knownNamespaces writes the namespace of RSS 1.0 as the parser knows it: without its last slash, or with another
// ending, no item would be found.
func knownNamespaces(text string) string {
	top := text[:min(len(text), headOf)]
	end := strings.IndexByte(top, '>')
	if end < 0 {
		return text
	}
	before := top[:end]
	root := before
	if strings.Contains(root, "http://purl.org/atom/ns#") && !strings.Contains(text, "<issued") {
		text = strings.NewReplacer("<created>", "<issued>", "</created>", "</issued>").Replace(text)
	}
	if !strings.Contains(root, "purl.org") && !strings.Contains(root, "www.w3.org/2005/Atom") {
		return text
	}
	for _, quote := range []string{`"`, `'`} {
		for _, n := range []struct{ wrong, right string }{
			{"http://purl.org/rss/1.0", "http://purl.org/rss/1.0/"},
			{"https://purl.org/rss/1.0/", "http://purl.org/rss/1.0/"},
			{"http://purl.org/net/rss1.0/", "http://purl.org/rss/1.0/"},
			{"http://purl.org/dc/elements/1.1", "http://purl.org/dc/elements/1.1/"},
			{"https://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.1/"},
			{"http://purl.org/rss/1.0/modules/content", "http://purl.org/rss/1.0/modules/content/"},
			{"https://purl.org/rss/1.0/modules/content/", "http://purl.org/rss/1.0/modules/content/"},
			{"https://www.w3.org/2005/Atom", "http://www.w3.org/2005/Atom"},
			{"http://www.w3.org/2005/Atom/", "http://www.w3.org/2005/Atom"},
		} {
			root = strings.ReplaceAll(root, quote+n.wrong+quote, quote+n.right+quote)
		}
	}
	if root == before {
		return text // most documents: no copy of them is made
	}
	return root + text[end:]
}

// fromChannel rewrites the formats whose root is a channel as RSS 2.0: RSS 1.1, CDF, and RSS that lost its root element.
func (r *reader) fromChannel(text string) string {
	top := strings.ToLower(text[:min(len(text), headOf)])
	switch {
	case strings.Contains(top, "purl.org/net/rss1.1"):
		r.format = "rss 1.1"
		return asRSS(text, renamer{})
	case isCDF(text):
		r.format = "cdf"
		return asRSS(text, renamer{cdf: true})
	}
	r.notes.add("the root element is missing")
	return `<rss version="2.0">` + text + "</rss>"
}

// isCDF knows the Channel Definition Format, which has no name and no namespace, by its capitals and its attributes.
func isCDF(text string) bool {
	t := tokens{rest: text[:min(len(text), headOf)]}
	for tok, ok := t.next(); ok; tok, ok = t.next() {
		if tok.kind != tokenStart && tok.kind != tokenEmpty {
			continue
		}
		switch tok.local() {
		case "abstract", "schedule", "logo":
			return true
		case "channel", "item":
			if attribute(tok.inner, "href")+attribute(tok.inner, "lastmod")+attribute(tok.inner, "base") != "" || tok.name == "CHANNEL" {
				return true
			}
		}
	}
	return false
}

// renamer writes one format's elements in the words of RSS 2.0, which the parser knows.
type renamer struct {
	cdf     bool // Channel Definition Format of 1997: titles in attributes or elements, links in HREF
	written strings.Builder
}

// asRSS rewrites a document whose root is a channel.
func asRSS(text string, r renamer) string {
	r.written.WriteString(`<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
		`xmlns:content="http://purl.org/rss/1.0/modules/content/">`)
	t := tokens{rest: text}
	for tok, ok := t.next(); ok; tok, ok = t.next() {
		switch tok.kind {
		case tokenStart, tokenEmpty:
			r.start(tok)
		case tokenEnd:
			if name := r.name(tok); name != "" {
				r.written.WriteString("</" + name + ">")
			}
		case tokenText, tokenCData, tokenOther:
			r.written.WriteString(tok.raw)
		}
	}
	r.written.WriteString("</rss>")
	return r.written.String()
}

// name is what RSS calls an element; "" for one that only wraps others.
func (r *renamer) name(tok token) string {
	switch name := tok.local(); {
	case name == "items" || name == "schedule" && !r.cdf:
		return ""
	case name == "abstract" && r.cdf:
		return "description"
	case name == "channel", name == "item", name == "title", name == "link", name == "description", name == "image":
		return name
	}
	return tok.name
}

func (r *renamer) start(tok token) {
	name := r.name(tok)
	if name == "" {
		return
	}
	if r.cdf && tok.local() == "a" {
		r.written.WriteString("<link>" + attribute(tok.inner, "href") + "</link>")
	}
	r.written.WriteString("<" + name)
	eachAttribute(tok.inner, func(key, value string) {
		if strings.EqualFold(key, "base") {
			key = "xml:base"
		}
		if key != "xmlns" { // of the format that it was
			r.written.WriteString(" " + key + `="` + strings.ReplaceAll(value, `"`, "&quot;") + `"`)
		}
	})
	r.written.WriteByte('>')
	if lang := attribute(tok.inner, "lang"); name == "channel" && lang != "" {
		r.written.WriteString("<language>" + lang + "</language>")
	}
	if r.cdf && (name == "channel" || name == "item") {
		for _, pair := range [][2]string{{"HREF", "link"}, {"LASTMOD", "pubDate"}, {"TITLE", "title"}, {"ABSTRACT", "description"}} {
			if v := attribute(tok.inner, pair[0]); v != "" {
				r.written.WriteString("<" + pair[1] + ">" + v + "</" + pair[1] + ">")
			}
		}
	}
	if tok.kind == tokenEmpty {
		r.written.WriteString("</" + name + ">")
	}
}

const (
	maxEntities  = 64
	maxEntity    = 1 << 10 // bytes of one entity's text
	maxExpansion = 1 << 20 // bytes that one entity may add to a document
)

// entitySet holds what a document's DOCTYPE declares. Entities are put in once and never in each other, so that they
// cannot grow.
type entitySet map[string]string

// declaredEntities reads the internal entities of a DOCTYPE.
func declaredEntities(text string) entitySet {
	top := text[:min(len(text), 16*headOf)]
	at := strings.Index(top, "<!DOCTYPE")
	if at < 0 || !strings.Contains(top[at:], "<!ENTITY") {
		return nil
	}
	t := tokens{rest: top[at:]}
	doctype, _ := t.next()
	set := entitySet{}
	for _, part := range strings.Split(doctype.inner, "<!ENTITY")[1:] {
		fields := strings.SplitN(strings.TrimSpace(part), " ", 2)
		if len(fields) < 2 || len(set) >= maxEntities {
			continue
		}
		value, _ := attributeValue(strings.TrimSpace(fields[1]))
		if fields[1] = strings.TrimSpace(fields[1]); (fields[1][0] == '"' || fields[1][0] == '\'') && len(value) <= maxEntity {
			set[fields[0]] = html.EscapeString(html.UnescapeString(value))
		}
	}
	return set
}

// replace puts the entities in.
func (e entitySet) replace(text string) string {
	for name, value := range e {
		reference := "&" + name + ";"
		if len(value)*strings.Count(text, reference) <= maxExpansion {
			text = strings.ReplaceAll(text, reference, value)
		}
	}
	return text
}
