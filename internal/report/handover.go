package report

import (
	"io"
	"time"

	"harmattan/internal/news"
)

// Handover is what one shift tells the next, by exception.
type Handover struct {
	Since     time.Time
	Marked    []news.StoryRow // marked for the next shift, in any state
	Owned     []news.StoryRow // somebody's and not dismissed
	Watched   []news.StoryRow // watched, whether they changed or not: the next shift goes on watching
	Cited     []news.StoryRow // cited in this shift, or cited before and changed in it
	Dismissed []news.StoryRow // dismissed in this shift, or dismissed before and with something new since
	Open      []news.StoryRow // new, unread, and changed in this shift
	Steps     []news.Step
}

// NewHandover sorts stories by what the next shift has to know of them.
func NewHandover(rows []news.StoryRow, steps []news.Step, since time.Time) Handover {
	h := Handover{Since: since, Steps: steps}
	moved := map[string]bool{}
	for _, s := range steps {
		moved[s.Story] = true
	}
	for _, row := range rows {
		if row.Handover {
			h.Marked = append(h.Marked, row)
		}
		if row.Owner != "" && row.State != news.Dismissed {
			h.Owned = append(h.Owned, row)
		}
		switch {
		case row.State == news.Watching:
			h.Watched = append(h.Watched, row)
		case row.State == news.Cited && (moved[row.ID] || row.Changed.After(since)):
			h.Cited = append(h.Cited, row)
		case row.State == news.Dismissed && (moved[row.ID] || row.Gained() && row.Changed.After(since)):
			h.Dismissed = append(h.Dismissed, row)
		case row.State == news.New && row.Unread() && row.Changed.After(since):
			h.Open = append(h.Open, row)
		}
	}
	return h
}

// BuildHandover lays a hand-over out as a page: a section for each part, an entry for each story, under the first part
// it belongs to.
func BuildHandover(h Handover, o Options) Page {
	words := WordsIn(o.Lang)
	page := Page{Title: words.Handover, Words: words, Made: words.Since + " " + clock(h.Since, o)}
	parts := []struct {
		name string
		rows []news.StoryRow
	}{
		{words.Marked, h.Marked},
		{words.Watching, h.Watched},
		{words.Owned, h.Owned},
		{words.Cited, h.Cited},
		{words.Open, h.Open},
		{words.Dismissed, h.Dismissed},
	}
	told := map[string]bool{}
	for _, part := range parts {
		section := Section{Name: part.name}
		for _, row := range part.rows {
			if told[row.ID] {
				continue
			}
			told[row.ID] = true
			e := Entry{Title: row.Title, Lang: row.Lang, Facts: facts(row, o), Note: row.Note}
			if row.Changed.After(h.Since) && part.name != words.Open {
				e.State = words.Changed + " " + clock(row.Changed, o)
			}
			if row.Differs > 0 && row.Readings != "" {
				e.Facts += " · " + words.Differs + ": " + row.Readings
			}
			section.Stories = append(section.Stories, e)
		}
		if len(section.Stories) > 0 {
			page.Sections = append(page.Sections, section)
		}
	}
	return page
}

// HandoverJSON writes a hand-over as one JSON document.
func HandoverJSON(w io.Writer, h Handover) error {
	steps := []stepJSON{}
	for _, s := range h.Steps {
		steps = append(steps, stepOf(s))
	}
	return WriteJSON(w, struct {
		Since     string      `json:"since"`
		Marked    []storyJSON `json:"marked"`
		Owned     []storyJSON `json:"owned"`
		Watched   []storyJSON `json:"watched"`
		Cited     []storyJSON `json:"cited"`
		Open      []storyJSON `json:"open"`
		Dismissed []storyJSON `json:"dismissed"`
		Steps     []stepJSON  `json:"steps"`
	}{stamp(h.Since), rowsJSON(h.Marked), rowsJSON(h.Owned), rowsJSON(h.Watched), rowsJSON(h.Cited), rowsJSON(h.Open), rowsJSON(h.Dismissed), steps})
}

func rowsJSON(rows []news.StoryRow) []storyJSON {
	out := []storyJSON{}
	for _, row := range rows {
		out = append(out, story(Story{Row: row}))
	}
	return out
}
