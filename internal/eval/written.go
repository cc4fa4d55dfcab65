package main

import (
	"path/filepath"
	"slices"

	"harmattan/internal/news"
	"harmattan/summarize"
)

type writtenRow struct {
	ID        string     `json:"id"`
	Lang      news.Lang  `json:"lang"`
	Outlet    string     `json:"outlet"`
	Title     string     `json:"title"`
	Text      string     `json:"text"`
	Sentences []goldSpan `json:"sentences"`
	Repeats   [][]int    `json:"repeats"`
	Differs   [][]any    `json:"differs"`
	Apart     [][]int    `json:"must_stay_apart"`
	Headlines []int      `json:"headlines_in_body"`
	Foreign   []int      `json:"foreign"`
	Boiler    []int      `json:"boilerplate"`
}

type goldSpan struct {
	ID    int    `json:"id"`
	Start int    `json:"start"`
	Text  string `json:"text"`
}

type writtenAnswer struct {
	Statements []answerStatement `json:"statements"`
	Repeats    []answerRepeat    `json:"repeats"`
	Asides     []answerAside     `json:"asides"`
}

type answerStatement struct {
	ID      int    `json:"id"`
	Article string `json:"article"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
}

type answerRepeat struct {
	Lead    int            `json:"lead"`
	Members []answerMember `json:"members"`
}

type answerMember struct {
	ID    int       `json:"id"`
	Kind  news.Kind `json:"kind"`
	Score float64   `json:"score"`
	Why   string    `json:"why"`
	Adds  []string  `json:"adds,omitempty"`
}

type answerAside struct {
	ID   int            `json:"id"`
	Kind news.AsideKind `json:"kind"`
	Why  string         `json:"why"`
}

// groupFigures adds up what the written articles of one folder come to.
type groupFigures struct {
	truePos, falsePos, falseNeg int // pairs of statements in one group
	differs, differsMerged      int
	differsShown                int
	traps, trapsMerged          int
	asides, asidesFound         int
	asidesFalse                 int
	statements, statementsExact int
	files                       int
}

// writtenArticle briefs one written article and compares it with its labels.
func (m *measure) writtenArticle(name string) error {
	row, err := readDocument[writtenRow](m, name)
	if err != nil {
		return err
	}
	b := summarize.Brief([]news.Article{{ID: row.ID, Lang: row.Lang, Outlet: row.Outlet, Title: row.Title, Text: row.Text}})
	folder := filepath.Dir(name)
	if m.written[folder] == nil {
		m.written[folder] = &groupFigures{}
	}
	m.written[folder].article(row, b)
	return writeRows(m, name, []writtenAnswer{answerOf(b)})
}

func answerOf(b news.Briefing) writtenAnswer {
	out := writtenAnswer{[]answerStatement{}, []answerRepeat{}, []answerAside{}}
	for _, s := range b.Statements {
		out.Statements = append(out.Statements, answerStatement{s.ID, s.Article, s.Start, s.End, s.Text})
	}
	for _, r := range b.Repeats {
		row := answerRepeat{Lead: r.Lead}
		for _, x := range r.Members {
			row.Members = append(row.Members, answerMember{x.ID, x.Kind, x.Score, x.Why, x.Adds})
		}
		out.Repeats = append(out.Repeats, row)
	}
	for _, a := range b.Asides {
		out.Asides = append(out.Asides, answerAside{a.ID, a.Kind, a.Why})
	}
	return out
}

// article compares a briefing with a row's labels, statements matched by where they begin.
func (g *groupFigures) article(row writtenRow, b news.Briefing) {
	g.files++
	goldAt := map[int]int{}
	for i, s := range row.Sentences {
		s.Start = byteOffset(row.Text, s.Start)
		row.Sentences[i] = s
		goldAt[s.Start] = s.ID
	}
	gold := map[int]int{} // our statement -> its gold number, 0 when it begins elsewhere
	for _, s := range b.Statements {
		gold[s.ID] = goldAt[s.Start]
		if i := slices.IndexFunc(row.Sentences, func(x goldSpan) bool { return x.Start == s.Start }); i >= 0 && row.Sentences[i].Text == s.Text {
			g.statementsExact++
		}
	}
	g.statements += len(row.Sentences)
	merged, shown := pairsOf(b, func(id int) int { return gold[id] })
	want := map[[2]int]bool{}
	for _, group := range row.Repeats {
		for i, x := range group {
			for _, y := range group[:i] {
				want[ordered(x, y)] = true
			}
		}
	}
	g.compare(merged, want)
	for _, d := range row.Differs {
		g.differ(d, merged, shown)
	}
	for _, pair := range row.Apart {
		g.traps++
		if merged[ordered(pair[0], pair[1])] {
			g.trapsMerged++
		}
	}
	aside := slices.Concat(row.Headlines, row.Foreign, row.Boiler)
	g.asides += len(aside)
	for _, a := range b.Asides {
		if slices.Contains(aside, gold[a.ID]) {
			g.asidesFound++
		} else {
			g.asidesFalse++
		}
	}
}

// byteOffset turns a label's offset, which counts characters, into bytes.
func byteOffset(text string, characters int) int {
	for i := range text {
		if characters == 0 {
			return i
		}
		characters--
	}
	return len(text)
}

func (g *groupFigures) differ(d []any, merged, shown map[[2]int]bool) {
	if len(d) < 2 {
		return
	}
	x, okX := d[0].(float64)
	y, okY := d[1].(float64)
	if !okX || !okY {
		return
	}
	g.differs++
	if merged[ordered(int(x), int(y))] {
		g.differsMerged++
	}
	if shown[ordered(int(x), int(y))] {
		g.differsShown++
	}
}

// pairsOf lists the pairs of statements a briefing merges, and those it shows as differing, by their gold names.
func pairsOf[K comparable](b news.Briefing, name func(id int) K) (merged, shown map[[2]K]bool) {
	merged, shown = map[[2]K]bool{}, map[[2]K]bool{}
	for _, r := range b.Repeats {
		for i, x := range r.Members {
			for _, y := range r.Members[:i] {
				pair := [2]K{name(y.ID), name(x.ID)}
				back := [2]K{pair[1], pair[0]}
				if x.Kind == news.Differs || y.Kind == news.Differs {
					shown[pair], shown[back] = true, true
					continue
				}
				merged[pair], merged[back] = true, true
			}
		}
	}
	return merged, shown
}

// compare counts the pairs found, invented and missed; each pair stands in said in both orders and counts once.
func (g *groupFigures) compare(said, want map[[2]int]bool) {
	for pair := range said {
		if pair[0] > pair[1] {
			continue
		}
		if want[pair] {
			g.truePos++
		} else {
			g.falsePos++
		}
	}
	for pair := range want {
		if !said[pair] {
			g.falseNeg++
		}
	}
}

func ordered(x, y int) [2]int { return [2]int{min(x, y), max(x, y)} }

// report adds a folder's figures to the table.
func (g *groupFigures) report(t *table, folder string) {
	t.add(folder, "statements exact", ratio(float64(g.statementsExact), float64(g.statements)), g.statements)
	t.add(folder, "repeats: precision", ratio(float64(g.truePos), float64(g.truePos+g.falsePos)), g.truePos+g.falsePos)
	t.add(folder, "repeats: recall", ratio(float64(g.truePos), float64(g.truePos+g.falseNeg)), g.truePos+g.falseNeg)
	t.add(folder, "differs merged", float64(g.differsMerged), g.differs)
	t.add(folder, "differs shown", ratio(float64(g.differsShown), float64(g.differs)), g.differs)
	t.add(folder, "traps merged", ratio(float64(g.trapsMerged), float64(g.traps)), g.traps)
	t.add(folder, "asides found", ratio(float64(g.asidesFound), float64(g.asides)), g.asides)
	t.add(folder, "asides that are none", float64(g.asidesFalse), g.files)
}
