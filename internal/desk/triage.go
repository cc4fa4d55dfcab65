package desk

import (
	"context"
	"fmt"
	"time"

	"harmattan/internal/news"
)

// SetState writes one step of triage to the log.
func (d *Desk) SetState(ctx context.Context, story string, to news.State) (news.Step, error) {
	if err := d.writable(ctx, news.RoleOfficer); err != nil {
		return news.Step{}, err
	}
	steps, waits, err := d.do(ctx, deferred{Do: giveState, Stories: []string{story}, To: to, At: d.now()})
	if err != nil {
		return news.Step{}, fmt.Errorf("mark story %s as %s: %w", story, to, err)
	}
	d.broker.publish(Event{Kind: DeskChanged, Story: story, To: to, Who: d.Officer(ctx)})
	if waits {
		return news.Step{At: d.now(), Story: story, To: to, Waits: true}, nil
	}
	return steps[0], nil
}

// Undo takes the last step back that has not been taken back; ok is false when there is none.
func (d *Desk) Undo(ctx context.Context) (step news.Step, ok bool, err error) {
	if err := d.writable(ctx, news.RoleOfficer); err != nil {
		return news.Step{}, false, err
	}
	if step, ok, err = d.undoLater(ctx); ok || err != nil {
		return step, ok, err
	}
	steps, waits, err := d.do(ctx, deferred{Do: takeOneBack, At: d.now()})
	switch {
	case err != nil:
		return news.Step{}, false, err
	case waits:
		return news.Step{At: d.now(), Waits: true}, true, nil
	case len(steps) == 0:
		return news.Step{}, false, nil
	}
	return steps[0], true, nil
}

// takeBack takes back the last step of whoever signs; none is no error.
func (d *Desk) takeBack(ctx context.Context, at time.Time) ([]news.Step, error) {
	deed, isDeed, err := d.store.LastDeed(ctx)
	if err == nil && isDeed {
		step, err := d.takeDeedBack(ctx, deed)
		return []news.Step{step}, err
	}
	var step news.Step
	var ok bool
	if err == nil {
		step, ok, err = d.store.Undo(ctx, at)
	}
	if err != nil {
		return nil, fmt.Errorf("undo the last step: %w", err)
	}
	if !ok {
		return nil, nil
	}
	e := Event{Kind: DeskChanged, Story: step.Story, Who: d.Officer(ctx)}
	if step.Deed == "" && step.Set == 0 {
		e.To = step.To
	}
	d.broker.publish(e)
	return []news.Step{step}, nil
}

// MarkRead notes that the officer has read the story as it stood at the given time, but for the statements that were never
// on the screen: what came later, and those, stay unread. That is theirs alone and changes nothing for others, so all who may
// read may do it.
func (d *Desk) MarkRead(ctx context.Context, story string, as time.Time, unseen ...news.Mark) error {
	if err := d.writable(ctx, news.RoleReader); err != nil {
		return err
	}
	if _, _, err := d.do(ctx, deferred{Do: markAsRead, Stories: []string{story}, Read: unseen, At: as}); err != nil {
		return fmt.Errorf("mark story %s as read: %w", story, err)
	}
	d.broker.publish(Event{Kind: DeskChanged, Story: story, Read: true, Who: d.Officer(ctx)})
	return nil
}

// Steps lists the triage log since a time, oldest first.
func (d *Desk) Steps(ctx context.Context, since time.Time) ([]news.Step, error) {
	steps, err := d.store.Steps(ctx, since)
	if err != nil {
		return nil, fmt.Errorf("read the triage log: %w", err)
	}
	return steps, nil
}

// AddFeed adds a feed to those of the configuration.
func (d *Desk) AddFeed(ctx context.Context, f news.Feed) error {
	if err := d.writable(ctx, news.RoleEditor); err != nil {
		return err
	}
	if err := d.store.AddFeed(ctx, f); err != nil {
		return fmt.Errorf("add feed %s: %w", f.URL, err)
	}
	return nil
}

// RemoveFeed takes back an added feed; its articles stay. A feed of the configuration is removed there.
func (d *Desk) RemoveFeed(ctx context.Context, url string) error {
	if err := d.writable(ctx, news.RoleEditor); err != nil {
		return err
	}
	if err := d.store.RemoveFeed(ctx, url); err != nil {
		return fmt.Errorf("remove feed %s: %w", url, err)
	}
	return nil
}

// Configured tells whether a feed stands in the configuration, where alone it can be removed.
func (d *Desk) Configured(url string) bool {
	for _, f := range d.feeds {
		if f.URL == url {
			return true
		}
	}
	return false
}

// ShiftStart is when the present shift began: desks change at 06:00, 14:00 and 22:00 local time.
func ShiftStart(now time.Time) time.Time {
	hours := []int{22, 14, 6}
	for _, h := range hours {
		start := time.Date(now.Year(), now.Month(), now.Day(), h, 0, 0, 0, now.Location())
		if !start.After(now) {
			return start
		}
	}
	return time.Date(now.Year(), now.Month(), now.Day()-1, 22, 0, 0, 0, now.Location())
}
