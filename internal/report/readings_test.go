package report

import (
	"slices"
	"testing"

	"harmattan/internal/news"
)

func TestEachReadingStandsOnceWithAllWhoHoldIt(t *testing.T) {
	r := readings{lead: "Le Puits"}
	for _, m := range []struct{ mine, theirs, why, outlet string }{
		{"Six", "four", "", "RFI"},
		{"six", "Four", "", "The Post"},
		{"Trois", "four", "", "Omega"},
		{"six", "four", "", "RFI"},
		{"Monday", "Sunday", "", "RFI"},
		{"", "", "one denies it", "Omega"},
	} {
		r.add(news.Member{Kind: news.Differs, Mine: m.mine, Theirs: m.theirs, Why: m.why}, m.outlet)
	}
	want := []string{"four (Le Puits) / Six (RFI, The Post) / Trois (Omega)", "Sunday (Le Puits) / Monday (RFI)", "one denies it (Le Puits, Omega)"}
	if got := r.texts(); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
