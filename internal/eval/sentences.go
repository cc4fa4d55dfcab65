package main

import (
	"slices"
	"strings"

	"harmattan/internal/news"
	"harmattan/summarize"
)

type sentenceRow struct {
	Lang      news.Lang `json:"lang"`
	Text      string    `json:"text"`
	Sentences []string  `json:"sentences"`
}

type sentenceAnswer struct {
	Sentences []string `json:"sentences"`
}

// sentences splits each row's text. A row is exact when all its sentences are; white space inside a sentence does not
// count, since a line break may fall into one. Boundary F1 compares the ends inside a text, its last one left out.
func (m *measure) sentences(name string) error {
	rows, err := readRows[sentenceRow](m, name)
	if err != nil {
		return err
	}
	answers := make([]sentenceAnswer, len(rows))
	exact, truePos, falsePos, falseNeg := 0, 0, 0, 0
	for i, r := range rows {
		for _, s := range summarize.Split(r.Text, r.Lang) {
			answers[i].Sentences = append(answers[i].Sentences, r.Text[s.Start:s.End])
		}
		if slices.Equal(folded(answers[i].Sentences), folded(r.Sentences)) {
			exact++
		}
		said, gold := ends(answers[i].Sentences), ends(r.Sentences)
		for end := range said {
			if gold[end] {
				truePos++
			} else {
				falsePos++
			}
		}
		for end := range gold {
			if !said[end] {
				falseNeg++
			}
		}
	}
	m.table.add(name, "rows exact", float64(exact), len(rows))
	m.table.add(name, "boundary F1", f1Of(truePos, falsePos, falseNeg), len(rows))
	return writeRows(m, name, answers)
}

func folded(list []string) []string {
	var out []string
	for _, s := range list {
		out = append(out, strings.Join(strings.Fields(s), " "))
	}
	return out
}

// ends gives the places where sentences end, counted in bytes that are no white space, without the last end.
func ends(list []string) map[int]bool {
	out, at := map[int]bool{}, 0
	for i, s := range list {
		at += len(strings.Join(strings.Fields(s), ""))
		if i < len(list)-1 {
			out[at] = true
		}
	}
	return out
}
