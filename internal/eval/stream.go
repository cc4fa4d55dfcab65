package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"harmattan/internal/news"
	"harmattan/summarize"
)

type streamRow struct {
	ID       string          `json:"id"`
	Articles []streamArticle `json:"articles"`

	// Labels, read only after the answers are given.
	Outlets int          `json:"independent_outlets"`
	Repeats [][][]string `json:"repeats"`
	Differs [][]any      `json:"differs"`
	Apart   [][][]string `json:"must_stay_apart"`
}

type streamArticle struct {
	ID        string    `json:"id"`
	Outlet    string    `json:"outlet"`
	Lang      news.Lang `json:"lang"`
	Published string    `json:"published"`
	Title     string    `json:"title"`
	Text      string    `json:"text"`
	URL       string    `json:"url"`

	Origin string `json:"origin"` // a label
}

type streamAnswer struct {
	Clusters   map[string]string `json:"clusters"`
	Origins    map[string]string `json:"origins"`
	Statements []answerStatement `json:"statements"`
	Repeats    []answerRepeat    `json:"repeats"`
	Asides     []answerAside     `json:"asides"`
}

// streams measures the STORY files of each folder as one stream of articles in the order of their publication.
func (m *measure) streams() error {
	folders := make([]string, 0, len(m.stories))
	for folder := range m.stories {
		folders = append(folders, folder)
	}
	sort.Strings(folders)
	for _, folder := range folders {
		if err := m.stream(folder); err != nil {
			return fmt.Errorf("measure the stories of %s: %w", folder, err)
		}
	}
	rest := make([]string, 0, len(m.written))
	for folder := range m.written {
		rest = append(rest, folder)
	}
	sort.Strings(rest)
	for _, folder := range rest {
		m.written[folder].report(&m.table, folder)
	}
	return nil
}

