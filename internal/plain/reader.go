package plain

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/report"
	"harmattan/internal/safe"
)

// Options says what the reader reads and where its lines go.
type Options struct {
	Desk     *desk.Desk
	In       io.Reader
	Out      io.Writer
	Lang     string // en or fr
	Location *time.Location
	Now      func() time.Time
}

// Run reads commands until quit or the end of the input, and refreshes feeds behind it as they fall due.
func Run(ctx context.Context, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	r := &reader{Options: o, query: desk.Query{Awake: true}, words: report.WordsIn(o.Lang), says: phrasesIn(o.Lang)}
	if err := r.load(ctx); err != nil {
		return err
	}
	r.say(r.says.welcome, len(r.rows))
	r.current()
	events, end := o.Desk.Listen()
	defer end()
	r.events = events
	if !o.Desk.ReadOnly() {
		go o.Desk.Keep(ctx)
	}
	lines := readLines(ctx, o.In)
	for {
		select {
		case <-ctx.Done():
			return nil
		case e, ok := <-events:
			if !ok {
				return nil
			}
			r.heard(e)
		case line, ok := <-lines:
			if !ok {
				return nil
			}
			if err := r.command(ctx, line); err != nil {
				if errors.Is(err, errQuit) {
					return nil
				}
				r.say("harmattan: %s", safe.Line(err.Error()))
			}
		}
	}
}

// errQuit ends the reader.
var errQuit = errors.New("quit")

