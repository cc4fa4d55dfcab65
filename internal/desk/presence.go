package desk

import (
	"context"
	"crypto/rand"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
)

// Visitor is an officer's reader, and the story that they are in.
type Visitor struct {
	desk  *Desk
	who   string
	story string // "" for none; guarded by the desk's presence
}

// presence is who is in which story.
type presence struct {
	program string        // which says it to others
	changed chan struct{} // there is something to say
	asks    atomic.Bool   // others are to say who is with them

	mu        sync.Mutex
	visitors  []*Visitor            // of those who came to this program
	elsewhere map[string]attendance // by their program
}

func (p *presence) begin() { p.program, p.changed = rand.Text(), make(chan struct{}, 1) }

// Visit begins the visit of an officer's reader.
func (d *Desk) Visit(ctx context.Context) *Visitor {
	v := &Visitor{desk: d, who: d.Officer(ctx)}
	d.present.mu.Lock()
	defer d.present.mu.Unlock()
	d.present.visitors = append(d.present.visitors, v)
	return v
}

// Attend says that the officer is in a story now, "" for none, and no longer in the one before.
func (v *Visitor) Attend(story string) {
	p := &v.desk.present
	p.mu.Lock()
	before := v.story
	v.story = story
	p.mu.Unlock()
	if before != story {
		p.tell()
		v.desk.broker.publish(Event{Kind: PresenceChanged, Stories: []string{before, story}, Who: v.who})
	}
}

// Leave ends the visit.
func (v *Visitor) Leave() {
	v.Attend("")
	p := &v.desk.present
	p.mu.Lock()
	defer p.mu.Unlock()
	p.visitors = slices.DeleteFunc(p.visitors, func(other *Visitor) bool { return other == v })
}

// Others are the names of the other officers who are in a story, in the order in which they came to the desk; those who
// came to other programs stand last.
func (v *Visitor) Others(story string) []string {
	p := &v.desk.present
	p.mu.Lock()
	defer p.mu.Unlock()
	in := p.here()
	for _, program := range slices.Sorted(maps.Keys(p.elsewhere)) {
		in = append(in, p.elsewhere[program].In...)
	}
	var names []string
	for _, other := range in {
		if other.Story == story && other.Who != v.who && !slices.Contains(names, other.Who) {
			names = append(names, other.Who)
		}
	}
	return names
}
