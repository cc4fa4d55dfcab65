package desk

import (
	"slices"
	"testing"
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
