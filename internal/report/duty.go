package report

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"harmattan/internal/news"
)

// dutyWords are the words for shifts in a language.
type dutyWords struct{ on, off, handed, taken, renamed, named, since, waiting, nobody string }

func dutyWordsIn(lang string) dutyWords {
	if lang == string(news.French) {
		return dutyWords{
			on: "prend son service", off: "quitte son service", handed: "passe la relève à", taken: "prend la relève de", renamed: "renomme", named: "en", since: "depuis",
			waiting: "pas encore reprise", nobody: "personne n'est de service",
		}
	}
	return dutyWords{
		on: "comes on", off: "goes off", handed: "hands over to", taken: "takes over from", renamed: "renames", named: "to", since: "since",
		waiting: "not acknowledged yet", nobody: "nobody is on",
	}
}

// DutyText writes an entry about shifts in words: when, who, what, and to or from whom.
func DutyText(d news.Duty, o Options) string {
	w := dutyWordsIn(o.Lang)
	what := map[news.DutyDeed]string{news.CameOn: w.on, news.WentOff: w.off, news.Handed: w.handed, news.Taken: w.taken, news.Renamed: w.renamed}[d.Deed]
	if d.Deed == news.Renamed {
		return clock(d.At, o) + " · " + strings.TrimSpace(oneLine(d.Who)+" "+what+" "+oneLine(d.Whom)+" "+w.named+" "+oneLine(d.Name))
	}
	return clock(d.At, o) + " · " + strings.TrimSpace(oneLine(d.Who)+" "+what+" "+oneLine(d.Whom))
}

// HandedText says of a hand-over by whom it is, to whom, when, and that it is not acknowledged.
func HandedText(d news.Duty, o Options) string {
	return DutyText(d, o) + " · " + dutyWordsIn(o.Lang).waiting
}

// OnText says who is on, since when: of each entry Who and Since are looked at.
func OnText(on []news.Duty, o Options) string {
	w := dutyWordsIn(o.Lang)
	if len(on) == 0 {
		return w.nobody
	}
	var names []string
	for _, d := range on {
		names = append(names, oneLine(d.Who)+" "+w.since+" "+clock(d.Since, o))
	}
	return strings.Join(names, ", ")
}

// dutyJSON is one entry about shifts.
type dutyJSON struct {
	At    string        `json:"at"`
	Who   string        `json:"who"`
	Deed  news.DutyDeed `json:"deed"`
	Whom  string        `json:"whom,omitempty"`
	Since string        `json:"since,omitempty"`
	Name  string        `json:"name,omitempty"`
}

func dutyOf(d news.Duty) dutyJSON {
	out := dutyJSON{At: stamp(d.At), Who: d.Who, Deed: d.Deed, Whom: d.Whom, Name: d.Name}
	if !d.Since.IsZero() {
		out.Since = stamp(d.Since)
	}
	return out
}

// DutyLine writes an entry about shifts as one line of JSON Lines.
func DutyLine(w io.Writer, d news.Duty) error { return json.NewEncoder(w).Encode(dutyOf(d)) }

// ShiftJSON writes as one JSON document who is on, as entries that say since when, and what was handed over and waits.
func ShiftJSON(w io.Writer, on, handed []news.Duty) error {
	type officer struct {
		Who   string `json:"who"`
		Since string `json:"since"`
	}
	out := struct {
		On     []officer  `json:"on"`
		Handed []dutyJSON `json:"handed"`
	}{[]officer{}, []dutyJSON{}}
	for _, d := range on {
		out.On = append(out.On, officer{d.Who, stamp(d.Since)})
	}
	for _, d := range handed {
		out.Handed = append(out.Handed, dutyOf(d))
	}
	return WriteJSON(w, out)
}

// LogEntry is a decision or an entry about shifts; one of them is nil.
type LogEntry struct {
	Step *news.Step
	Duty *news.Duty
}

// LogOf puts decisions and entries about shifts into one order, the oldest first.
func LogOf(steps []news.Step, duties []news.Duty) []LogEntry {
	var out []LogEntry
	for i := range steps {
		for len(duties) > 0 && duties[0].At.Before(steps[i].At) {
			out = append(out, LogEntry{Duty: &duties[0]})
			duties = duties[1:]
		}
		out = append(out, LogEntry{Step: &steps[i]})
	}
	for i := range duties {
		out = append(out, LogEntry{Duty: &duties[i]})
	}
	return slices.Clip(out)
}

// Text writes an entry in words.
func (e LogEntry) Text(o Options) string {
	if e.Duty != nil {
		return DutyText(*e.Duty, o)
	}
	return StepText(*e.Step, o)
}

// Line writes an entry as one line of JSON Lines.
func (e LogEntry) Line(w io.Writer) error {
	if e.Duty != nil {
		return DutyLine(w, *e.Duty)
	}
	return StepLine(w, *e.Step)
}
