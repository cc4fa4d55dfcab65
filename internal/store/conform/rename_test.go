package conform

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/store"
)

// isOfTests tells which facts tests have for each officer.
func isOfTests(fact string) bool { return fact == "commands" || fact == "draft" }

func renamed(t *testing.T, s desk, from, to string) store.Renamed {
	t.Helper()
	done, err := s.RenameOfficer(t.Context(), store.Renaming{From: from, To: to, By: "Keeper", At: noon, Own: isOfTests})
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// twoOfficers have read and decided: Awa first, Bintou after her.
func twoOfficers(t *testing.T, s desk) {
	t.Helper()
	save(t, s, change(1), change(2), change(3))
	awa, bintou := came(t, "Awa"), came(t, "Bintou")
	var errs []error
	keep := func(_ any, err error) { errs = append(errs, err) }
	errs = append(errs, s.MarkRead(awa, storyID(1), noon.Add(time.Hour)), s.MarkRead(bintou, storyID(2), noon.Add(time.Hour)))
	keep(s.SetState(bintou, storyID(2), news.Cited, noon))
	keep(s.SetRemark(bintou, []string{storyID(3), storyID(2)}, news.DeedOwner, "Bintou", noon))
	keep(s.SetRemark(awa, []string{storyID(3)}, news.DeedOwner, "Awa", noon))
	keep(s.AddDuty(awa, news.Duty{At: noon, Who: "Bintou", Deed: news.CameOn}))
	errs = append(errs,
		s.SetMeta(awa, store.OwnFact("commands", "Bintou"), "hers"), s.SetMeta(awa, store.OwnFact("draft", "Bintou"), "begun"),
		s.SetMeta(awa, store.OwnFact("commands", "Awa of Bintou"), "another one's"),
	)
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

func anOfficerIsGivenAnotherName(t *testing.T, s desk) {
	t.Helper()
	twoOfficers(t, s)
	if done := renamed(t, s, "Bintou", "Bintou Ba"); done != (store.Renamed{Steps: 3, Stories: 1}) {
		t.Errorf("it carried %+v", done)
	}
	for range 2 { // also where nothing is remembered of before
		for officer, want := range map[string][]string{
			"Awa": {storyID(2), storyID(3)}, "Bintou Ba": {storyID(1), storyID(3)}, "Bintou": {storyID(1), storyID(2), storyID(3)},
		} {
			rows, err := s.Stories(store.ReadBy(t.Context(), officer), store.Filter{Unread: true})
			if got := idsOf(rows); err != nil || !slices.Equal(sorted(got), want) {
				t.Errorf("%s has %v unread, %v; want %v", officer, got, err, want)
			}
		}
		s = s.again(t)
	}
	for fact, want := range map[string]string{
		store.OwnFact("commands", "Bintou Ba"): "hers", store.OwnFact("draft", "Bintou Ba"): "begun",
		store.OwnFact("commands", "Bintou"): "", store.OwnFact("commands", "Awa of Bintou"): "another one's",
	} {
		if got, err := s.Meta(t.Context(), fact); err != nil || got != want {
			t.Errorf("%s is %q, %v; want %q", fact, got, err, want)
		}
	}
	if _, ok, err := s.Undo(came(t, "Bintou"), noon); ok || err != nil {
		t.Errorf("under a name that nobody has something is taken back: %t, %v", ok, err)
	}
	if _, ok, err := s.Undo(came(t, "Awa"), noon); !ok || err != nil {
		t.Fatal(ok, err)
	}
	for n, want := range map[int]string{2: "Bintou Ba", 3: "Bintou Ba"} { // whose it was before Awa took it
		if row := storyNow(t, s, storyID(n)); row.Owner != want {
			t.Errorf("story %d is %q's, want %q", n, row.Owner, want)
		}
	}
	for range 2 { // the owner of both, then the state
		if _, ok, err := s.Undo(came(t, "Bintou Ba"), noon); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	if got := state(t, s, storyID(2)); got != news.New {
		t.Errorf("undone, the story is %s", got)
	}
	if err := s.MarkRead(came(t, "Bintou Ba"), storyID(3), noon.Add(time.Hour)); err != nil {
		t.Error(err)
	}
	whole(t, s)
}

func theLogTellsOfAnotherName(t *testing.T, s desk) {
	t.Helper()
	twoOfficers(t, s)
	signed := func(says string, want ...string) {
		t.Helper()
		steps, err := s.Steps(t.Context(), time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, step := range steps {
			got = append(got, step.Who+" as "+step.Signed)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: the steps are signed %q, want %q", says, got, want)
		}
	}
	renamed(t, s, "Bintou", "Bintou Ba")
	signed("renamed", "Bintou Ba as Bintou", "Bintou Ba as Bintou", "Bintou Ba as Bintou", "Awa as ")
	if _, err := s.SetState(came(t, "Bintou Ba"), storyID(1), news.Cited, noon); err != nil {
		t.Fatal(err)
	}
	renamed(t, s, "Bintou Ba", "B. Ba")
	signed("renamed again", "B. Ba as Bintou", "B. Ba as Bintou", "B. Ba as Bintou", "Awa as ", "B. Ba as Bintou Ba")
	renamed(t, s, "B. Ba", "Bintou")
	signed("and back", "Bintou as ", "Bintou as ", "Bintou as ", "Awa as ", "Bintou as Bintou Ba")
	list, err := s.Duties(t.Context(), time.Time{})
	if err != nil || len(list) != 4 || list[0].Who != "Bintou" {
		t.Fatalf("about shifts the log has %+v, %v", list, err)
	}
	want := news.Duty{ID: list[1].ID, At: noon, Who: "Keeper", Deed: news.Renamed, Whom: "Bintou", Name: "Bintou Ba"}
	if list[1] != want {
		t.Errorf("the entry is %+v, want %+v", list[1], want)
	}
}

func whatTwoOfficersDidIsNotMadeOne(t *testing.T, s desk) {
	t.Helper()
	twoOfficers(t, s)
	tests := []struct {
		says, from, to string
		want           error
		hint           string
	}{
		{"an unknown name", "Chinedu", "Chi", store.ErrNotFound, `"Awa", "Bintou"`},
		{"no name", "", "Chi", store.ErrNotFound, `"Awa"`},
		{"an end of a name", "Ba", "Chi", store.ErrNotFound, `"Awa"`},
		{"the name of one who read", "Bintou", "Awa", store.ErrNameTaken, `"Awa (before)"`},
		{"the name of one who came on", "Awa", "Bintou", store.ErrNameTaken, `"Bintou (before)"`},
		{"the name of one who typed", "Awa", "Awa of Bintou", store.ErrNameTaken, `"Awa of Bintou (before)"`},
	}
	before := seen(t, s)
	for _, test := range tests {
		_, err := s.RenameOfficer(t.Context(), store.Renaming{From: test.from, To: test.to, At: noon, Own: isOfTests})
		var hinted interface{ Hint() string }
		if !errors.Is(err, test.want) || !errors.As(err, &hinted) || !strings.Contains(hinted.Hint(), test.hint) {
			t.Errorf("%s: the error is %v, %v", test.says, err, hinted)
		}
	}
	if after := seen(t, s); after != before {
		t.Errorf("what was refused changed the desk: %s\nwas %s", after, before)
	}
	renamed(t, s, "Bintou", "Bintou Ba") // what was hers leaves the name to others
	renamed(t, s, "Awa", "Bintou")
	for officer, want := range map[string][]string{"Bintou Ba": {storyID(1), storyID(3)}, "Bintou": {storyID(2), storyID(3)}} {
		rows, err := s.Stories(store.ReadBy(t.Context(), officer), store.Filter{Unread: true})
		if got := idsOf(rows); err != nil || !slices.Equal(sorted(got), want) {
			t.Errorf("%s has %v unread, %v; want %v", officer, got, err, want)
		}
	}
	whole(t, s)
}

// A program that knows whose marks are whose hears of it, and one that was cut off finds out.
func TestAnotherNameIsHeardOfByOtherPrograms(t *testing.T) {
	data := newSchema(t)
	one, two := newDesk(t, data), newDesk(t, data)
	begun, notices := make(chan bool, 10), make(chan store.Notice, 1000)
	go one.Follow(t.Context(), func(n store.Notice) {
		if n.Begun {
			begun <- true
			return
		}
		notices <- n
	})
	<-begun
	twoOfficers(t, two)
	unread := func(officer string) bool {
		row, err := one.Story(store.ReadBy(t.Context(), officer), storyID(2))
		if err != nil {
			t.Fatal(err)
		}
		return row.Unread()
	}
	if unread("Bintou") || !unread("Awa") {
		t.Fatal("Bintou has not read what she read")
	}
	for len(notices) > 0 {
		<-notices
	}
	renamed(t, two, "Bintou", "Bintou Ba")
	next(t, notices, func(n store.Notice) bool { return len(n.Stories) == 0 && !unread("Bintou Ba") })
	if !unread("Bintou") {
		t.Error("a name that nobody has is still whose marks it was")
	}
	if err := one.MarkRead(came(t, "Bintou"), storyID(1), noon.Add(time.Hour)); err != nil { // what waited somewhere under the old name
		t.Error(err)
	}
	if unread("Bintou Ba") || !unread("Bintou") {
		t.Error("marks under the old name are mixed with those under the new one")
	}
	whole(t, one)
}
