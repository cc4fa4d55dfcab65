package store

import (
	"context"
	"errors"
	"fmt"
	"os"
)

const (
	// freedAtOnce is how many pages a step of compaction gives back: it copies as many at most.
	freedAtOnce = 64

	// freedFrom is how many pages have to be free for that to be worth the trouble.
	freedFrom = 128

	// logFrom is how many bytes of log are brought into the file in an idle moment.
	logFrom = 256 << 10
)

// Compact takes one small step towards a small file: the search index takes in what it is due, what older versions stored is
// packed and indexed as it is now, free pages go back to the system, and at last the log of what was written goes into the
// file. It never waits for who reads. more tells that there is something left to do.
func (s *Store) Compact(ctx context.Context) (more bool, err error) {
	err = s.write(ctx, forCrash, func(ctx context.Context, w *writer) error {
		if more, err = s.indexSome(ctx, w); more || err != nil {
			return err
		}
		if more, err = s.linkSome(ctx, w); more || err != nil {
			return err
		}
		if more, err = s.besidesStep(ctx, w); more || err != nil {
			return err
		}
		more, err = w.giveBack(ctx)
		return err
	})
	if err == nil && !more {
		err = errors.Join(s.emptyLog(ctx), s.writer.rest(ctx))
	}
	if err != nil {
		return false, fmt.Errorf("make the file smaller: %w", err)
	}
	return more, nil
}

// rest lets go of the pages that the connection keeps at hand for writing: until it writes again they only take memory.
func (w *writer) rest(ctx context.Context) error {
	return w.alone(ctx, func(ctx context.Context) error { return w.script(ctx, "PRAGMA shrink_memory") })
}

// giveBack frees some pages at the end of the file.
func (w *writer) giveBack(ctx context.Context) (more bool, err error) {
	var free int
	if _, err := w.one(ctx, "PRAGMA freelist_count", nil, []any{&free}); err != nil || free < freedFrom {
		return false, err
	}
	return true, w.script(ctx, fmt.Sprintf("PRAGMA incremental_vacuum(%d)", freedAtOnce))
}

// emptyLog brings the log into the file, and cuts it to nothing where nobody reads just then.
func (s *Store) emptyLog(ctx context.Context) error {
	info, err := os.Stat(s.path + "-wal")
	if err != nil || info.Size() < logFrom {
		return nil //nolint:nilerr // without a log there is nothing to do
	}
	return explain(s.path, s.writer.alone(ctx, func(ctx context.Context) error {
		// A checkpoint waits for who reads as long as it may, and so would whoever writes: it may not wait at all.
		if err := s.writer.exec(ctx, "PRAGMA busy_timeout = 0"); err != nil {
			return err
		}
		var busy, logged, moved int
		_, err := s.writer.one(ctx, "PRAGMA wal_checkpoint(TRUNCATE)", nil, []any{&busy, &logged, &moved})
		if again := s.writer.script(ctx, "PRAGMA busy_timeout = 5000"); err == nil {
			err = again
		}
		return err
	}))
}
