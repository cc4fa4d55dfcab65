package store

import "context"

// Stint is a time in which one program alone puts articles into stories. Whatever it does not store it has to decide
// again in a later one: others may have stored what decides otherwise.
type Stint struct {
	Number int64 // rises from stint to stint, whoever takes it; 0 where a desk is held by one program

	end func()
}

// End lets the next program take its stint. It does nothing the second time.
func (t Stint) End() {
	if t.end != nil {
		t.end()
	}
}

// TakeStint never waits: the file is held by this program alone.
func (s *Store) TakeStint(context.Context) (Stint, error) { return Stint{}, nil }

// LastStint is the number of every stint in a file: they have none.
func (s *Store) LastStint(context.Context) (int64, error) { return 0, nil }

// VectorsSince calls each with the vectors of the articles that came, or went into another story, in a stint after the
// given one, the oldest first: none, as no other program has a stint.
func (s *Store) VectorsSince(context.Context, int64, func(story, article string, vector []byte) error) error {
	return nil
}
