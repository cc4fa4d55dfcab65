package feeds

import (
	"encoding/base64"
	"html"
	"strings"
)

// odd tells whether a child of an item carries its text where the parser does not look for it, so that the document is
// rewritten first.
func odd(tok token, atom bool) bool {
	switch tok.local() {
	case "body", "fullitem", "payload":
		return !atom
	case "title", "summary":
		return atom && strings.Contains(tok.inner, "base64")
	case "content":
		return atom && (strings.Contains(tok.inner, "base64") || attribute(tok.inner, "src") != "" || noText(attribute(tok.inner, "type")))
	case "link":
		return atom && tok.kind == tokenStart && attribute(tok.inner, "href") == ""
	}
	return false
}

// byline tells whether an element names who wrote an item in the words of a module; some wrap the name in elements.
func byline(name string) bool {
	_, local, ok := strings.Cut(strings.ToLower(name), ":")
	return ok && (local == "creator" || local == "author")
}

// rewriter writes what stands in odd places of items where the parser looks for it.
type rewriter struct {
	out  strings.Builder
	in   tokens
	atom bool
}

// rewrite puts the text of items where the parser finds it: bodies in XHTML, whole items and payloads, titles in base64,
// links between tags, names wrapped in elements. Everything else stays as it is.
func rewrite(text string, atom bool) string {
	r := rewriter{in: tokens{rest: text}, atom: atom}
	r.out.Grow(len(text) + len(text)/16)
	depth, item := 0, -1
	for tok, ok := r.in.next(); ok; tok, ok = r.in.next() {
		opens := tok.kind == tokenStart || tok.kind == tokenEmpty
		if opens && isItem(tok.local()) && depth <= itemDepth {
			item = depth
		}
		if opens && item >= 0 && depth == item+1 && r.child(tok) {
			continue
		}
		switch tok.kind {
		case tokenStart:
			depth++
		case tokenEnd:
			depth--
		case tokenText, tokenCData, tokenEmpty, tokenOther:
		}
		r.out.WriteString(tok.raw)
	}
	return r.out.String()
}

// child rewrites a child of an item; done is false where it stays as it is.
func (r *rewriter) child(tok token) (done bool) {
	name := tok.local()
	switch {
	case name == "content" && odd(tok, r.atom) && attribute(tok.inner, "src") != "":
		r.inner(tok)
		r.out.WriteString(`<link rel="alternate" href="` + attribute(tok.inner, "src") + `"/>`)
		return true
	case odd(tok, r.atom) && (name == "title" || name == "summary" || name == "content"):
		r.fromBase64(tok)
		return true
	case odd(tok, r.atom) && name == "link":
		if address := textOf(r.inner(tok)); address != "" {
			r.out.WriteString("<link" + tok.inner + ` href="` + html.EscapeString(address) + `"/>`)
		}
		return true
	case odd(tok, r.atom):
		r.out.WriteString(`<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">`)
		r.section(r.inner(tok))
		r.out.WriteString("</content:encoded>")
		return true
	case tok.kind == tokenStart && byline(tok.name):
		inner := r.inner(tok)
		r.out.WriteString(tok.raw)
		r.section(textOf(inner))
		r.out.WriteString("</" + tok.name + ">")
		return true
	}
	return false
}

// inner reads on to the end tag of an element and returns what stands before it.
func (r *rewriter) inner(tok token) string {
	if tok.kind == tokenEmpty {
		return ""
	}
	from, depth := r.in.rest, 1
	for {
		before := r.in.rest
		next, ok := r.in.next()
		if !ok {
			return from
		}
		switch next.kind {
		case tokenStart:
			depth++
		case tokenEnd:
			depth--
		case tokenText, tokenCData, tokenEmpty, tokenOther:
		}
		if depth == 0 {
			return from[:len(from)-len(before)]
		}
	}
}

// section writes a text so that it is nothing but text to the parser.
func (r *rewriter) section(s string) {
	r.out.WriteString("<![CDATA[" + strings.ReplaceAll(s, "]]>", "]]&gt;") + "]]>")
}

// fromBase64 writes an element with its base64 decoded. One that holds a picture or a file has no text.
func (r *rewriter) fromBase64(tok token) {
	inner := textOf(r.inner(tok))
	kind := attribute(tok.inner, "type")
	bare := strings.Join(strings.Fields(inner), "")
	body, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(bare, "="))
	switch {
	case tok.local() == "content" && noText(kind) && !strings.HasPrefix(kind, "application/octet-stream"):
		return
	case err == nil:
		inner, _ = decode(body, labels{})
	case noText(kind):
		return
	}
	r.out.WriteString("<" + tok.name + ` type="html">`)
	r.section(sound(inner))
	r.out.WriteString("</" + tok.name + ">")
}

// noText tells whether a media type of an Atom content says that it holds no text.
func noText(kind string) bool {
	kind = strings.ToLower(kind)
	return strings.Contains(kind, "/") && !strings.HasPrefix(kind, "text/") && !strings.Contains(kind, "xml") && !strings.Contains(kind, "html")
}

// textOf is the text between tags, without them.
func textOf(markup string) string {
	var out strings.Builder
	t := tokens{rest: markup}
	for tok, ok := t.next(); ok; tok, ok = t.next() {
		switch tok.kind {
		case tokenText:
			out.WriteString(html.UnescapeString(tok.inner))
		case tokenCData:
			out.WriteString(tok.inner)
		case tokenStart, tokenEmpty, tokenEnd:
			out.WriteByte(' ')
		case tokenOther:
		}
	}
	return strings.TrimSpace(out.String())
}
