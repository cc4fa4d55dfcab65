package report

import (
	"fmt"
	"time"

	"harmattan/internal/news"
)

// Words are the words of a report in one language.
type Words struct {
	Lang                                     string
	To, Differs, Sources, Asides, Via, Empty string
	Handover, Since, Open, Changed, Note     string
	Brief                                    string // title of a brief without another one
	TakenBack                                string
	Marked, Owned                            string
	Read, SinceRead                          string // "read"; "new since 07:10"
	worse, same, better                      string
	watch, independent, single               string // why a story is in a brief
	Watching, Cited, Dismissed, NewState     string
	outlet, outlets, origin, origins         string
	letGo                                    string // with a date
	weekdays, months                         [12]string
}

// WordsIn returns the words of lang, English where it is not French.
func WordsIn(lang string) Words {
	if lang == "fr" {
		return Words{
			Lang: "fr", To: "à", Differs: "diverge", Sources: "Sources", Asides: "Repliés", Via: "via",
			Empty: "rien à signaler", Note: "Note", Marked: "à reprendre", TakenBack: "annule", Owned: "suivi par",
			Read: "lu", SinceRead: "du nouveau depuis %s", watch: "veille", independent: "%d origines indépendantes", single: "une seule origine, sans recoupement",
			worse: "s’aggrave", same: "inchangé", better: "s’améliore",
			Brief: "Synthèse du matin", Handover: "Relève", Since: "depuis", Open: "ouvert", Changed: "modifié", Watching: "suivi", Cited: "cité", Dismissed: "écarté", NewState: "nouveau",
			letGo:  "texte abandonné le %s",
			outlet: "média", outlets: "médias", origin: "origine", origins: "origines",
			weekdays: [12]string{"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."},
			months: [12]string{
				"janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
			},
		}
	}
	return Words{
		Lang: "en", To: "to", Differs: "differs", Sources: "Sources", Asides: "Folded", Via: "via",
		Empty: "nothing to report", Note: "Note", Marked: "for the next shift", TakenBack: "takes back", Owned: "owner",
		Read: "read", SinceRead: "new since %s", watch: "watch", independent: "%d independent origins", single: "one origin, not borne out",
		worse: "worse", same: "same", better: "better",
		Brief: "Morning brief", Handover: "Hand-over", Since: "since", Open: "open", Changed: "changed", Watching: "watching", Cited: "cited", Dismissed: "dismissed", NewState: "new",
		letGo:  "text let go on %s",
		outlet: "outlet", outlets: "outlets", origin: "origin", origins: "origins",
		weekdays: [12]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
		months:   [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	}
}

// Outlets counts outlets in words.
func (w Words) Outlets(n int) string { return count(n, w.outlet, w.outlets) }

// Origins counts independent origins in words.
func (w Words) Origins(n int) string { return count(n, w.origin, w.origins) }

// State names a state of triage.
func (w Words) State(s news.State) string {
	switch s {
	case news.Watching:
		return w.Watching
	case news.Cited:
		return w.Cited
	case news.Dismissed:
		return w.Dismissed
	}
	return w.NewState
}

// Mark names how a story stands: its state, and of one that nobody decided on whether it is new or read.
func (w Words) Mark(row news.StoryRow) string {
	if row.State == news.New && !row.Unread() {
		return w.Read
	}
	return w.State(row.State)
}

// Deed names what an officer did by hand.
func (w Words) Deed(d news.Deed) string {
	if w.Lang != "fr" {
		return string(d)
	}
	switch d {
	case news.DeedSplit:
		return "scission"
	case news.DeedMerge:
		return "fusion"
	case news.DeedMove:
		return "article déplacé"
	case news.DeedRegion:
		return "région"
	case news.DeedOwner:
		return "suivi par"
	case news.DeedHandover:
		return "relève"
	case news.DeedSnooze:
		return "sommeil"
	}
	return string(d)
}

// Date writes a day and hour, e.g. "Mon 23 Nov 2026 08:42".
func (w Words) Date(t time.Time) string {
	return fmt.Sprintf("%s %d %s %d %s",
		w.weekdays[t.Weekday()], t.Day(), w.months[t.Month()-1], t.Year(), t.Format("15:04"))
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
