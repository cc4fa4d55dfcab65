package store

import (
	"context"
	"fmt"
	"time"

	"harmattan/internal/news"
)

// A host has one row for all programs of a desk, whatever machines they are on. The server's clock counts, not theirs. A
// program that is killed leaves its places behind: they end by themselves, after the longest time that a request may take.

const pgNow = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint"

// EnterHost asks for a turn at a host, which is asked atOnce times at once by all programs together, with a pause between the
// starts of two requests, each of which takes no longer than longest.
func (p *Postgres) EnterHost(ctx context.Context, host string, atOnce int, pause, longest time.Duration) (news.HostTurn, error) {
	var t news.HostTurn
	err := p.writeFor(ctx, beginUnwaited, longestWrite, func(ctx context.Context, w pgWriter) error {
		var wait, held int64
		found, err := w.one(ctx, `INSERT INTO host AS h (name, next, under_way)
				SELECT $1, n + $2, ARRAY[n + $2 + $3] FROM (SELECT `+pgNow+`) now (n)
			ON CONFLICT (name) DO UPDATE SET next = greatest(h.next, excluded.next - $2) + $2,
				under_way = ARRAY(SELECT u FROM unnest(h.under_way) u WHERE u > excluded.next - $2)
					|| greatest(h.next, excluded.next - $2) + $2 + $3::bigint
			WHERE h.held <= excluded.next - $2 AND (SELECT count(*) FROM unnest(h.under_way) u WHERE u > excluded.next - $2) < $4
			RETURNING greatest(0, next - $2 - `+pgNow+`), under_way[cardinality(under_way)]`,
			[]any{plain(host), pause.Microseconds(), longest.Microseconds(), atOnce}, []any{&wait, &t.Place})
		if err == nil && !found {
			_, err = w.one(ctx, "SELECT $2::bigint, greatest(0, held - "+pgNow+") FROM host WHERE name = $1", []any{plain(host), pause.Microseconds()}, []any{&wait, &held})
		}
		t.Wait, t.Held = time.Duration(wait)*time.Microsecond, time.Duration(held)*time.Microsecond
		return err
	})
	if err != nil {
		return news.HostTurn{}, fmt.Errorf("wait for the turn of %s: %w", host, err)
	}
	return t, nil
}

// LeaveHost gives a place at a host back.
func (p *Postgres) LeaveHost(ctx context.Context, host string, place int64) error {
	err := p.writeFor(ctx, beginUnwaited, longestWrite, func(ctx context.Context, w pgWriter) error {
		return w.exec(ctx, "UPDATE host SET under_way = array_remove(under_way, $2) WHERE name = $1", plain(host), place)
	})
	if err != nil {
		return fmt.Errorf("give the place at %s back: %w", host, err)
	}
	return nil
}

// HoldHost notes that a host wants to be left alone for a time.
func (p *Postgres) HoldHost(ctx context.Context, host string, left time.Duration) error {
	err := p.writeFor(ctx, beginUnwaited, longestWrite, func(ctx context.Context, w pgWriter) error {
		return w.exec(ctx, `INSERT INTO host AS h (name, next, held) SELECT $1, n, n + $2 FROM (SELECT `+pgNow+`) now (n)
			ON CONFLICT (name) DO UPDATE SET held = greatest(h.held, excluded.held)`, plain(host), left.Microseconds())
	})
	if err != nil {
		return fmt.Errorf("note that %s wants to be left alone: %w", host, err)
	}
	return nil
}
