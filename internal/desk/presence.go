package desk

import (
	"context"
	"slices"
	"sync"
)

// Visitor is an officer's reader, and the story that they are in.
type Visitor struct {
	desk  *Desk
	who   string
	story string // "" for none; guarded by the desk's presence
}

// presence is who is in which story, of those who came to this program.
type presence struct {
	mu       sync.Mutex
	visitors []*Visitor
}

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

// Others are the names of the other officers who are in a story, in the order in which they came to the desk.
func (v *Visitor) Others(story string) []string {
	p := &v.desk.present
	p.mu.Lock()
	defer p.mu.Unlock()
	var names []string
	for _, other := range p.visitors {
		if story != "" && other.story == story && other.who != v.who && !slices.Contains(names, other.who) {
			names = append(names, other.who)
		}
	}
	return names
}
