package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"harmattan/internal/news"
	"harmattan/summarize"
)

// labelled is a text or story with the groups of its statements that say the same.
type labelled struct {
	set      string
	articles []news.Article
	group    map[string]int // article and text of a statement to its group; absent when it says something of its own
	weight   float64
	favour   float64 // how much more a pair that says the same weighs
}

// readStoryPairs reads the articles and stories whose repeats are labelled.
//
// Some of their sentences are pairs that the forest was grown from, so its score for them is too sure; it is replaced
// by the score of a forest that has not seen the pair.
func readStoryPairs(data string, rows []row, heldOut []float64) ([]row, error) {
	unseen := map[[2]string]float64{}
	for i, r := range rows {
		unseen[[2]string{r.a, r.b}], unseen[[2]string{r.b, r.a}] = heldOut[i], heldOut[i]
	}
	texts, err := readRepeats(data)
	if err != nil {
		return nil, err
	}
	written, err := readWritten(data)
	if err != nil {
		return nil, err
	}
	invented, err := readInvented()
	if err != nil {
		return nil, err
	}
	ordinary, err := readOrdinary(data)
	if err != nil {
		return nil, err
	}
	var out []row
	inRepeats := map[string]bool{}
	for _, t := range texts {
		for s := range t.group {
			inRepeats[s] = true
		}
	}
	made := makeArticles(rows, func(r row) bool { return !inRepeats["a "+r.a] && !inRepeats["a "+r.b] })
	for n, t := range slices.Concat(texts, written, invented, ordinary, made) {
		for _, p := range summarize.Pairs(t.articles) {
			ga, okA := t.group[p.A.Article+" "+p.A.Text]
			gb, okB := t.group[p.B.Article+" "+p.B.Text]
			if score, ok := unseen[[2]string{p.A.Text, p.B.Text}]; ok {
				p.Evidence[0] = summarize.OddsEvidence(score)
			}
			r := row{set: t.set, group: n, x: p.Evidence, weight: t.weight, a: p.A.Text, b: p.B.Text}
			if okA && okB && ga == gb {
				r.target = 1
				r.weight *= t.favour
			}
			out = append(out, r)
		}
	}
	return out, nil
}

// makeArticles puts articles together from the pairs of MRPC, nine pairs each, as the labelled ones were made.
func makeArticles(rows []row, use func(row) bool) []labelled {
	const pairsEach = 9
	var out []labelled
	var sentences []string
	t := labelled{set: "made", group: map[string]int{}, weight: .6, favour: 1}
	for n, r := range rows {
		if r.set != "mrpc-train" || !use(r) {
			continue
		}
		sentences = append(sentences, r.a, r.b)
		if r.target == 1 {
			t.group["a "+r.a], t.group["a "+r.b] = n, n
		}
		if len(sentences) == 2*pairsEach {
			t.articles = []news.Article{{ID: "a", Lang: news.English, Text: strings.Join(sentences, "\n")}}
			out = append(out, t)
			t.group, sentences = map[string]int{}, nil
		}
	}
	return out
}

// readRepeats reads articles that were put together from sentences, a line each.
func readRepeats(data string) ([]labelled, error) {
	var out []labelled
	err := eachLine(filepath.Join(data, "articles", "repeats-in-article.jsonl"), func(line []byte) error {
		var r struct {
			Sentences []string
			Group     []int
		}
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		t := labelled{set: "repeats", group: map[string]int{}, weight: 1, favour: 1}
		for i, s := range r.Sentences {
			t.group["a "+s] = r.Group[i]
		}
		t.articles = []news.Article{{ID: "a", Lang: news.English, Text: strings.Join(r.Sentences, "\n")}}
		out = append(out, t)
		return nil
	})
	return out, err
}

