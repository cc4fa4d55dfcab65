package desk

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/store"
)

// While the server of a shared desk is away, or has no room, its officers go on: their steps lie in files of this machine, and
// are taken in their order once the server is back. Each has a receipt, so that one of which it was not told whether it is
// kept is kept once. A desk in a file needs none of this: it is there, or the program is not.

// takeAgain is how often what waits is tried again.
const takeAgain = time.Second

// What may wait.
const (
	giveState    = "state"
	giveRemark   = "remark"
	markAsRead   = "read"
	takeOneBack  = "undo"
	splitStory   = "split"
	mergeStories = "merge"
	moveArticle  = "move"
	moveStory    = "region"
	keepBrief    = "brief"
	noteDuty     = "duty"
)

// deferred is a step that waits for the server.
type deferred struct {
	Receipt string
	Do      string
	Stories []string
	Who     string // "" where whoever opened the desk did it
	Signed  string
	Rules   string
	At      time.Time

	To       news.State  `json:",omitzero"`
	Kind     news.Deed   `json:",omitzero"`
	Value    string      `json:",omitzero"` // of a remark, or the title of a brief
	Read     []news.Mark `json:",omitzero"` // that were not on the screen
	Back     string      `json:",omitzero"` // the receipt of what is taken back; "" for a step that was kept before
	Articles []string    `json:",omitzero"` // that move
	Into     string      `json:",omitzero"` // the story or region that something moves to
	Content  []byte      `json:",omitzero"` // of a brief
	Duty     *news.Duty  `json:",omitzero"`

	path string
}

// later is what waits for the server, in its order.
type later struct {
	mu      sync.Mutex
	list    []deferred
	taking  bool  // somebody sees to it
	why     error // the server cannot be worked with, as far as is known; nil where it can
	written int   // of files, for their order

	heard  chan struct{} // the server spoke: what waits is tried at once
	duties []news.Duty   // what was read last about shifts
}

// Outage says whether the server of a shared desk can be worked with, and how many steps wait for it.
type Outage struct {
	Away  bool // it cannot be reached
	Full  bool // it has no room
	Waits int
}

// Outage is how the desk's server is; zero for a desk in a file.
func (d *Desk) Outage() Outage {
	d.later.mu.Lock()
	defer d.later.mu.Unlock()
	return Outage{Away: d.later.why != nil && !errors.Is(d.later.why, store.ErrFull), Full: errors.Is(d.later.why, store.ErrFull), Waits: len(d.later.list)}
}

// isAway tells whether a step has to wait for the server after an error.
func isAway(err error) bool {
	return errors.Is(err, store.ErrAway) || errors.Is(err, store.ErrFull) || errors.Is(err, context.DeadlineExceeded)
}

// do takes a step now, or on a shared desk whose server is away once it is back: steps is nil then, and waits true.
func (d *Desk) do(ctx context.Context, s deferred) (steps []news.Step, waits bool, err error) {
	who, _ := ctx.Value(officerKey{}).(string)
	s.Receipt, s.Who, s.Signed, s.Rules = rand.Text(), who, d.Officer(ctx), Rules
	if !d.shared {
		steps, err = d.take(ctx, s)
		return steps, false, err
	}
	if d.Outage().Waits == 0 { // else it comes behind those that wait
		if steps, err = d.take(ctx, s); err == nil || ctx.Err() != nil || !isAway(err) {
			return steps, false, err
		}
	}
	if kept := d.defers(s, err); kept != nil {
		return nil, false, errors.Join(err, kept)
	}
	return nil, true, nil
}

