package desk

import (
	"errors"
	"strings"
	"testing"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/store"
)

func rename(t *testing.T, d *Desk, from, to string) {
	t.Helper()
	if _, err := d.RenameOfficer(As(t.Context(), "Keeper"), from, to); err != nil {
		t.Fatal(err)
	}
}

// An officer who has another name finds what they were typing, the shift they are on and what was handed to them.
func TestAnotherNameTakesAlongWhatIsTheOfficers(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	awa, bintou := As(t.Context(), "Awa"), As(t.Context(), "Bintou")
	must(t, errors.Join(
		d.ComeOn(bintou, c.now()), d.KeepUnfinished(bintou, "s1", "ask the prefect"), d.KeepCommands(bintou, []string{"find ferry"}),
		d.KeepUnfinished(As(t.Context(), "Awa of Bintou"), "s1", "another one's"),
	))
	c.add(time.Hour)
	must(t, d.ComeOn(awa, c.now()))
	if _, err := d.HandOver(awa, "Bintou"); err != nil {
		t.Fatal(err)
	}
	c.add(time.Hour)
	rename(t, d, "Bintou", "Bintou Ba")
	since := As(t.Context(), "Bintou Ba")
	s, err := d.Shift(t.Context())
	if from, on := s.Since("Bintou Ba"); err != nil || !on || !from.Equal(c.now().Add(-2*time.Hour)) || len(s.On) != 1 || len(s.To("Bintou Ba")) != 1 || len(s.To("Bintou")) != 0 {
		t.Errorf("the shift is %+v, %v", s, err)
	}
	if text, err := d.Unfinished(since, "s1"); err != nil || text != "ask the prefect" || len(d.Commands(since)) != 1 {
		t.Errorf("she was typing %q, %v and %q", text, err, d.Commands(since))
	}
	if text, err := d.Unfinished(As(t.Context(), "Awa of Bintou"), "s1"); err != nil || text != "another one's" {
		t.Errorf("an officer whose name ends alike was typing %q, %v", text, err)
	}
	if h, err := d.TakeOver(since); err != nil || h.Who != "Awa" {
		t.Errorf("she takes over %+v, %v", h, err)
	}
	rename(t, d, "Bintou Ba", "B. Ba")
	for _, called := range []string{"bintou", "BINTOU BA", "b. ba"} { // whoever knows an old name only
		if h, err := d.HandOver(awa, called); err != nil || h.Whom != "B. Ba" {
			t.Errorf("handed over to %q, %+v, %v", called, h, err)
		}
	}
	must(t, d.ComeOn(bintou, c.now())) // somebody else, who has the name since
	if h, err := d.HandOver(awa, "bintou"); err != nil || h.Whom != "Bintou" {
		t.Errorf("handed over to %+v, %v", h, err)
	}
}

func TestANameThatCannotBeGivenIsRefused(t *testing.T) {
	c := newClock()
	d, server := openAway(t, t.TempDir(), c)
	must(t, d.ComeOn(As(t.Context(), "Awa"), c.now()))
	for _, test := range []struct {
		to   string
		want error
	}{
		{"", ErrNoName},
		{" Awa", ErrNoName},
		{"A\nwa", ErrNoName},
		{"A\x1b[31mwa", ErrNoName},
		{"A\u202ewa", ErrNoName},
		{strings.Repeat("a", 65), ErrNoName},
		{"Awa", ErrSameName},
	} {
		if _, err := d.RenameOfficer(t.Context(), "Awa", test.to); !errors.Is(err, test.want) {
			t.Errorf("%q: %v, want %v", test.to, err, test.want)
		}
	}
	server.begins(errAway())
	must(t, d.GoOff(As(t.Context(), "Awa"))) // it waits, under her name
	if _, err := d.RenameOfficer(t.Context(), "Awa", "Awa Maiga"); !errors.Is(err, ErrStepsWait) {
		t.Errorf("while steps wait: %v", err)
	}
}

// On a machine whose server was away nobody heard of another name: what waits is taken as it was written, and an undo takes back
// the step that its officer took.
func TestStepsThatWaitedUnderAnOldNameAreTaken(t *testing.T) {
	c := newClock()
	d, server := openAway(t, t.TempDir(), c)
	ingest(t, d, article(c, "soum", "Attack on the market of Djibo", attackText))
	story := onlyStory(t, d).ID
	awa := As(t.Context(), "Awa")
	if _, err := d.SetState(awa, story, news.Watching); err != nil {
		t.Fatal(err)
	}
	events, end := d.Listen()
	defer end()
	server.begins(errAway())
	if _, ok, err := d.Undo(awa); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if _, err := d.SetNote(awa, []string{story}, "ask the prefect"); err != nil {
		t.Fatal(err)
	}
	c.add(time.Minute)
	_, err := server.RenameOfficer(t.Context(), store.Renaming{From: "Awa", To: "Awa Maiga", By: "Keeper", At: c.now(), Own: isOwn})
	must(t, err)
	server.ends()
	if refused := taken(t, d, events); len(refused) > 0 {
		t.Error(refused)
	}
	row := onlyStory(t, d)
	steps, err := d.Steps(t.Context(), time.Time{})
	if err != nil || len(steps) != 3 || row.State != news.New || row.Note != "ask the prefect" {
		t.Fatalf("the story is %+v after %+v, %v", row, steps, err)
	}
	if steps[1].Undoes != steps[0].ID || steps[1].Who != "Awa Maiga" || steps[2].Who != "Awa" {
		t.Errorf("the log has %+v", steps)
	}
}
