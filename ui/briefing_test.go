package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/report"
)

// longView is a story of n statements, each with a repeat.
func longView(n int) desk.View {
	v := inventedView("bridge")
	v.Briefing.Statements, v.Briefing.Repeats, v.Briefing.Asides, v.Briefing.Order = nil, nil, nil, nil
	v.Fresh = map[int]bool{}
	for i := range n {
		id := 2*i + 1
		text := fmt.Sprintf("Well %d was dug in the dry season by the people of the quarter and the next.", i)
		v.Briefing.Statements = append(v.Briefing.Statements,
			news.Statement{ID: id, Article: "a1", Start: i * 100, Paragraph: i + 2, Text: text},
			news.Statement{ID: id + 1, Article: "a2", Start: i * 100, Paragraph: i + 2, Text: text})
		v.Briefing.Order = append(v.Briefing.Order, id)
		v.Briefing.Repeats = append(v.Briefing.Repeats, news.Repeat{
			Lead: id, Members: []news.Member{{ID: id, Kind: news.Lead}, {ID: id + 1, Kind: news.Same, Score: 1}},
		})
	}
	return v
}

func give(m *Model, v desk.View) {
	v.Readings = desk.Readings(v.Briefing)
	m.Update(storyLoaded{request: m.pages.last, story: m.briefing.story, page: newPage(v)})
	m.View()
}

func TestTheTextStaysWhenTheStoryGrows(t *testing.T) {
	m := screenOf(120, 40)
	give(m, longView(30))
	press(m, "enter", "ctrl+f", "j", "j", "j", "ctrl+f", "j")
	before := cells(m)
	key := m.briefing.itemAt(m.briefing.cursor).key

	grown := longView(30)
	first := news.Statement{ID: 900, Article: "a3", Start: 0, Text: "A statement that was not there before."}
	grown.Briefing.Statements = append(grown.Briefing.Statements, first)
	grown.Briefing.Order = slices.Insert(grown.Briefing.Order, 0, 900)
	m.pages.ask()
	give(m, grown)

	after := cells(m)
	if got := m.briefing.itemAt(m.briefing.cursor).key; got != key {
		t.Errorf("the cursor moved from %s to %s", key, got)
	}
	for i, l := range strings.Split(before, "\n") {
		was, is := briefingWords(l), briefingWords(strings.Split(after, "\n")[i])
		if was != is {
			t.Fatalf("line %d was %q and is %q", i, was, is)
		}
	}
}

// briefingWords returns the text of the third pane on a line of the screen, without statement numbers, which may change.
func briefingWords(line string) string {
	parts := strings.Split(line, "│")
	if len(parts) < 3 {
		return ""
	}
	return strings.TrimLeft(parts[2], " ▸0123456789")
}

func TestAStoryNobodyMovedInIsShownFromItsTop(t *testing.T) {
	m := screenOf(120, 40)
	grown := longView(3)
	first := news.Statement{ID: 900, Article: "a3", Start: 0, Text: "A statement that was not there before."}
	give(m, longView(3))
	grown.Briefing.Statements = append(grown.Briefing.Statements, first)
	grown.Briefing.Order = slices.Insert(grown.Briefing.Order, 0, 900)
	m.pages.ask()
	give(m, grown)
	if it := m.briefing.itemAt(m.briefing.cursor); it.n != 0 {
		t.Errorf("the cursor is on statement %d", it.n+1)
	}
}

func TestAStatementThatBecameARepeatKeepsTheCursor(t *testing.T) {
	m := screenOf(120, 40)
	v := longView(5)
	give(m, v)
	press(m, "enter", "g", "j", "j")
	changed := longView(5)
	changed.Briefing.Repeats[2] = news.Repeat{Lead: 6, Members: []news.Member{{ID: 6, Kind: news.Lead}, {ID: 5, Kind: news.Same}}}
	changed.Briefing.Order[2] = 6
	m.pages.ask()
	give(m, changed)
	if got := m.briefing.itemAt(m.briefing.cursor); got.n != 2 || got.kind != itemPoint {
		t.Errorf("the cursor is on item %+v", got)
	}
}

func TestRepeatsUnfoldWithWhoWhenAndWhatTheyAdd(t *testing.T) {
	m := press(screenOf(120, 40), "enter")
	plain := cells(m)
	if strings.Contains(plain, "which carries 900") {
		t.Error("the repeat shows before it was unfolded")
	}
	if !strings.Contains(plain, "×2 · Le Puits, The Sahel Post") {
		t.Errorf("the statement does not say who repeats it:\n%s", plain)
	}
	plain = cells(press(m, "enter"))
	for _, want := range []string{"adds · The Sahel Post · 06:40", "which carries 900"} {
		if !strings.Contains(plain, want) {
			t.Errorf("unfolded, %q is missing:\n%s", want, plain)
		}
	}
	plain = cells(press(m, "left"))
	if strings.Contains(plain, "which carries 900") || m.focus != onBriefing {
		t.Error("left does not fold before it goes back")
	}
}

