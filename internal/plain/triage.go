package plain

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/report"
	"harmattan/internal/safe"
)

// triage carries out the commands that decide on stories and keep something beside them; done is false for others.
// Each may begin with the numbers of the stories it is about: "x 3-7", "snooze 4 18:00", "note 2 ask the port".
func (r *reader) triage(ctx context.Context, word, rest string) (done bool, err error) {
	switch word {
	case "w", "watch":
		return true, r.mark(ctx, rest, news.Watching)
	case "c", "cite":
		return true, r.mark(ctx, rest, news.Cited)
	case "x", "dismiss":
		return true, r.mark(ctx, rest, news.Dismissed)
	case "new":
		return true, r.mark(ctx, rest, news.New)
	case "z", "snooze", "a", "note", "O", "owner", "+", "handover-mark":
		return true, r.remark(ctx, word, rest)
	case "u", "undo":
		return true, r.undo(ctx)
	}
	return false, nil
}

// mark gives stories a state, as one set.
func (r *reader) mark(ctx context.Context, rest string, to news.State) error {
	rows, rest, err := r.numbered(rest)
	if err != nil {
		return err
	}
	if rest != "" {
		return fmt.Errorf(r.says.unknown, rest)
	}
	if _, err := r.Desk.SetStates(ctx, ids(rows), to); err != nil {
		return err
	}
	for _, row := range rows {
		r.rows[row.at].State = to
		r.say("%s: %s", r.words.State(to), safe.Line(row.Title))
	}
	return nil
}

// numberedRow is a story of the list, and where it stands there.
type numberedRow struct {
	news.StoryRow
	at int
}

// numbered reads the stories that a command is about: "3", "3-7", or without a number the present one.
func (r *reader) numbered(text string) (rows []numberedRow, rest string, err error) {
	first, rest, _ := strings.Cut(text, " ")
	from, to, isRange := strings.Cut(first, "-")
	a, errA := strconv.Atoi(from)
	b, errB := strconv.Atoi(to)
	switch {
	case errA != nil || isRange && errB != nil:
		a, b, rest = r.at+1, r.at+1, text
	case !isRange:
		b = a
	}
	if a < 1 || b > len(r.rows) || a > b {
		return nil, "", errors.New(r.says.end)
	}
	for i := a - 1; i < b; i++ {
		rows = append(rows, numberedRow{r.rows[i], i})
	}
	return rows, strings.TrimSpace(rest), nil
}

func ids(rows []numberedRow) []string {
	out := make([]string, len(rows))
	for i, row := range rows {
		out[i] = row.ID
	}
	return out
}

// remark keeps something beside stories.
func (r *reader) remark(ctx context.Context, word, rest string) error {
	rows, text, err := r.numbered(rest)
	if err != nil {
		return err
	}
	switch word {
	case "z", "snooze":
		until, err := desk.ParseWhen(text, r.Now().In(r.Location))
		if err != nil {
			return err
		}
		_, err = r.Desk.Snooze(ctx, ids(rows), until)
		return r.kept(ctx, rows, err)
	case "a", "note":
		_, err = r.Desk.SetNote(ctx, ids(rows), text)
	case "O", "owner":
		_, err = r.Desk.SetOwner(ctx, ids(rows), text)
	default:
		if rows[0].Handover {
			_, err = r.Desk.UnmarkHandover(ctx, ids(rows))
		} else {
			_, err = r.Desk.MarkHandover(ctx, ids(rows))
		}
	}
	return r.kept(ctx, rows, err)
}

// kept reads the list again and reads out what became of the stories; one that sleeps has left the list.
func (r *reader) kept(ctx context.Context, rows []numberedRow, err error) error {
	if err != nil {
		return err
	}
	if err := r.load(ctx); err != nil {
		return err
	}
	for _, row := range rows {
		i := slices.IndexFunc(r.rows, func(x news.StoryRow) bool { return x.ID == row.ID })
		if i < 0 {
			r.say(r.says.left, safe.Line(row.Title))
			continue
		}
		r.say("%s", r.line(i))
	}
	return nil
}

// papers carries out the commands that write something; done is false for others.
func (r *reader) papers(ctx context.Context, word, rest string) (done bool, err error) {
	switch word {
	case "b", "brief":
		return true, r.brief(ctx, rest)
	case "H", "handover":
		if to, ok := strings.CutPrefix(rest, "to "); ok {
			return true, r.passOn(r.Desk.HandOver(ctx, to))
		}
		return true, r.handover(ctx, rest)
	case "take-over":
		return true, r.passOn(r.Desk.TakeOver(ctx))
	case "L", "log":
		return true, r.log(ctx)
	}
	return false, nil
}

func (r *reader) options() report.Options {
	return report.Options{
		Title: r.words.Brief, Lang: r.Lang, Location: r.Location, Made: r.Now(), Place: r.Desk.PlaceName, Region: r.Desk.RegionName,
	}
}

// brief reads out the brief of the cited stories, or writes it: "brief", "brief md", "brief docx morning.docx".
func (r *reader) brief(ctx context.Context, rest string) error {
	rows, err := r.Desk.Stories(ctx, desk.Query{State: news.Cited})
	if err != nil {
		return err
	}
	r.Desk.ByRegion(rows)
	var stories []report.Story
	var briefings []news.Briefing
	var cited []string
	for _, row := range rows {
		v, err := r.Desk.Story(ctx, row.ID)
		if err != nil {
			return err
		}
		b := v.Briefing
		b.Order = v.Shortened(desk.Brief)
		stories = append(stories, report.Story{Row: v.Row, Articles: b.Articles})
		briefings = append(briefings, b)
		cited = append(cited, row.ID)
	}
	page := report.BuildBrief(stories, briefings, r.options())
	if err := r.write(page, rest); err != nil || len(cited) == 0 || r.Desk.ReadOnly() {
		return err
	}
	content, err := report.Save(page)
	if err != nil {
		return err
	}
	return r.Desk.KeepBrief(ctx, page.Title, cited, content)
}

