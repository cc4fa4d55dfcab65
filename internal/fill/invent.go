package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/store"
	"harmattan/summarize"
)

// perStory is how many articles a story has, but for the largest.
const perStory = 3

// vocabulary is how many words there are; the k-th is as frequent as 1/k.
const vocabulary = 200_000

// change is the i-th article of the desk with its story, as a refresh would have saved it.
func (o order) change(i int) store.Change {
	story, nth := o.storyOf(i)
	a := o.article(i, story)
	first := a.Published.Add(-time.Duration(nth) * o.step())
	row := news.StoryRow{
		ID: fmt.Sprintf("s%d", story), Title: a.Title, Lang: "en", Placement: placement(story), Articles: nth + 1,
		Outlets: min(nth+1, outlets), Origins: min(nth+1, outlets), First: first, Last: a.Published, Changed: a.Published,
	}
	return store.Change{Article: a, Placement: row.Placement, Story: row, Vector: summarize.NewVector(a, nil).Encode()}
}

// storyOf is the story that the i-th article belongs to, and how many of that story came before. The last articles are
// those of the largest story: it is what stands at the top of the list.
func (o order) storyOf(i int) (story, nth int) {
	large := o.articles - min(o.largest, o.articles)
	if i >= large {
		return large/perStory + 1, i - large
	}
	return i / perStory, i % perStory
}

// step is the time between two articles.
func (o order) step() time.Duration {
	return time.Duration(o.days) * 24 * time.Hour / time.Duration(o.articles)
}

const outlets = 40

// article is the i-th one: its words follow from its number and that of its story.
func (o order) article(i, story int) news.Article {
	own, shared := source(i), source(-1-story)
	title := "Road to " + word(shared.IntN(vocabulary)) + " " + frequent(shared) + " " + frequent(shared) + " open for " + frequent(own)
	var text strings.Builder
	for text.Len() == 0 || strings.Count(text.String(), " ") < o.words {
		sentence := []string{"The " + frequent(own)}
		for range 8 {
			sentence = append(sentence, frequent(own))
		}
		sentence = append(sentence, frequent(shared), word(shared.IntN(vocabulary)), fmt.Sprintf("%d people.", own.IntN(900)))
		text.WriteString(strings.Join(sentence, " ") + " ")
	}
	id := fmt.Sprintf("%016x%016x", uint64(i)*0x9e3779b97f4a7c15, i)
	at := o.until.Add(-time.Duration(o.articles-i) * o.step())
	outlet := fmt.Sprintf("Invented Outlet %d", i%outlets)
	return news.Article{
		ID: id, FeedURL: "https://invented.example/feed", Outlet: outlet, Origin: outlet, URL: "https://invented.example/" + id, Title: title,
		Lang: "en", Text: strings.TrimSpace(text.String()), Published: at, Seen: at, Revised: at, Revision: 1, Home: "ML",
	}
}

// placement spreads stories over the regions, a fifth of them unplaced.
func placement(story int) news.Placement {
	places := []news.Placement{
		{Region: news.Unplaced},
		{Region: "central-sahel", Country: "ML", Score: 5},
		{Region: "central-sahel", Country: "NE", Score: 5},
		{Region: "lake-chad", Country: "NG", Score: 5},
		{Region: "coastal", Country: "BJ", Score: 5},
	}
	return places[story%len(places)]
}

// source gives the same numbers for the same seed.
func source(seed int) *rand.Rand {
	return rand.New(rand.NewPCG(uint64(seed), 7)) //nolint:gosec // invented words, the same in every run
}

// frequent is a word as often as words are used: the k-th most frequent one in a share of 1/k.
func frequent(from *rand.Rand) string {
	return word(int(math.Exp(from.Float64()*math.Log(vocabulary))) - 1)
}

// word spells a number in syllables: short ones are frequent.
func word(n int) string {
	const consonants, vowels = "bdfgklmnprstz", "aeiou"
	var b strings.Builder
	for n += len(consonants) * len(vowels); n > 0; n /= len(consonants) * len(vowels) {
		k := n % (len(consonants) * len(vowels))
		b.WriteByte(consonants[k/len(vowels)])
		b.WriteByte(vowels[k%len(vowels)])
	}
	return b.String()
}
