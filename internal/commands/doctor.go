package commands

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"harmattan/internal/config"
	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/safe"
)

func (p *program) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use: "doctor", Short: "Check the configuration, the data, the feeds, the terminal and the clock",
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return p.doctor(cmd.Context()) },
	}
}

// doctor checks one thing after the other and says of each whether it is right; the exit status is 1 if one is not.
func (p *program) doctor(ctx context.Context) error {
	wrong := 0
	check := func(name string, ok bool, format string, args ...any) {
		mark := "ok   "
		if !ok {
			mark = "wrong"
			wrong++
		}
		fmt.Fprintf(p.Stdout, "%s  %-8s %s\n", mark, name, safe.Line(fmt.Sprintf(format, args...)))
	}
	c, err := p.load()
	if err == nil {
		_, err = taxonomyOf(c)
	}
	if err != nil {
		return err
	}
	name := c.Path
	if name == "" {
		name = "built-in"
	}
	check("config", true, "%s, %d feeds", name, len(c.Feeds))
	p.doctorData(ctx, c, check)
	check("terminal", true, "%s", p.terminalSays())
	p.doctorClock(check)
	if wrong > 0 {
		return withHint(fmt.Errorf("%d things are wrong", wrong), "what to do stands with each of them")
	}
	return nil
}

// doctorData checks the folder, the file in it, and how the feeds did when they were last asked.
func (p *program) doctorData(ctx context.Context, c config.Config, check func(string, bool, string, ...any)) {
	folder := config.DataDir(c)
	path := filepath.Join(folder, desk.FileName)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		check("data", true, "%s is not there yet; the first refresh makes it", path)
		return
	}
	if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o077 != 0 {
		check("data", false, "%s can be read by others: chmod 600 %s", path, path)
	}
	d, err := p.openDesk(ctx, c, folder, c.Feeds)
	if err != nil {
		check("data", false, "%v", err)
		return
	}
	defer d.Close() //nolint:errcheck // only read
	if d.ReadOnly() {
		check("data", true, "another program holds the desk: %v", d.Busy())
	}
	if err := d.Check(ctx); err != nil {
		check("data", false, "%v: keep a copy of %s, then harmattan restore the last backup", err, path)
	} else {
		articles, stories, unread, err := d.Counts(ctx)
		check("data", err == nil, "%s: %d articles, %d stories, %d unread", path, articles, stories, unread)
	}
	rows, err := d.Feeds(ctx)
	if err != nil {
		check("feeds", false, "%v", err)
		return
	}
	failing := 0
	for _, f := range rows {
		if f.State.Status == news.FetchFailed || f.State.Status == news.FetchGone {
			failing++
			check("feed", false, "%s: %s; harmattan feeds check %s says more", f.URL, f.State.Error, f.URL)
		}
	}
	check("feeds", true, "%d feeds, %d failing", len(rows), failing)
}

func (p *program) terminalSays() string {
	if !p.onTerminal() {
		return "none: the digest is printed instead of the reader"
	}
	colour := "colour"
	if os.Getenv("NO_COLOR") != "" {
		colour = "no colour, as NO_COLOR asks"
	}
	return os.Getenv("TERM") + ", " + colour
}

// oldestClock is a day before the program existed: a clock before it is wrong, and would make every article of today
// an article of the future.
func oldestClock() time.Time { return time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC) }

func (p *program) doctorClock(check func(string, bool, string, ...any)) {
	now := p.Now()
	zone, _ := now.Zone()
	if now.Before(oldestClock()) {
		check("clock", false, "%s is in the past: set the machine's clock", now.Format(time.RFC3339))
		return
	}
	check("clock", true, "%s (%s)", now.Format("2006-01-02 15:04"), zone)
}
