package main

import (
	"harmattan/internal/news"
	"harmattan/summarize"
)

type pairRow struct {
	A     string    `json:"a"`
	B     string    `json:"b"`
	Lang  news.Lang `json:"lang"`
	Same  *bool     `json:"same"`
	Score *float64  `json:"score"`
}

type pairAnswer struct {
	Score   float64   `json:"score"`
	Verdict news.Kind `json:"verdict"`
}

// pairs compares each row's two statements on their own, as the program would meet them in a story.
func (m *measure) pairs(name string) error {
	rows, err := readRows[pairRow](m, name)
	if err != nil {
		return err
	}
	answers := make([]pairAnswer, len(rows))
	for i, r := range rows {
		lang := r.Lang
		if lang == news.Unknown {
			lang = summarize.Detect(r.A+" "+r.B, news.Unknown)
		}
		v := summarize.Compare(r.A, r.B, lang)
		answers[i] = pairAnswer{v.Score, v.Kind}
	}
	m.pairFigures(name, rows, answers)
	return writeRows(m, name, answers)
}

func (m *measure) pairFigures(name string, rows []pairRow, answers []pairAnswer) {
	var labelled []scored
	var gold, said []float64
	trues, merged, mergedRight, mergedWrong := 0, 0, 0, 0
	for i, r := range rows {
		if r.Score != nil {
			gold, said = append(gold, *r.Score), append(said, answers[i].Score)
		}
		if r.Same == nil {
			continue
		}
		labelled = append(labelled, scored{answers[i].Score, *r.Same})
		if *r.Same {
			trues++
		}
		if !merges(answers[i].Verdict) {
			continue
		}
		merged++
		if *r.Same {
			mergedRight++
		} else {
			mergedWrong++
		}
	}
	if len(gold) > 0 {
		m.table.add(name, "Spearman", spearman(said, gold), len(gold))
	}
	falses := len(labelled) - trues
	if falses > 0 {
		m.table.add(name, "different, merged all the same", ratio(float64(mergedWrong), float64(falses)), falses)
	}
	if trues == 0 {
		return
	}
	accuracy, f1 := accuracyAt(labelled, 0.5)
	m.table.add(name, "average precision", averagePrecision(labelled), len(labelled))
	m.table.add(name, "recall at 90 % precision", recallAt(labelled, 0.9), len(labelled))
	m.table.add(name, "accuracy at .5", accuracy, len(labelled))
	m.table.add(name, "F1 at .5", f1, len(labelled))
	m.table.add(name, "verdict: precision of merging", ratio(float64(mergedRight), float64(merged)), merged)
	m.table.add(name, "verdict: recall of merging", ratio(float64(mergedRight), float64(trues)), trues)
}

// merges tells whether a verdict makes two statements one line of a briefing.
func merges(k news.Kind) bool { return k == news.Same || k == news.Restates || k == news.Adds }
