package store

import (
	"context"
	"time"

	"harmattan/internal/news"
)

// Placing is an article whose story is found and that is not stored yet.
type Placing struct {
	Article, Story string
	Vector         []byte // as summarize encoded it
	Seen           int64  // when it came, in microseconds since 1970
}

// Place keeps, in a stint, which stories articles will be stored in, for those who take the next stint: nothing is kept, as
// no other program has one.
func (s *Store) Place(context.Context, []Placing) error { return nil }

// Placed says where articles are to be stored now: those that are not named are to be placed anew. It names none, as
// nothing was kept.
func (s *Store) Placed(context.Context, []string) (map[string]string, error) { return nil, nil }

// PlacedIn lists the articles that are placed in some stories and not stored yet, with their stories.
func (s *Store) PlacedIn(context.Context, []string) (map[string]string, error) { return nil, nil }

// Replace says, in a stint, in which other stories articles are placed.
func (s *Store) Replace(context.Context, map[string]string) error { return nil }

// HasWorkers tells whether workers ask the desk's feeds: a file has none.
func (s *Store) HasWorkers(context.Context) (bool, error) { return false, nil }

// EnterHost asks for a turn at a host that several programs ask. A file's program is alone, and knows its own requests.
func (s *Store) EnterHost(context.Context, string, int, time.Duration, time.Duration) (news.HostTurn, error) {
	return news.HostTurn{Place: 1}, nil
}

// LeaveHost gives a place at a host back.
func (s *Store) LeaveHost(context.Context, string, int64) error { return nil }

// HoldHost notes that a host wants to be left alone for a time.
func (s *Store) HoldHost(context.Context, string, time.Duration) error { return nil }

// Grow calls work while no other program changes the articles of these stories; what work stores is kept together, or
// nothing of it. Where it gets into the way of another program work is called again, and has to begin anew.
func (s *Store) Grow(ctx context.Context, _ []string, work func(context.Context) error) error {
	return work(ctx)
}

// Regrow is Grow in this program's stint: articles also move between these stories.
func (s *Store) Regrow(ctx context.Context, _ []string, work func(context.Context) error) error {
	return work(ctx)
}

// RegrowAll is Regrow for all stories.
func (s *Store) RegrowAll(ctx context.Context, work func(context.Context) error) error {
	return work(ctx)
}
