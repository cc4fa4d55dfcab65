package commands

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"harmattan/internal/config"
	"harmattan/internal/desk"
	"harmattan/internal/safe"
)

// repair reads what can be read of damaged data into a new file, and says what that was and where the old one is.
func (p *program) repair(ctx context.Context) error {
	c, err := p.load()
	if err != nil {
		return err
	}
	r, err := desk.Repair(ctx, config.DataDir(c), p.Now())
	if errors.Is(err, fs.ErrNotExist) {
		return withHint(fmt.Errorf("repair: %w", err), "there are no data there yet; --data names another folder")
	}
	if err != nil {
		return fmt.Errorf("repair: %w", err)
	}
	if r.Former == "" {
		fmt.Fprintln(p.out, "the data are whole: nothing to repair")
		return nil
	}
	fmt.Fprintf(p.out, "recovered %d articles, %d stories and %d steps of triage\n", r.Articles, r.Stories, r.Steps)
	for _, what := range slices.Sorted(maps.Keys(r.Lost)) {
		if what == "text" {
			fmt.Fprintf(p.out, "damaged   %d texts; they are read again where their feeds still carry them\n", r.Lost[what])
			continue
		}
		fmt.Fprintf(p.out, "lost      some of %s, in %d places\n", what, r.Lost[what])
	}
	fmt.Fprintf(p.out, "the damaged file is kept as %s\n", safe.Line(r.Former))
	return nil
}
