package summarize

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"harmattan/internal/news"
)

// wells is an invented article of the shape this program exists for: a title stuck in the body, a paragraph said again
// with something added, the title of another article at the end.
const wells = `The province of Tamourit has reopened forty wells that were closed in March 2024 after a cholera outbreak, in a step that signals an end to the emergency in the northern cantons.Tamourit reopens forty wells as cholera emergency ends
The province of Tamourit has reopened forty wells closed after the cholera outbreak.Engineers tested the water of each well twice before the covers were taken off.
The health service recently resumed mobile clinics in the cantons amid falling case numbers following the repair of its only ferry.The minister, Idder Amzil, praised the crews who worked through the hot season.
Traders in the capital expect the price of a barrel to fall by the end of the month.The health service recently resumed mobile clinics in the cantons amid falling case numbers following the repair of its only ferry.
Villagers at Inzeguen have not drunk from their old well yet.The health service recently resumed mobile clinics in the cantons after repairing its only ferry, a gap that had left eleven villages without a doctor.
Ministers of Polynesia prepare second conference on deep sea fishing quotas
`

func brief(text string) news.Briefing {
	return Brief([]news.Article{{ID: "a", Lang: news.English, Text: text}})
}

// groupsOfTexts lists the repeats by the beginnings of their statements.
func groupsOfTexts(b news.Briefing) [][]string {
	var out [][]string
	for _, r := range b.Repeats {
		var g []string
		for _, m := range r.Members {
			text := b.Statements[m.ID-1].Text
			g = append(g, text[:min(len(text), 24)])
		}
		out = append(out, g)
	}
	return out
}

func TestAnArticleThatRepeatsItselfIsCollapsed(t *testing.T) {
	b := brief(wells)
	want := [][]string{
		{"The province of Tamourit", "Tamourit reopens forty w", "The province of Tamourit"},
		{"The health service recen", "The health service recen", "The health service recen"},
	}
	if got := groupsOfTexts(b); !reflect.DeepEqual(got, want) {
		t.Fatalf("repeats %q, want %q", got, want)
	}
	if kinds := kindsOf(b.Repeats[1]); !slices.Contains(kinds, news.Lead) || !slices.Contains(kinds, news.Adds) {
		t.Errorf("kinds %v, want a lead and one that adds", kinds)
	}
	asides := map[string]news.AsideKind{}
	for _, a := range b.Asides {
		asides[strings.Fields(b.Statements[a.ID-1].Text)[0]] = a.Kind
	}
	if want := map[string]news.AsideKind{"Tamourit": news.AsideHeadline, "Ministers": news.AsideForeign}; !reflect.DeepEqual(asides, want) {
		t.Errorf("asides %v, want %v", asides, want)
	}
	if b.Title != "Tamourit reopens forty wells as cholera emergency ends" {
		t.Errorf("title %q, want the headline from the body", b.Title)
	}
}

func kindsOf(r news.Repeat) []news.Kind {
	var out []news.Kind
	for _, m := range r.Members {
		out = append(out, m.Kind)
	}
	return out
}

func TestNothingIsLost(t *testing.T) { reachable(t, brief(wells)) }

// reachable fails unless every statement is in the order, in a repeat whose lead is, or an aside with its reason.
func reachable(t *testing.T, b news.Briefing) {
	t.Helper()
	shown := map[int]bool{}
	for _, id := range b.Order {
		if shown[id] {
			t.Errorf("statement %d stands twice in the order", id)
		}
		shown[id] = true
	}
	for _, a := range b.Asides {
		if a.Why == "" {
			t.Errorf("aside %d has no reason", a.ID)
		}
		shown[a.ID] = true
	}
	for _, r := range b.Repeats {
		if !shown[r.Lead] {
			t.Errorf("lead %d is not shown", r.Lead)
		}
		for _, m := range r.Members {
			shown[m.ID] = true
		}
	}
	texts := map[string]string{}
	for _, a := range b.Articles {
		texts[a.ID] = a.Text
	}
	for _, s := range b.Statements {
		if !shown[s.ID] {
			t.Errorf("statement %d cannot be reached: %q", s.ID, s.Text)
		}
		if texts[s.Article][s.Start:s.End] != s.Text {
			t.Errorf("statement %d does not stand at its offsets", s.ID)
		}
	}
}

