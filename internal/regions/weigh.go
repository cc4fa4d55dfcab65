package regions

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"harmattan/internal/news"
)

// candidate is a country the text may be about.
type candidate struct {
	code   string
	score  float64
	titled bool // a mention in the title
	local  bool // title or lead name a place inside the country, or put something in it
	order  int  // of its first mention
	words  []weight
}

// weight is what one mention counts for.
type weight struct {
	text, place string
	kind        kind
	points      float64
}

// points are what a name counts before its surroundings are looked at.
func points(k kind) float64 {
	switch k {
	case countryName, term:
		return 1
	case power, area, part:
		return .9
	case demonym, capitalised, town, wide:
		return .8
	case group, person:
		return .7
	}
	return 0
}

// place weighs where in the text a mention stands: a title says what a text is about, its first sentence nearly.
func (r reading) place(m mention) float64 {
	var w float64
	switch {
	case m.zone == inTitle:
		return 3
	case m.zone == inLead && m.opens:
		w = 1.8
	case m.zone == inLead && r.teaser:
		w = 1.65
	case m.zone == inLead:
		w = 1.15
	case r.teaser:
		w = 1.1
	case m.order < 4:
		w = .5
	default:
		w = .25
	}
	if r.sport {
		w *= .7 // a match or a transfer names many countries and is about none
	}
	return w
}

// role weighs what a mention does in its sentence: a scene counts more than one who takes part. Where the head of the title names
// a country, another's capital is where people meet about it: "Niger coup: leaders gather in Abuja".
func (r reading) role(m mention, s sense) float64 {
	code := s.country()
	switch {
	case m.label:
		return 1.5
	case m.series:
		return .9
	case m.after == "border" || m.after == "frontier": // "near the Nigeria border" is on its other side
		return .7
	case s.kind == power && r.headed() != "" && r.headed() != code:
		return .7
	case scene(m.before) || subject(m.before):
		return 1.4
	case company(m.before):
		return .7
	case (s.kind == demonym || s.kind == capitalised) && (displaced(m.before) || displaced(m.after)):
		return .5
	case actor(code) && speech(m.after):
		return .7
	}
	return 1
}

// headed is the country that the head of the title names, "" without one.
func (r reading) headed() string {
	for _, m := range r.mentions {
		at := slices.IndexFunc(m.senses, func(s sense) bool { return s.kind == countryName })
		if m.label && at >= 0 {
			return m.senses[at].country()
		}
	}
	return ""
}

// weigh sums up what the mentions say for each country, strongest first.
func (r reading) weigh(home string) []candidate {
	sure := r.supported(home)
	var list []candidate
	for n, m := range r.mentions {
		senses := m.plausible(sure)
		r.mentions[n].stands = senses
		for _, s := range senses {
			code := s.country()
			w := weight{m.text, s.place, s.kind, points(s.kind) * r.place(m) * r.role(m, s) / float64(len(senses))}
			if m.partOf != "" && s.inside() {
				w.place = m.partOf
			}
			i := slices.IndexFunc(list, func(c candidate) bool { return c.code == code })
			if i < 0 {
				i = len(list)
				list = append(list, candidate{code: code, order: n})
			}
			list[i].add(w, m)
		}
	}
	for i := range list {
		list[i].sum()
	}
	outvote(list)
	slices.SortStableFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.order, b.order))
	})
	return list
}

func (c *candidate) add(w weight, m mention) {
	c.words = append(c.words, w)
	c.titled = c.titled || m.zone == inTitle
	inside := sense{kind: w.kind}.inside() || scene(m.before)
	c.local = c.local || inside && m.zone != inBody
}

// sum adds the weights up so that each counts half of the one before: what a text says once in its title is not outvoted by
// what it repeats.
func (c *candidate) sum() {
	slices.SortStableFunc(c.words, func(a, b weight) int { return cmp.Compare(b.points, a.points) })
	share := 1.0
	seen := make(map[string]bool, len(c.words))
	for _, w := range c.words {
		again := seen[strings.ToLower(w.text)]
		seen[strings.ToLower(w.text)] = true
		if again {
			c.score += w.points * share / 2
		} else {
			c.score += w.points * share
		}
		share /= 2
	}
}

// outvote takes weight from the countries that act everywhere: where another country is named they are rarely the scene, and
// where only the body names them they are rarely the subject.
func outvote(list []candidate) {
	others := slices.ContainsFunc(list, func(c candidate) bool { return !actor(c.code) && c.score >= minScore/2 })
	for i, c := range list {
		if actor(c.code) && (others && !c.local || !c.titled) {
			list[i].score *= .35
		}
	}
}

// support is what the names beyond doubt in a text stand for.
type support struct {
	countries map[string]bool
	areas     map[string]bool // first-level divisions
	hints     map[string]bool // countries whose press writes so
}

func (r reading) supported(home string) support {
	out := support{countries: map[string]bool{home: true}, areas: map[string]bool{}, hints: r.hints}
	for i, m := range r.mentions {
		s := m.senses[0]
		if len(m.senses) > 1 || s.doubt || s.inside() && m.surname {
			continue
		}
		out.countries[s.country()] = true
		if s.inside() {
			division, _, _ := strings.Cut(s.place, "/")
			out.areas[division] = true
			r.listed(i, out.areas)
		}
	}
	delete(out.countries, "")
	return out
}

