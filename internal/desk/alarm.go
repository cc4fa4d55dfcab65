package desk

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"sync"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/safe"
)

// Bounds of what matches may start: commands in one refresh, and the time of one.
const (
	mostRuns   = 20
	longestRun = 30 * time.Second
)

// alarm is a match that the officer is told of: a watch, and a story that gained something.
type alarm struct{ watch, story, title string }

// alarms are matches that nobody was told of yet. Stories grow beside each other, and each may add to them.
type alarms struct {
	mu   sync.Mutex
	list []alarm
}

// add notes a match, once for a watch and a story.
func (l *alarms) add(one alarm) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !slices.ContainsFunc(l.list, func(x alarm) bool { return x.watch == one.watch && x.story == one.story }) {
		l.list = append(l.list, one)
	}
}

// take takes what was noted.
func (l *alarms) take() []alarm {
	l.mu.Lock()
	defer l.mu.Unlock()
	list := l.list
	l.list = nil
	return list
}

// watchFor notes what watches an article matches, and what follows from that for its story. before is when the story had
// last gained something before the article came.
func (d *Desk) watchFor(t *thread, a news.Article, before time.Time) (names []string, revived string) {
	names = d.matching(a.Title, a.Text, t.row.Placement.Region)
	if len(names) == 0 || t.row.Changed.Equal(before) {
		return names, ""
	}
	for _, name := range names {
		d.alarms.add(alarm{name, t.row.ID, t.row.Title})
	}
	return names, "watch " + names[0]
}

// sound tells the listeners of the matches noted since, once what they are about is stored.
func (d *Desk) sound() []alarm {
	alarms := d.alarms.take()
	for _, a := range alarms {
		d.broker.publish(Event{Kind: WatchMatched, Story: a.story, Watch: a.watch, Title: a.title})
	}
	return alarms
}

// runCommands starts the commands of watches that matched, one after the other, without a shell: the words are the
// officer's, and what they are about stands in the environment, where nothing takes it for a command.
func (d *Desk) runCommands(ctx context.Context, alarms []alarm) error {
	var failed error
	runs := 0
	for _, a := range alarms {
		i := slices.IndexFunc(d.watches.all(), func(w news.Watch) bool { return w.Name == a.watch })
		if i < 0 {
			continue
		}
		argv := d.watches.all()[i].Run
		if len(argv) == 0 {
			continue
		}
		if runs++; runs > mostRuns {
			return fmt.Errorf("watch %q: more than %d commands in one refresh, the others are not run", a.watch, mostRuns)
		}
		if err := run(ctx, argv, a); err != nil {
			failed = fmt.Errorf("watch %q: %w", a.watch, err)
		}
	}
	return failed
}

func run(ctx context.Context, argv []string, a alarm) error {
	ctx, cancel := context.WithTimeout(ctx, longestRun)
	defer cancel()
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...) //nolint:gosec // the officer's own command, from the configuration
	cmd.Env = append(os.Environ(), "HARMATTAN_WATCH="+safe.Line(a.watch), "HARMATTAN_STORY="+a.story, "HARMATTAN_TITLE="+safe.Line(a.title))
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("run %s: %w: %s", argv[0], err, safe.Line(string(out[:min(len(out), 200)])))
	}
	return nil
}
