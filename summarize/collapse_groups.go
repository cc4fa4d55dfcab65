package summarize

import (
	"cmp"
	"slices"

	"harmattan/internal/news"
)

// sureDiffers is the likeness, conflict aside, from which a conflict is shown as a difference.
const sureDiffers = .4

// group is statements that say the same, and those that contradict them.
type group struct {
	members []*stated
	worded  []*stated // its members that say it in words of their own: the first of each set of copies
	lead    *stated
	differs []contradiction
	place   int // among all groups

	ties  map[*group]tie // what is known between its members and those of other groups
	plain int            // of worded, those that are no headlines
}

// tie adds up the links between two groups, headlines left out of the sum.
type tie struct {
	sum   float64 // of the scores
	apart bool    // some two members conflict
}

// contradiction is a statement that contradicts a group, and the member it was measured against.
type contradiction struct {
	statement, against *stated
	match              match
	likeness           float64
}

// grouping is the state of grouping the statements of a story.
type grouping struct {
	c     *Collapser
	of    []*group // by number of the first twin
	clash []clash
}

// clash is two statements that contradict each other.
type clash struct {
	a, b int32
	l    *link
}

// likePair is two statements that are one line of the briefing, and how sure that is.
type likePair struct {
	a, b  int32
	score float64
}

