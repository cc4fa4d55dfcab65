package commands

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"harmattan/internal/config"
	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/safe"
)

func (p *program) doctorCommand() *cobra.Command {
	repair := false
	cmd := &cobra.Command{
		Use: "doctor", Short: "Check the configuration, the data, the feeds, the terminal and the clock",
		Long: `Check the configuration, the data, the feeds, the terminal and the clock, and say of each whether it is right and what
to do where it is not. It asks nothing of the network. With --repair a damaged file of data is read, as far as it can be
read, into a new one; the damaged one is kept beside it.`,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if repair {
				return p.repair(cmd.Context())
			}
			return p.doctor(cmd.Context())
		},
	}
	cmd.Flags().BoolVar(&repair, "repair", false, "read a damaged file of data into a new one")
	return cmd
}

// visit is one run of the doctor: it says of one thing after the other whether it is right.
type visit struct {
	*program
	wrong int
}

func (v *visit) right(name, format string, args ...any) {
	fmt.Fprintf(v.out, "ok     %-8s %s\n", name, safe.Line(fmt.Sprintf(format, args...)))
}

// found says what is wrong and what to do about it.
func (v *visit) found(name, hint, format string, args ...any) {
	v.wrong++
	fmt.Fprintf(v.out, "wrong  %-8s %s\n", name, safe.Line(fmt.Sprintf(format, args...)))
	fmt.Fprintf(v.out, "       hint: %s\n", safe.Line(hint))
}

// failed says why something could not be looked at, with the error's own hint where it has one.
func (v *visit) failed(name, hint string, err error) {
	var h interface{ Hint() string }
	if errors.As(err, &h) && h.Hint() != "" {
		hint = h.Hint()
	}
	v.found(name, hint, "%v", err)
}

// doctor checks one thing after the other; the exit status is 1 if one is not right.
func (p *program) doctor(ctx context.Context) error {
	v := &visit{program: p}
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
	v.right("config", "%s, %d feeds", name, len(c.Feeds))
	newest := v.data(ctx, c)
	v.terminal()
	v.clock(newest)
	if v.wrong > 0 {
		return withHint(fmt.Errorf("%d things are wrong", v.wrong), "what to do stands with each of them")
	}
	return nil
}

// data checks the folder, the file in it, and how the feeds did when they were last asked. It returns the latest time that
// the data tell of.
func (v *visit) data(ctx context.Context, c config.Config) (newest time.Time) {
	folder := config.DataDir(c)
	path := desk.Place(folder)
	if !desk.Begun(folder) {
		v.right("data", "%s is not there yet; the first refresh makes it", path)
		return newest
	}
	v.rights(folder, path)
	d, err := v.openDesk(ctx, c, folder, c.Feeds)
	if err != nil {
		v.failed("data", "look at the folder, or choose another one with --data", err)
		return newest
	}
	defer d.Close() //nolint:errcheck // only read
	if d.ReadOnly() {
		v.right("data", "another program holds the desk: %v", d.Busy())
	}
	if err := d.Check(ctx); err != nil {
		v.failed("data", "harmattan doctor --repair reads what it can into a new file", err)
	} else {
		articles, stories, unread, err := d.Counts(ctx)
		if err != nil {
			v.failed("data", "harmattan doctor --repair reads what it can into a new file", err)
		}
		v.right("data", "%s: %d articles, %d stories, %d unread", path, articles, stories, unread)
	}
	newest = v.feeds(ctx, d)
	steps, err := d.Steps(ctx, v.Now())
	if err != nil {
		v.failed("log", "harmattan doctor --repair reads what it can into a new file", err)
	}
	for _, s := range steps {
		newest = later(newest, s.At)
	}
	return newest
}

// rights finds what others on this machine may read. The folder is looked at first: what lies in a closed one is closed.
func (v *visit) rights(folder, path string) {
	if runtime.GOOS == "windows" { // has other rights
		return
	}
	for _, file := range []struct {
		name string
		mode os.FileMode
	}{{folder, 0o700}, {path, 0o600}, {path + "-wal", 0o600}, {path + "-shm", 0o600}, {path + ".lock", 0o600}} {
		if info, err := os.Stat(file.name); err == nil && info.Mode().Perm()&0o077 != 0 {
			v.found("rights", fmt.Sprintf("chmod %o %s", file.mode, file.name), "%s is open to others on this machine", file.name)
		}
	}
}

// feeds says which feeds failed when they were last asked, and returns when the last one was.
func (v *visit) feeds(ctx context.Context, d *desk.Desk) (newest time.Time) {
	rows, err := d.Feeds(ctx)
	if err != nil {
		v.failed("feeds", "harmattan doctor --repair reads what it can into a new file", err)
		return newest
	}
	failing := 0
	for _, f := range rows {
		newest = later(newest, f.State.Fetched)
		switch f.State.Status {
		case news.FetchFailed:
			failing++
			v.found("feed", fmt.Sprintf("harmattan feeds check %s says more", f.URL), "%s: %s", f.URL, f.State.Error)
		case news.FetchGone:
			failing++
			v.found("feed", fmt.Sprintf("harmattan feeds remove %s, or take it out of the configuration", f.URL), "%s: %s", f.URL, f.State.Error)
		}
	}
	v.right("feeds", "%d feeds, %d failing", len(rows), failing)
	return newest
}

// The smallest terminal in which the reader keeps its lines whole, in cells.
const (
	leastWidth  = 40
	leastHeight = 12
)

func (v *visit) terminal() {
	if !v.onTerminal() {
		v.right("terminal", "none: the digest is printed instead of the reader")
		return
	}
	name := os.Getenv("TERM")
	width, height, err := term.GetSize(int(v.Stdout.Fd()))
	if err == nil && (width < leastWidth || height < leastHeight) {
		v.found("terminal", "make the window larger, or read with harmattan --plain", "%s has %d x %d cells, the reader needs %d x %d", name, width, height, leastWidth, leastHeight)
		return
	}
	if locale := locale(); locale != "" && !strings.Contains(strings.ToUpper(strings.ReplaceAll(locale, "-", "")), "UTF8") {
		v.found("terminal", "set LANG to a UTF-8 locale such as C.UTF-8", "the locale %s has no letters but those of ASCII", locale)
		return
	}
	colour := "colour"
	if os.Getenv("NO_COLOR") != "" {
		colour = "no colour, as NO_COLOR asks"
	}
	v.right("terminal", "%s, %d x %d, %s", name, width, height, colour)
}

// locale is the one that programs of this system write in; "" where the environment names none.
func locale() string {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := os.Getenv(name); value != "" {
			return value
		}
	}
	return ""
}

// oldestClock is a day before the program existed: a clock before it is wrong, and would make every article of today
// an article of the future.
func oldestClock() time.Time { return time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC) }

// setBack is how far what was done may lie ahead of the clock: clocks are put right by seconds all the time.
const setBack = 2 * time.Minute

// clock checks the machine's clock against the program's age and against what was done last.
func (v *visit) clock(newest time.Time) {
	now := v.Now()
	zone, _ := now.Zone()
	if now.Before(oldestClock()) {
		v.found("clock", "set the machine's clock", "%s is in the past", now.Format(time.RFC3339))
		return
	}
	if newest.Sub(now) > setBack {
		v.found("clock", "set the machine's clock if it is wrong; if it was wrong before, nothing is to be done: what was kept then stays, and feeds are asked again",
			"%s is before what was done last, at %s", now.Format(time.RFC3339), newest.In(now.Location()).Format(time.RFC3339))
		return
	}
	v.right("clock", "%s (%s)", now.Format("2006-01-02 15:04"), zone)
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
