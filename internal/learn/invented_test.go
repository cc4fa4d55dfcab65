package main

import (
	"strings"
	"testing"

	"harmattan/summarize"
)

// A label that no statement of the split text carries would teach nothing.
func TestEveryLabelledStatementIsOneOfItsArticle(t *testing.T) {
	texts, err := readInvented()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		a := text.articles[0]
		have := map[string]bool{}
		for _, s := range summarize.Split(a.Text, a.Lang) {
			have["a "+strings.TrimSpace(a.Text[s.Start:s.End])] = true
		}
		members := map[int]int{}
		for statement, group := range text.group {
			members[group]++
			if !have[statement] {
				t.Errorf("%s: no statement reads %q", a.Title, statement)
			}
		}
		for group, n := range members {
			if n < 2 {
				t.Errorf("%s: nothing repeats statement %d", a.Title, group)
			}
		}
	}
}
