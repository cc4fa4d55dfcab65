package summarize

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"harmattan/internal/news"
)

// learnt is a feed of n articles, each of a story of its own unless told otherwise, that all end with one line.
func learnt(n int, story func(i int) string, line string) *Habits {
	h := NewHabits()
	for i := range n {
		h.Learn(news.Article{
			ID: fmt.Sprint("a", i), FeedURL: "https://wadi.example/feed", Lang: news.English,
			Title: fmt.Sprintf("Title number %d of the Wadi Post", i),
			Text:  fmt.Sprintf("Well %d of the northern district was repaired on Monday.\n%s\n", i, line),
		}, story(i))
	}
	return h
}

func ownStory(i int) string { return fmt.Sprint("s", i) }

func TestAFeedsRecurringLineAndItsOtherTitlesAreFolded(t *testing.T) {
	const line = "The Wadi Post reads the news for you."
	h := learnt(4, ownStory, line)
	c := NewCollapser(h)
	c.Add(news.Article{
		ID: "new", FeedURL: "https://wadi.example/feed", Lang: news.English,
		Text: "The market of Tamourit reopened on Monday.\n" + line + "\nTitle number 2 of the Wadi Post\n",
	})
	b := c.Briefing()
	if len(b.Asides) != 2 || b.Asides[0].Kind != news.AsideBoilerplate || b.Asides[1].Kind != news.AsideForeign {
		t.Fatalf("asides %+v, want the recurring line and the other title", b.Asides)
	}
	if want := "stands in 4 articles of its feed"; b.Asides[0].Why != want {
		t.Errorf("why %q, want %q", b.Asides[0].Why, want)
	}
}

func TestWhatIsNoHabitOfAFeed(t *testing.T) {
	const line = "The convoy was escorted by soldiers from Ménaka."
	one := func(int) string { return "s" }
	for name, h := range map[string]*Habits{
		"a line told in two articles":              learnt(2, ownStory, line),
		"a line told again and again of one story": learnt(9, one, line),
		"a line of another feed":                   NewHabits(),
	} {
		t.Run(name, func(t *testing.T) {
			if n := h.Carries("https://wadi.example/feed", line); n != 0 {
				t.Errorf("carried by %d articles", n)
			}
		})
	}
	numbered := NewHabits()
	for i := range 5 {
		numbered.Learn(news.Article{ID: fmt.Sprint(i), FeedURL: "f", Text: fmt.Sprintf("The dam lost %d litres of water overnight.", 10+i)}, ownStory(i))
	}
	if n := numbered.Carries("f", "The dam lost 12 litres of water overnight."); n != 0 {
		t.Errorf("a line whose number changes is carried by %d", n)
	}
	h := NewHabits()
	a := news.Article{ID: "a", FeedURL: "f", Title: "Dam at Arkoum holds through the night"}
	h.Learn(a, "s")
	if h.Titles(a, a.Title) {
		t.Error("an article's own title is taken for another's")
	}
	long := strings.Repeat("A statement that is only said once.\n", 6) + "A line in the middle stays a statement.\n" + strings.Repeat("Another that is only said once.\n", 9)
	for i := range 5 {
		h.Learn(news.Article{ID: fmt.Sprint(i), FeedURL: "f", Lang: news.English, Text: long}, ownStory(i))
	}
	if n := h.Carries("f", "A line in the middle stays a statement."); n != 0 {
		t.Errorf("a line in the middle is carried by %d", n)
	}
}

func TestHabitsAreKeptAndBounded(t *testing.T) {
	const line = "The Wadi Post reads the news for you."
	h := learnt(2000, ownStory, line)
	b := h.Encode("https://wadi.example/feed")
	if len(b) > 9+maxLines*lineBytes+maxTitles*titleBytes {
		t.Errorf("%d bytes are kept", len(b))
	}
	again := NewHabits()
	again.Decode("https://wadi.example/feed", b)
	if got := again.Carries("https://wadi.example/feed", line); got != 255 {
		t.Errorf("carried by %d, want 255 as the most that is counted", got)
	}
	if !bytes.Equal(again.Encode("https://wadi.example/feed"), b) {
		t.Error("reading and writing changes them")
	}
}