func (m *measure) stream(folder string) error {
	files := m.stories[folder]
	rows := make([]streamRow, len(files))
	var articles []news.Article
	for i, name := range files {
		row, err := readDocument[streamRow](m, name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		rows[i] = row
		for _, a := range row.Articles {
			articles = append(articles, a.article())
		}
	}
	slices.SortStableFunc(articles, func(a, b news.Article) int { return a.Published.Compare(b.Published) })
	index := summarize.NewIndex()
	cluster, members := map[string]string{}, map[string][]news.Article{}
	for _, a := range articles {
		m.join(index, a)
	}
	for _, a := range articles {
		story := index.StoryOf(a.ID)
		cluster[a.ID] = story
		members[story] = append(members[story], a)
	}
	origin := map[string]string{}
	for _, list := range members {
		for i, name := range summarize.Origins(list) {
			origin[list[i].ID] = name
			list[i].Origin = name
		}
	}
	figures := &streamFigures{}
	for i, name := range files {
		answer := fileAnswer(rows[i], cluster, origin, members)
		figures.file(rows[i], answer)
		if err := writeRows(m, name, []streamAnswer{answer}); err != nil {
			return err
		}
	}
	figures.clusters(rows, cluster)
	figures.report(&m.table, filepath.Join(folder, "STORY"))
	return nil
}

func (a streamArticle) article() news.Article {
	published := parseTime(a.Published)
	return news.Article{
		ID: a.ID, Outlet: a.Outlet, Lang: a.Lang, Title: a.Title, Text: a.Text, URL: a.URL,
		Published: published, Seen: published,
	}
}

// fileAnswer is what the program says of one file's articles: the briefings of their stories, cut down to them.
func fileAnswer(row streamRow, cluster, origin map[string]string, members map[string][]news.Article) streamAnswer {
	out := streamAnswer{
		Clusters: map[string]string{}, Origins: map[string]string{},
		Statements: []answerStatement{}, Repeats: []answerRepeat{}, Asides: []answerAside{},
	}
	own := map[string]bool{}
	var stories []string
	for _, a := range row.Articles {
		own[a.ID] = true
		out.Clusters[a.ID], out.Origins[a.ID] = cluster[a.ID], origin[a.ID]
		if !slices.Contains(stories, cluster[a.ID]) {
			stories = append(stories, cluster[a.ID])
		}
	}
	for _, story := range stories {
		out.take(answerOf(summarize.Brief(members[story])), own)
	}
	return out
}

// take adds what a briefing says of the file's own articles, with numbers that go on from those already there.
func (out *streamAnswer) take(b writtenAnswer, own map[string]bool) {
	renumbered := map[int]int{}
	for _, s := range b.Statements {
		if !own[s.Article] {
			continue
		}
		renumbered[s.ID] = len(out.Statements) + 1
		s.ID = renumbered[s.ID]
		out.Statements = append(out.Statements, s)
	}
	for _, r := range b.Repeats {
		kept := answerRepeat{}
		for _, x := range r.Members {
			if renumbered[x.ID] == 0 {
				continue
			}
			if x.ID == r.Lead {
				kept.Lead = renumbered[x.ID]
			}
			x.ID = renumbered[x.ID]
			kept.Members = append(kept.Members, x)
		}
		if len(kept.Members) < 2 {
			continue
		}
		if kept.Lead == 0 {
			kept.Lead = kept.Members[0].ID
		}
		out.Repeats = append(out.Repeats, kept)
	}
	for _, a := range b.Asides {
		if renumbered[a.ID] != 0 {
			a.ID = renumbered[a.ID]
			out.Asides = append(out.Asides, a)
		}
	}
}

// streamFigures adds up what the stories of one folder come to.
type streamFigures struct {
	pairs                      groupFigures
	right, articles            int
	outletsRight, originsRight int
	files                      int
}

// clusters counts the articles whose cluster is mainly their own file's, and is their file's main cluster.
func (f *streamFigures) clusters(rows []streamRow, cluster map[string]string) {
	main := map[string]string{} // cluster -> the file it mostly holds
	count := map[string]map[string]int{}
	for _, row := range rows {
		for _, a := range row.Articles {
			c := cluster[a.ID]
			if count[c] == nil {
				count[c] = map[string]int{}
			}
			count[c][row.ID]++
			if best := main[c]; best == "" || count[c][row.ID] > count[c][best] {
				main[c] = row.ID
			}
		}
	}
	for _, row := range rows {
		home, most := "", 0
		for c, of := range count {
			if main[c] == row.ID && (of[row.ID] > most || of[row.ID] == most && c < home) {
				home, most = c, of[row.ID]
			}
		}
		for _, a := range row.Articles {
			f.articles++
			if cluster[a.ID] == home {
				f.right++
			}
		}
	}
}

// file compares one file's answer with its labels; a statement is named by its article and its text.
func (f *streamFigures) file(row streamRow, answer streamAnswer) {
	f.files++
	origins := map[string]bool{}
	for _, a := range row.Articles {
		origins[answer.Origins[a.ID]] = true
		if originRight(a, answer) {
			f.originsRight++
		}
	}
	if len(origins) == row.Outlets {
		f.outletsRight++
	}
	name := map[int]int{}
	for _, s := range answer.Statements {
		name[s.ID] = row.label(s.Article, s.Text)
	}
	merged, shown := pairsOf(news.Briefing{Repeats: repeatsOf(answer.Repeats)}, func(id int) int { return name[id] })
	want := map[[2]int]bool{}
	for _, group := range row.Repeats {
		for i, x := range group {
			for _, y := range group[:i] {
				want[ordered(row.label(x[0], x[1]), row.label(y[0], y[1]))] = true
			}
		}
	}
	f.pairs.compare(merged, want)
	for _, d := range row.Differs {
		x, y := row.side(d, 0), row.side(d, 1)
		f.pairs.differ([]any{float64(x), float64(y)}, merged, shown)
	}
	for _, pair := range row.Apart {
		f.pairs.traps++
		if merged[ordered(row.label(pair[0][0], pair[0][1]), row.label(pair[1][0], pair[1][1]))] {
			f.pairs.trapsMerged++
		}
	}
}

// originRight: the label is "own", the id of the article it copies, or the name of an agency.
func originRight(a streamArticle, answer streamAnswer) bool {
	said := answer.Origins[a.ID]
	copied, isArticle := answer.Origins[a.Origin]
	switch {
	case a.Origin == "" || a.Origin == "own":
		return said == a.Outlet
	case isArticle:
		return said == copied
	}
	return said == a.Origin
}

func (row streamRow) side(d []any, i int) int {
	if i >= len(d) {
		return -1
	}
	pair, ok := d[i].([]any)
	if !ok || len(pair) < 2 {
		return -1
	}
	article, _ := pair[0].(string)
	text, _ := pair[1].(string)
	return row.label(article, text)
}

// label numbers a statement by its article and where its text begins there; -1 when the article does not hold it.
func (row streamRow) label(article, text string) int {
	for i, a := range row.Articles {
		if a.ID != article {
			continue
		}
		if at := strings.Index(a.Text, text); at >= 0 {
			return i<<20 + at
		}
	}
	return -1
}

func repeatsOf(in []answerRepeat) []news.Repeat {
	var out []news.Repeat
	for _, r := range in {
		repeat := news.Repeat{Lead: r.Lead}
		for _, x := range r.Members {
			repeat.Members = append(repeat.Members, news.Member{ID: x.ID, Kind: x.Kind})
		}
		out = append(out, repeat)
	}
	return out
}

func (f *streamFigures) report(t *table, name string) {
	t.add(name, "articles in the right story", ratio(float64(f.right), float64(f.articles)), f.articles)
	t.add(name, "independent outlets exact", ratio(float64(f.outletsRight), float64(f.files)), f.files)
	t.add(name, "origins right", ratio(float64(f.originsRight), float64(f.articles)), f.articles)
	g := f.pairs
	t.add(name, "repeats: precision", ratio(float64(g.truePos), float64(g.truePos+g.falsePos)), g.truePos+g.falsePos)
	t.add(name, "repeats: recall", ratio(float64(g.truePos), float64(g.truePos+g.falseNeg)), g.truePos+g.falseNeg)
	t.add(name, "differs merged", float64(g.differsMerged), g.differs)
	t.add(name, "differs shown", ratio(float64(g.differsShown), float64(g.differs)), g.differs)
	t.add(name, "traps merged", ratio(float64(g.trapsMerged), float64(g.traps)), g.traps)
}
