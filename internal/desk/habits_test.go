package desk

import (
	"testing"

	"harmattan/internal/news"
)

// What a feed puts under all its articles is folded in every briefing, also in one that was read before it was learned,
// and after the program was started again.
func TestARecurringLineIsFoldedEverywhere(t *testing.T) {
	const line = "The Wadi Post reads the news for you."
	folder, c := t.TempDir(), newClock()
	d := openDesk(t, folder, c)
	reports := [][2]string{
		{"Locusts strip fields near Tahoua", "Locusts stripped nine villages of their millet near Tahoua on Sunday."},
		{"Nurses end strike in Zinder", "Nurses in Zinder went back to work after the ministry paid their March salaries."},
		{"Ferry resumes at Bourem", "The ferry at Bourem carries lorries again after its engine was replaced."},
		{"Cholera vaccines reach Diffa", "Forty thousand doses of cholera vaccine were flown to Diffa on Monday."},
	}
	for _, r := range reports {
		ingest(t, d, article(c, "wadi", r[0], r[1]+"\n"+line))
	}
	folded := func(d *Desk) int {
		t.Helper()
		rows, err := d.Stories(t.Context(), Query{AnyState: true})
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != len(reports) {
			t.Fatalf("%d stories, want %d", len(rows), len(reports))
		}
		n := 0
		for _, row := range rows {
			view, err := d.Story(t.Context(), row.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range view.Briefing.Asides {
				if a.Kind == news.AsideBoilerplate && a.Why == "stands in 4 articles of its feed" {
					n++
				}
			}
		}
		return n
	}
	if n := folded(d); n != len(reports) {
		t.Errorf("folded in %d briefings, want all %d", n, len(reports))
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if n := folded(openDesk(t, folder, c)); n != len(reports) {
		t.Errorf("after a restart folded in %d briefings, want all %d", n, len(reports))
	}
}