// readLines hands over the input's lines; it ends with the input or with ctx.
func readLines(ctx context.Context, in io.Reader) <-chan string {
	lines := make(chan string)
	go func() {
		defer close(lines)
		scan := bufio.NewScanner(in)
		for scan.Scan() {
			select {
			case lines <- scan.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	return lines
}

type reader struct {
	Options
	words report.Words
	says  phrases
	rows  []news.StoryRow
	at    int

	events <-chan desk.Event
	outage desk.Outage // of which was told last

	query  desk.Query  // what is listed
	length desk.Length // how much of a story is read out
}

func (r *reader) say(format string, args ...any) { fmt.Fprintf(r.Out, format+"\n", args...) }

// load reads the list anew and stays on the story it was on.
func (r *reader) load(ctx context.Context) error {
	here := ""
	if r.at < len(r.rows) {
		here = r.rows[r.at].ID
	}
	q := r.query
	q.Lean = true
	rows, err := r.Desk.Stories(ctx, q)
	if errors.Is(err, desk.ErrAway) && r.rows != nil { // which was told: the officer goes on with what was read
		return nil
	}
	if err != nil {
		return err
	}
	r.Desk.ByRegion(rows)
	r.rows = rows
	r.at = max(0, slices.IndexFunc(rows, func(x news.StoryRow) bool { return x.ID == here }))
	return nil
}

// heard tells of the end of a refresh; progress in between would only talk over what is being read.
func (r *reader) heard(e desk.Event) {
	switch {
	case e.Kind == desk.WatchMatched:
		r.say(r.says.matched, safe.Line(e.Watch), safe.Line(e.Title))
	case e.Kind == desk.ServerChanged:
		r.tellOutage(e)
	case e.Kind != desk.RefreshDone:
	case e.Offline:
		r.say("%s", r.says.offline)
	case e.Articles > 0:
		r.say(r.says.refreshed, e.Articles, e.Failed)
	}
}

// tellOutage says how the desk's server is, and what could not be taken any more when it was back.
func (r *reader) tellOutage(e desk.Event) {
	if e.Err != nil {
		r.say("harmattan: %s", safe.Line(e.Err.Error()))
	}
	now := r.Desk.Outage()
	if now == r.outage {
		return
	}
	r.outage = now
	text := r.says.back
	switch {
	case now.Away:
		text = r.says.away
	case now.Full:
		text = r.says.full
	}
	if now.Waits > 0 {
		text += "; " + fmt.Sprintf(r.says.waits, now.Waits)
	}
	r.say("%s", text)
}

// current reads out the line of the story the reader is on.
func (r *reader) current() {
	if r.at >= len(r.rows) {
		r.say("%s", r.words.Empty)
		return
	}
	r.say("%s", r.line(r.at))
}

// command carries out one line: a word, or the key the full reader has for it.
func (r *reader) command(ctx context.Context, line string) error {
	line = strings.TrimSpace(line)
	if query, ok := strings.CutPrefix(line, "/"); ok {
		return r.search(ctx, query)
	}
	word, rest, _ := strings.Cut(line, " ")
	if n, err := strconv.Atoi(word); err == nil {
		return r.move(n - 1)
	}
	switch word {
	case "q", "quit":
		return errQuit
	case "?", "help", "h":
		r.say("%s", r.says.help)
		return nil
	case "", "next", "j":
		return r.move(r.at + 1)
	case "p", "previous", "k":
		return r.move(r.at - 1)
	case "n", "unread":
		return r.nextUnread()
	case "list", "l":
		return r.list(ctx)
	case "read", "enter", "e", "space":
		return r.read(ctx, strings.TrimSpace(rest))
	case "=", "length":
		r.length = (r.length + 1) % desk.Lengths
		r.say("%s", r.says.lengths[r.length])
		return nil
	case "search":
		return r.search(ctx, rest)
	case "map", "m":
		return r.countries(ctx, strings.TrimSpace(rest))
	case "R", "refresh":
		return r.refresh(ctx)
	}
	rest = strings.TrimSpace(rest)
	for _, try := range []func(context.Context, string, string) (bool, error){r.triage, r.arrange, r.papers, r.finding, r.looking} {
		if done, err := try(ctx, word, rest); done {
			return err
		}
	}
	return fmt.Errorf(r.says.unknown, word)
}

func (r *reader) move(to int) error {
	if to < 0 || to >= len(r.rows) {
		return errors.New(r.says.end)
	}
	r.at = to
	r.current()
	return nil
}

func (r *reader) nextUnread() error {
	for i := r.at + 1; i < len(r.rows); i++ {
		if r.rows[i].Unread() {
			return r.move(i)
		}
	}
	return errors.New(r.says.noUnread)
}

func (r *reader) list(ctx context.Context) error {
	if err := r.load(ctx); err != nil {
		return err
	}
	if len(r.rows) == 0 {
		r.say("%s", r.words.Empty)
	}
	for i := range r.rows {
		r.say("%s", r.line(i))
	}
	return nil
}

func (r *reader) search(ctx context.Context, query string) error {
	hits, err := r.Desk.Search(ctx, query, 20)
	if err != nil {
		return err
	}
	if len(hits) == 0 {
		return errors.New(r.says.nothing)
	}
	for _, h := range hits {
		at := slices.IndexFunc(r.rows, func(x news.StoryRow) bool { return x.ID == h.Story })
		r.say("%d %s: %s", at+1, safe.Line(h.Outlet), safe.Line(h.Title))
	}
	return nil
}

// refresh asks all feeds, those that are not due too: where a refresh is running, after it. What is typed next is about what came.
func (r *reader) refresh(ctx context.Context) error {
	done, err := r.Desk.Refresh(ctx, desk.Ask{Now: true})
	if errors.Is(err, desk.ErrRefreshing) {
		r.untilRefreshed(ctx)
		done, err = r.Desk.RefreshNow(ctx, nil)
	}
	if err != nil {
		return err
	}
	r.untilRefreshed(ctx)
	if done.NewArticles == 0 && !done.Offline {
		r.say(r.says.refreshed, 0, 0)
	}
	return r.load(ctx)
}

// untilRefreshed reads what the desk tells up to the end of a refresh.
func (r *reader) untilRefreshed(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-r.events:
			r.heard(e)
			if !ok || e.Kind == desk.RefreshDone {
				return
			}
		}
	}
}

func (r *reader) undo(ctx context.Context) error {
	step, ok, err := r.Desk.Undo(ctx)
	if err != nil {
		return err
	}
	if !ok {
		return errors.New(r.says.noUndo)
	}
	if step.Waits {
		return nil // which is told with the others that wait
	}
	if err := r.load(ctx); err != nil {
		return err
	}
	i := slices.IndexFunc(r.rows, func(x news.StoryRow) bool { return x.ID == step.Story })
	if i < 0 { // it is in another list: what was taken back is told all the same
		step.Title = r.title(ctx, step.Story)
		r.say("%s", report.StepText(step, r.options()))
		return nil
	}
	r.at = i
	r.current()
	return nil
}
