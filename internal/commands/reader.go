package commands

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"time"

	"harmattan/feeds/sample"
	"harmattan/internal/config"
	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/plain"
	"harmattan/internal/report"
	"harmattan/ui"
)

// read opens the reader: on a terminal the full one, line by line when asked to, and the digest where nobody sits.
func (p *program) read(ctx context.Context) error {
	if p.onTerminal() && !p.plain {
		ui.Prepare()
	}
	c, err := p.load()
	if err != nil {
		return err
	}
	if p.guide && !p.onTerminal() {
		fmt.Fprint(p.out, ui.GuideText(c.Lang))
		return nil
	}
	if p.demo {
		return p.readSample(ctx, c)
	}
	err = p.readDesk(ctx, c)
	if errors.Is(err, ui.ErrSample) { // the officer asked for the sample, as there was no network
		return p.readSample(ctx, c)
	}
	return err
}

// errMadeWay says that the reader ended because another program wants the data.
var errMadeWay = errors.New("another program wants the data")

// readDesk shows the officer's own desk. Where a command puts a backup in its place meanwhile, the reader makes way and
// comes back with what is there then.
func (p *program) readDesk(ctx context.Context, c config.Config) error {
	for {
		err := p.readUntilWanted(ctx, c)
		if !errors.Is(err, errMadeWay) {
			return err
		}
		fmt.Fprintln(p.Stderr, "harmattan: the data are being replaced; the reader comes back in a moment")
		if err := desk.AwaitTurn(ctx, config.DataDir(c)); err != nil {
			return nil //nolint:nilerr // told to end from outside meanwhile: an end like any other
		}
	}
}

// readUntilWanted shows the desk until the officer quits, or with errMadeWay until another program wants the data. What
// reads lines cannot come back from that: a line might be on its way.
func (p *program) readUntilWanted(ctx context.Context, c config.Config) (err error) {
	d, err := p.openDesk(ctx, c, config.DataDir(c), c.Feeds)
	if err != nil {
		return err
	}
	defer closing(d, &err)
	if p.plain || !p.onTerminal() {
		return p.show(ctx, d, c, nil)
	}
	shown, end := context.WithCancel(ctx)
	leave := make(chan struct{})
	wanted := make(chan bool, 1)
	go func() {
		makes := d.MakeWay(shown)
		if makes {
			close(leave)
		}
		wanted <- makes
	}()
	err = p.show(ctx, d, c, leave)
	end()
	if <-wanted && err == nil {
		return errMadeWay
	}
	return err
}

// readSample shows the bundled sample by the ordinary way: served on loopback, fetched, stored in a folder that is
// removed at the end.
func (p *program) readSample(ctx context.Context, c config.Config) (err error) {
	p.demo = true
	folder, err := os.MkdirTemp("", "harmattan-demo-")
	if err != nil {
		return fmt.Errorf("make a folder for the sample: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	s, err := sample.Serve(ctx, p.Now())
	if err != nil {
		return fmt.Errorf("serve the sample: %w", err)
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	c.Fetch.PrivateAddresses = true // the sample's own server is on loopback
	d, err := p.openDesk(ctx, c, folder, s.Feeds)
	if err != nil {
		return err
	}
	defer closing(d, &err)
	return p.show(ctx, d, c, nil)
}

// show runs the reader that fits where the program runs; the full one ends when leave is closed.
func (p *program) show(ctx context.Context, d *desk.Desk, c config.Config, leave <-chan struct{}) error {
	if !p.onTerminal() && !p.plain {
		return p.digest(ctx, d, c)
	}
	if p.plain {
		return plain.Run(ctx, plain.Options{
			Desk: d, In: p.Stdin, Out: p.out.direct, Lang: c.Lang, Location: time.Local, Now: p.Now,
		})
	}
	if err := c.CheckKeys(ui.Actions()); err != nil {
		return err
	}
	if len(c.UI.Clipboard) == 0 {
		c.UI.Clipboard = clipboardProgram(os.Getenv, exec.LookPath)
	}
	back := spareProcessor()
	defer back()
	return ui.Run(ctx, ui.Options{
		Desk: d, Theme: c.UI.Theme, Keys: ui.WithPreset(c.UI.Keys, c.Keys), Notify: c.UI.Notify, Mouse: c.UI.Mouse,
		Bidi: c.UI.Bidi, Clipboard: c.UI.Clipboard, Lang: news.Lang(c.Lang), Demo: p.demo, Guide: p.guide, Version: p.Version, Now: p.Now,
		Location: time.Local, Leave: leave,
	})
}

// spareProcessor lets Go run one goroutine more at a time than there are processors. Go has a goroutine that works wait for
// no other up to 10 ms, so with as many at work as there are processors each step from a key to its frame waits as long;
// the system's scheduler lets the one go first that has slept. GOMAXPROCS in the environment says otherwise. What it returns
// takes that back.
func spareProcessor() (back func()) {
	usual := runtime.GOMAXPROCS(0)
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(usual + 1)
	}
	return func() { runtime.GOMAXPROCS(usual) }
}

// digest prints every story in a line, after the feeds that are due were asked.
func (p *program) digest(ctx context.Context, d *desk.Desk, c config.Config) error {
	if !d.ReadOnly() {
		r, err := d.Refresh(ctx, desk.Ask{})
		if err != nil {
			return fmt.Errorf("refresh: %w", err)
		}
		if r.Offline {
			fmt.Fprintln(p.Stderr, "harmattan: no feed could be reached; this is what is kept")
			fmt.Fprintln(p.Stderr, "hint: harmattan --demo needs no network")
		}
	}
	rows, err := d.Stories(ctx, desk.Query{Lean: true})
	if err != nil {
		return err
	}
	ordered := rows[:0:0]
	for _, g := range byRegion(d, rows) {
		ordered = append(ordered, g.rows...)
	}
	return plain.Digest(p.out, d, report.WordsIn(c.Lang), ordered)
}
