package ui

import (
	"os"
	"strings"
	"testing"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// TestTasksTakeFewKeys does what docs/usability.md lists, key by key, and asks that each ends where it should.
func TestTasksTakeFewKeys(t *testing.T) {
	tasks := []struct {
		name string
		keys []string
		ends func(o *officer) bool
	}{
		{"which stories differ in their figures", []string{"6"}, func(o *officer) bool { return len(o.m.stories.rows) == 1 && o.m.stories.rows[0].Differs > 0 }},
		{"who says which figure", []string{"6", "enter", "d"}, func(o *officer) bool { return strings.Contains(o.screen(), "12 (") }},
		{"read on to the next unread story", []string{"n"}, func(o *officer) bool { return o.m.stories.list.cursor == 1 }},
		{"why a story is placed where it is", []string{"i"}, func(o *officer) bool { return strings.Contains(o.screen(), "placed by") }},
		{"brief me on all that is listed", []string{"B"}, func(o *officer) bool { return o.m.screen == screenDraft && len(o.m.draft.stories) == 2 }},
		{"cite two stories and see the brief", []string{"v", "v", "c", "b"}, func(o *officer) bool { return o.m.screen == screenDraft && len(o.m.draft.stories) == 2 }},
		{"dismiss everything below", []string{"]", "x"}, func(o *officer) bool { return len(o.rows(desk.Query{State: news.Dismissed})) == 2 }},
		{"take that back", []string{"]", "x", "u"}, func(o *officer) bool { return len(o.rows(desk.Query{})) == 2 }},
		{"the hand-over of the shift", []string{"H"}, func(o *officer) bool { return o.m.screen == screenPaper }},
		{"what was decided", []string{"c", "L"}, func(o *officer) bool { return strings.Contains(o.screen(), "cited") }},
	}
	for _, task := range tasks {
		o := atDesk(t)
		o.press(task.keys...)
		if !task.ends(o) {
			t.Errorf("%s: %q does not end there", task.name, task.keys)
		}
		o.standUp()
	}
}

func (o *officer) screen() string {
	plain := cells(o.m)
	return plain
}

// TestQuestionsKeptOnceTakeFewKeysEachMorning does the two tasks of docs/usability.md that a kept search answers.
func TestQuestionsKeptOnceTakeFewKeysEachMorning(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, task := range []struct {
		name, query string
		keys        []string
		ends        func(o *officer) bool
	}{
		{
			"which attacks since yesterday differ in their death toll", `killed state:differs since:yesterday`,
			[]string{"left", "G"},
			func(o *officer) bool {
				return len(o.m.stories.rows) == 1 && strings.Contains(o.screen(), "differs: 12 / 15 people were killed")
			},
		},
		{
			"brief me on Niger since Friday, as Markdown", "country:niger since:fri",
			[]string{"left", "G", "B", "enter", "enter"},
			func(o *officer) bool {
				body, err := os.ReadFile("brief-2026-11-23.md")
				return err == nil && strings.Contains(string(body), "### Date harvest") && !strings.Contains(string(body), "Ferry")
			},
		},
	} {
		o := withNews(t, t.TempDir())
		if err := o.d.SaveSearch(t.Context(), news.Search{Name: "Kept", Query: task.query}); err != nil {
			t.Fatal(err)
		}
		o.read(200, 50)
		o.press(task.keys...)
		if !task.ends(o) {
			t.Errorf("%s: %q does not end there:\n%s", task.name, task.keys, o.screen())
		}
		o.press("esc")
		o.standUp()
	}
}
