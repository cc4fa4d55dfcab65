package feeds

import (
	"strings"
	"unicode"
)

// dateWord is one piece of a date: a number, a word, or a sign between them.
type dateWord struct {
	text   string
	number int  // value of digits, -1 for words
	digits int  // how many digits
	before rune // the sign before it: one of + - : . / T, or ' '
}

// cut cuts a date into numbers and words. Digits of Arabic and Persian count as digits, and every sign between two
// pieces is kept with the second.
func (n *dateNames) cut(text string) []dateWord {
	var words []dateWord
	runes := []rune(n.joined.Replace(strings.ToLower(text)))
	before := ' '
	for i := 0; i < len(runes); {
		r, size := runes[i], 1
		switch {
		case digit(r) >= 0:
			var w dateWord
			w, size = cutNumber(runes[i:])
			w.before, before = before, 0
			words = append(words, w)
		case unicode.IsLetter(r):
			size = wordLength(runes[i:])
			text := strings.ReplaceAll(string(runes[i:i+size]), ".", "")
			words = append(words, dateWord{text: text, number: -1, before: before})
			before = 0
		case unicode.IsSpace(r) || r == ',' || r == '،':
			if before == 0 {
				before = ' '
			}
		case r == '−' || r == '–':
			before = '-'
		default:
			before = r
		}
		i += size
	}
	return words
}

// cutNumber reads the digits at the head of runes.
func cutNumber(runes []rune) (w dateWord, size int) {
	for size < len(runes) && digit(runes[size]) >= 0 {
		w.number = min(w.number*10+digit(runes[size]), 1<<50)
		size++
	}
	w.digits = size
	return w, size
}

// wordLength is how many runes belong to the word at the head of runes: its letters, the dot in "a.m", the signs in
// "america/new_york".
func wordLength(runes []rune) int {
	size := 1
	for size < len(runes) {
		r := runes[size]
		letterNext := size+1 < len(runes) && unicode.IsLetter(runes[size+1])
		inside := r == '.' && size == 1 || r == '/' || r == '_'
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && (!inside || !letterNext) {
			break
		}
		size++
	}
	return size
}

// digit is the value of a decimal digit of Latin, Arabic or Persian script, -1 for another rune.
func digit(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= '٠' && r <= '٩':
		return int(r - '٠')
	case r >= '۰' && r <= '۹':
		return int(r - '۰')
	}
	return -1
}
