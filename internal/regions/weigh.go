package regions

import (
	"cmp"
	"slices"
	"strings"

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
		w = 1.2
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

// role weighs what a mention does in its sentence: a scene counts more than one who takes part.
func (m mention) role(code string) float64 {
	switch {
	case m.label:
		return 1.5
	case scene(m.before):
		return 1.4
	case company(m.before):
		return .7
	case actor(code) && speech(m.after):
		return .7
	}
	return 1
}

// weigh sums up what the mentions say for each country, strongest first.
func (r reading) weigh(home string) []candidate {
	sure := r.supported(home)
	var list []candidate
	for n, m := range r.mentions {
		senses := m.plausible(sure)
		for _, s := range senses {
			code := s.country()
			w := weight{m.text, s.place, s.kind, points(s.kind) * r.place(m) * m.role(code) / float64(len(senses))}
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
	inside := w.kind == town || w.kind == area || w.kind == part || scene(m.before)
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

// supported lists the countries that some name stands for beyond doubt.
func (r reading) supported(home string) map[string]bool {
	out := map[string]bool{home: true}
	for _, m := range r.mentions {
		if len(m.senses) == 1 && !m.senses[0].doubt && !(m.inside(m.senses[0]) && m.surname) {
			out[m.senses[0].country()] = true
		}
	}
	delete(out, "")
	return out
}

// inside tells senses that are places inside a country.
func (m mention) inside(s sense) bool { return s.kind == town || s.kind == part || s.kind == area }

// plausible are the senses of a mention that stand: those beyond doubt, and those that a word beside them or another name of
// the same country supports. Where several countries remain, those with support go before the others.
func (m mention) plausible(sure map[string]bool) []sense {
	var clear, backed []sense
	for _, s := range m.senses {
		if s.country() == "" {
			continue
		}
		person := m.inside(s) && m.surname
		beside := scene(m.before) || placeWord(m.after) || m.label || s.kind == countryName && m.opens && !m.forename
		if !s.doubt && !person || beside && !person {
			clear = append(clear, s)
		}
		if sure[s.country()] {
			backed = append(backed, s)
		}
	}
	if len(backed) > 0 && (len(clear) != 1 || slices.Contains(backed, clear[0])) {
		return backed
	}
	if i := slices.IndexFunc(clear, func(s sense) bool { return !s.doubt }); i >= 0 && len(clear) > 1 {
		return slices.DeleteFunc(clear, func(s sense) bool { return s.doubt })
	}
	return clear
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
