package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// TestWhatIsOnItsWayAtTheEndIsKept presses keys without running what they ask for, as if the program were told to end
// before any of it began.
func TestWhatIsOnItsWayAtTheEndIsKept(t *testing.T) {
	end := func(o *officer) {
		o.m.keepNoteAtEnd()
		o.m.load.taken.end()
	}
	update := func(o *officer, keys ...string) {
		for _, k := range keys {
			o.m.Update(keyPress(k))
		}
	}
	for name, c := range map[string]struct {
		keys  func(*officer)
		state news.State
		begun string // of the note
		kept  string
	}{
		"a mark":                              {keys: func(o *officer) { update(o, "w") }, state: news.Watching},
		"the last of two marks":               {keys: func(o *officer) { update(o, "w", "c") }, state: news.Cited},
		"what was typed into a note":          {keys: func(o *officer) { o.press("a", "a", "s"); update(o, "k") }, state: news.New, begun: "ask"},
		"what was typed before the note came": {keys: func(o *officer) { update(o, "a", "a", "s", "k") }, state: news.New, begun: "ask"},
		"a note that was ended":               {keys: func(o *officer) { o.press("a", "a", "s"); update(o, "k", "ctrl+s") }, state: news.New, kept: "ask"},
		"a note ended before it came":         {keys: func(o *officer) { update(o, "a", "a", "s", "k", "ctrl+s") }, state: news.New, kept: "ask"},
	} {
		t.Run(name, func(t *testing.T) {
			o := atDesk(t)
			story := o.m.stories.rows[o.m.stories.list.cursor].ID
			c.keys(o)
			end(o)
			var row news.StoryRow
			for _, r := range o.rows(desk.Query{AnyState: true}) {
				if r.ID == story {
					row = r
				}
			}
			begun, err := o.d.Unfinished(t.Context(), story)
			if err != nil {
				t.Fatal(err)
			}
			if row.State != c.state || begun != c.begun || row.Note != c.kept {
				t.Errorf("%v, begun %q, kept %q", row.State, begun, row.Note)
			}
			o.standUp()
		})
	}
}

// TestKeysTypedFasterThanTheDeskAnswers presses keys one behind the other, and lets the desk answer only then.
func TestKeysTypedFasterThanTheDeskAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		keys []string
		want []news.State // of the stories that were first and second
	}{
		"each dismissal is about the next story":  {[]string{"x", "x"}, []news.State{news.Dismissed, news.Dismissed}},
		"what follows is about the next story":    {[]string{"x", "c"}, []news.State{news.Dismissed, news.Cited}},
		"what follows an undo is about its story": {[]string{"x", "u", "c"}, []news.State{news.Cited, news.New}},
		"each undo takes back one more":           {[]string{"x", "x", "u", "u", "w"}, []news.State{news.Watching, news.New}},
	} {
		t.Run(name, func(t *testing.T) {
			o := atDesk(t)
			var stories []string
			for _, r := range o.m.stories.rows {
				stories = append(stories, r.ID)
			}
			var asked []tea.Cmd
			for _, k := range c.keys {
				_, cmd := o.m.Update(keyPress(k))
				asked = append(asked, cmd)
			}
			for _, cmd := range asked {
				o.run(cmd)
			}
			states := map[string]news.State{}
			for _, r := range o.rows(desk.Query{AnyState: true}) {
				states[r.ID] = r.State
			}
			for i, want := range c.want {
				if got := states[stories[i]]; got != want {
					t.Errorf("story %d is %v, want %v", i+1, got, want)
				}
			}
			o.standUp()
		})
	}
}
