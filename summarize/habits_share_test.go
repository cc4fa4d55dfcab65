package summarize

import (
	"bytes"
	"fmt"
	"testing"

	"harmattan/internal/news"
)

const (
	wadi     = "https://wadi.example/feed"
	wadiLine = "The Wadi Post reads the news for you."
)

func wadiTitle(n int) string { return fmt.Sprintf("Title number %d of the Wadi Post", n) }

// learnShared lets habits learn some articles of a feed, each of a story of its own.
func learnShared(h *Habits, numbers ...int) {
	for _, n := range numbers {
		h.Learn(news.Article{
			ID: fmt.Sprint("a", n), FeedURL: wadi, Lang: news.English, Title: wadiTitle(n),
			Text: fmt.Sprintf("Well %d of the northern district was repaired on Monday.\n%s\n", n, wadiLine),
		}, ownStory(n))
	}
}

func TestWhatOneLearnsIsAddedAsIfItWereLearnedAtOnce(t *testing.T) {
	alone, shared := NewHabits(), NewSharedHabits()
	var kept []byte
	for n := range 1200 { // more than is kept of a feed
		learnShared(alone, n)
		shared.Decode(wadi, kept)
		learnShared(shared, n)
		if n%50 == 49 {
			now, articles := shared.AddTo(wadi, kept)
			if articles != 50 {
				t.Fatalf("%d articles are added, want 50", articles)
			}
			shared.Added(wadi, now, articles)
			kept = now
		}
	}
	if want := alone.Encode(wadi); !bytes.Equal(kept, want) {
		t.Errorf("kept are %d bytes, and others than the %d of one who learned all", len(kept), len(want))
	}
	if !shared.Knows(wadi) || shared.Learns(wadi) {
		t.Error("what is kept does not rest")
	}
}

func TestWhatTwoLearnIsAddedOnce(t *testing.T) {
	one, two := NewSharedHabits(), NewSharedHabits()
	learnShared(one, 0, 1, 2)
	learnShared(two, 3, 2, 4) // both learned number 2
	kept, _ := one.AddTo(wadi, nil)
	if again, _ := one.AddTo(wadi, nil); !bytes.Equal(again, kept) {
		t.Error("asked again it is another")
	}
	both, articles := two.AddTo(wadi, kept)
	two.Added(wadi, both, articles)
	if again, _ := one.AddTo(wadi, both); again == nil || habitsOf(again).Carries(wadi, wadiLine) != 5 {
		t.Error("what was kept and not answered is added once more")
	}
	for says, h := range map[string]*Habits{"kept": habitsOf(both), "in memory": two} {
		if n := h.Carries(wadi, wadiLine); n != 5 {
			t.Errorf("%s: the line stands in %d articles, want 5", says, n)
		}
		for n := range 5 {
			if other := (news.Article{ID: "other", FeedURL: wadi}); !h.Titles(other, wadiTitle(n)) {
				t.Errorf("%s: the title of number %d is not known", says, n)
			}
		}
	}
	learnShared(two, 5) // it rests: what is learned now is not lost when it is read again
	two.Decode(wadi, both)
	if n := two.Carries(wadi, wadiLine); n != 6 {
		t.Errorf("read again with one more it stands in %d articles, want 6", n)
	}
}

// habitsOf is what was kept of the feed.
func habitsOf(kept []byte) *Habits {
	h := NewHabits()
	h.Decode(wadi, kept)
	return h
}

func TestWhatOthersLearnedIsReadAgain(t *testing.T) {
	other, reads := NewSharedHabits(), NewSharedHabits()
	reads.Decode(wadi, nil)
	learnShared(other, 1, 2, 3)
	kept := other.Encode(wadi)

	reads.Decode(wadi, kept)
	if reads.Carries(wadi, wadiLine) > 0 {
		t.Error("a feed that is known was read again")
	}
	reads.Outdate()
	if reads.Knows(wadi) {
		t.Error("a feed of which others have learned more counts as known")
	}
	reads.Decode(wadi, kept)
	if !reads.Knows(wadi) || reads.Carries(wadi, wadiLine) != 3 {
		t.Errorf("known: %v, and %d stories carry its line, where it is kept for 3", reads.Knows(wadi), reads.Carries(wadi, wadiLine))
	}
	learnShared(reads, 4)
	reads.Outdate()
	if !reads.Knows(wadi) {
		t.Error("a feed is to be read again, though what was learned of it here is yet to be kept")
	}
}
