package feeds

import "strings"

// tokenKind says what a piece of an XML document is.
type tokenKind int

const (
	tokenText tokenKind = iota
	tokenCData
	tokenStart
	tokenEmpty // <name/>
	tokenEnd
	tokenOther // comment, processing instruction, declaration
)

// token is one piece of a document: raw is the piece whole, inner what stands between its delimiters.
type token struct {
	kind  tokenKind
	raw   string
	name  string // of an element, as written
	inner string // text, the content of a CDATA section, the attributes of a tag
	cut   bool   // the document ended inside it
}

// local is the name without its prefix, in lower case.
func (t token) local() string {
	name := t.name
	if i := strings.LastIndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	return strings.ToLower(name)
}

// tokens cuts a document into pieces. It accepts everything: what is no tag is text, and joining the raw pieces gives
// the document back. It goes through the document once and never deeper.
type tokens struct {
	rest   string
	simple bool // a declaration's brackets did not close: none is looked for again
}

// next returns the next piece; ok is false at the end.
func (t *tokens) next() (tok token, ok bool) {
	if t.rest == "" {
		return token{}, false
	}
	if i := tagStart(t.rest); i != 0 {
		if i < 0 {
			i = len(t.rest)
		}
		return t.take(token{kind: tokenText, inner: t.rest[:i]}, i), true
	}
	switch s := t.rest; {
	case strings.HasPrefix(s, "<![CDATA["):
		return t.until(tokenCData, "<![CDATA[", "]]>"), true
	case strings.HasPrefix(s, "<!--"):
		return t.until(tokenOther, "<!--", "-->"), true
	case strings.HasPrefix(s, "<?"):
		return t.until(tokenOther, "<?", ">"), true
	case strings.HasPrefix(s, "<!"):
		return t.declaration(), true
	}
	return t.tag(), true
}

func (t *tokens) take(tok token, size int) token {
	tok.raw, t.rest = t.rest[:size], t.rest[size:]
	return tok
}

// tagStart finds the first "<" that begins something; -1 when there is none.
func tagStart(s string) int {
	for from := 0; ; {
		i := strings.IndexByte(s[from:], '<')
		if i < 0 {
			return -1
		}
		i += from
		if i+1 < len(s) && (nameStart(s[i+1]) || s[i+1] == '!' || s[i+1] == '?' ||
			s[i+1] == '/' && i+2 < len(s) && nameStart(s[i+2])) {
			return i
		}
		from = i + 1
	}
}

func nameStart(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_' || b >= 0x80
}

func nameByte(b byte) bool {
	return nameStart(b) || b >= '0' && b <= '9' || b == '-' || b == '.' || b == ':'
}

func (t *tokens) until(kind tokenKind, open, end string) token {
	i := strings.Index(t.rest[len(open):], end)
	if i < 0 {
		return t.take(token{kind: kind, inner: t.rest[len(open):], cut: true}, len(t.rest))
	}
	return t.take(token{kind: kind, inner: t.rest[len(open) : len(open)+i]}, len(open)+i+len(end))
}

// declaration takes a <!…>, with the internal subset of a DOCTYPE in its square brackets.
func (t *tokens) declaration() token {
	depth, quote := 0, byte(0)
	for i := 2; i < len(t.rest) && !t.simple; i++ {
		switch b := t.rest[i]; {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case depth > 0 && (b == '"' || b == '\''):
			quote = b
		case b == '[':
			depth++
		case b == ']':
			depth--
		case b == '>' && depth <= 0:
			return t.take(token{kind: tokenOther, inner: t.rest[2:i]}, i+1)
		}
	}
	t.simple = true
	if i := strings.IndexByte(t.rest, '>'); i > 0 { // brackets or quotes that do not close: take the least
		return t.take(token{kind: tokenOther, inner: t.rest[2:i]}, i+1)
	}
	return t.take(token{kind: tokenOther, inner: t.rest[2:], cut: true}, len(t.rest))
}

func (t *tokens) tag() token {
	tok, at := token{kind: tokenStart}, 1
	if t.rest[1] == '/' {
		tok.kind, at = tokenEnd, 2
	}
	end := at
	for end < len(t.rest) && nameByte(t.rest[end]) {
		end++
	}
	tok.name = t.rest[at:end]
	closing := tagEnd(t.rest, end)
	if closing < 0 {
		tok.inner, tok.cut = t.rest[end:], true
		return t.take(tok, len(t.rest))
	}
	tok.inner = t.rest[end:closing]
	if tok.kind == tokenStart && strings.HasSuffix(tok.inner, "/") {
		tok.kind, tok.inner = tokenEmpty, tok.inner[:len(tok.inner)-1]
	}
	size := closing
	if t.rest[closing] == '>' {
		size++
	}
	return t.take(tok, size)
}

// tagEnd finds where a tag ends: its ">", or the "<" of the next tag where it has none. A ">" inside a quoted value does
// not count, unless the quotation is never closed.
func tagEnd(s string, from int) int {
	quote := byte(0)
	first := -1
	for i := from; i < len(s); i++ {
		b := s[i]
		if b == '>' && first < 0 {
			first = i
		}
		switch {
		case quote != 0 && b == quote:
			quote = 0
		case quote != 0 && b == '<' && first >= 0:
			return first
		case quote != 0:
		case (b == '"' || b == '\'') && s[i-1] == '=':
			quote = b
		case b == '>':
			return i
		case b == '<':
			return i
		}
	}
	return first
}

// attribute returns the value of an attribute of a tag by its local name, still with its entities.
func attribute(attrs, name string) string {
	var value string
	eachAttribute(attrs, func(key, v string) {
		if i := strings.LastIndexByte(key, ':'); i >= 0 {
			key = key[i+1:]
		}
		if value == "" && strings.EqualFold(key, name) {
			value = v
		}
	})
	return value
}

// eachAttribute calls f for each attribute of a tag. Values may lack their quotation marks, or be missing.
func eachAttribute(attrs string, f func(key, value string)) {
	for {
		attrs = strings.TrimLeft(attrs, " \t\r\n/")
		end := 0
		for end < len(attrs) && nameByte(attrs[end]) {
			end++
		}
		if end == 0 {
			if attrs == "" {
				return
			}
			attrs = attrs[1:]
			continue
		}
		key := attrs[:end]
		attrs = strings.TrimLeft(attrs[end:], " \t\r\n")
		if !strings.HasPrefix(attrs, "=") {
			f(key, "")
			continue
		}
		attrs = strings.TrimLeft(attrs[1:], " \t\r\n")
		var value string
		value, attrs = attributeValue(attrs)
		f(key, value)
	}
}

func attributeValue(s string) (value, rest string) {
	if s == "" {
		return "", ""
	}
	if s[0] == '"' || s[0] == '\'' {
		if i := strings.IndexByte(s[1:], s[0]); i >= 0 {
			return s[1 : 1+i], s[i+2:]
		}
		return s[1:], ""
	}
	i := strings.IndexAny(s, " \t\r\n")
	if i < 0 {
		return s, ""
	}
	return s[:i], s[i:]
}
