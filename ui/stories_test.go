package ui

import (
	"slices"
	"testing"
	"time"

	"harmattan/internal/news"
)

func ids(rows []news.StoryRow) []string {
	var out []string
	for _, r := range rows {
		out = append(out, r.ID)
	}
	return out
}

func rowsOf(names ...string) []news.StoryRow {
	var out []news.StoryRow
	for _, n := range names {
		out = append(out, news.StoryRow{ID: n, Placement: news.Placement{Region: "r"}})
	}
	return out
}

func TestKnownRowsKeepTheirPlace(t *testing.T) {
	for _, c := range []struct {
		name              string
		old, answer, want []string
	}{
		{"another order", []string{"a", "b", "c"}, []string{"c", "b", "a"}, []string{"a", "b", "c"}},
		{"a new one before the row it precedes", []string{"a", "b"}, []string{"a", "n", "b"}, []string{"a", "n", "b"}},
		{"a new one at the end", []string{"a"}, []string{"a", "n"}, []string{"a", "n"}},
		{"one gone", []string{"a", "b", "c"}, []string{"a", "c"}, []string{"a", "c"}},
		{"all new", nil, []string{"a", "b"}, []string{"a", "b"}},
		{"all gone", []string{"a"}, nil, nil},
		{"a new one before one that is gone", []string{"a", "b"}, []string{"n", "a"}, []string{"n", "a"}},
	} {
		if got := ids(merge(rowsOf(c.old...), rowsOf(c.answer...))); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTheCursorStaysOnItsStoryWhenTheListChanges(t *testing.T) {
	m := press(screenOf(120, 40), "j", "j")
	answer := answerLists(m, m.lists.last)
	early := inventedStories()[0]
	early.ID, early.Title = "early", "A story that came meanwhile"
	answer.stories = append([]news.StoryRow{early}, answer.stories...)
	m.Update(answer)
	if row, _ := m.stories.current(); row.ID != "floods" {
		t.Errorf("the cursor is on %q", row.ID)
	}
	if m.stories.rows[0].ID != "early" {
		t.Errorf("the new story is not first: %v", ids(m.stories.rows)[:3])
	}
}

func TestADismissedStoryGivesWayToTheNext(t *testing.T) {
	m := press(screenOf(120, 40), "j", "x")
	answer := answerLists(m, m.lists.last)
	answer.stories = slices.DeleteFunc(answer.stories, func(r news.StoryRow) bool { return r.ID == "market" })
	m.Update(answer)
	if row, _ := m.stories.current(); row.ID != "floods" {
		t.Errorf("the cursor is on %q", row.ID)
	}
	if m.briefing.story != "floods" {
		t.Errorf("the briefing shows %q", m.briefing.story)
	}
}

func TestAListAlwaysHoldsItsCursor(t *testing.T) {
	for n := range 30 {
		for height := 1; height < 12; height++ {
			l := list{}
			l.resize(n)
			for _, a := range []action{actDown, actBottom, actUp, actPageUp, actPageDown, actTop, actHalfDown, actDown} {
				l.act(a)
				first, last := l.window(height, func(i int) int { return 1 + i%3 })
				if n > 0 && (l.cursor < first || l.cursor >= last) {
					t.Fatalf("%d rows in %d lines: cursor %d outside %d to %d after %s", n, height, l.cursor, first, last, a)
				}
			}
		}
	}
}

func TestAListThatFillsForTheFirstTimeIsReadFromItsTop(t *testing.T) {
	m := emptyDesk()
	for n := 1; n <= 4; n++ {
		answer := answerLists(m, m.lists.ask())
		answer.stories = answer.stories[4-n : 4]
		m.Update(answer)
		if m.stories.list.cursor != 0 || m.briefing.story != m.stories.rows[0].ID {
			t.Fatalf("with %d stories the cursor is on row %d, the briefing on %s", n, m.stories.list.cursor, m.briefing.story)
		}
	}
	press(m, "j")
	chosen := m.stories.currentID()
	answer := answerLists(m, m.lists.ask())
	m.Update(answer)
	if m.stories.currentID() != chosen {
		t.Errorf("touched, the cursor moved from %s to %s", chosen, m.stories.currentID())
	}
}

func TestAnotherListIsReadFromItsTop(t *testing.T) {
	m := press(screenOf(120, 40), "j", "j")
	press(m, "left", "j")
	m.Update(answerLists(m, m.lists.last))
	if m.stories.list.cursor != 0 {
		t.Errorf("the list of another region begins at row %d", m.stories.list.cursor)
	}
}

func TestTheRestOfTheListComesBehindItsFirstRows(t *testing.T) {
	m := newReader(Options{Theme: "dark"}, 120, 40)
	answer := answerLists(m, m.lists.ask())
	all := answer.stories
	answer.stories = all[:2]
	m.Update(answer)
	answer = answerLists(m, m.lists.ask())
	m.Update(answer)
	if len(m.stories.rows) != len(all) || m.stories.currentID() != all[0].ID {
		t.Errorf("%d rows, the cursor on %s", len(m.stories.rows), m.stories.currentID())
	}
}

func TestASlowDeskIsAskedLessOften(t *testing.T) {
	m := screenOf(120, 40)
	answer := answerLists(m, m.lists.ask())
	answer.took = 300 * time.Millisecond
	m.Update(answer)
	if m.pause != 1200*time.Millisecond {
		t.Errorf("events are gathered for %v", m.pause)
	}
	answer = answerLists(m, m.lists.ask())
	m.Update(answer)
	if m.pause != eventPause {
		t.Errorf("after a quick answer, for %v", m.pause)
	}
}

func TestARegionStandsBelowItsParent(t *testing.T) {
	rows := underParents([]news.RegionRow{
		{ID: "child", Parent: "parent"}, {ID: "first"}, {ID: "parent"}, {ID: "orphan", Parent: "hidden"},
	})
	var got []string
	for _, r := range rows {
		got = append(got, r.ID)
	}
	if want := []string{"first", "parent", "child", "orphan"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
