package desk

import (
	"os"
	"slices"
	"testing"
	"time"
)

// Who is in the same story is seen as long as they are in it.
func TestOfficersInOneStorySeeEachOther(t *testing.T) {
	d := openDesk(t, t.TempDir(), newClock())
	events, end := d.Listen()
	defer end()
	awa, again, bintou := d.Visit(As(t.Context(), "Awa")), d.Visit(As(t.Context(), "Awa")), d.Visit(As(t.Context(), "Bintou"))
	others := func(says string, v *Visitor, want ...string) {
		t.Helper()
		if got := v.Others("s1"); !slices.Equal(got, want) {
			t.Errorf("%s: others are %v, want %v", says, got, want)
		}
	}
	awa.Attend("s1")
	again.Attend("s1")
	others("she is in it twice", bintou, "Awa")
	others("of her own readers", awa)
	if e := <-events; e.Kind != PresenceChanged || e.Who != "Awa" || !slices.Contains(e.Stories, "s1") {
		t.Errorf("told of %+v", e)
	}
	bintou.Attend("s1")
	others("both are in it", awa, "Bintou")
	bintou.Attend("s2")
	others("one went on", awa)
	bintou.Attend("s1")
	bintou.Leave()
	others("one left the desk", awa)
	awa.Leave()
	again.Attend("")
	others("nobody is in it", bintou)
}

// Officers who came to different programs on one server see each other too, and no longer once one of the programs has ended.
func TestOfficersOfDifferentProgramsSeeEachOther(t *testing.T) {
	if os.Getenv("HARMATTAN_POSTGRES") == "" {
		t.Skip("a desk in a file is held by one program; .ci/postgres runs this on a server")
	}
	c, folder := newClock(), t.TempDir()
	one, two := openDesk(t, folder, c), openDesk(t, folder, c)
	here, end := one.Listen()
	defer end()
	there, endThere := two.Listen()
	defer endThere()
	awa, bintou := one.Visit(As(t.Context(), "Awa")), two.Visit(As(t.Context(), "Bintou"))
	met := func(e Event) bool { return e.Kind == PresenceChanged && e.Who == "" }
	awa.Attend("s1")
	bintou.Attend("s1")
	await(t, here, met)
	await(t, there, met)
	if others := awa.Others("s1"); !slices.Equal(others, []string{"Bintou"}) {
		t.Errorf("Awa sees %v", others)
	}
	if others := bintou.Others("s1"); !slices.Equal(others, []string{"Awa"}) {
		t.Errorf("Bintou sees %v", others)
	}

	third := openDesk(t, folder, c) // which hears of those who came before
	late, endLate := third.Listen()
	defer endLate()
	chinedu := third.Visit(As(t.Context(), "Chinedu"))
	for len(chinedu.Others("s1")) < 2 {
		await(t, late, met)
	}

	if err := two.Close(); err != nil {
		t.Fatal(err)
	}
	for len(awa.Others("s1")) > 0 {
		await(t, here, met)
	}
	one.forgetElsewhere(time.Now())
	third.hearPresence(`{"Program":"gone","In":[{"Who":"Moussa","Story":"s1"}]}`)
	if others := chinedu.Others("s1"); !slices.Contains(others, "Moussa") {
		t.Errorf("Chinedu sees %v", others)
	}
	third.forgetElsewhere(time.Now().Add(2 * forgetAfter)) // a program that was killed says no farewell
	if others := chinedu.Others("s1"); slices.Contains(others, "Moussa") {
		t.Errorf("Chinedu still sees %v", others)
	}
}
