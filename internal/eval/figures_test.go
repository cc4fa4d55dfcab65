package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"
)

func close2(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestAveragePrecision(t *testing.T) {
	tests := map[string]struct {
		rows []scored
		want float64
	}{
		"all true ones first":    {[]scored{{.9, true}, {.8, true}, {.1, false}}, 1},
		"one false between":      {[]scored{{.9, true}, {.8, false}, {.7, true}}, (1 + 2.0/3) / 2},
		"equal scores, one step": {[]scored{{.5, true}, {.5, false}}, .5},
		"none is true":           {[]scored{{.5, false}}, 0},
	}
	for name, test := range tests {
		if got := averagePrecision(test.rows); !close2(got, test.want) {
			t.Errorf("%s: %f, want %f", name, got, test.want)
		}
	}
}

func TestRecallAtAPrecision(t *testing.T) {
	rows := []scored{{.9, true}, {.8, true}, {.7, false}, {.6, true}}
	if got := recallAt(rows, .9); !close2(got, 2.0/3) {
		t.Errorf("recall at 90 %% precision = %f, want 2/3", got)
	}
	if got := recallAt(rows, .75); !close2(got, 1) {
		t.Errorf("recall at 75 %% precision = %f, want 1", got)
	}
}

func TestPrecisionAtARecall(t *testing.T) {
	rows := []scored{{.9, true}, {.8, false}, {.7, true}, {.6, false}}
	for recall, want := range map[float64]float64{.25: 1, .5: 2.0 / 3, .75: 0} {
		if got := precisionAt(rows, 4, recall); !close2(got, want) {
			t.Errorf("precision at recall %.2f of 4 rows = %f, want %f", recall, got, want)
		}
	}
}

func TestALabelNamesCountriesOrDivisions(t *testing.T) {
	for _, c := range []struct {
		json, area        string
		divisions, accept bool
	}{
		{`["NG"]`, "NG:Borno", false, false},
		{`["NG:Borno"]`, "NG:Borno/Bama", true, true},
		{`["Borno"]`, "NG:Borno", true, true},
		{`"Akwa-Ibom"`, "NG:Akwa Ibom", true, true},
		{`"Kano"`, "NG:Kaduna", true, false},
		{`[]`, "NG:Kaduna", false, false},
		{`""`, "", false, false},
	} {
		var g goldPlaces
		if err := json.Unmarshal([]byte(c.json), &g); err != nil {
			t.Fatal(err)
		}
		if g.divisions() != c.divisions || g.holds(c.area) != c.accept {
			t.Errorf("%s: names divisions %v, accepts %q %v", c.json, g.divisions(), c.area, g.holds(c.area))
		}
	}
}

func TestSpearmanLooksAtRanksOnly(t *testing.T) {
	if got := spearman([]float64{1, 2, 3}, []float64{10, 100, 1000}); !close2(got, 1) {
		t.Errorf("rising with rising = %f, want 1", got)
	}
	if got := spearman([]float64{1, 2, 3}, []float64{3, 2, 1}); !close2(got, -1) {
		t.Errorf("rising with falling = %f, want -1", got)
	}
	if got := ranks([]float64{5, 5, 7}); got[0] != .5 || got[1] != .5 || got[2] != 2 {
		t.Errorf("equal values do not share their rank: %v", got)
	}
}

func TestBCubed(t *testing.T) {
	precision, recall, f1 := bCubed([]string{"a", "a", "b"}, []string{"x", "x", "x"})
	if !close2(precision, 1) || !close2(recall, (2.0/3+2.0/3+1.0/3)/3) || f1 <= recall || f1 >= 1 {
		t.Errorf("a story told as two: precision %f, recall %f, F1 %f", precision, recall, f1)
	}
}

func TestKindOfFile(t *testing.T) {
	for name, want := range map[string]string{
		"pairs/mrpc-test.jsonl":          "pairs",
		"stories/full.jsonl.gz":          "stories",
		"articles/ordinary-en.jsonl.gz":  "ordinary",
		"articles/repeats-in-x.jsonl":    "repeats",
		"articles/written/STORY-x.json":  "written",
		"written/fr-x.json":              "written",
		"seed/gold.json":                 "",
		"README.md":                      "",
		"sentences/golden-rules.jsonl":   "sentences",
		"regions/en.jsonl":               "regions",
		"elsewhere/articles/notes.jsonl": "repeats",
	} {
		if got := kindOf(filepath.FromSlash(name)); got != want {
			t.Errorf("kindOf(%s) = %q, want %q", name, got, want)
		}
	}
}

func TestAFigureUnderItsFloorFails(t *testing.T) {
	var tab table
	tab.add("pairs/x.jsonl", "average precision", .9, 10)
	path := filepath.Join(t.TempDir(), "floors")
	for content, holds := range map[string]bool{
		"# a comment\n\npairs/x.jsonl | average precision | >= | .89\n": true,
		"pairs/x.jsonl | average precision | >= | .91\n":                false,
		"pairs/x.jsonl | average precision | <= | .5\n":                 false,
		"pairs/x.jsonl | recall | >= | .1\n":                            false,
		"pairs/x.jsonl | average precision | .89\n":                     false,
	} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := tab.hold(path); (err == nil) != holds {
			t.Errorf("floors %q: %v", content, err)
		}
	}
}

func TestSentenceEndsAreCountedWithoutWhiteSpace(t *testing.T) {
	got := ends([]string{"One two.", "Three."})
	if len(got) != 1 || !got[7] {
		t.Errorf("ends = %v, want only 7", got)
	}
}
