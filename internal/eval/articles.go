package main

import (
	"strings"

	"harmattan/internal/news"
	"harmattan/summarize"
)

type repeatRow struct {
	Lang      news.Lang `json:"lang"`
	Sentences []string  `json:"sentences"`
	Group     []int     `json:"group"`
}

type repeatAnswer struct {
	Group []int `json:"group"`
}

// repeats groups a row's sentences as those of one article, a paragraph each. Pair F1 is over pairs of sentences.
func (m *measure) repeats(name string) error {
	rows, err := readRows[repeatRow](m, name)
	if err != nil {
		return err
	}
	answers := make([]repeatAnswer, len(rows))
	truePos, falsePos, falseNeg := 0, 0, 0
	for i, r := range rows {
		lang := r.Lang
		if lang == news.Unknown {
			lang = summarize.Detect(strings.Join(r.Sentences, " "), news.English)
		}
		text, starts := paragraphs(r.Sentences)
		b := summarize.Brief([]news.Article{{ID: number(i), Lang: lang, Text: text}})
		answers[i].Group = groupsOf(b, starts)
		for x := range r.Group {
			for y := range x {
				said, gold := answers[i].Group[x] == answers[i].Group[y], r.Group[x] == r.Group[y]
				switch {
				case said && gold:
					truePos++
				case said:
					falsePos++
				case gold:
					falseNeg++
				}
			}
		}
	}
	if truePos+falseNeg > 0 {
		m.table.add(name, "pair precision", ratio(float64(truePos), float64(truePos+falsePos)), len(rows))
		m.table.add(name, "pair recall", ratio(float64(truePos), float64(truePos+falseNeg)), len(rows))
		m.table.add(name, "pair F1", f1Of(truePos, falsePos, falseNeg), len(rows))
	}
	return writeRows(m, name, answers)
}

// paragraphs joins sentences to a text, a line each, and tells where each begins.
func paragraphs(sentences []string) (text string, starts []int) {
	var b strings.Builder
	for _, s := range sentences {
		starts = append(starts, b.Len())
		b.WriteString(strings.Join(strings.Fields(s), " "))
		b.WriteByte('\n')
	}
	return b.String(), starts
}

// groupsOf gives each given sentence the number of its group. A sentence that was split takes the group of the first
// of its parts that repeats something.
func groupsOf(b news.Briefing, starts []int) []int {
	sentence := map[int]int{}
	for _, s := range b.Statements {
		at := 0
		for at+1 < len(starts) && starts[at+1] <= s.Start {
			at++
		}
		sentence[s.ID] = at
	}
	group := make([]int, len(starts))
	for i := range group {
		group[i] = i
	}
	taken := make([]bool, len(starts))
	for _, r := range b.Repeats {
		lead := sentence[r.Lead]
		for _, member := range r.Members {
			at := sentence[member.ID]
			if !merges(member.Kind) || taken[at] || at == lead {
				continue
			}
			group[at], taken[at], taken[lead] = group[lead], true, true
		}
	}
	return group
}

type ordinaryRow struct {
	Title string    `json:"title"`
	Text  string    `json:"text"`
	Lang  news.Lang `json:"lang"`
}

type ordinaryAnswer struct {
	Statements int `json:"statements"`
	Collapsed  int `json:"collapsed"`
}

// ordinary counts how much of ordinary articles, which hardly repeat themselves, is collapsed all the same.
func (m *measure) ordinary(name string) error {
	rows, err := readRows[ordinaryRow](m, name)
	if err != nil {
		return err
	}
	answers := make([]ordinaryAnswer, len(rows))
	statements, collapsed, asides := 0, 0, 0
	for i, r := range rows {
		lang := r.Lang
		if lang == news.Unknown {
			lang = summarize.Detect(r.Text, news.Unknown)
		}
		b := summarize.Brief([]news.Article{{ID: number(i), Lang: lang, Title: r.Title, Text: r.Text}})
		answers[i] = countCollapsed(b)
		statements += answers[i].Statements
		collapsed += answers[i].Collapsed
		asides += len(b.Asides)
	}
	m.table.add(name, "statements collapsed", ratio(float64(collapsed), float64(statements)), statements)
	m.table.add(name, "statements taken for asides", ratio(float64(asides), float64(statements)), statements)
	return writeRows(m, name, answers)
}

func countCollapsed(b news.Briefing) ordinaryAnswer {
	aside := map[int]bool{}
	for _, a := range b.Asides {
		aside[a.ID] = true
	}
	answer := ordinaryAnswer{Statements: len(b.Statements)}
	for _, r := range b.Repeats {
		for _, member := range r.Members {
			if merges(member.Kind) && !aside[member.ID] {
				answer.Collapsed++
			}
		}
	}
	return answer
}
