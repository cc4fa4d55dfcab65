package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"harmattan/internal/news"
)

// manyStories is a desk of n stories over all the invented regions.
func manyStories(n int) *Model {
	m := newReader(Options{Theme: "dark"}, 120, 40)
	answer := listsLoaded{query: filterAll.query(""), regions: inventedRegions(), feeds: inventedFeeds()}
	for i := range n {
		r := inventedStories()[i%6]
		r.ID = fmt.Sprintf("s%d", i)
		r.Last = morning().Add(-time.Duration(i) * time.Minute)
		answer.stories = append(answer.stories, r)
	}
	answer.request = m.lists.ask()
	m.Update(answer)
	give(m, longView(60))
	return m
}

func BenchmarkKeyInALongList(b *testing.B) {
	m := manyStories(5000)
	for i := 0; b.Loop(); i++ {
		m.Update(keyPress([]string{"j", "j", "j", "k"}[i%4]))
		m.View()
	}
}

func BenchmarkKeyInALongBriefing(b *testing.B) {
	m := manyStories(10)
	press(m, "enter")
	for i := 0; b.Loop(); i++ {
		m.Update(keyPress([]string{"j", "j", "ctrl+f", "k", "ctrl+b", "enter"}[i%6]))
		m.View()
	}
}

func BenchmarkListsComeAgain(b *testing.B) {
	m := manyStories(5000)
	press(m, "j")
	answer := listsLoaded{query: filterAll.query(""), regions: inventedRegions(), feeds: inventedFeeds()}
	answer.stories = append([]news.StoryRow(nil), m.stories.rows...)
	for b.Loop() {
		answer.request = m.lists.ask()
		m.Update(answer)
		m.View()
	}
}

func BenchmarkFirstDrawOfABriefing(b *testing.B) {
	m := manyStories(10)
	for b.Loop() {
		m.briefing.forget()
		m.View()
	}
}

func BenchmarkWrapAWordWithoutEnd(b *testing.B) {
	text := strings.Repeat("x", 200_000)
	for b.Loop() {
		wrap(text, 80)
	}
}
