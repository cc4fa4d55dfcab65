package feeds

import (
	"strings"
	"unicode/utf8"
)

// sound drops what XML does not allow anywhere: control characters, and references to them. A feed is not thrown away
// for an escape character in a title. One that begins a terminal's sequence becomes the C1 character that begins the
// same sequence (ECMA-48): XML allows those, and so the filter at the end still sees the whole of it.
func sound(text string) string {
	var b strings.Builder
	from := 0 // what lies before it stands in b, or is dropped
	for i := 0; i < len(text); {
		if !suspect(text[i]) {
			i++
			continue
		}
		r, size := wrong(text[i:])
		if size == 0 {
			i++
			continue
		}
		if b.Cap() == 0 {
			b.Grow(len(text))
		}
		b.WriteString(text[from:i])
		i += size
		i += sequence(&b, r, text[i:])
		from = i
	}
	if from == 0 {
		return text
	}
	b.WriteString(text[from:])
	return b.String()
}

// suspect tells whether what XML does not allow may begin with a byte: a control character, the "&" of a reference, the
// first byte of the two non-characters.
func suspect(b byte) bool {
	return b < ' ' && b != '\n' && b != '\t' && b != '\r' || b == '&' || b == 0x7f || b == nonCharacter
}

// nonCharacter is the first byte of U+FFFE and U+FFFF in UTF-8.
const nonCharacter = 0xef

// wrong reads what XML does not allow at the head of s; size is 0 where it allows it.
func wrong(s string) (r rune, size int) {
	if s[0] == '&' {
		return illegalReference(s)
	}
	if r, size = utf8.DecodeRuneInString(s); illegal(r) {
		return r, size
	}
	return 0, 0
}

const (
	bell, cancel, substitute, escapeRune = 0x07, 0x18, 0x1a, 0x1b

	stringEnd = 0x9c // C1: the end of a terminal's string
)

// sequence writes what stands for an illegal character, and returns how many bytes after it belong to it. An escape
// character before an ordinary word is only dropped: the word stays.
func sequence(b *strings.Builder, r rune, after string) int {
	switch {
	case r == bell || r == cancel || r == substitute:
		b.WriteRune(stringEnd)
	case r != escapeRune || after == "":
	case strings.IndexByte(`[]^_\`, after[0]) >= 0, (after[0] == 'P' || after[0] == 'X') && ends(after):
		b.WriteRune(rune(after[0]) + 0x40)
		return 1
	}
	return 0
}

// ends tells whether the end of a terminal's string follows in the same text.
func ends(after string) bool {
	if i := strings.IndexByte(after, '<'); i >= 0 {
		after = after[:i]
	}
	after = strings.ToLower(after[:min(len(after), headOf)])
	return strings.Contains(after, "\x1b\\") || strings.Contains(after, `&#27;\`) || strings.Contains(after, `&#x1b;\`)
}

func illegal(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0x7f || r == 0xfffe || r == 0xffff
}

// illegalReference reads the character reference at the head of s. length is 0 where it stands for what may be there, or
// is none.
func illegalReference(s string) (value rune, length int) {
	if !strings.HasPrefix(s, "&#") {
		return 0, 0
	}
	end := strings.IndexByte(s[:min(len(s), 12)], ';')
	if end < 0 {
		return 0, 0
	}
	digits, base := s[2:end], 10
	if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
		digits, base = digits[1:], 16
	}
	if digits == "" {
		return 0, 0
	}
	n := 0
	for _, d := range []byte(strings.ToLower(digits)) {
		at := strings.IndexByte("0123456789abcdef", d)
		if at < 0 || at >= base {
			return 0, 0
		}
		n = min(n*base+at, utf8.MaxRune+1)
	}
	if illegal(rune(n)) || n > utf8.MaxRune || n >= 0xd800 && n < 0xe000 {
		return rune(n), end + 1
	}
	return 0, 0
}
