package desk

import (
	"slices"
	"sync"
	"time"

	"harmattan/internal/store"
)

// hearPause is how long what other programs do to a shared desk is gathered before the listeners are told: they read their
// lists again each time, and a refresh elsewhere stores many times a second.
const hearPause = 200 * time.Millisecond

// hear tells the listeners what other programs do to the desk, until it is closed.
func (d *Desk) hear() {
	notices := make(chan store.Notice)
	go func() {
		defer close(notices)
		d.store.Follow(d.closing, func(n store.Notice) {
			d.heard(n.Away)
			switch {
			case n.Away:
				return
			case n.Begun:
				d.present.asks.Store(true)
				d.present.tell()
				return
			case n.Said != "":
				d.hearPresence(n.Said)
				return
			}
			select {
			case notices <- n:
			case <-d.closing.Done():
			}
		})
	}()
	for first := range notices {
		d.watches.forget()
		stories := gathered(first, notices)
		d.othersStored(stories, time.Now())
		d.told(stories)
	}
}

// gathered are the stories of a notice and of those that come shortly after it.
func gathered(first store.Notice, notices <-chan store.Notice) (stories []string) {
	stories = first.Stories
	enough := time.After(hearPause)
	for {
		select {
		case n, ok := <-notices:
			if !ok {
				return stories
			}
			stories = append(stories, n.Stories...)
		case <-enough:
			slices.Sort(stories)
			return slices.Compact(stories)
		}
	}
}

func (d *Desk) told(stories []string) {
	if len(stories) > 0 {
		d.broker.publish(Event{Kind: StoryChanged, Stories: stories})
	}
	d.broker.publish(Event{Kind: DeskChanged})
}

// listenToOthers begins to hear, unless the desk is closing.
func (d *Desk) listenToOthers() {
	if !d.begin() {
		return
	}
	go func() {
		defer d.work.Done()
		var saying sync.WaitGroup
		defer saying.Wait()
		if d.shared {
			saying.Go(d.sayWhoIsHere)
		}
		d.hear()
	}()
}
