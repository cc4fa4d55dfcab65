package summarize

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"harmattan/internal/news"
)

// acceptance is the article that this program exists for, with what is to be found in it.
type acceptance struct {
	Sentences []struct {
		ID   int
		Text string
	}
	Repeats   [][]int
	Headlines []int `json:"headlines_in_body"`
	Foreign   []int
	Apart     [][2]int            `json:"must_stay_apart"`
	Details   map[string][]string `json:"details_only_in_a_repeat"`
}

// readAcceptance reads the article and its labels, which are not part of the repository.
func readAcceptance(t *testing.T) (acceptance, news.Briefing) {
	t.Helper()
	folder := filepath.Join(sharedFolder(t), "eval", "seed")
	text, err := os.ReadFile(filepath.Join(folder, "article.txt"))
	if err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(filepath.Join(folder, "gold.json"))
	if err != nil {
		t.Fatal(err)
	}
	var gold acceptance
	if err := json.Unmarshal(body, &gold); err != nil {
		t.Fatal(err)
	}
	return gold, Brief([]news.Article{{ID: "seed", Lang: news.English, Text: string(text)}})
}

func TestAcceptanceStatementsAndRepeats(t *testing.T) {
	gold, b := readAcceptance(t)
	if len(b.Statements) != len(gold.Sentences) {
		t.Fatalf("%d statements, want %d", len(b.Statements), len(gold.Sentences))
	}
	for i, s := range gold.Sentences {
		if b.Statements[i].Text != s.Text {
			t.Errorf("statement %d is %q, want %q", s.ID, b.Statements[i].Text, s.Text)
		}
	}
	var got [][]int
	for _, r := range b.Repeats {
		var ids []int
		for _, m := range r.Members {
			ids = append(ids, m.ID)
		}
		got = append(got, ids)
	}
	if !slices.EqualFunc(got, gold.Repeats, slices.Equal[[]int]) {
		t.Errorf("repeats %v, want %v", got, gold.Repeats)
	}
	for _, pair := range gold.Apart {
		for _, g := range got {
			if slices.Contains(g, pair[0]) && slices.Contains(g, pair[1]) {
				t.Errorf("%v must stay apart", pair)
			}
		}
	}
}

func TestAcceptanceDetailsAndAsides(t *testing.T) {
	gold, b := readAcceptance(t)
	for _, r := range b.Repeats {
		for _, m := range r.Members {
			for _, detail := range gold.Details[strconv.Itoa(m.ID)] {
				told := strings.Join(m.Adds, " … ")
				if !strings.Contains(told, strings.Fields(detail)[0]) {
					t.Errorf("statement %d adds %q; %q is not told", m.ID, told, detail)
				}
			}
		}
	}
	asides := map[int]news.AsideKind{}
	for _, a := range b.Asides {
		asides[a.ID] = a.Kind
	}
	want := map[int]news.AsideKind{}
	for _, id := range gold.Headlines {
		want[id] = news.AsideHeadline
	}
	for _, id := range gold.Foreign {
		want[id] = news.AsideForeign
	}
	for id, kind := range want {
		if asides[id] != kind {
			t.Errorf("statement %d is folded as %q, want %q", id, asides[id], kind)
		}
	}
	if len(asides) != len(want) {
		t.Errorf("asides %v, want %v", asides, want)
	}
}