// take takes a step at the server.
func (d *Desk) take(ctx context.Context, s deferred) (steps []news.Step, err error) {
	if s.Who != "" {
		ctx = As(ctx, s.Who)
	}
	ctx = store.Signed(ctx, s.Signed, s.Rules)
	if s.path != "" || s.Do != keepBrief && s.Do != noteDuty { // these are known again by their moment, which two may share
		ctx = store.Receipted(ctx, s.Receipt)
	}
	switch s.Do {
	case giveState:
		steps, err = d.store.SetStates(ctx, s.Stories, s.To, s.At)
	case giveRemark:
		steps, err = d.store.SetRemark(ctx, s.Stories, s.Kind, s.Value, s.At)
		if s.Kind == news.DeedNote && len(s.Stories) > 0 && (err == nil || errors.Is(err, store.ErrKept)) {
			err = errors.Join(err, d.KeepUnfinished(ctx, s.Stories[0], ""))
		}
	case markAsRead:
		err = d.store.MarkRead(ctx, s.Stories[0], s.At, s.Read...)
	case takeOneBack:
		if ctx, err = d.backAs(ctx, s); err == nil {
			steps, err = d.takeBack(ctx, s.At)
		}
	case keepBrief:
		_, err = d.store.SaveBrief(ctx, news.WrittenBrief{At: s.At, Title: s.Value, Stories: s.Stories}, s.Content)
	case noteDuty:
		err = d.takeDuty(ctx, *s.Duty)
	default:
		var step news.Step
		step, err = d.takeArranging(ctx, s)
		steps = []news.Step{step}
	}
	return steps, err
}

// defers keeps a step on this machine's disk until the server is back.
func (d *Desk) defers(s deferred, why error) error {
	content, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("keep a step until the server is back: %w", err)
	}
	d.later.mu.Lock()
	defer d.later.mu.Unlock()
	d.later.written++
	s.path = filepath.Join(d.deferredIn(), fmt.Sprintf("%020d-%06d-%s.json", time.Now().UnixNano(), d.later.written, s.Receipt))
	if err := keep(s.path, content); err != nil {
		return fmt.Errorf("keep a step until the server is back: %w", err)
	}
	d.later.list = append(d.later.list, s)
	if why != nil {
		d.later.why = why
	}
	d.takeLater()
	d.broker.publish(Event{Kind: ServerChanged})
	return nil
}

func (d *Desk) deferredIn() string { return filepath.Join(d.local, "steps") }

// resume takes up what a program left that ended before the server was back.
func (d *Desk) resume() {
	entries, _ := os.ReadDir(d.deferredIn()) // mostly there is none
	d.later.mu.Lock()
	defer d.later.mu.Unlock()
	for _, e := range entries {
		s := deferred{path: filepath.Join(d.deferredIn(), e.Name())}
		content, err := os.ReadFile(s.path)
		if err == nil && strings.HasSuffix(s.path, ".json") && json.Unmarshal(content, &s) == nil {
			d.later.list = append(d.later.list, s)
		}
	}
	slices.SortFunc(d.later.list, func(a, b deferred) int { return cmp.Compare(a.path, b.path) })
	if len(d.later.list) > 0 {
		d.takeLater()
	}
}

// takeLater begins to see to what waits, unless somebody does; d.later is locked.
func (d *Desk) takeLater() {
	if d.later.taking || !d.begin() {
		return
	}
	d.later.taking = true
	go func() {
		defer d.work.Done()
		again := time.NewTicker(takeAgain)
		defer again.Stop()
		for d.takeNext() {
			if o := d.Outage(); !o.Away && !o.Full {
				continue
			}
			select {
			case <-again.C:
			case <-d.later.heard:
			case <-d.closing.Done():
				return
			}
		}
	}()
}

