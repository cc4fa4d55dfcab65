package summarize

// disputing tells whether a statement gives a count of its own against another: it corrects a figure, or says that
// somebody counts or puts it so.
func (r *reader) disputing(s *reading) bool {
	if len(s.figures) == 0 {
		return false
	}
	if s.corrects {
		return true
	}
	for i := range s.figures {
		if f := &s.figures[i]; f.unit == count && f.nouns[0] != 0 && int(f.words[0]) < f.from { // a union counts its own members
			return true
		}
	}
	for i := range s.words {
		if s.words[i].idea != 0 && s.words[i].idea == r.known.tally || s.putsAt(i) {
			return true
		}
	}
	return false
}

// putsAt tells whether word i is a verb by which somebody gives a count, with the count behind its small word: "puts the
// cargo at 4,300 tonnes", "parle de 15 morts", "fala em 36 tripulantes".
func (s *reading) putsAt(i int) bool {
	small := ""
	switch s.words[i].fold {
	case "put", "puts":
		small = "at"
	case "speak", "speaks", "spoke":
		small = "of"
	case "parle", "parlent", "etat":
		small = "de"
	case "fala", "falam", "falou":
		small = "em"
	}
	for k := range s.figures {
		if from := s.figures[k].from; small != "" && from > i && from < i+10 && s.words[from-1].fold == small {
			return true
		}
	}
	return false
}

// disputed tells whether one of two statements with figures that conflict gives its own count of what the other
// counts: the same unit, what is counted the same or left open, and something rare of the matter in both.
func (c *comparer) disputed(f, g *figure, in *spread) bool {
	x := &c.pairing
	return c.mayBeDisputed(f, g) && (x.sharedMatter(in) >= leastMatter || x.names(f) || x.names(g))
}

// mayBeDisputed is disputed without a look at what the two share.
func (c *comparer) mayBeDisputed(f, g *figure) bool {
	x := &c.pairing
	open := f.unit != count || sharesNoun(f, g) || x.a.disputes && f.nouns[0] == 0 || x.b.disputes && g.nouns[0] == 0
	return open && (x.a.disputes || x.b.disputes)
}

// names tells whether a word that both statements have is what a figure counts.
func (x *alignment) names(f *figure) bool {
	for i := range x.na {
		if x.howA[i] != unpaired && x.a.words[i].content() && f.nouns[0] == x.a.words[i].key() {
			return true
		}
	}
	return false
}

// sharedMatter adds up how rare, in the language and in the story, the words are that both statements have, numbers and
// times aside.
func (x *alignment) sharedMatter(in *spread) float64 {
	sum := 0.
	for i := range x.na {
		w := &x.a.words[i]
		if x.howA[i] != unpaired && w.content() && !w.digit && w.number == 0 && w.weekday == 0 && w.month == 0 {
			sum += float64(w.idf) * in.rarity(w.key())
		}
	}
	return sum
}

// leastMatter is how much two statements must share to speak of one matter: a rare word, or two middling ones.
const leastMatter = .4

// rivals tells whether two figures may be counts of one thing: neither is more than four times the other. Nobody and
// somebody are rivals.
func rivals(f, g *figure) bool {
	low, high := min(f.value, g.value), max(f.value, g.value)
	return low == 0 || high <= maxRival*low
}

const maxRival = 4

// oneSubstance tells whether two figures measure the same thing: tonnes of cotton here and tonnes of cotton there, of
// the same order.
func oneSubstance(f, g *figure) bool {
	return f.unit != count && f.unit != code && sharesNoun(f, g) && max(f.value, g.value) <= 2*min(f.value, g.value)
}

// deadlinesDiffer tells whether two statements bound one thing in time by different days: "not before Thursday", "from
// Wednesday". Two rare words in both, or one idea more, say that it is one thing.
func (c *comparer) deadlinesDiffer(in *spread) bool {
	x := &c.pairing
	return x.a.bounds && x.b.bounds && x.sharedMatter(in) >= 2*leastMatter
}

// bounded tells whether a weekday or month of a statement stands behind a word that makes it a bound.
func bounded(r *reading) bool {
	for i := 1; i < len(r.words); i++ {
		if r.words[i].weekday == 0 && r.words[i].month == 0 {
			continue
		}
		switch r.words[i-1].fold {
		case "before", "from", "until", "by", "starting", "avant", "des", "jusqu'a", "partir", "compter", "antes", "ate", "قبل", "حتى", "اعتبارا":
			return true
		}
		if i > 1 && r.words[i-1].role != roleNone {
			switch r.words[i-2].fold {
			case "avant", "partir", "compter", "antes":
				return true
			}
		}
	}
	return false
}
