package ui

import (
	"math/rand/v2"
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// FuzzAnyKeysOverADesk walks over a real desk, whose commands run to their end. Whatever keys and sizes come, the screen
// is whole, no story is lost, the list shows the states that the desk keeps, and undo leads back to the beginning.
func FuzzAnyKeysOverADesk(f *testing.F) {
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 11))
		steps := make([]byte, 66+seed)
		for i := range steps {
			steps[i] = byte(r.IntN(256))
		}
		f.Add(steps)
	}
	f.Fuzz(func(t *testing.T, steps []byte) {
		if len(steps) > 200 {
			t.Skip("long enough is long enough")
		}
		walkDesk(t, steps)
	})
}

func walkDesk(t *testing.T, steps []byte) {
	t.Helper()
	t.Chdir(t.TempDir()) // some keys write files
	t.Setenv("VISUAL", "true")
	o := sitDown(t, t.TempDir())
	articles := invented()
	for i := range articles {
		articles[i].URL = "" // no key is to open a browser
	}
	if err := o.d.Ingest(t.Context(), articles); err != nil {
		t.Fatal(err)
	}
	o.readIn([]news.Lang{news.English, news.French}[len(steps)/3%2], 100, 30)
	presetOf(t, o.m, Presets()[len(steps)%3])
	o.m.o.Mouse = true
	keys := everyKey()
	for _, step := range steps {
		i := int(step)
		switch {
		case i < len(keys):
			o.press(keys[i])
		case i%2 == 0:
			_, cmd := o.m.Update(mouseAt(i, 5*(i%31), 2*(i%19)))
			o.run(cmd)
		default:
			o.m.Update(tea.WindowSizeMsg{Width: 7 * (i % 29), Height: 3 * (i % 17)})
		}
		wholeScreen(t, o.m)
		if t.Failed() {
			t.Fatalf("after %q", pressed(steps, keys))
		}
	}
	o.nothingIsLost(pressed(steps, keys))
}

// nothingIsLost compares what the list shows with what the desk keeps, and takes every step back.
func (o *officer) nothingIsLost(keys []string) {
	o.t.Helper()
	articles, _, _, err := o.d.Counts(o.t.Context())
	if err != nil || articles != len(invented()) {
		o.t.Errorf("%d articles are left, %v; after %q", articles, err, keys)
	}
	kept := o.rows(desk.Query{AnyState: true})
	for _, shown := range o.m.stories.rows {
		i := slices.IndexFunc(kept, func(r news.StoryRow) bool { return r.ID == shown.ID })
		if i < 0 || kept[i].State != shown.State || kept[i].Note != shown.Note || kept[i].Owner != shown.Owner {
			o.t.Errorf("the list shows %+v, the desk keeps %+v; after %q", shown, kept, keys)
		}
	}
	for {
		_, more, err := o.d.Undo(o.t.Context())
		if err != nil {
			o.t.Fatalf("undo: %v; after %q", err, keys)
		}
		if !more {
			break
		}
	}
	for _, r := range o.rows(desk.Query{AnyState: true}) {
		if r.State != news.New || r.Note != "" || r.Owner != "" || r.Handover {
			o.t.Errorf("undone to the beginning, a story is %+v; after %q", r, keys)
		}
	}
	if err := o.d.Check(o.t.Context()); err != nil {
		o.t.Errorf("%v; after %q", err, keys)
	}
	if err := o.d.Close(); err != nil {
		o.t.Error(err)
	}
}

func pressed(steps []byte, keys []string) []string {
	var out []string
	for _, s := range steps {
		if int(s) < len(keys) {
			out = append(out, keys[s])
		}
	}
	return out
}