func TestDifferingFiguresSayWhoSaysWhich(t *testing.T) {
	v := inventedView("market")
	v.Briefing.Statements = append(v.Briefing.Statements,
		news.Statement{ID: 9, Article: "a3", Start: 9, Text: "Some 12 stalls were moved."},
		news.Statement{ID: 10, Article: "a3", Start: 10, Text: "Some 20 stalls were moved."})
	v.Briefing.Repeats[1].Members = append(v.Briefing.Repeats[1].Members,
		news.Member{ID: 9, Kind: news.Restates}, news.Member{ID: 10, Kind: news.Differs, Mine: "20", Theirs: "12"})
	p := newPage(v)
	want := report.Split{
		{Words: "12", Outlets: []string{"Le Puits", "Radio Dune"}},
		{Words: "15", Outlets: []string{"The Sahel Post"}},
		{Words: "20", Outlets: []string{"Radio Dune"}},
	}
	if len(p.points[1].splits) != 1 || fmt.Sprint(p.points[1].splits[0]) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", p.points[1].splits, want)
	}
	if p.points[1].times != 2 {
		t.Errorf("×%d: what differs is no repeat", p.points[1].times)
	}
}

func TestAStatementThatStandsAloneSaysWhichOneItContradicts(t *testing.T) {
	v := inventedView("market")
	v.Briefing.Order = append(v.Briefing.Order, 5)
	p := newPage(v)
	if got := p.points[4].against; got != 2 {
		t.Errorf("it names statement %d, want 2", got)
	}
	if p.points[0].against != 0 {
		t.Error("a statement without a contradiction names one")
	}
}

func TestNextDifferenceFindsTheStatement(t *testing.T) {
	m := press(screenOf(120, 40), "enter", "d")
	if it := m.briefing.itemAt(m.briefing.cursor); it.kind != itemPoint || it.n != 1 {
		t.Errorf("the cursor is on %+v", it)
	}
}

func TestAPartlyReadStoryMarksWhatIsNew(t *testing.T) {
	m := screenOf(120, 40)
	press(m, "j", "j")
	answerStory(m)
	plain := cells(m)
	if !strings.Contains(plain, "• 1 new since 07:10") || !strings.Contains(plain, "•4  A toll of") {
		t.Errorf("what is new is not marked:\n%s", plain)
	}
}

func TestTheLinkIsThatOfTheStatementUnderTheCursor(t *testing.T) {
	m := press(screenOf(120, 40), "enter")
	var got []string
	for range 3 {
		got = append(got, m.briefing.link())
		press(m, "j")
	}
	want := []string{"https://puits.example/1", "https://puits.example/1", "https://dune.example/3"}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestEveryLineOfAStoryCanBeReached(t *testing.T) {
	for _, step := range [][]string{{"j"}, {"ctrl+f"}, {"ctrl+d"}} {
		m := screenOf(40, 12)
		give(m, longView(12))
		press(m, "enter")
		var seen strings.Builder
		for range 120 {
			plain := cells(m)
			seen.WriteString(plain)
			press(m, step...)
		}
		for i := range 12 {
			if !strings.Contains(seen.String(), fmt.Sprintf("Well %d was", i)) {
				t.Errorf("%v never shows statement %d", step, i)
			}
		}
		if !strings.Contains(seen.String(), "https://dune.example/3") {
			t.Errorf("%v never reaches the end", step)
		}
	}
}

func TestThreeLengthsAreOneKey(t *testing.T) {
	m := screenOf(120, 40)
	v := longView(30)
	v.Briefing.Statements = append(v.Briefing.Statements, news.Statement{ID: 900, Article: "a3", Text: "Well 20 was dug in the rains."})
	v.Briefing.Repeats[20].Members = append(v.Briefing.Repeats[20].Members,
		news.Member{ID: 900, Kind: news.Differs, Mine: "the rains", Theirs: "the dry season"})
	give(m, v)
	press(m, "enter", "j", "j")
	on := m.briefing.itemAt(m.briefing.cursor)
	points := func() (n int) {
		for _, it := range m.briefing.items {
			if it.kind == itemPoint {
				n++
			}
		}
		return n
	}
	full := points()
	press(m, "=")
	if n := points(); n < 3 || n > 7 {
		t.Errorf("a brief has %d statements", n)
	}
	if plain := cells(m); !strings.Contains(plain, fmt.Sprintf("brief: %d of %d", points(), full)) {
		t.Errorf("the head does not say what is shown:\n%s", plain)
	}
	press(m, "=")
	if n := points(); n != 1 {
		t.Errorf("a line has %d statements", n)
	}
	press(m, "d")
	if points() != full {
		t.Error("the next difference stays folded away")
	}
	if it := m.briefing.itemAt(m.briefing.cursor); len(m.briefing.page.points[it.n].splits) == 0 {
		t.Errorf("the cursor is on %+v, not on a difference", it)
	}
	press(m, "g", "j", "j", "=", "=", "=")
	if points() != full || m.briefing.itemAt(m.briefing.cursor).kind != on.kind {
		t.Error("three times brings the whole story back")
	}
}

func TestAParagraphReadsAsOneText(t *testing.T) {
	m := press(screenOf(120, 40), "enter")
	plain := cells(m)
	lines := strings.Split(plain, "\n")
	for i, l := range lines {
		if strings.Contains(l, "2  The town council") && strings.TrimSpace(briefingWords(lines[i-1])) != "" {
			t.Error("two paragraphs stand without a line between them")
		}
		if strings.Contains(l, "4  A toll of 200 francs") && strings.TrimSpace(briefingWords(lines[i-1])) == "" {
			t.Error("a paragraph is cut in two")
		}
	}
}
