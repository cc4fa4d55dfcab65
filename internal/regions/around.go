package regions

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wordBefore is the folded word before a place in the text, "" where a mark stands between, and whether nothing stands before
// it. The French "à" keeps its accent: without it, it is the English article.
func wordBefore(text string, at int) (string, bool) {
	head := strings.TrimRight(text[:at], " -'’\u00a0«“\"‘(")
	if head == "" {
		return "", true
	}
	word := lastWord(head)
	if strings.EqualFold(word, "à") {
		return "à", false
	}
	return first(Fold(word)), false
}

// wordAfter is the folded word after a place in the text, "" where a mark other than a possessive stands between.
func wordAfter(text string, at int) string {
	rest := text[at:]
	for _, possessive := range []string{"'s", "’s", "'", "’"} {
		rest = strings.TrimPrefix(rest, possessive)
	}
	return first(Fold(firstWord(strings.TrimLeft(rest, " -\u00a0"))))
}

func first(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

// notInWord tells what ends a word.
func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r)
}

func lastWord(s string) string {
	i := strings.LastIndexFunc(s, notInWord)
	if i < 0 {
		return s
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[i+size:]
}

func firstWord(s string) string {
	if end := strings.IndexFunc(s, notInWord); end >= 0 {
		return s[:end]
	}
	return s
}

// nameBefore tells whether a word like a person's name or title stands right before a place: "Peter Obi", "Mr. Obi".
func nameBefore(text string, at int) bool {
	head, ok := strings.CutSuffix(text[:at], " ")
	if !ok {
		return false
	}
	head, dot := strings.CutSuffix(head, ".")
	word := lastWord(head)
	switch word {
	case "dos", "das", "van", "von", "bin", "ben", "ibn", "ould", "ag": // particles of names: "Isabel dos Santos"
		return true
	}
	return likeName(word) && (!dot || len(word) <= 4)
}

// doubleName tells whether a hyphen ties a place to a word like a person's name before it: "Omo-Agege".
func doubleName(text string, at int) bool {
	head, ok := strings.CutSuffix(text[:at], "-")
	return ok && likeName(lastWord(head))
}

// nameAfter tells whether a word like a person's name follows right behind a place: "Chad Smith", "Banda & Sons".
func nameAfter(text string, at int) bool {
	tail, ok := strings.CutPrefix(text[at:], " ")
	return ok && likeName(firstWord(strings.TrimPrefix(tail, "& ")))
}

// likeName tells a word with a capital that is no acronym and no word for a place.
func likeName(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) && len(word) > size && word != strings.ToUpper(word) && !placeWord(first(Fold(word)))
}

// inList tells what divides two members of a list: "Mali, Burkina Faso et le Niger".
func inList(between string) bool {
	if len(between) >= 12 || strings.ContainsAny(between, ".:;\n") {
		return false
	}
	switch strings.Join(Fold(between), " ") {
	case "", "and", "et", "et le", "et la", "et l", "et du", "et au", "le", "la", "l", "the", "and the", "e", "e o", "da", "و", "du", "au", "en", "et en", "in", "and in":
		return true
	}
	return false
}
