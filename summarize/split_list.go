package summarize

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// listKind says how a list numbers its items.
type listKind int

const (
	noList listKind = iota
	numbers
	letters
	bullets
)

// marker is what stands before a list item: "1.", "2)", "3.)", "b.", "• 9.".
type marker struct {
	kind  listKind
	count int    // the number, or 0 for the letter a
	tail  string // what follows the number: ".", ")" or ".)"
	size  int    // bytes it takes from the beginning of the item, without the blank behind it
}

// readMarker reads the marker at i; its kind is noList when there is none.
func readMarker(text string, i int) marker {
	rest := text[i:]
	r, size := utf8.DecodeRuneInString(rest)
	lead := 0
	if strings.ContainsRune("•⁃‣◦▪●", r) && size > 1 {
		lead = size
		for lead < len(rest) && rest[lead] == ' ' {
			lead++
		}
	}
	m := readNumber(rest[lead:])
	if m.kind == noList {
		if lead > 0 {
			return marker{kind: bullets, size: size}
		}
		return m
	}
	m.size += lead
	if lead > 0 {
		m.kind = bullets
	}
	return m
}

// readNumber reads "1.", "12)", "3.)" or "a." before a blank or, behind a bracket, anything.
func readNumber(s string) marker {
	n := 0
	for n < len(s) && n < 3 && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	m := marker{kind: numbers}
	switch {
	case n > 0:
		m.count, _ = strconv.Atoi(s[:n])
	case s != "" && s[0] >= 'a' && s[0] <= 'z':
		m.kind, m.count, n = letters, int(s[0]-'a'), 1
	default:
		return marker{}
	}
	for _, tail := range []string{".)", ")", "."} {
		if strings.HasPrefix(s[n:], tail) {
			m.tail = tail
			break
		}
	}
	m.size = n + len(m.tail)
	if m.tail == "" || m.size >= len(s) || s[m.size] != ' ' {
		return marker{}
	}
	if next, _ := utf8.DecodeRuneInString(s[m.size+1:]); m.kind == letters && m.count > 0 && !unicode.IsUpper(next) {
		return marker{} // a list of letters begins with a, or its item with a capital: "d. Log of the patrol"
	}
	return m
}

// following is the marker of the item after m, in the same form.
func (m marker) following() marker {
	next := m
	next.count++
	next.size = 1 + len(m.tail)
	if m.kind == numbers {
		next.size = len(strconv.Itoa(next.count)) + len(m.tail)
	}
	return next
}

// nextAt tells whether the item after m begins at i: the next number or letter in the same form, before a capital.
func (m marker) nextAt(text string, i int) bool {
	if m.kind == bullets {
		return false // the bullet itself is seen
	}
	want := string(rune('a' + m.count + 1))
	if m.kind == numbers {
		want = strconv.Itoa(m.count + 1)
	}
	rest, ok := strings.CutPrefix(text[i:], want+m.tail+" ")
	if !ok {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsUpper(r) || !unicode.IsLower(r) && unicode.IsLetter(r)
}