// groups collapses the live statements. The likest pairs go first; two groups become one when no two of their members
// conflict and the members are alike on average, not only by their ends.
func (c *Collapser) groups() []*group {
	g := grouping{c: c, of: make([]*group, len(c.stated))}
	var all []*group
	var pairs []likePair
	for _, h := range c.articles {
		for _, s := range h.statements {
			if s.idle() {
				continue
			}
			twin := s.twin
			if have := g.of[twin]; have != nil {
				have.members = append(have.members, s)
				continue
			}
			one := &group{members: []*stated{s}, worded: []*stated{s}, place: len(all)}
			if s.aside != news.AsideHeadline {
				one.plain = 1
			}
			g.of[twin] = one
			all = append(all, one)
		}
	}
	c.decide()
	joins := make([]bool, len(c.stated)) // the statements that may join another at all
	for _, s := range c.stated {
		if g.of[s.number] == nil {
			continue
		}
		for i := range s.links {
			l := &s.links[i]
			if g.of[l.to] == nil {
				continue
			}
			switch {
			case l.sure:
				pairs = append(pairs, likePair{l.to, s.number, l.weight})
				joins[l.to], joins[s.number] = true, true
			case l.clash != noClash || shown(l.match.found.by) && l.likeness >= sureDiffers:
				g.clash = append(g.clash, clash{l.to, s.number, l})
			}
		}
	}
	g.tieAll(joins)
	slices.SortFunc(pairs, func(x, y likePair) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	for _, p := range pairs {
		g.join(g.of[p.a], g.of[p.b])
	}
	return g.finish(all)
}

// leastAverage is how alike the members of two groups must be on average for the groups to become one.
const leastAverage = .3

// tieAll notes the links between the statements that may join.
func (g *grouping) tieAll(joins []bool) {
	for _, s := range g.c.stated {
		if !joins[s.number] || g.of[s.number] == nil {
			continue
		}
		for i := range s.links {
			if l := &s.links[i]; joins[l.to] && g.of[l.to] != nil {
				tieTogether(g.of[l.to], g.of[s.number], l.tie())
			}
		}
		for _, to := range s.apart {
			if joins[to] && g.of[to] != nil {
				tieTogether(g.of[to], g.of[s.number], tie{apart: true})
			}
		}
	}
}

// tieTogether notes a link between two groups of one wording each.
func tieTogether(a, b *group, t tie) {
	if a.plain != 1 || b.plain != 1 {
		t.sum = 0
	}
	a.tie(b, t)
	b.tie(a, t)
}

// tie is what a link says of the groups of its two statements.
func (l *link) tie() tie { return tie{l.weight, l.match.found.by != agree} }

// tie notes what is known between a group and another.
func (a *group) tie(b *group, t tie) {
	if a.ties == nil {
		a.ties = make(map[*group]tie, maxCandidates)
	}
	a.ties[b] = t
}

// join makes two groups one where that is right. A headline needs to be like one of them only.
func (g *grouping) join(a, b *group) {
	t := a.ties[b]
	if a == b || t.apart || t.sum < leastAverage*float64(a.plain*b.plain) {
		return
	}
	if len(b.ties) > len(a.ties) {
		a, b = b, a
	}
	a.members, a.worded, a.plain = append(a.members, b.members...), append(a.worded, b.worded...), a.plain+b.plain
	for _, s := range b.worded {
		g.of[s.twin] = a
	}
	delete(a.ties, b)
	for x, t := range b.ties {
		if x == a {
			continue
		}
		have := a.ties[x]
		t = tie{have.sum + t.sum, have.apart || t.apart}
		a.tie(x, t)
		x.tie(a, t)
		delete(x.ties, b)
	}
	b.members = nil
}

// finish names the leads, adds what differs, and drops groups of one that nothing contradicts.
func (g *grouping) finish(all []*group) []*group {
	for _, x := range all {
		if len(x.members) > 0 {
			x.lead = g.c.leadOf(x.members)
		}
	}
	g.differences()
	var out []*group
	for _, x := range all {
		if len(x.members) > 1 || len(x.differs) > 0 {
			out = append(out, x)
		}
	}
	return out
}

// differences shows beside a group the statements of every other that contradicts it, the plainest first: those found to
// contradict one of its members, and the one that leads them. The groups that most say are the hosts; one that is shown
// beside a host shows in turn only what the host does not, so that four tolls of one event stand in one place.
func (g *grouping) differences() {
	slices.SortFunc(g.clash, func(x, y clash) int {
		return cmp.Or(cmp.Compare(y.l.likeness, x.l.likeness), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	between := map[[2]*group][]clash{}
	for _, x := range g.clash {
		if a, b := g.of[x.a], g.of[x.b]; a != b {
			between[[2]*group{a, b}] = append(between[[2]*group{a, b}], x)
			between[[2]*group{b, a}] = append(between[[2]*group{b, a}], clash{x.b, x.a, x.l})
		}
	}
	guests := map[*group][]*group{}
	var hosts []*group
	for pair := range between {
		if guests[pair[0]] == nil {
			hosts = append(hosts, pair[0])
		}
		guests[pair[0]] = append(guests[pair[0]], pair[1])
	}
	inPlace := func(a, b *group) int { return cmp.Compare(a.place, b.place) }
	slices.SortFunc(hosts, func(a, b *group) int { return cmp.Or(cmp.Compare(len(b.members), len(a.members)), inPlace(a, b)) })
	together := map[[2]*group]bool{}
	for _, host := range hosts {
		shown := []*group{host}
		slices.SortFunc(guests[host], inPlace)
		for _, guest := range guests[host] {
			if !together[[2]*group{host, guest}] {
				g.host(host, guest, between[[2]*group{host, guest}])
				shown = append(shown, guest)
			}
		}
		for _, a := range shown {
			for _, b := range shown {
				together[[2]*group{a, b}] = true
			}
		}
	}
}

// host shows what a group says against another beside that.
func (g *grouping) host(host, guest *group, clashes []clash) {
	for _, x := range clashes {
		host.contradict(contradiction{g.c.stated[x.b], g.c.stated[x.a], x.l.match, x.l.likeness})
	}
	for _, have := range host.differs {
		if have.statement.twin == guest.lead.twin {
			return
		}
	}
	g.leadContradicts(host, guest)
}

// contradict adds what contradicts a group, each wording once.
func (a *group) contradict(d contradiction) {
	for _, have := range a.differs {
		if have.statement.twin == d.statement.twin {
			return
		}
	}
	a.differs = append(a.differs, d)
}

// leadContradicts adds the lead of b to what contradicts a, where it says the contradiction itself.
func (g *grouping) leadContradicts(a, b *group) {
	for _, s := range a.worded {
		if m := g.c.compare.measure(b.lead.reading, s.reading); m.found.by != agree && m.found.by != looseBy {
			a.contradict(contradiction{b.lead, s, m, g.c.compare.likeness(m)})
			return
		}
	}
}

// shown tells whether a conflict is news to the reader rather than only a reason to keep two statements apart.
func shown(by conflict) bool {
	switch by {
	case denialBy, oppositeBy, personsBy:
		return true
	}
	return false
}

// leadOf is the statement that stands for a group: from the most trusted source, then the one that says most, then
// the first. A headline leads only where there is nothing else.
func (c *Collapser) leadOf(members []*stated) *stated {
	return slices.MinFunc(members, func(a, b *stated) int {
		return cmp.Or(
			cmp.Compare(len(a.aside), len(b.aside)),
			cmp.Compare(gradeRank(c.articles[a.article].article.Grade), gradeRank(c.articles[b.article].article.Grade)),
			cmp.Compare(len(b.reading.words), len(a.reading.words)),
			cmp.Compare(a.article, b.article), cmp.Compare(a.start, b.start),
		)
	})
}

// gradeRank orders the grades of sources; one without a grade stands between C and D.
func gradeRank(grade string) int {
	switch grade {
	case "A":
		return 0
	case "B":
		return 1
	case "C":
		return 2
	case "D":
		return 4
	case "E":
		return 5
	case "F":
		return 6
	}
	return 3
}
