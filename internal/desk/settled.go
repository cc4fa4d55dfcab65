package desk

import (
	"maps"
	"slices"
)

// due is a story that is to be grown, with what came to it.
type due struct {
	name     string
	stored   bool    // there is something of it in the store
	own      *thread // what that is, where it is read already
	arrivals []*ready
}

// settled picks a part of stories that nothing changed while the later half of the batch so far found its stories, and lets
// go of them: they are grown and stored while others are found. As the batch is in the order of publication, few of them
// change again; that is then as if the article came in a batch of its own. It is nil where such stories fill no part. Each
// call goes on where the last one ended, so that a large batch is gone through a few times and not for each part.
func (b *batch) settled() []due {
	until, enough := b.found/2, b.desk.together
	p := picked{at: map[string]int{}}
	for ; b.looked < until && p.n < enough; b.looked++ {
		r := b.waiting[b.looked]
		c := r.in
		if r.sent || c.taken || c.moved || c.last >= until || !c.independent() {
			continue
		}
		name := b.storyOf(r)
		for one := c.head; one != nil; one = one.next {
			p.add(name, c, one)
		}
	}
	if p.n < enough {
		b.looked = 0
	}
	return b.send(p, enough)
}

// plain picks all stories that depend on no other, and on nothing that is on its way to the store.
func (b *batch) plain() []due {
	return b.pick((*change).independent)
}

// rest picks all stories that are left, those without arrivals last.
func (b *batch) rest() []due {
	list := b.pick(func(*change) bool { return true })
	for _, name := range slices.Sorted(maps.Keys(b.story)) {
		if c := b.story[name]; c.due {
			list = append(list, due{name: name, stored: c.stored()})
		}
	}
	return list
}

// pick picks stories in the order in which their first articles came, and lets go of them.
func (b *batch) pick(which func(*change) bool) []due {
	p := picked{at: make(map[string]int, len(b.waiting))}
	b.waiting, b.looked = slices.DeleteFunc(b.waiting, func(r *ready) bool { return r.sent }), 0
	for _, r := range b.waiting {
		name := b.storyOf(r)
		if c := b.story[name]; which(c) {
			p.add(name, c, r)
		}
	}
	return b.send(p, 0)
}

// send notes that stories are on their way to the store, where they have enough articles.
func (b *batch) send(p picked, enough int) []due {
	for _, s := range p.list {
		c := b.story[s.name]
		c.taken = false
		if p.n < enough {
			continue
		}
		c.sent, c.due = true, false
		for _, r := range s.arrivals {
			r.sent = true
		}
	}
	if p.n < enough {
		return nil
	}
	return p.list
}

// picked is stories that were picked.
type picked struct {
	list []due
	at   map[string]int // by name: where it is in list
	n    int            // of articles
}

func (p *picked) add(name string, c *change, r *ready) {
	at := p.at[name]
	if !c.taken {
		c.taken = true
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
