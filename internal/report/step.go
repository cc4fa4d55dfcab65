package report

import (
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"time"

	"harmattan/internal/news"
)

// stepJSON is one entry of the triage log.
type stepJSON struct {
	ID     int64      `json:"id"`
	At     string     `json:"at"`
	Story  string     `json:"story"`
	From   news.State `json:"from"`
	To     news.State `json:"to"`
	Undoes int64      `json:"undoes,omitempty"`
	Deed   news.Deed  `json:"deed,omitempty"`
	Other  string     `json:"other,omitempty"`
	Who    string     `json:"who,omitempty"`
	Signed string     `json:"signed,omitempty"`
	Rules  string     `json:"rules,omitempty"`
	Set    int64      `json:"set,omitempty"`
	Title  string     `json:"title,omitempty"`
}

func stepOf(s news.Step) stepJSON {
	return stepJSON{s.ID, stamp(s.At), s.Story, s.From, s.To, s.Undoes, s.Deed, s.Other, s.Who, s.Signed, s.Rules, s.Set, s.Title}
}

// StepJSON writes an entry of the triage log as one JSON document.
func StepJSON(w io.Writer, s news.Step) error { return WriteJSON(w, stepOf(s)) }

// StepLine writes an entry of the triage log as one line of JSON Lines.
func StepLine(w io.Writer, s news.Step) error { return json.NewEncoder(w).Encode(stepOf(s)) }

// StepText writes an entry of the triage log in words: when, who, by which name where they have another one since, what, on which story.
func StepText(s news.Step, o Options) string {
	words := WordsIn(o.Lang)
	what := words.State(s.From) + " → " + words.State(s.To)
	if s.Deed != "" {
		what = words.Deed(s.Deed) + " " + deedText(s, o)
	}
	if s.Undoes != 0 {
		what = words.TakenBack + " " + strconv.FormatInt(s.Undoes, 10) + ": " + what
	}
	parts := []string{strconv.FormatInt(s.ID, 10), clock(s.At, o)}
	switch {
	case s.Signed != "":
		parts = append(parts, s.Who+" ("+s.Signed+")")
	case s.Who != "":
		parts = append(parts, s.Who)
	}
	title := s.Title
	if title == "" {
		title = s.Story
	}
	return strings.Join(append(parts, what, title), " · ")
}

// deedText says what a deed made of its story.
func deedText(s news.Step, o Options) string {
	switch {
	case s.Deed == news.DeedSplit, s.Deed == news.DeedMerge, s.Deed == news.DeedMove:
		return s.Other
	case s.Other == "":
		return "—" // taken away
	case s.Deed == news.DeedSnooze:
		return snoozedUntil(s.Other, o)
	case s.Deed == news.DeedHandover:
		return "✓"
	case s.Deed == news.DeedRegion:
		return "“" + o.Region(s.Other) + "”"
	}
	return "“" + oneLine(s.Other) + "”"
}

func snoozedUntil(value string, o Options) string {
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return ""
	}
	return clock(time.UnixMicro(n), o)
}