// takeNext takes the first step that waits; more is false where none is left.
func (d *Desk) takeNext() (more bool) {
	d.later.mu.Lock()
	if d.later.taking = len(d.later.list) > 0 && d.closing.Err() == nil; !d.later.taking {
		d.later.mu.Unlock()
		return false
	}
	s := d.later.list[0]
	d.later.mu.Unlock()
	steps, err := d.take(d.closing, s)
	if d.closing.Err() != nil {
		return true // whether it is kept is not known: its file stays
	}
	if errors.Is(err, store.ErrKept) {
		err = nil
	}
	away := isAway(err)
	d.later.mu.Lock()
	if d.later.why = err; !away {
		d.later.why = nil
		d.later.leave(s, err)
	}
	d.later.mu.Unlock()
	if away {
		return true
	}
	d.tellTaken(s, steps, err)
	return true
}

// leave lets go of the first step, which was taken or refused. What takes a refused one back goes with it: it would take another.
func (l *later) leave(s deferred, refused error) {
	l.list = l.list[1:]
	s.leave(refused)
	if refused == nil {
		return
	}
	l.list = slices.DeleteFunc(l.list, func(other deferred) bool {
		goes := other.Do == takeOneBack && other.Back == s.Receipt
		if goes {
			other.leave(nil)
		}
		return goes
	})
}

// leave removes the file of a step that was taken; one that cannot be taken stays under another name, for whoever misses it.
func (s deferred) leave(refused error) {
	if refused != nil && os.Rename(s.path, s.path+".refused") == nil {
		return
	}
	_ = os.Remove(s.path) // where it stays it is found to be kept
}

// tellTaken tells what became of a step that waited.
func (d *Desk) tellTaken(s deferred, steps []news.Step, err error) {
	if err != nil {
		err = fmt.Errorf("a step that waited for the server cannot be taken any more: %w", err)
	}
	d.broker.publish(Event{Kind: ServerChanged, Err: err, Who: s.Signed})
	if s.Do == noteDuty || s.Do == keepBrief {
		d.broker.publish(Event{Kind: ShiftChanged, Who: s.Signed})
		return
	}
	stories := slices.Clone(s.Stories) // they are those of whoever asked
	for _, step := range steps {
		stories = append(stories, step.Story)
	}
	for _, story := range stories {
		d.broker.publish(Event{Kind: DeskChanged, Story: story, Read: s.Do == markAsRead, Who: s.Signed})
	}
}

// undoLater takes back the last step of an officer's that waits; ok is false where none does.
func (d *Desk) undoLater(ctx context.Context) (step news.Step, ok bool, err error) {
	who, _ := ctx.Value(officerKey{}).(string)
	var mine []deferred // that stand, the last one last
	d.later.mu.Lock()
	for _, s := range d.later.list {
		switch {
		case s.Who != who || s.Do == markAsRead || s.Do == keepBrief || s.Do == noteDuty:
		case s.Do == takeOneBack:
			mine = slices.DeleteFunc(mine, func(other deferred) bool { return other.Receipt == s.Back })
		default:
			mine = append(mine, s)
		}
	}
	d.later.mu.Unlock()
	if len(mine) == 0 {
		return step, false, nil
	}
	last := mine[len(mine)-1]
	_, _, err = d.do(ctx, deferred{Do: takeOneBack, Stories: last.Stories, Back: last.Receipt, At: d.now()})
	step = news.Step{At: d.now(), From: last.To, Deed: last.Kind, Waits: true}
	if len(last.Stories) > 0 { // an article that moves names none
		step.Story = last.Stories[0]
	}
	return step, err == nil, err
}

// heard notes whether the server is away. Where steps wait it is back once one of them was taken, not before: what is heard may
// have been said before it went.
func (d *Desk) heard(away bool) {
	d.later.mu.Lock()
	changed := away && d.later.why == nil || !away && errors.Is(d.later.why, store.ErrAway)
	switch {
	case changed && away:
		d.later.why = store.ErrAway
	case changed && len(d.later.list) > 0:
		changed = false
		select {
		case d.later.heard <- struct{}{}:
		default: // it is told already
		}
	case changed:
		d.later.why = nil
	}
	d.later.mu.Unlock()
	if changed {
		d.broker.publish(Event{Kind: ServerChanged})
	}
}
