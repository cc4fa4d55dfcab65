package desk

import (
	"maps"
	"slices"
)

// due is a story that is to be grown, with what came to it.
type due struct {
	name     string
	stored   bool // there is something of it in the store
	arrivals []*ready
}

// settled picks a part of stories that nothing changed while the later half of the batch so far found its stories, and lets
// go of them: they are grown and stored while others are found. As the batch is in the order of publication, few of them
// change again; that is then as if the article came in a batch of its own. It is nil where such stories fill no part.
func (b *batch) settled() []due {
	until, enough := b.found/2, b.desk.together
	if until < enough {
		return nil
	}
	early := b.waiting[:max(0, until-(b.found-len(b.waiting)))] // what is handed over came before it, too
	p := picked{at: map[string]int{}}
	for _, r := range early {
		name := b.storyOf(r)
		if c := b.story[name]; c.last < until && b.independent(name, c) && (p.n < enough || p.has(name)) {
			p.add(name, c, r)
		}
	}
	if p.n < enough {
		return nil
	}
	b.send(p.list)
	return p.list
}

// plain picks all stories that depend on no other, and on nothing that is on its way to the store.
func (b *batch) plain() []due {
	return b.pick(b.independent)
}

// rest picks all stories that are left, those without arrivals last.
func (b *batch) rest() []due {
	list := b.pick(func(string, change) bool { return true })
	for _, name := range slices.Sorted(maps.Keys(b.story)) {
		if c := b.story[name]; c.due {
			list = append(list, due{name: name, stored: c.stored()})
		}
	}
	return list
}

// pick picks stories in the order in which their first articles came, and lets go of them.
func (b *batch) pick(which func(name string, c change) bool) []due {
	p := picked{at: make(map[string]int, len(b.waiting))}
	for _, r := range b.waiting {
		name := b.storyOf(r)
		if c := b.story[name]; which(name, c) {
			p.add(name, c, r)
		}
	}
	b.send(p.list)
	return p.list
}

// independent tells whether a story is not on its way to the store, and has to do with no stored articles but its own.
func (b *batch) independent(name string, c change) bool { return !c.sent && !c.mixed && !b.left[name] }

// send notes that stories are on their way to the store.
func (b *batch) send(list []due) {
	gone := map[*ready]bool{}
	for _, s := range list {
		c := b.story[s.name]
		c.sent, c.due = true, false
		b.story[s.name] = c
		for _, r := range s.arrivals {
			gone[r] = true
		}
	}
	b.waiting = slices.DeleteFunc(b.waiting, func(r *ready) bool { return gone[r] })
}

// picked is stories that were picked.
type picked struct {
	list []due
	at   map[string]int // by name: where it is in list
	n    int            // of articles
}

func (p *picked) has(name string) bool {
	_, ok := p.at[name]
	return ok
}

func (p *picked) add(name string, c change, r *ready) {
	at, ok := p.at[name]
	if !ok {
		at = len(p.list)
		p.at[name] = at
		p.list = append(p.list, due{name: name, stored: c.stored()})
	}
	p.list[at].arrivals = append(p.list[at].arrivals, r)
	p.n++
}

// inParts cuts stories into parts of about so many articles.
func inParts(list []due, together int) (parts [][]due) {
	from, n := 0, 0
	for i, s := range list {
		n += len(s.arrivals)
		if n >= together || i == len(list)-1 {
			parts = append(parts, list[from:i+1])
			from, n = i+1, 0
		}
	}
	return parts
}