// readOrdinary reads articles that hardly repeat themselves; all their pairs count as different.
func readOrdinary(data string) ([]labelled, error) {
	var out []labelled
	for _, lang := range []news.Lang{news.English, news.French, news.Hausa} {
		err := eachLine(filepath.Join(data, "articles", "ordinary-"+string(lang)+".jsonl.gz"), func(line []byte) error {
			var r struct{ Title, Text string }
			if err := json.Unmarshal(line, &r); err != nil {
				return err
			}
			out = append(out, labelled{
				set: "ordinary-" + string(lang), weight: .3, favour: 1,
				articles: []news.Article{{ID: "a", Lang: lang, Title: r.Title, Text: r.Text}},
			})
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// readWritten reads the invented articles and stories, and the one article with gold repeats.
func readWritten(data string) ([]labelled, error) {
	files, err := filepath.Glob(filepath.Join(data, "articles", "written", "*.json"))
	if err != nil {
		return nil, fmt.Errorf("list written articles: %w", err)
	}
	files = append(files, filepath.Join(data, "seed", "gold.json"))
	var out []labelled
	for _, f := range files {
		body, err := readAll(f)
		if err != nil {
			return nil, err
		}
		read := readWrittenArticle
		if strings.HasSuffix(f, "gold.json") {
			text, err := readAll(filepath.Join(data, "seed", "article.txt"))
			if err != nil {
				return nil, err
			}
			read = func(body []byte) (labelled, error) {
				t, err := readWrittenArticle(body)
				t.articles[0].Lang, t.articles[0].Text = news.English, string(text)
				return t, err
			}
		}
		if strings.HasPrefix(filepath.Base(f), "STORY-") {
			read = readWrittenStory
		}
		t, err := read(body)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", f, err)
		}
		t.set, t.weight, t.favour = "written", 2, 3
		out = append(out, t)
	}
	return out, nil
}

func readWrittenArticle(body []byte) (labelled, error) {
	var r struct {
		Lang        news.Lang
		Title, Text string
		Sentences   []struct {
			ID   int
			Text string
		}
		Repeats [][]int
	}
	if err := json.Unmarshal(body, &r); err != nil {
		return labelled{}, err
	}
	t := labelled{group: map[string]int{}, articles: []news.Article{{ID: "a", Lang: r.Lang, Title: r.Title, Text: r.Text}}}
	text := map[int]string{}
	for _, s := range r.Sentences {
		text[s.ID] = s.Text
	}
	for n, g := range r.Repeats {
		for _, id := range g {
			t.group["a "+text[id]] = n
		}
	}
	return t, nil
}

func readWrittenStory(body []byte) (labelled, error) {
	var r struct {
		Articles []struct {
			ID, Title, Text string
			Lang            news.Lang
		}
		Repeats [][][2]string
	}
	if err := json.Unmarshal(body, &r); err != nil {
		return labelled{}, err
	}
	t := labelled{group: map[string]int{}}
	for _, a := range r.Articles {
		t.articles = append(t.articles, news.Article{ID: a.ID, Lang: a.Lang, Title: a.Title, Text: a.Text})
	}
	for n, g := range r.Repeats {
		for _, s := range g {
			t.group[s[0]+" "+s[1]] = n
		}
	}
	return t, nil
}

func eachLine(file string, do func([]byte) error) error {
	body, err := readAll(file)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(bytes.NewReader(body))
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		if err := do(lines.Bytes()); err != nil {
			return fmt.Errorf("read %s: %w", file, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	return nil
}

// reportStories prints by cross-validation what the forest of evidence is worth, pair by pair.
func reportStories(out io.Writer, pairs []row) {
	said := make([]float64, len(pairs))
	for fold := range folds {
		var train []row
		for _, p := range pairs {
			if p.group%folds != fold {
				train = append(train, p)
			}
		}
		f := grow(train, storySettings())
		for k, p := range pairs {
			if p.group%folds == fold {
				said[k] = 1 / (1 + math.Exp(-f.logOdds(p.x)))
			}
		}
	}
	for _, set := range []string{"repeats", "written", "invented", "ordinary-en", "ordinary-fr", "ordinary-ha"} {
		var scores, gold []float64
		trues := 0
		for k, p := range pairs {
			if p.set == set {
				scores, gold = append(scores, said[k]), append(gold, p.target)
				trues += int(p.target)
			}
		}
		for _, at := range []float64{.4, .5, .6, .64, .7} {
			merged, right, _ := above(scores, gold, at)
			fmt.Fprintf(out, "%-12s from %.2f: right %d of %d, wrong %d", set, at, right, trues, merged-right)
			if set == "repeats" { // 240 pairs, of which a conflict or too little in common keeps some from being weighed
				fmt.Fprintf(out, ", F1 %.3f", 2*float64(right)/float64(240+merged))
			}
			fmt.Fprintln(out)
		}
	}
}