// passOn says that a shift went to somebody else.
func (r *reader) passOn(entry news.Duty, err error) error {
	if err == nil {
		r.say("%s", report.DutyText(entry, r.options()))
	}
	return err
}

// handover reads out what the next shift has to know, or writes it.
func (r *reader) handover(ctx context.Context, rest string) error {
	since := desk.ShiftStart(r.Now().In(r.Location))
	rows, err := r.Desk.Stories(ctx, desk.Query{AnyState: true})
	if err != nil {
		return err
	}
	steps, err := r.Desk.Steps(ctx, since)
	if err != nil {
		return err
	}
	return r.write(report.BuildHandover(report.NewHandover(rows, steps, since), r.options()), rest)
}

// write reads a page out, in the form that is named, or writes it to a file.
func (r *reader) write(p report.Page, rest string) error {
	name, path, _ := strings.Cut(rest, " ")
	f := report.FormatText
	if name != "" {
		if f = report.Format(name); !f.Known() {
			return fmt.Errorf(r.says.unknown, name)
		}
	}
	if path = strings.TrimSpace(path); path != "" {
		if err := report.File(path, p, f); err != nil {
			return err
		}
		r.say(r.says.written, path)
		return nil
	}
	if f.Binary() {
		return fmt.Errorf(r.says.needsFile, name)
	}
	var out bytes.Buffer
	if err := report.Write(&out, p, f); err != nil {
		return err
	}
	_, err := r.Out.Write(out.Bytes())
	return err
}

// logged is how many steps are read out.
const logged = 20

func (r *reader) log(ctx context.Context) error {
	steps, err := r.Desk.Steps(ctx, time.Time{})
	if err != nil {
		return err
	}
	duties, err := r.Desk.Duties(ctx, time.Time{})
	if err != nil {
		return err
	}
	log := report.LogOf(steps, duties)
	for _, e := range log[max(0, len(log)-logged):] {
		r.say("%s", e.Text(r.options()))
	}
	return nil
}

// finding carries out the commands that list other stories; done is false for others.
func (r *reader) finding(ctx context.Context, word, rest string) (done bool, err error) {
	switch word {
	case "f", "filter":
		return true, r.filter(ctx, rest)
	case "find":
		r.query = desk.Query{Find: rest, Awake: true}
		return true, r.list(ctx)
	case "region":
		r.query = desk.Query{Awake: true}
		if rest != "" && rest != "all" {
			r.query.Find = `region:"` + strings.ReplaceAll(rest, `"`, "") + `"`
		}
		return true, r.list(ctx)
	case "d", "differs":
		for i := r.at + 1; i < len(r.rows); i++ {
			if r.rows[i].Differs > 0 {
				return true, r.move(i)
			}
		}
		return true, errors.New(r.says.end)
	case "W", "watches":
		return true, r.watches(ctx, rest)
	}
	return false, nil
}

// filter lists the stories of one state: all, new, watching, cited, dismissed, differs, asleep.
func (r *reader) filter(ctx context.Context, name string) error {
	q := desk.Query{Find: r.query.Find, Awake: true}
	switch name {
	case "", "all":
	case "new":
		q.State, q.Unread = news.New, true
	case "watching", "cited", "dismissed":
		q.State = news.State(name)
	case "differs":
		q.Differs = true
	case "asleep":
		q.Awake, q.Asleep, q.AnyState = false, true, true
	default:
		return fmt.Errorf(r.says.unknown, name)
	}
	r.query = q
	return r.list(ctx)
}

// watches lists the watches, or makes one: "watches Fuel: tanker, fuel convoy".
func (r *reader) watches(ctx context.Context, rest string) error {
	if rest != "" {
		w, err := desk.ParseWatch(rest)
		if err == nil {
			w, err = r.Desk.Located(w)
		}
		if err == nil {
			err = r.Desk.SaveWatch(ctx, w)
		}
		if err != nil {
			return err
		}
	}
	list, err := r.Desk.Watches(ctx)
	if err != nil {
		return err
	}
	for _, w := range list {
		r.say(r.says.watch, safe.Line(desk.WatchLine(w.Watch)), w.Stories, w.Left)
	}
	return nil
}

// line is a story as it is read out, with what is kept beside it.
func (r *reader) line(i int) string {
	row := r.rows[i]
	text := Line(r.Desk, r.words, row, i+1, len(r.rows))
	if row.Unread() && !row.Read.IsZero() {
		text += ", " + fmt.Sprintf(r.words.SinceRead, r.options().Clock(row.Read))
	}
	if row.Owner != "" {
		text += ", " + r.words.Owned + " " + safe.Line(row.Owner)
	}
	if row.Handover {
		text += ", " + r.words.Marked
	}
	if row.Asleep(r.Now()) {
		text += ", " + r.says.until + " " + row.Snoozed.In(r.Location).Format("2006-01-02 15:04")
	}
	if len(row.Watches) > 0 {
		text += ", " + r.says.watched + " " + safe.Line(strings.Join(row.Watches, ", "))
	}
	if row.Gained() {
		text += ", +" + r.words.NewState
	}
	if row.Note != "" {
		text += ", " + r.words.Note + ": " + safe.Line(row.Note)
	}
	return text
}
