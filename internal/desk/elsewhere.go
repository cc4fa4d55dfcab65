package desk

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"harmattan/internal/store"
)

// Who is in which story is told to the other programs on a shared desk, and kept nowhere: each says it for its own officers,
// whenever that changes and again after a while, and what is not said again is forgotten.

const (
	sayAgain    = 20 * time.Second
	forgetAfter = 50 * time.Second

	// sayPause is how long changes are gathered, and longestSay how long the server is waited for.
	sayPause   = 100 * time.Millisecond
	longestSay = 2 * time.Second
)

// whoIsIn is an officer and the story that they are in.
type whoIsIn struct{ Who, Story string }

// attendance is what a program says of its officers.
type attendance struct {
	Program string
	In      []whoIsIn
	Asks    bool // it has just come, and wants to know of the others

	at time.Time
}

// here are the officers of this program who are in a story. p is locked.
func (p *presence) here() []whoIsIn {
	var in []whoIsIn
	for _, v := range p.visitors {
		if v.story != "" {
			in = append(in, whoIsIn{v.who, v.story})
		}
	}
	return in
}

// sayWhoIsHere goes on until the desk is closed.
func (d *Desk) sayWhoIsHere() {
	again := time.NewTicker(sayAgain)
	defer again.Stop()
	for said := false; ; {
		select {
		case <-d.closing.Done():
			if said {
				d.sayPresence(context.WithoutCancel(d.closing), attendance{})
			}
			return
		case <-d.present.changed:
			select { // others go on meanwhile
			case <-time.After(sayPause):
			case <-d.closing.Done():
				continue
			}
		case <-again.C:
			d.forgetElsewhere(time.Now())
		}
		d.present.mu.Lock()
		in := d.present.here()
		d.present.mu.Unlock()
		if asks := d.present.asks.Swap(false); asks || said || len(in) > 0 {
			d.sayPresence(d.closing, attendance{In: in, Asks: asks})
		}
		said = len(in) > 0
	}
}

// sayPresence says something to the other programs, as far as one notice carries it.
func (d *Desk) sayPresence(ctx context.Context, a attendance) {
	a.Program = d.present.program
	text, err := json.Marshal(a)
	for err == nil && len(text) > store.MostSaid {
		a.In = a.In[:len(a.In)*3/4]
		text, err = json.Marshal(a)
	}
	if err != nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, longestSay)
	defer cancel()
	_ = d.store.Say(ctx, string(text)) // it is said again
}

// hearPresence takes what another program says.
func (d *Desk) hearPresence(said string) {
	a := attendance{at: time.Now()}
	if json.Unmarshal([]byte(said), &a) != nil || a.Program == d.present.program {
		return
	}
	p := &d.present
	p.mu.Lock()
	before := p.elsewhere[a.Program].In
	if p.elsewhere == nil {
		p.elsewhere = map[string]attendance{}
	}
	if p.elsewhere[a.Program] = a; len(a.In) == 0 {
		delete(p.elsewhere, a.Program)
	}
	p.mu.Unlock()
	if a.Asks {
		d.present.tell()
	}
	d.met(before, a.In)
}

// forgetElsewhere forgets the officers of programs that have said nothing for long.
func (d *Desk) forgetElsewhere(now time.Time) {
	var gone []whoIsIn
	d.present.mu.Lock()
	maps.DeleteFunc(d.present.elsewhere, func(_ string, a attendance) bool {
		old := now.Sub(a.at) > forgetAfter
		if old {
			gone = append(gone, a.In...)
		}
		return old
	})
	d.present.mu.Unlock()
	d.met(gone, nil)
}

// met tells the listeners which stories somebody elsewhere came to or left.
func (d *Desk) met(before, after []whoIsIn) {
	var stories []string
	for _, one := range before {
		if !slices.Contains(after, one) {
			stories = append(stories, one.Story)
		}
	}
	for _, one := range after {
		if !slices.Contains(before, one) {
			stories = append(stories, one.Story)
		}
	}
	if len(stories) > 0 {
		d.broker.publish(Event{Kind: PresenceChanged, Stories: stories})
	}
}

// tell has it said soon who is here.
func (p *presence) tell() {
	select {
	case p.changed <- struct{}{}:
	default: // it is going to be said
	}
}
