package summarize

import (
	"strings"

	"harmattan/internal/news"
)

// strength is how much a credit says.
type strength uint8

const (
	none   strength = iota
	shared          // "with AFP": the text may be the outlet's own
	sure            // the text is the agency's
)

// credit is what an article says of where its text comes from.
type credit struct {
	agency   string
	strength strength
}

// creditOf reads an article's byline, dateline, last lines, and what it says of an agency's own reporters.
func (r *creditReader) creditOf(a news.Article) credit {
	if c := r.byline(a.Author); c.strength != none {
		return c
	}
	if name := r.dateline(a.Text); name != "" {
		return credit{name, sure}
	}
	mentions := r.mentions(a.Text)
	if !mentions && !reuters(a.Text) {
		return credit{}
	}
	if c := r.closingCredit(a.Text); c.strength != none || !mentions {
		return c
	}
	return r.reporterOf(a.Text)
}

// byline reads the author: "AFP", "Reuters Staff", "Le Monde avec AFP".
func (r *creditReader) byline(author string) credit {
	if !r.mentions(author) {
		return credit{}
	}
	words := creditWords(author)
	if len(words) > 8 {
		return credit{}
	}
	return r.creditIn(words)
}

// creditIn finds an agency among the words of a credit. "With" leaves it open whose text it is.
// Other words must not stand there: a place or a person in brackets is no credit.
func (r *creditReader) creditIn(words []creditWord) credit {
	name, rest := "", 0
	with := false
	for i := 0; i < len(words); {
		found, n := r.agencyAt(words[i:])
		switch {
		case found != "" && name == "":
			name = found
		case found != "", creditFiller(words[i].fold):
		case withWord(words[i].fold):
			with = true
		default:
			rest++
		}
		i += max(n, 1)
	}
	switch {
	case name == "" || rest > 0 && !with:
		return credit{}
	case with:
		return credit{name, shared}
	}
	return credit{name, sure}
}

func withWord(fold string) bool {
	switch fold {
	case "avec", "with", "com", "con", "مع":
		return true
	}
	return false
}

// creditFiller tells whether a word may stand in a credit without saying anything.
func creditFiller(fold string) bool {
	switch fold {
	case "source", "sources", "fonte", "par", "by", "por", "de", "via", "the", "la", "le", "l", "and", "et", "e", "y", "staff", "agence",
		"agency", "agencia", "agences", "news", "copyright", "credit", "photo", "المصدر", "وكاله", "وكالات", "و", "c", "d", "apres", "selon":
		return true
	}
	return len(fold) == 4 && strings.HasPrefix(fold, "20")
}

// headBytes is how far into a text a dateline may stand.
const headBytes = 120

// dateline reads the agency from the opening of a text: "BAMAKO (Reuters) -", "Niamey, 3 août (AFP) –". Capitals between
// brackets name an agency there even when it is none that is known.
func (r *creditReader) dateline(text string) string {
	head := text[:min(len(text), headBytes)]
	open := strings.IndexByte(head, '(')
	if open < 0 || strings.ContainsAny(head[:open], "\n!?") {
		return ""
	}
	inside, after, ok := strings.Cut(head[open+1:], ")")
	if !ok || !startsWithDash(strings.TrimLeft(after, " \u00a0")) {
		return ""
	}
	if c := r.creditIn(creditWords(inside)); c.strength == sure {
		return c.agency
	}
	if len(inside) >= 2 && len(inside) <= 8 && strings.Trim(inside, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		return inside
	}
	return ""
}

func startsWithDash(s string) bool {
	return strings.HasPrefix(s, "-") || strings.HasPrefix(s, "–") || strings.HasPrefix(s, "—") || strings.HasPrefix(s, "ـ")
}

// closingCredit reads the last lines of a text: "(AFP)", "Avec AFP", "Source : Reuters", "(Reporting by …; Editing by …)".
func (r *creditReader) closingCredit(text string) credit {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i := len(lines) - 1; i >= 0 && i >= len(lines)-3; i-- {
		line := strings.TrimSpace(lines[i])
		if c := r.bracketed(line); c.strength != none {
			return c
		}
		if words := creditWords(line); len(words) > 0 && len(words) <= 8 {
			if c := r.creditIn(words); c.strength != none {
				return c
			}
		}
		if reuters(line) {
			return credit{"Reuters", sure}
		}
	}
	return credit{}
}

// reuters tells whether a text names its reporters and editors as Reuters does.
func reuters(text string) bool {
	const by = "ing by "
	for at := 0; ; at++ { // most texts have none of the two
		if at+len(by) > len(text) {
			return false
		}
		if text[at]|0x20 == 'i' && strings.EqualFold(text[at:at+len(by)], by) {
			break
		}
	}
	low := strings.ToLower(text)
	return strings.Contains(low, "reporting by ") && strings.Contains(low, "editing by ")
}

// bracketed reads a credit in brackets at the end of a line.
func (r *creditReader) bracketed(line string) credit {
	line = strings.TrimRight(line, " .\u00a0")
	open := strings.LastIndexByte(line, '(')
	if open < 0 || !strings.HasSuffix(line, ")") {
		return credit{}
	}
	words := creditWords(line[open:])
	if len(words) > 8 {
		return credit{}
	}
	return r.creditIn(words)
}

// reporterOf reads what only an agency writes of itself: "a correspondent of AFP saw", "said to AFP" more than once. A
// single "told Reuters" is often a quotation.
func (r *creditReader) reporterOf(text string) credit {
	words := creditWords(text)
	told := map[string]int{}
	for i := 0; i < len(words); i++ {
		name, n := r.agencyAt(words[i:])
		if name == "" {
			continue
		}
		if reporterWord(before(words, i, 1)) || reporterWord(before(words, i, 2)) || reporterWord(before(words, i, 3)) ||
			i+n < len(words) && reporterWord(words[i+n].fold) {
			return credit{name, sure}
		}
		told[name]++
		i += n - 1
	}
	most := credit{strength: shared}
	for name, n := range told {
		if n >= 2 && (n > told[most.agency] || n == told[most.agency] && name < most.agency) {
			most.agency = name
		}
	}
	if most.agency == "" {
		return credit{}
	}
	return most
}

func before(words []creditWord, i, back int) string {
	if i-back < 0 {
		return ""
	}
	return words[i-back].fold
}

func reporterWord(fold string) bool {
	switch fold {
	case "correspondant", "correspondante", "correspondants", "journaliste", "journalistes", "correspondent", "correspondents",
		"journalist", "journalists", "reporter", "reporters", "correspondente", "jornalista", "مراسل", "مراسلو", "صحافي":
		return true
	}
	return false
}
