package desk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"harmattan/internal/disk"
	"harmattan/internal/news"
	"harmattan/internal/store"
	"harmattan/summarize"
)

// Large stories are kept as they were collapsed, beside what feeds left in the cache: an officer who opens one waits for it
// to be read, not to be made. What is kept may be deleted at any time, and is made again.

const (
	// keptFrom is from how many articles on a story is kept: a smaller one is made in a few milliseconds.
	keptFrom = 30

	// keptStories is how many are kept, those made last.
	keptStories = 100

	// mostAhead is how many of the stories that changed are looked at for large ones; those of most origins come first.
	mostAhead = 200

	keptEnd = ".story"
)

// collapsed is the briefing of a story's articles with the statements of each of its lengths: kept, or made and kept.
func (d *Desk) collapsed(ctx context.Context, story string, articles []news.Article) (b news.Briefing, lengths [Lengths][]int, err error) {
	keeps := len(articles) >= keptFrom && d.program != "" && filepath.IsLocal(story)
	path := filepath.Join(d.stories(), story+keptEnd)
	if keeps {
		if kept, err := os.ReadFile(path); err == nil {
			if b, lengths, ok := summarize.DecodeBriefing(d.program, articles, kept); ok {
				return b, lengths, nil
			}
		}
	}
	if b, err = d.collapse(ctx, articles); err != nil {
		return b, lengths, err
	}
	lengths = summarize.InLengths(b)
	if keeps && d.busy == nil {
		_ = keep(path, summarize.EncodeBriefing(d.program, b, lengths)) // else it is made again
	}
	return b, lengths, nil
}

func keep(path string, briefing []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return disk.Replace(path, func(f *os.File) error {
		_, err := f.Write(briefing)
		return err
	})
}

// collapseAhead makes the large stories that changed since a time, so that they are at hand when they are opened.
func (d *Desk) collapseAhead(ctx context.Context, since time.Time) error {
	if err := d.writable(ctx, news.RoleOfficer); err != nil {
		return err
	}
	rows, err := d.store.Stories(ctx, store.Filter{Since: since, AnyState: true, Lean: true, Limit: mostAhead})
	if err != nil {
		return fmt.Errorf("make stories ahead: %w", err)
	}
	for _, r := range rows {
		if r.Articles < keptFrom || ctx.Err() != nil {
			continue
		}
		d.Rest(ctx)
		articles, err := d.StoryArticles(ctx, r.ID)
		if err == nil {
			err = d.readHabits(ctx, articles...)
		}
		if err == nil {
			_, _, err = d.collapsed(ctx, r.ID, articles)
		}
		if err != nil {
			return fmt.Errorf("make stories ahead: %w", err)
		}
	}
	return d.dropKept()
}

// dropKept deletes what is kept beyond keptStories.
func (d *Desk) dropKept() error {
	folder := d.stories()
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look for kept stories: %w", err)
	}
	made := map[string]time.Time{}
	var names []string
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !strings.HasSuffix(e.Name(), keptEnd) { // it has gone, or is none of ours
			continue
		}
		names = append(names, e.Name())
		made[e.Name()] = info.ModTime()
	}
	slices.SortFunc(names, func(a, b string) int { return made[b].Compare(made[a]) })
	var errs []error
	for _, name := range names[min(len(names), keptStories):] {
		errs = append(errs, os.Remove(filepath.Join(folder, name)))
	}
	return errors.Join(errs...)
}

// thisProgram names the program that runs by its file: what one version collapsed, another may collapse otherwise. It is ""
// where there is no telling.
func thisProgram() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d %d", info.Size(), info.ModTime().UnixNano())
}

// stories is the folder of kept stories.
func (d *Desk) stories() string { return filepath.Join(d.local, "cache", "stories") }
