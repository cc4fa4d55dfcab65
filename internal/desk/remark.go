package desk

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"harmattan/internal/news"
)

// Rules is the version of the rules by which articles are grouped, collapsed and placed. It goes up when these change, and
// stands beside each step of the log: a decision was made on what the program showed then.
const Rules = "7"

// maxNote bounds a note, in bytes.
const maxNote = 64 << 10

// SetStates gives stories a state. Undo takes all back as one.
func (d *Desk) SetStates(ctx context.Context, stories []string, to news.State) ([]news.Step, error) {
	return d.steps(ctx, Event{To: to}, "mark as "+string(to), deferred{Do: giveState, Stories: stories, To: to})
}

// SetNote writes a note beside stories; with "" it is taken away. Line ends are kept, other control characters are not.
func (d *Desk) SetNote(ctx context.Context, stories []string, note string) ([]news.Step, error) {
	note = strings.TrimSpace(note)
	if len(note) > maxNote || !utf8.ValidString(note) {
		return nil, fmt.Errorf("write a note: it is longer than %d kB or no text", maxNote>>10)
	}
	return d.setRemark(ctx, stories, news.DeedNote, note)
}

// unfinished is the fact under which the store keeps a note that is still being written.
const unfinished = "unfinished note "

// KeepUnfinished keeps what the officer has written of a note so far, so that a crash takes none of it; "" forgets it.
func (d *Desk) KeepUnfinished(ctx context.Context, story, text string) error {
	if err := d.writable(ctx, news.RoleOfficer); err != nil {
		return err
	}
	before, err := d.Unfinished(ctx, story)
	if err != nil || before == text {
		return err
	}
	return d.store.SetMeta(ctx, own(ctx, unfinished+story), text)
}

// Unfinished is the note that was being written when the program was cut off, "" for none.
func (d *Desk) Unfinished(ctx context.Context, story string) (string, error) {
	return d.store.Meta(ctx, own(ctx, unfinished+story))
}

// Note is the note beside a story as it can be edited: its own, without those of stories that went into it.
func (d *Desk) Note(ctx context.Context, story string) (string, error) {
	return d.store.OwnNote(ctx, story)
}

// SetOwner says whose stories are; with "" nobody's.
func (d *Desk) SetOwner(ctx context.Context, stories []string, owner string) ([]news.Step, error) {
	return d.setRemark(ctx, stories, news.DeedOwner, strings.Join(strings.Fields(owner), " "))
}

// MarkHandover marks stories for the next shift.
func (d *Desk) MarkHandover(ctx context.Context, stories []string) ([]news.Step, error) {
	return d.setRemark(ctx, stories, news.DeedHandover, "1")
}

// UnmarkHandover takes the mark for the next shift away.
func (d *Desk) UnmarkHandover(ctx context.Context, stories []string) ([]news.Step, error) {
	return d.setRemark(ctx, stories, news.DeedHandover, "")
}

// Snooze leaves stories out of the lists until a time; a time that is past wakes them.
func (d *Desk) Snooze(ctx context.Context, stories []string, until time.Time) ([]news.Step, error) {
	value := ""
	if until.After(d.now()) {
		value = strconv.FormatInt(until.UnixMicro(), 10)
	}
	return d.setRemark(ctx, stories, news.DeedSnooze, value)
}

func (d *Desk) setRemark(ctx context.Context, stories []string, kind news.Deed, value string) ([]news.Step, error) {
	return d.steps(ctx, Event{}, "keep a "+string(kind), deferred{Do: giveRemark, Stories: stories, Kind: kind, Value: value})
}

// steps takes steps on some stories and tells the listeners what came of them.
func (d *Desk) steps(ctx context.Context, told Event, what string, s deferred) ([]news.Step, error) {
	if err := d.writable(ctx, news.RoleOfficer); err != nil {
		return nil, err
	}
	s.At = d.now()
	steps, _, err := d.do(ctx, s)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	for _, id := range s.Stories {
		told.Kind, told.Story, told.Who = DeskChanged, id, d.Officer(ctx)
		d.broker.publish(told)
	}
	return steps, nil
}
