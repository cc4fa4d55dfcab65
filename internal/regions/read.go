package regions

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// zone is the part of a text that a name stands in.
type zone int

const (
	inTitle zone = iota
	inLead       // the first sentence of the body
	inBody
)

// mention is one name in a text with what stands around it.
type mention struct {
	found
	text     string // the name as it stands there
	zone     zone
	order    int    // how many mentions stand before it in its zone
	opens    bool   // it begins its zone, or only an article stands before it
	colon    bool   // it stands in the head of a title, before a colon: "Niger coup: …"
	before   string // the folded word before it in the same sentence, "" at its beginning
	after    string // the folded word after it in the same sentence
	surname  bool   // the word before it has a capital and is no place: "Peter Obi"
	forename bool   // the word after it has a capital and is no place: "Chad Smith"
}

// maxBody bounds how much of a body is read: what an article is about stands at its beginning, bytes.
const maxBody = 4000

// read finds the names in title and body and notes what stands around them.
func (f *finder) read(title, body string) []mention {
	if len(body) > maxBody {
		body = body[:maxBody]
		for len(body) > 0 && !utf8.ValidString(body[len(body)-1:]) {
			body = body[:len(body)-1]
		}
	}
	out := f.readZone(nil, title, inTitle)
	end := firstSentence(body)
	out = f.readZone(out, body[:end], inLead)
	return f.readZone(out, body[end:], inBody)
}

func (f *finder) readZone(out []mention, text string, z zone) []mention {
	head := -1
	if z == inTitle {
		head = strings.IndexByte(text, ':')
	}
	titled := z == inTitle && titleCase(text)
	for i, found := range f.find(text) {
		m := mention{found: found, text: text[found.start:found.end], zone: z, order: i, colon: found.end <= head}
		if !m.written() {
			continue
		}
		var early bool
		m.before, early = f.wordBefore(text, found.start)
		m.after = f.wordAfter(text, found.end)
		m.opens = m.before == "" && early || isArticle(m.before) && found.start < 5
		if !titled {
			m.surname, m.forename = nameBefore(text, found.start), nameAfter(text, found.end)
		}
		out = append(out, m)
	}
	return out
}

// written keeps the senses that the capitals in the text allow: a town is written with one, "US" is not "us".
func (m *mention) written() bool {
	first, _ := utf8.DecodeRuneInString(m.text)
	capital := unicode.IsUpper(first) || !unicode.IsLower(first)
	kept := make([]sense, 0, len(m.senses))
	for _, s := range m.senses {
		switch {
		case s.exact && m.text != strings.ToUpper(m.text):
		case !capital && s.kind != demonym && s.kind != nothing && s.kind != term && s.kind != group:
		default:
			kept = append(kept, s)
		}
	}
	m.senses = kept
	return len(kept) > 0
}

// firstSentence is where the first sentence of a body ends: at a full stop before a capital, a line's end, or 300 bytes on.
func firstSentence(body string) int {
	const longest = 300
	for i, r := range body {
		if i > longest && r == ' ' || r == '\n' && i > 0 {
			return i
		}
		if (r == '.' || r == '?' || r == '!' || r == '؟') && i > 20 {
			rest := strings.TrimLeft(body[i+1:], " \"”»")
			next, _ := utf8.DecodeRuneInString(rest)
			before, _ := utf8.DecodeLastRuneInString(body[:i])
			if rest != body[i+1:] && !unicode.IsLower(next) && !unicode.IsUpper(before) {
				return i + 1
			}
		}
	}
	return len(body)
}

// titleCase tells whether most longer words of a title begin with a capital, so that a capital says nothing.
func titleCase(title string) bool {
	upper, lower := 0, 0
	for i, w := range strings.Fields(title) {
		r, _ := utf8.DecodeRuneInString(w)
		if i == 0 || len(w) < 4 {
			continue
		}
		if unicode.IsUpper(r) {
			upper++
		} else if unicode.IsLower(r) {
			lower++
		}
	}
	return upper > lower
}

// wordBefore is the folded word before a place in the text, and whether nothing but marks stands before it.
func (f *finder) wordBefore(text string, at int) (string, bool) {
	head := strings.TrimRight(text[:at], " -'’\u00a0«“\"‘(")
	if strings.TrimSpace(head) == "" {
		return "", true
	}
	last, _ := utf8.DecodeLastRuneInString(head)
	if !unicode.IsLetter(last) && !unicode.IsDigit(last) {
		return "", false
	}
	start := strings.LastIndexFunc(head, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) })
	words := f.fold.words(head[start+1:])
	if len(words) == 0 {
		return "", false
	}
	return words[0], false
}

// wordAfter is the folded word after a place in the text, "" where a mark stands between.
func (f *finder) wordAfter(text string, at int) string {
	tail := text[at:]
	rest := strings.TrimLeft(tail, " -\u00a0")
	for _, s := range []string{"'s ", "’s ", "'s\u00a0", "’ ", "' "} {
		if strings.HasPrefix(tail, s) {
			rest = strings.TrimLeft(tail[len(s):], " ")
		}
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) })
	if end < 0 {
		end = len(rest)
	}
	words := f.fold.words(rest[:end])
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

// nameBefore tells whether a word with a capital stands before a place, divided from it by one space, and does not begin a
// sentence.
func nameBefore(text string, at int) bool {
	head, ok := strings.CutSuffix(text[:at], " ")
	if !ok || head == "" {
		return false
	}
	start := strings.LastIndexFunc(head, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' }) + 1
	word := head[start:]
	first, size := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && len(word) > size && word != strings.ToUpper(word) && !qualifier(strings.ToLower(word))
}

// nameAfter tells whether a word with a capital follows, divided by one space.
func nameAfter(text string, at int) bool {
	tail, ok := strings.CutPrefix(text[at:], " ")
	if !ok {
		return false
	}
	end := strings.IndexFunc(tail, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
	if end < 0 {
		end = len(tail)
	}
	word := tail[:end]
	first, size := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && len(word) > size && word != strings.ToUpper(word) && !qualifier(strings.ToLower(word))
}
