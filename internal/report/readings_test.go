package report

import (
	"slices"
	"testing"

	"harmattan/internal/news"
)

func TestEachReadingStandsOnceWithAllWhoHoldIt(t *testing.T) {
	var splits []Split
	for _, m := range []struct{ mine, theirs, why, outlet string }{
		{"Six", "four", "", "RFI"},
		{"six", "Four", "", "The Post"},
		{"Trois", "four", "", "Omega"},
		{"six", "four", "", "RFI"},
		{"Monday", "Sunday", "", "RFI"},
		{"", "", "one denies it", "Omega"},
	} {
		member := news.Member{Kind: news.Differs, Mine: m.mine, Theirs: m.theirs, Why: m.why}
		splits = AddSplit(splits, member, m.outlet, []string{"Le Puits"})
	}
	want := []string{"four (Le Puits) / Six (RFI, The Post) / Trois (Omega)", "Sunday (Le Puits) / Monday (RFI)", "one denies it (Le Puits, Omega)"}
	var got []string
	for _, s := range splits {
		got = append(got, splitText(s, "Le Puits"))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
