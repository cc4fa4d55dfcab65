package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"harmattan/internal/news"
)

// Searches lists the kept searches with what they find now: those of the configuration, then those kept in the reader.
func (d *Desk) Searches(ctx context.Context) ([]news.SearchRow, error) {
	own, err := d.store.Searches(ctx)
	if err != nil {
		return nil, err
	}
	var out []news.SearchRow
	for _, s := range d.searches {
		out = append(out, news.SearchRow{Search: s})
	}
	for _, s := range own {
		if !d.isConfiguredSearch(s.Name) {
			out = append(out, news.SearchRow{Search: s, Own: true})
		}
	}
	for i := range out {
		rows, err := d.found(ctx, Query{Find: out[i].Query, Awake: true})
		if errors.Is(err, ErrNoSuch) {
			continue // it names what is no more, or not yet
		}
		if err != nil {
			return nil, err
		}
		out[i].Stories = len(rows)
		for _, r := range rows {
			if r.State == news.New && r.Unread() {
				out[i].Left++
			}
		}
	}
	return out, nil
}

func (d *Desk) isConfiguredSearch(name string) bool {
	return slices.ContainsFunc(d.searches, func(s news.Search) bool { return s.Name == name })
}

// SaveSearch keeps a search under a name.
func (d *Desk) SaveSearch(ctx context.Context, s news.Search) error {
	if err := d.ownSearch(ctx, s.Name); err != nil {
		return fmt.Errorf("keep the search %q: %w", s.Name, err)
	}
	if _, err := d.question(ctx, s.Query); err != nil {
		return fmt.Errorf("keep the search %q: %w", s.Name, err)
	}
	if err := d.store.SaveSearch(ctx, s); err != nil {
		return err
	}
	d.broker.publish(Event{Kind: DeskChanged})
	return nil
}

// DropSearch takes a search kept in the reader away.
func (d *Desk) DropSearch(ctx context.Context, name string) error {
	if err := d.ownSearch(ctx, name); err != nil {
		return fmt.Errorf("take the search %q away: %w", name, err)
	}
	if err := d.store.DropSearch(ctx, name); err != nil {
		return err
	}
	d.broker.publish(Event{Kind: DeskChanged})
	return nil
}

func (d *Desk) ownSearch(ctx context.Context, name string) error {
	if err := d.writable(ctx, news.RoleOfficer); err != nil {
		return err
	}
	if strings.TrimSpace(name) == "" {
		return errors.New("it has no name")
	}
	if d.isConfiguredSearch(name) {
		return ErrConfigured
	}
	return nil
}
