package regions

import (
	"slices"
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
	start, end int
	senses     []sense // what it may mean
	stands     []sense // what of that the rest of the text allows; set when the mentions are weighed
	text       string  // the name as it stands there
	zone       zone
	order      int    // how many mentions stand before it in its zone
	listed     bool   // only a comma or an "and" divides it from the mention before it
	opens      bool   // it begins its zone, or only an article stands before it
	label      bool   // it stands in the head of a title, before a colon: "Niger coup: …"
	series     bool   // it stands there with another country: "War Russia-Ukraine: …" heads a series on many subjects
	before     string // the folded word before it in the same sentence, "" at its beginning
	after      string // the folded word after it in the same sentence
	surname    bool   // the word before it has a capital and is no word for a place: "Peter Obi"
	forename   bool   // the word after it has a capital and is no word for a place: "Chad Smith"
	partOf     string // the division that the text says it lies in: "Ekiti LGA of Kwara"
}

// reading is a text with its names found.
type reading struct {
	mentions []mention
	teaser   bool            // the body is a sentence or two, written to say what the whole is about
	sport    bool            // title or lead speak of a competition or body of sport
	hints    map[string]bool // countries whose press writes so
}

// What is read of a body, bytes: what an article is about stands at its beginning. A body no longer than a teaser says in
// every sentence what the article is about.
const (
	maxBody   = 4000
	maxTeaser = 260
)

// read finds the names in title and body and notes what stands around them.
func (f *finder) read(title, body string) reading {
	body = strings.TrimSpace(body)
	r := reading{teaser: len(body) <= maxTeaser}
	if len(body) > maxBody {
		body = strings.ToValidUTF8(body[:maxBody], "")
	}
	end := firstSentence(body)
	all := f.readZone(nil, strings.TrimSpace(title), inTitle)
	all = f.readZone(all, body[:end], inLead)
	all = f.readZone(all, body[end:], inBody)
	r.mentions = all[:0]
	for i := range all {
		m := &all[i]
		if m.zone == inTitle && m.inDoubt() && body != "" && !namedBare(all[i+1:], m.text) {
			m.forename = nameAfter(strings.TrimSpace(title), m.end)
		}
		switch {
		case m.is(sport):
			r.sport = r.sport || m.zone != inBody
		case m.is(hint):
			if r.hints == nil {
				r.hints = map[string]bool{}
			}
			r.hints[m.senses[0].place] = true
		default:
			r.mentions = append(r.mentions, *m)
		}
	}
	return r
}

func (f *finder) readZone(out []mention, text string, z zone) []mention {
	label, from := -1, len(out)
	if z == inTitle {
		label = labelEnd(text)
	}
	titled := z == inTitle && titleCase(text)
	last, names := 0, f.find(text)
	out = slices.Grow(out, len(names))
	for i, found := range names {
		m := mention{
			start: found.start, end: found.end, senses: f.meanings(found.node), text: text[found.start:found.end], zone: z, order: i,
			label: found.end <= label, listed: i > 0 && inList(text[last:found.start]),
		}
		next := last > 0 && last == found.start-1 // a hyphen divides them: "Abuja-Kaduna road"
		last = found.end
		if m.senses = m.written(); len(m.senses) == 0 {
			continue
		}
		var first bool
		m.before, first = wordBefore(text, found.start)
		m.after = wordAfter(text, found.end)
		m.opens = first || isArticle(m.before) && found.start < 5
		if !titled {
			m.surname, m.forename = nameBefore(text, found.start), nameAfter(text, found.end)
		}
		m.surname = m.surname || !next && doubleName(text, found.start)
		out = append(out, m)
	}
	markParts(text, out[from:])
	return markSeries(out)
}

