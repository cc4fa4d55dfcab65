package summarize

import (
	"hash/fnv"
	"strings"

	"harmattan/internal/news"
)

// Origins names where the text of each article of one story comes from, in their order: an agency where a credit line
// says so, else the outlet whose near-identical text came first, else its own outlet. Equal names are one origin.
// The articles come in the order of publication.
func Origins(articles []news.Article) []string {
	texts := make([]copied, len(articles))
	group := make([]int, len(articles)) // the first article whose text this one carries
	agency := make([]string, len(articles))
	l := newLexer()
	for i, a := range articles {
		texts[i] = newCopied(l, a)
		group[i] = i
		for j := range i {
			if texts[i].copies(texts[j]) {
				group[i] = group[j]
				break
			}
		}
		if name := creditedTo(a.Text); name != "" && agency[group[i]] == "" {
			agency[group[i]] = name
		}
	}
	names := make([]string, len(articles))
	for i := range articles {
		first := group[i]
		names[i] = articles[first].Outlet
		if agency[first] != "" {
			names[i] = agency[first]
		}
	}
	return names
}

// copied is what a text is known by when it is carried on: its runs of three words.
type copied struct {
	lang news.Lang
	runs map[uint64]struct{}
}

const (
	copyRun   = 3   // words in a run
	copyShare = .42 // share of the shorter text's runs that a copy keeps; two reports of one event share under a fifth
	copyLeast = 5   // runs below which a text is too short to tell
	copyWords = 600 // words that are looked at
)

func newCopied(l *lexer, a news.Article) copied {
	c := copied{lang: a.Lang, runs: map[uint64]struct{}{}}
	words := l.words(a.Text, a.Lang)
	if len(words) < copyRun+copyLeast {
		words = append(l.words(a.Title, a.Lang), words...)
	}
	words = words[:min(len(words), copyWords)]
	for i := 0; i+copyRun <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+copyRun] {
			h.Write([]byte(w.Fold))
			h.Write([]byte{0})
		}
		c.runs[h.Sum64()] = struct{}{}
	}
	return c
}

// copies tells whether one text carries the other, whole or with light edits.
func (c copied) copies(o copied) bool {
	small, large := c.runs, o.runs
	if len(small) > len(large) {
		small, large = large, small
	}
	if c.lang != o.lang || len(small) < copyLeast {
		return false
	}
	shared := 0
	for run := range small {
		if _, ok := large[run]; ok {
			shared++
		}
	}
	return float64(shared) >= copyShare*float64(len(small))
}

// creditHead and creditTail are how much of a text's beginning and end may hold a credit, in bytes.
const (
	creditHead = 160
	creditTail = 200
)

// creditedTo names the agency that a credit line names: "BAMAKO (Reuters) -", "(AFP)" or "Source : APA" at an end, the
// name alone on the last line, or the agency's own reporter in the text. A text written "with AFP" is the outlet's own unless its words say otherwise.
func creditedTo(text string) string {
	text = strings.TrimSpace(text)
	start, end := text[:min(len(text), creditHead)], text[max(0, len(text)-creditTail):]
	last := end[strings.LastIndexByte(end, '\n')+1:]
	for _, a := range agencies() {
		for _, form := range a.forms {
			if bracketed(start, form) && dateline(start, form) || bracketed(last, form) || alone(last, form) ||
				witnessed(text, form) {
				return a.name
			}
		}
	}
	return ""
}

// agency is a news agency with the forms its credit is written in.
type agency struct {
	name  string
	forms []string
}

func agencies() []agency {
	return []agency{
		{"AFP", []string{"AFP", "Agence France-Presse", "أ ف ب", "فرانس برس"}},
		{"Reuters", []string{"Reuters", "رويترز"}},
		{"AP", []string{"AP", "Associated Press", "أسوشيتد برس"}},
		{"Xinhua", []string{"Xinhua", "شينخوا"}},
		{"Anadolu", []string{"AA", "Anadolu", "الأناضول"}},
		{"APA", []string{"APA", "APAnews"}},
		{"PANA", []string{"PANA", "Panapress"}},
		{"EFE", []string{"EFE"}},
		{"dpa", []string{"dpa", "DPA"}},
		{"ANSA", []string{"ANSA"}},
		{"TASS", []string{"TASS", "Tass"}},
		{"Lusa", []string{"Lusa", "LUSA"}},
		{"Bloomberg", []string{"Bloomberg"}},
		{"UPI", []string{"UPI"}},
		{"AIB", []string{"AIB"}},
		{"AMAP", []string{"AMAP"}},
		{"ANP", []string{"ANP"}},
		{"APS", []string{"APS"}},
		{"AIP", []string{"AIP"}},
		{"NAN", []string{"NAN"}},
	}
}

// witnessed tells whether a text speaks of the agency's own reporter, as only the agency's text does.
func witnessed(text, form string) bool {
	for _, before := range []string{"correspondant de l’", "correspondant de l'", "journaliste de l’", "journaliste de l'", "مراسل "} {
		if strings.Contains(text, before+form) {
			return true
		}
	}
	for _, after := range []string{" correspondent", " reporter", " journalist", " witness"} {
		if strings.Contains(text, form+after) {
			return true
		}
	}
	return false
}

// bracketed tells whether a form stands in brackets: "(AFP)", "[Reuters]", "(AFP) –".
func bracketed(s, form string) bool {
	return strings.Contains(s, "("+form+")") || strings.Contains(s, "["+form+"]")
}

// dateline tells whether a bracketed form stands before a dash, as behind the town a report comes from.
func dateline(s, form string) bool {
	_, rest, _ := strings.Cut(s, form)
	rest = strings.TrimLeft(rest, ")] \u00a0")
	return strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—")
}

// alone tells whether a line is a credit and nothing else: "AFP", "Source : AFP", "— Reuters", "© AFP".
func alone(line, form string) bool {
	line = strings.TrimSpace(line)
	for _, lead := range []string{"Source", "Sources", "Crédit", "Credit", "المصدر"} {
		line = strings.TrimPrefix(line, lead)
	}
	return strings.Trim(line, " :.-–—©*/\u00a0") == form
}
