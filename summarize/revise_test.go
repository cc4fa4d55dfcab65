package summarize

import (
	"slices"
	"testing"
	"time"

	"harmattan/internal/news"
)

// edited is an invented article whose texts follow one another, an hour apart from Monday 7:00 on.
func edited(lang news.Lang, texts ...string) news.Article {
	a := news.Article{ID: "a", Lang: lang, Title: "Djibo", Revision: len(texts), Revised: monday(6 + len(texts))}
	for i, text := range texts[:len(texts)-1] {
		a.Prior = append(a.Prior, news.Revision{Number: i + 1, Seen: monday(7 + i), Title: "Djibo", Text: text})
	}
	a.Text = texts[len(texts)-1]
	return a
}

func TestAnEditTellsWhatItChanged(t *testing.T) {
	tests := map[string]struct {
		article        news.Article
		removed, added []string
		corrections    []news.Correction
	}{
		"a figure": {
			edited("en", "Gunmen attacked the market of Djibo on Sunday. Twelve people were killed in the attack, the governor said.",
				"Gunmen attacked the market of Djibo on Sunday. Fifteen people were killed in the attack, the governor said."),
			[]string{"Twelve people were killed in the attack, the governor said."},
			[]string{"Fifteen people were killed in the attack, the governor said."},
			[]news.Correction{{Was: "Twelve", Now: "Fifteen"}},
		},
		"a figure in French": {
			edited("fr", "Le bac a chaviré lundi avec 120 passagers à bord, selon la préfecture.", "Le bac a chaviré lundi avec 140 passagers à bord, selon la préfecture."),
			[]string{"Le bac a chaviré lundi avec 120 passagers à bord, selon la préfecture."},
			[]string{"Le bac a chaviré lundi avec 140 passagers à bord, selon la préfecture."},
			[]news.Correction{{Was: "120", Now: "140"}},
		},
		"a sentence more": {
			edited("en", "The bridge is shut.", "The bridge is shut. Ferries carry the lorries across."),
			nil,
			[]string{"Ferries carry the lorries across."},
			nil,
		},
		"another order": {edited("en", "The bridge is shut. It rained.", "It rained. The bridge is shut."), nil, nil, nil},
		"marks only":    {edited("en", "The bridge is shut", "The bridge is shut."), nil, nil, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			edits := Edits(test.article)
			if test.removed == nil && test.added == nil {
				if len(edits) != 0 {
					t.Errorf("edits %+v, want none", edits)
				}
				return
			}
			if len(edits) != 1 {
				t.Fatalf("%d edits, want one: %+v", len(edits), edits)
			}
			e := edits[0]
			if !slices.Equal(e.Removed, test.removed) || !slices.Equal(e.Added, test.added) || !slices.Equal(e.Corrections, test.corrections) {
				t.Errorf("%+v", e)
			}
			if e.Number != 2 || !e.Seen.Equal(monday(8)) {
				t.Errorf("revision %d at %s", e.Number, e.Seen)
			}
		})
	}
}

func TestEachRevisionIsComparedWithTheOneBefore(t *testing.T) {
	a := edited("en", "Some 12 people were killed in the attack on the market.", "Some 15 people were killed in the attack on the market.",
		"Some 15 people were killed in the attack on the market. Shops are shut.")
	edits := Edits(a)
	if len(edits) != 2 || len(edits[0].Corrections) != 1 || len(edits[1].Corrections) != 0 {
		t.Fatalf("edits %+v", edits)
	}
	if got := Corrected(edits); !got.Equal(monday(8)) {
		t.Errorf("corrected at %s", got)
	}
	if got := Corrected(nil); got != (time.Time{}) {
		t.Errorf("an article that was never edited was corrected at %s", got)
	}
}

func FuzzEdits(f *testing.F) {
	f.Add("Some 12 people were killed.", "Some 15 people were killed. \xff", "fr")
	f.Fuzz(func(_ *testing.T, was, now, lang string) { Edits(edited(news.Lang(lang), was, now)) })
}
