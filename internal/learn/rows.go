package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"

	"harmattan/internal/news"
	"harmattan/summarize"
)

// row is a labelled pair as the trees see it.
type row struct {
	set    string // file it comes from
	group  int    // rows of one group stay on one side of a cross-validation: a pair and its translation
	x      []float32
	target float64 // 1 same, 0 not; between for graded likeness
	weight float64
	gold   float64
	a, b   string
	lang   news.Lang
	told   summarize.Told
}

type pairFile struct {
	name   string
	lang   news.Lang
	weight float64
}

func pairFiles() []pairFile {
	return []pairFile{
		{"mrpc-train", news.English, 1},
		{"paws-x-en", news.English, 1},
		{"paws-x-fr", news.French, .5},
		{"sts-headlines", news.English, .5},
	}
}

// readRows reads the labelled pairs and measures them.
func readRows(data string) ([]row, error) {
	var out []row
	for _, f := range pairFiles() {
		body, err := readAll(filepath.Join(data, "pairs", f.name+".jsonl"))
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(bytes.NewReader(body))
		for n := 0; lines.Scan(); n++ {
			var p struct {
				A, B  string
				Same  bool
				Score *float64
			}
			if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
				return nil, fmt.Errorf("read %s row %d: %w", f.name, n, err)
			}
			r := row{set: f.name, group: n, weight: f.weight, a: p.A, b: p.B, lang: f.lang}
			if p.Same {
				r.target = 1
			}
			if p.Score != nil {
				r.gold = *p.Score
				r.target = *p.Score / 5
			}
			r.x = summarize.Measures(p.A, p.B, f.lang)
			r.told = summarize.Tell(p.A, p.B, f.lang)
			out = append(out, r)
		}
		if err := lines.Err(); err != nil {
			return nil, fmt.Errorf("read %s: %w", f.name, err)
		}
	}
	return out, nil
}
