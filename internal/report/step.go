package report

import (
	"io"

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
}

func stepOf(s news.Step) stepJSON {
	return stepJSON{s.ID, stamp(s.At), s.Story, s.From, s.To, s.Undoes, s.Deed, s.Other}
}

// StepJSON writes an entry of the triage log as one JSON document.
func StepJSON(w io.Writer, s news.Step) error { return WriteJSON(w, stepOf(s)) }
