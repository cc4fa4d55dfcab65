package feeds

import "strings"

// mend rewrites a broken document so that a strict reader can read it: elements are closed, attributes quoted, stray "&"
// and "<" escaped, what lies too deep or goes on for too long is left out. Where the document was cut, the item that it
// was cut in is left out too: half an article would come back as an edit of itself. dropped counts the items left out.
func mend(text string, as reading) (mended string, dropped int) {
	m := mender{item: -1, as: as}
	m.out.Grow(len(text) + len(text)/16)
	t := tokens{rest: text}
	for tok, ok := t.next(); ok; tok, ok = t.next() {
		if tok.cut && tok.kind != tokenText {
			break
		}
		m.put(tok)
	}
	return m.close()
}

// reading says how much of what a document says about its elements is believed.
type reading int

const (
	asDeclared reading = iota
	asNamed            // names count and namespaces do not; elements that only wrap items are left out
)

// mender is a document being rewritten.
type mender struct {
	as      reading
	prefix  string // of the items' names, taken off where namespaces do not count
	out     strings.Builder
	open    []string // the elements that are open, by their names
	deep    int      // elements that are open but left out, for they lie too deep
	item    int      // index in open of the item that is open, -1 outside
	itemAt  int      // where that item begins in out
	items   int
	dropped int
	done    bool // the root element is closed, or there are too many items
}

func (m *mender) put(tok token) {
	if m.done {
		return
	}
	if m.as == asNamed && !m.plain(&tok) {
		return
	}
	switch tok.kind {
	case tokenText:
		m.text(tok.inner)
	case tokenCData:
		if len(m.open) > 0 && m.deep == 0 {
			m.out.WriteString("<![CDATA[" + shorten(tok.inner) + "]]>")
		}
	case tokenStart, tokenEmpty:
		m.start(tok)
	case tokenEnd:
		m.end(tok)
	case tokenOther:
	}
}

// plain takes the prefix off the names that the items' own names have; false for an element that only wraps items.
func (m *mender) plain(tok *token) bool {
	if tok.name == "" {
		return true
	}
	if prefix, name, ok := strings.Cut(tok.name, ":"); ok {
		if isItem(strings.ToLower(name)) {
			m.prefix = prefix
		}
		if prefix == m.prefix {
			tok.name = name
		}
	}
	return tok.local() != "items"
}

func (m *mender) text(s string) {
	if len(m.open) == 0 || m.deep > 0 {
		return
	}
	escape(&m.out, shorten(s))
}

// shorten cuts a piece of text that is longer than any article.
func shorten(s string) string {
	if len(s) <= maxRun {
		return s
	}
	return strings.ToValidUTF8(s[:maxRun], "")
}

func (m *mender) start(tok token) {
	name := tok.local()
	if isItem(name) && m.deep == 0 {
		if m.item >= 0 && m.open[m.item] == tok.name {
			m.closeTo(m.item) // the one before was never closed
		}
		if m.items++; m.items > maxItems {
			m.done = true
			return
		}
	}
	if m.deep > 0 || len(m.open) >= maxDepth {
		if tok.kind == tokenStart {
			m.deep++
		}
		return
	}
	if isItem(name) && m.item < 0 && tok.kind == tokenStart {
		m.item, m.itemAt = len(m.open), m.out.Len()
	}
	m.out.WriteString("<" + tok.name)
	if len(tok.raw) > longTag {
		tok.inner = "" // its attributes are no feed's
	}
	seen := map[string]bool{}
	eachAttribute(tok.inner, func(key, value string) {
		if seen[key] || !nameStart(key[0]) || m.as == asNamed && key == "xmlns" {
			return
		}
		seen[key] = true
		m.out.WriteString(" " + key + `="`)
		escape(&m.out, strings.ReplaceAll(value, `"`, "&quot;"))
		m.out.WriteByte('"')
	})
	if tok.kind == tokenEmpty || m.item >= 0 && empty(tok.name) {
		m.out.WriteString("/>")
		return
	}
	m.out.WriteByte('>')
	m.open = append(m.open, tok.name)
}

// empty tells whether HTML has no end tag for an element; markup stands in some feeds as it is.
func empty(name string) bool {
	switch strings.ToLower(name) {
	case "br", "hr", "img", "wbr", "input", "col", "area", "embed":
		return true
	}
	return false
}

func (m *mender) end(tok token) {
	if m.deep > 0 {
		m.deep--
		return
	}
	for i := len(m.open) - 1; i >= 0; i-- {
		if strings.EqualFold(m.open[i], tok.name) {
			m.closeTo(i)
			m.done = i == 0
			return
		}
	}
}

// closeTo closes the open elements from the innermost to that with index i.
func (m *mender) closeTo(i int) {
	for len(m.open) > i {
		last := len(m.open) - 1
		m.out.WriteString("</" + m.open[last] + ">")
		m.open = m.open[:last]
	}
	if m.item >= i {
		m.item = -1
	}
}

// close ends the document.
func (m *mender) close() (mended string, dropped int) {
	var keep string
	if m.item >= 0 { // cut inside an item
		keep = m.out.String()[:m.itemAt]
		m.dropped++
		m.open, m.item = m.open[:m.item], -1
	} else {
		keep = m.out.String()
	}
	m.out = strings.Builder{}
	m.closeTo(0)
	return keep + m.out.String(), m.dropped
}

// escape writes text so that it is text to a strict reader: "<" is escaped, and "&" where it begins no reference.
func escape(b *strings.Builder, s string) {
	for {
		i := strings.IndexAny(s, "<&")
		if i < 0 {
			b.WriteString(s)
			return
		}
		b.WriteString(s[:i])
		switch {
		case s[i] == '<':
			b.WriteString("&lt;")
		case reference(s[i:]):
			b.WriteByte('&')
		default:
			b.WriteString("&amp;")
		}
		s = s[i+1:]
	}
}

// reference tells whether s begins with something like "&eacute;" or "&#233;".
func reference(s string) bool {
	end := strings.IndexByte(s[:min(len(s), 34)], ';')
	if end < 2 {
		return false
	}
	name := strings.TrimPrefix(s[1:end], "#")
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	})
}
