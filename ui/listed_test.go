package ui

import (
	"slices"
	"testing"
)

// partOf is a reader that holds the first stories of a long list, and the answer that brings all of it.
func partOf(t *testing.T) (m *Model, all listsLoaded) {
	t.Helper()
	m = manyStories(3 * listedRows)
	all = listsLoaded{query: m.stories.query, regions: inventedRegions(), stories: slices.Clone(m.stories.rows), feeds: inventedFeeds()}
	part := all
	part.stories, part.limit = slices.Clone(all.stories[:listedRows]), listedRows
	part.request = m.lists.ask()
	m.Update(part)
	if len(m.stories.rows) != listedRows || !m.stories.more || m.lists.busy {
		t.Fatalf("%d rows, more of them: %v, asked for more at once: %v", len(m.stories.rows), m.stories.more, m.lists.busy)
	}
	return m, all
}

func TestALongListIsReadOnAsTheCursorComesNearItsEnd(t *testing.T) {
	m, _ := partOf(t)
	if press(m, "j"); m.lists.busy {
		t.Error("more is asked for at the top of the list")
	}
	m.stories.list.cursor = listedRows - 10
	press(m, "j")
	if got := m.stories.wanted(m.query()); !m.lists.busy || got < 2*listedRows-10 {
		t.Errorf("near the end more is asked for: %v, up to %d stories", m.lists.busy, got)
	}
}

// TestAStepAboutAWholeListWaitsForIt presses keys behind one that is about stories the list does not hold.
func TestAStepAboutAWholeListWaitsForIt(t *testing.T) {
	for _, c := range []struct {
		keys           []string
		cursor, marked int
	}{
		{[]string{"G", "k"}, 3*listedRows - 2, 0},
		{[]string{"j", "]", "j"}, 2, 3*listedRows - 1},
	} {
		m, all := partOf(t)
		press(m, c.keys...)
		if m.stories.wanted(m.query()) != 0 || !m.lists.busy {
			t.Fatalf("%v: the whole list is not asked for", c.keys)
		}
		all.request = m.lists.last
		m.Update(all)
		if m.stories.list.cursor != c.cursor || len(m.stories.markedRows()) != c.marked {
			t.Errorf("%v: the cursor is on row %d, %d marked; want %d, %d", c.keys, m.stories.list.cursor, len(m.stories.markedRows()), c.cursor, c.marked)
		}
	}
}

func TestAStoryBeyondWhatIsHeldIsGoneTo(t *testing.T) {
	m, all := partOf(t)
	m.choose = all.stories[2*listedRows].ID
	again := all
	again.stories, again.limit, again.request = slices.Clone(all.stories[:listedRows]), listedRows, m.lists.ask()
	m.Update(again)
	all.request = m.lists.last
	m.Update(all)
	if m.stories.list.cursor != 2*listedRows || m.choose != "" {
		t.Errorf("the cursor is on row %d", m.stories.list.cursor)
	}
}

// TestAKeyIsNeverAboutAStoryOfTheListBefore presses keys behind one that turns to another list, before that has come.
func TestAKeyIsNeverAboutAStoryOfTheListBefore(t *testing.T) {
	for _, c := range []struct {
		name   string
		turn   []string
		behind []string
		want   int // stories marked once the list is there, and no sooner
	}{
		{"another filter", []string{"4"}, []string{"v"}, 1},
		{"two filters on", []string{"f", "f"}, []string{"v", "v"}, 2},
		{"another region", []string{"h", "j", "l"}, []string{"v"}, 1},
		{"a mark and its end", []string{"2"}, []string{"v", "k", "v"}, 0},
	} {
		m := screenOf(120, 40)
		press(m, c.turn...)
		press(m, c.behind...)
		if got := len(m.stories.marked); got != 0 {
			t.Errorf("%s: %d stories of the list before are marked", c.name, got)
		}
		rows := inventedStories()[5:]
		for m.lists.busy {
			m.Update(listsLoaded{request: m.lists.last, query: m.query(), regions: inventedRegions(), stories: rows, feeds: inventedFeeds()})
		}
		if got := len(m.stories.markedRows()); got != c.want || len(m.held) != 0 {
			t.Errorf("%s: %d stories are marked, %d keys still wait; want %d, none", c.name, got, len(m.held), c.want)
		}
	}
}

// A list may be gone down faster than it is read on, as while its first rows are shown and the others are on their way.
func TestGoingBeyondTheRowsThatAreHeldWaitsForMore(t *testing.T) {
	m, all := partOf(t)
	m.stories.list.cursor = listedRows - 2
	press(m, "j", "j", "j", "v")
	if m.stories.list.cursor != listedRows-1 || !m.lists.busy {
		t.Fatalf("the cursor is on row %d, more is asked for: %v", m.stories.list.cursor, m.lists.busy)
	}
	all.request = m.lists.last
	m.Update(all)
	if m.stories.list.cursor != listedRows+2 || len(m.stories.markedRows()) != 1 {
		t.Errorf("after j j j v the cursor is on row %d, %d marked; want %d and one", m.stories.list.cursor, len(m.stories.markedRows()), listedRows+2)
	}
	m.stories.list.cursor = len(m.stories.rows) - 1
	press(m, "j")
	if want := "this is the last"; m.status.text != want || m.next != "" {
		t.Errorf("at the end of the whole list j says %q and waits for %q, want %q", m.status.text, m.next, want)
	}
}