// What a version before kept of a feed, with every number in the bytes of its type, is read on.
func TestHabitsOfTheFormBeforeAreRead(t *testing.T) {
	const feed, text = "https://wadi.example/feed", "The Wadi Post reads the news for you."
	h := learnt(20, ownStory, text)
	f := h.feeds[feed]
	b := binary.LittleEndian.AppendUint32([]byte{fixedForm}, f.clock)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(f.lines.keys)))
	for i, key := range f.lines.keys {
		l := f.lines.values[i]
		b = append(binary.LittleEndian.AppendUint64(b, key), l.articles, l.stories)
		b = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(b, l.story), l.last)
	}
	for _, key := range f.recent {
		b = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint64(b, key), f.titles[key])
	}
	again := NewHabits()
	again.Decode(feed, b)
	if kept := h.Encode(feed); !bytes.Equal(again.Encode(feed), kept) || 10*len(kept) > 9*len(b) {
		t.Errorf("read and written again they are other %d bytes, from %d", len(kept), len(b))
	}
	for cut := range b {
		NewHabits().Decode(feed, b[:cut])
	}
	for cut, kept := 0, h.Encode(feed); cut < len(kept); cut++ {
		NewHabits().Decode(feed, kept[:cut])
	}
}

// A feed that rests answers what it is asked as before, and goes on learning as if it never had.
func TestAFeedThatRestsForgetsNothing(t *testing.T) {
	const feed, line = "https://wadi.example/feed", "The Wadi Post reads the news for you."
	more := func(h *Habits) {
		for i := 50; i < 60; i++ {
			h.Learn(news.Article{ID: fmt.Sprint("a", i), FeedURL: feed, Title: fmt.Sprintf("Title number %d of the Wadi Post", i), Text: line}, ownStory(i))
		}
	}
	h, awake := learnt(50, ownStory, line), learnt(50, ownStory, line)
	all := len(h.feeds[feed].lines.keys)
	kept := h.Rest(feed)
	if h.Learns(feed) || !h.Knows(feed) || !bytes.Equal(kept, awake.Encode(feed)) {
		t.Error("it does not rest, or gives something else for the store")
	}
	if n := len(h.feeds[feed].lines.keys); n*10 > all {
		t.Errorf("%d of %d lines stay in memory", n, all)
	}
	other := news.Article{ID: "new", FeedURL: feed, Title: "Title number 7 of the Wadi Post", Text: "A well burst.\n" + line}
	for _, text := range []string{line, "Well 7 of the northern district was repaired on Monday.", "Title number 7 of the Wadi Post"} {
		if got, want := h.Carries(feed, text), awake.Carries(feed, text); got != want {
			t.Errorf("%q is carried by %d, was by %d", text, got, want)
		}
		if got, want := h.Titles(other, text), awake.Titles(other, text); got != want {
			t.Errorf("%q is a title of the feed: %v, was %v", text, got, want)
		}
	}
	if got, want := h.Without(other), awake.Without(other); got.Text != want.Text || got.Title != want.Title {
		t.Errorf("left for grouping: %q, was %q", got.Text, want.Text)
	}
	h.Decode(feed, kept)
	more(h)
	more(awake)
	if !h.Learns(feed) || !bytes.Equal(h.Encode(feed), awake.Encode(feed)) {
		t.Error("what it learns after a rest is not what it would have learned without")
	}
}

func TestRecurringLinesAreLeftOutOfGrouping(t *testing.T) {
	h := learnt(6, ownStory, "Subscribe to our weekly letter about wells.")
	got := h.Without(news.Article{
		FeedURL: "https://wadi.example/feed", Lang: news.English, Text: "A well burst.\nSubscribe to our weekly letter about wells.",
	}).Text
	if got != "A well burst.\n" {
		t.Errorf("left for grouping: %q", got)
	}
}

func TestAColumnsTitleCountsNoMore(t *testing.T) {
	h := NewHabits()
	for i, day := range []string{"Monday", "Tuesday", "Wednesday", "Thursday"} {
		a := news.Article{ID: day, FeedURL: "https://wadi.example/feed", Lang: "en", Title: day + " briefing", Text: "What came on " + day + "."}
		if got := h.Without(a).Title; (got == "") != (i >= recurs) {
			t.Errorf("issue %d is titled %q", i, got)
		}
		h.Learn(a, day)
	}
	a := news.Article{ID: "other", FeedURL: "https://mil.example/feed", Lang: "en", Title: "Monday briefing", Text: "Another outlet's."}
	if got := h.Without(a).Title; got != a.Title {
		t.Errorf("another feed's title is %q", got)
	}
}

func FuzzHabits(f *testing.F) {
	f.Add(learnt(3, ownStory, "Read us daily at the well.").Encode("https://wadi.example/feed"), "Read us daily at the well.")
	f.Add([]byte{habitForm, 0, 0, 0, 0, 255, 255, 255, 255}, "x y z")
	f.Fuzz(func(t *testing.T, b []byte, text string) {
		h := NewHabits()
		h.Decode("f", b)
		h.Learn(news.Article{ID: "a", FeedURL: "f", Title: text, Text: text}, "s")
		h.Carries("f", text)
		again := NewHabits()
		again.Decode("f", h.Encode("f"))
		if !bytes.Equal(again.Encode("f"), h.Encode("f")) {
			t.Error("encoding is not stable")
		}
	})
}