func TestDifferentFiguresAreShownAndNeverMerged(t *testing.T) {
	b := Brief([]news.Article{
		{ID: "a", Outlet: "Radio Inzeguen", Lang: news.English, Text: "At least 12 people were killed when gunmen attacked the market of Tamourit on Friday, the prefecture said."},
		{ID: "b", Outlet: "The Wadi Post", Lang: news.English, Text: "At least 15 people were killed when gunmen attacked the market of Tamourit on Friday, a hospital source said."},
	})
	if len(b.Repeats) != 1 || len(b.Order) != 2 {
		t.Fatalf("repeats %+v, order %v; want one repeat and both in the order", b.Repeats, b.Order)
	}
	var differs news.Member
	for _, m := range b.Repeats[0].Members {
		if m.Kind == news.Differs {
			differs = m
		}
	}
	if readings := []string{differs.Mine, differs.Theirs}; !slices.Contains(readings, "12") || !slices.Contains(readings, "15") {
		t.Errorf("%+v, want the readings 12 and 15", differs)
	}
}

func TestStatementsInTwoLanguagesAreOneWhenSure(t *testing.T) {
	b := Brief([]news.Article{
		{ID: "a", Lang: news.French, Text: "Trente-quatre passagers ont été secourus par des pêcheurs de l’île d’Arkoum. Le bac avait quitté Tessit lundi soir."},
		{ID: "b", Lang: news.English, Text: "Fishermen from Arkoum island rescued 34 passengers. The weather office expects more wind."},
	})
	if len(b.Repeats) != 1 || len(b.Order) != 3 {
		t.Errorf("repeats %+v, order %v; want the rescue once and two other statements", b.Repeats, b.Order)
	}
}

func TestTheTrustedSourceLeads(t *testing.T) {
	text := "The bridge over the Wadi Ashkar will stay closed for ten days, the prefect of Tamourit said on Monday."
	b := Brief([]news.Article{
		{ID: "a", Grade: "D", Lang: news.English, Text: text},
		{ID: "b", Grade: "A", Lang: news.English, Text: text},
	})
	if len(b.Repeats) != 1 || b.Statements[b.Repeats[0].Lead-1].Article != "b" {
		t.Errorf("%+v, want the statement of the source graded A to lead", b.Repeats)
	}
}

func TestANewRevisionReplacesTheOld(t *testing.T) {
	morning, noon := time.Date(2026, 3, 1, 6, 0, 0, 0, time.UTC), time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	old := "The clinic at Arkoum has closed. Two nurses were sent home."
	revised := news.Article{
		ID: "a", Lang: news.English, Text: old + " A third clinic opened at Tessit instead.", Seen: morning, Revision: 2, Revised: noon,
		Prior: []news.Revision{{Number: 1, Seen: morning, Text: old}},
	}
	c := NewCollapser(nil)
	c.Add(news.Article{ID: "a", Lang: news.English, Text: old, Seen: morning, Revision: 1, Revised: morning})
	c.Add(revised)
	b := c.Briefing()
	if len(b.Articles) != 1 || len(b.Statements) != 3 {
		t.Fatalf("%d articles and %d statements, want 1 and 3", len(b.Articles), len(b.Statements))
	}
	for i, want := range []time.Time{morning, morning, noon} {
		if got := b.Statements[i].Seen; !got.Equal(want) {
			t.Errorf("statement %d was seen at %v, want %v", i+1, got, want)
		}
	}
	if whole := Brief([]news.Article{revised}); !reflect.DeepEqual(whole, b) {
		t.Errorf("read at once it is another briefing: %+v, want %+v", whole, b)
	}
}

func TestABriefingIsTheSameEachTime(t *testing.T) {
	first := brief(wells)
	for range 5 {
		if again := brief(wells); !reflect.DeepEqual(first, again) {
			t.Fatal("the same article gave two briefings")
		}
	}
}

func FuzzBrief(f *testing.F) {
	f.Add(wells, "Un bac a chaviré lundi. Douze morts.", "en", "fr")
	f.Add("a\nb\nc", "", "", "ar")
	f.Add("12 killed.15 killed.\xff", "© 2026", "pt", "ha")
	f.Fuzz(func(t *testing.T, one, two, langOne, langTwo string) {
		reachable(t, Brief([]news.Article{
			{ID: "1", Lang: news.Lang(langOne), Title: two, Text: one},
			{ID: "2", Lang: news.Lang(langTwo), Text: two},
		}))
	})
}