// markParts notes which names the text says to be a part of the next one's place: "in Ekiti LGA of Kwara" speaks of Kwara.
func markParts(text string, mentions []mention) {
	const near = 30 // bytes
	for i := range mentions {
		m := &mentions[i]
		at := slices.IndexFunc(mentions[i+1:], func(n mention) bool { return !n.is(hint) })
		if at < 0 || !council(m.after) {
			continue
		}
		next := mentions[i+1+at]
		if next.start-m.end > near || strings.ContainsAny(text[m.end:next.start], ".:;\n") {
			continue
		}
		for _, s := range next.senses {
			if s.kind == area && slices.ContainsFunc(m.senses, func(own sense) bool { return own.country() == s.country() }) {
				m.partOf = s.place
			}
		}
	}
}

// markSeries turns labels that name several places into headings of a series.
func markSeries(mentions []mention) []mention {
	labels := 0
	for _, m := range mentions {
		if m.label && m.is(countryName) {
			labels++
		}
	}
	for i := range mentions {
		if labels > 1 && mentions[i].label {
			mentions[i].label, mentions[i].series = false, true
		}
	}
	return mentions
}

// written are the senses that the capitals in the text allow: a town is written with one, "US" is not "us".
func (m *mention) written() []sense {
	initial, _ := utf8.DecodeRuneInString(m.text)
	small := unicode.IsLower(initial) && !kindWord(first(Fold(m.text))) // "région du Nord" may begin small
	return slices.DeleteFunc(m.senses, func(s sense) bool {
		switch s.kind {
		case demonym, nothing, term, wide, sport, hint:
			return s.exact && m.text != strings.ToUpper(m.text)
		}
		return small || s.exact && m.text != strings.ToUpper(m.text)
	})
}

// namedBare tells whether the body has a name without another one beside it. Where it has not, a capital behind the name tells
// something in a title in capitals, too.
func namedBare(mentions []mention, name string) bool {
	return slices.ContainsFunc(mentions, func(m mention) bool {
		return m.zone != inTitle && strings.EqualFold(m.text, name) && !m.forename && !m.surname
	})
}

// inDoubt tells a name that is also an ordinary word or a person's name, whatever it means.
func (m *mention) inDoubt() bool {
	return !slices.ContainsFunc(m.senses, func(s sense) bool { return !s.doubt })
}

// is tells whether one of a mention's senses is of a kind.
func (m mention) is(k kind) bool {
	return slices.ContainsFunc(m.senses, func(s sense) bool { return s.kind == k })
}

// labelEnd is where the label of a title ends: the colon after at most six words, else the dash after at most three ("Mali – Un
// marché rouvre"); -1 without one.
func labelEnd(title string) int {
	const beforeColon, beforeDash = 6, 3
	if end := strings.IndexByte(title, ':'); end >= 0 && len(strings.Fields(title[:end])) <= beforeColon {
		return end
	}
	for _, dash := range []string{" – ", " — ", " - ", " | "} {
		if end := strings.Index(title, dash); end >= 0 && len(strings.Fields(title[:end])) <= beforeDash {
			return end
		}
	}
	return -1
}

// firstSentence is where the first sentence of a body ends: at a full stop before a capital, at a line's end, or 300 bytes on.
func firstSentence(body string) int {
	const shortest, longest = 20, 300
	for i, r := range body {
		if i > longest && r == ' ' || i > 0 && r == '\n' {
			return i
		}
		if i > shortest && (r == '.' || r == '?' || r == '!' || r == '؟') && endsSentence(body, i) {
			return i
		}
	}
	return len(body)
}

// endsSentence tells a full stop from the dot of "U.S. Treasury" and "Gen. Tiani".
func endsSentence(body string, i int) bool {
	_, size := utf8.DecodeRuneInString(body[i:])
	tail := body[i+size:]
	rest := strings.TrimLeft(tail, " \"”»")
	next, _ := utf8.DecodeRuneInString(rest)
	before, _ := utf8.DecodeLastRuneInString(body[:i])
	return rest != tail && !unicode.IsLower(next) && !unicode.IsUpper(before)
}

// titleCase tells a title whose longer words all begin with a capital, so that a capital says nothing.
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
	return upper > 2*lower
}
