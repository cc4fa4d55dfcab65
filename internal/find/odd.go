package find

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Odd tells whether words may stand otherwise in a text than EachWord visits them: signs such as ™ are read as letters there
// that a Text passes over, and one such as ½ as two words.
func Odd(text string) bool {
	inside := false // a word
	for at := 0; at < len(text); {
		if text[at] < utf8.RuneSelf {
			inside = isWordRune(rune(text[at]))
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		if !plain(r) && oddRune(r) || r == stretched && !inside {
			return true
		}
		inside = isWordRune(r) || inside && vanishes(r)
		at += size
	}
	return false
}

// stretched makes an Arabic letter longer; by itself it is a dash, which a Text takes for a word.
const stretched = 0x640

// plain tells of the letters and signs that most texts are of that they are not odd.
func plain(r rune) bool {
	switch {
	case r >= 0xc0 && r < 0x13f, r >= 0x180 && r < 0x1c4, r >= 0x400 && r < 0x500, r >= 0x620 && r < 0x66a: // letters
		return true
	case r == 0xa0, r == 0xab, r == 0xbb, r >= 0x2013 && r <= 0x2022: // spaces, quotation marks, dashes
		return true
	}
	return false
}

// oddRune tells whether a sign folds into something with another part in words than itself.
func oddRune(r rune) bool {
	parts := string(norm.NFKD.PropertiesString(string(r)).Decomposition())
	if vanishes(r) || parts == "" {
		return false
	}
	letters := false
	for _, part := range parts {
		if vanishes(part) {
			continue
		}
		if isWordRune(part) != isWordRune(r) {
			return true
		}
		letters = letters || isWordRune(part)
	}
	return isWordRune(r) != letters
}
