package feeds

import (
	"html"
	"strings"
)

// plainText is the text of an element as the library reads it: CDATA sections as they are, references elsewhere read; ok
// is false where one is not of the ordinary kind.
func plainText(inner string) (text string, ok bool) {
	const open, end = "<![CDATA[", "]]>"
	inner = strings.TrimSpace(inner)
	first := strings.Index(inner, open)
	if first < 0 {
		return plainReferences(inner)
	}
	if first == 0 && strings.Index(inner, end) == len(inner)-len(end) {
		return ownText(inner[len(open) : len(inner)-len(end)]), true
	}
	var b strings.Builder
	for first >= 0 {
		outside, ok := plainReferences(inner[:first])
		last := strings.Index(inner[first:], end)
		if !ok || last < 0 {
			return "", false
		}
		b.WriteString(outside)
		b.WriteString(inner[first+len(open) : first+last])
		inner = inner[first+last+len(end):]
		first = strings.Index(inner, open)
	}
	outside, ok := plainReferences(inner)
	b.WriteString(outside)
	return b.String(), ok
}

// ownText copies a text that an article may keep as it is, so that no article keeps its whole document in memory. Of
// markup, cleaning makes another text anyway.
func ownText(s string) string {
	if strings.IndexByte(s, '<') >= 0 {
		return s
	}
	return strings.Clone(s)
}

// longestNumber is how long a reference by number is at most that sound has looked at, in bytes.
const longestNumber = 10

// plainReferences reads the references in a text. A "&" that begins none is not plain.
func plainReferences(s string) (text string, ok bool) {
	at := strings.IndexByte(s, '&')
	if at < 0 {
		return ownText(s), true
	}
	var b strings.Builder
	b.Grow(len(s))
	for ; at >= 0; at = strings.IndexByte(s, '&') {
		b.WriteString(s[:at])
		s = s[at:]
		if !reference(s) {
			return "", false
		}
		size := strings.IndexByte(s, ';') + 1
		if s[1] == '#' && size > longestNumber {
			return "", false
		}
		meant := meaning(s[:size])
		if meant == "" { // "&copy=2;" in a link: an old entity, and no reference
			b.WriteByte('&')
			s = s[1:]
			continue
		}
		b.WriteString(meant)
		s = s[size:]
	}
	b.WriteString(s)
	return b.String(), true
}

// meaning is what a reference stands for; "" where its semicolon is no part of it.
func meaning(reference string) string {
	switch reference {
	case "&amp;":
		return "&"
	case "&quot;":
		return `"`
	case "&lt;":
		return "<"
	case "&gt;":
		return ">"
	}
	meant := html.UnescapeString(reference)
	if meant == html.UnescapeString(reference[:len(reference)-1])+";" {
		return ""
	}
	return meant
}

// plainAttribute is an attribute of a tag, its value as it is written.
type plainAttribute struct{ name, value string }

// plainAttributes reads attributes that are written as XML demands; ok is false where one is not.
func plainAttributes(inner string, into []plainAttribute) (all []plainAttribute, ok bool) {
	all = into
	for {
		rest := strings.TrimLeft(inner, " \t\r\n")
		if rest == "" {
			return all, true
		}
		end := 0
		for end < len(rest) && nameByte(rest[end]) && rest[end] < 0x80 {
			end++
		}
		if len(rest) == len(inner) || end == 0 || !nameStart(rest[0]) || end+2 > len(rest) || rest[end] != '=' {
			return nil, false
		}
		quote := rest[end+1]
		if quote != '"' && quote != '\'' {
			return nil, false
		}
		size := strings.IndexByte(rest[end+2:], quote)
		if size < 0 {
			return nil, false
		}
		value := rest[end+2 : end+2+size]
		if strings.IndexByte(value, '<') >= 0 || strings.Contains(value, "&#") {
			return nil, false
		}
		all = append(all, plainAttribute{rest[:end], value})
		inner = rest[end+2+size+1:]
	}
}