// listed notes the divisions that stand in one list with a place of their country: "Kogi, Niger, Kwara".
func (r reading) listed(at int, areas map[string]bool) {
	code := r.mentions[at].senses[0].country()
	for _, i := range []int{at - 1, at + 1} {
		if i < 0 || i >= len(r.mentions) || r.mentions[i].zone != r.mentions[at].zone {
			continue
		}
		between := r.mentions[min(i, at)].end - r.mentions[max(i, at)].start
		for _, s := range r.mentions[i].senses {
			if between >= -2 && s.kind == area && s.country() == code {
				areas[s.place] = true
			}
		}
	}
}

// inside tells senses that are places inside a country.
func (s sense) inside() bool { return s.kind == town || s.kind == part || s.kind == area }

// plausible are the senses of a mention that stand: those beyond doubt, and those that a word beside them or another name of
// the same country supports. Where several countries remain, those with support go before the others.
func (m mention) plausible(sure support) []sense {
	var likely, certain, backed []sense
	for _, s := range m.senses {
		if s.country() == "" || s.inside() && m.surname {
			continue
		}
		s.doubt = s.doubt || s.kind == power && m.surname
		if !s.doubt {
			certain = append(certain, s)
		}
		if !s.doubt || m.beside(s) {
			likely = append(likely, s)
		}
		if sure.backs(s, m) {
			backed = append(backed, s)
		}
	}
	switch {
	case m.sharesCountry():
		return m.countryOrArea(certain, backed, sure)
	case len(backed) > 0:
		return backed
	case len(certain) > 0:
		return certain
	case len(likely) > 1 && likely[0].country() != likely[1].country():
		return m.governed(likely) // "Northern Region" alone may be anywhere
	}
	return likely
}

// governed are the divisions among the meanings of a name behind which a governor is spoken of: "Georgia's governor" is American.
func (m mention) governed(senses []sense) []sense {
	if m.after != "governor" && m.after != "gov" {
		return nil
	}
	var out []sense
	for _, s := range senses {
		if s.kind == area {
			out = append(out, s)
		}
	}
	if len(out) != 1 {
		return nil
	}
	return out
}

// backs tells whether the rest of the text makes a meaning likely. A town or district that is also an ordinary word or a person's
// name needs more than its country: another place in the same division, or a word beside it.
func (sure support) backs(s sense, m mention) bool {
	if s.doubt && (s.kind == town || s.kind == part) {
		division, _, _ := strings.Cut(s.place, "/")
		return sure.countries[s.country()] && (sure.areas[division] || m.beside(s))
	}
	return sure.countries[s.country()] || s.kind == area && sure.hints[s.country()]
}

// beside tells whether a word around a name in doubt shows that it is a place. Arabic has no capitals, so "in" before an ordinary
// word does not: "في إطار" is "within the framework" and not "in Atar".
func (m mention) beside(s sense) bool {
	large := s.kind == countryName || s.kind == area
	return scene(m.before) && (large || !arabic(m.text)) || kindWord(m.after) || event(m.after) || m.label && large && !m.forename || s.kind == countryName && m.opens && !m.forename
}

// arabic tells whether a name stands in Arabic letters.
func arabic(name string) bool {
	r, _ := utf8.DecodeRuneInString(name)
	return unicode.Is(unicode.Arabic, r)
}

// sharesCountry tells a country's name that another place bears too, as Niger and Congo.
func (m mention) sharesCountry() bool {
	return len(m.senses) > 1 && slices.ContainsFunc(m.senses, func(s sense) bool { return s.kind == countryName && !s.doubt })
}

// countryOrArea reads such a name as the country, unless who governs it ("Niger govt" in a Nigerian paper, "Niger APC" in any),
// a place in the same division ("Shiroro") or country, or the way in which one country's press writes says otherwise.
func (m mention) countryOrArea(certain, backed []sense, sure support) []sense {
	alone := !sure.countries[certain[0].country()]
	for _, s := range m.senses {
		if s.inside() && alone && (federal(m.after) || sure.hints[s.country()]) {
			return []sense{s}
		}
	}
	for _, s := range backed {
		if s.inside() && (kindWord(m.after) || sure.areas[s.place]) {
			return []sense{s}
		}
		if s.kind != area && alone { // the smaller Congo, by its own towns
			return []sense{s}
		}
	}
	return certain
}

// evidence lists the words that spoke for a country, strongest first, each once.
func (c candidate) evidence() []news.Evidence {
	const most = 8
	var out []news.Evidence
	for _, w := range c.words {
		again := slices.ContainsFunc(out, func(o news.Evidence) bool { return o.Place == w.place && strings.EqualFold(o.Text, w.text) })
		if !again && len(out) < most {
			out = append(out, news.Evidence{Text: w.text, Place: w.place, Weight: w.points})
		}
	}
	return out
}
