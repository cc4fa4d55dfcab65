package summarize

import (
	"slices"
	"testing"

	"harmattan/internal/news"
)

func TestOrigins(t *testing.T) {
	wire := "The bridge at Markala in central Mali was closed to lorries on Sunday after a pier sank by nine centimetres, the roads office said. Repairs will take nine days."
	tests := map[string]struct {
		articles []news.Article
		want     []string
	}{
		"a copy with light edits": {
			[]news.Article{{Outlet: "A", Lang: "en", Text: wire}, {Outlet: "B", Lang: "en", Text: "The bridge at Markala in central Mali was shut to lorries on Sunday after a pier sank by nine centimetres, the roads office said."}},
			[]string{"A", "A"},
		},
		"two reports of one event": {
			[]news.Article{{Outlet: "A", Lang: "en", Text: wire}, {Outlet: "B", Lang: "en", Text: "Lorries may not cross the Markala bridge before next week. A pier gave way on Sunday, engineers told our reporter, and divers are looking at the others."}},
			[]string{"A", "B"},
		},
		"an agency's credit names the origin of all copies": {
			[]news.Article{{Outlet: "A", Lang: "en", Text: wire}, {Outlet: "B", Lang: "en", Text: "BAMAKO (Reuters) - " + wire}},
			[]string{"Reuters", "Reuters"},
		},
		"a credit at the end": {
			[]news.Article{{Outlet: "A", Lang: "fr", Text: "Le pont de Markala est fermé aux camions depuis dimanche.\nSource : APA"}},
			[]string{"APA"},
		},
		"an agency that is only quoted": {
			[]news.Article{{Outlet: "A", Lang: "en", Text: "The minister told Reuters on Sunday that the bridge was closed. He gave no reason for it."}},
			[]string{"A"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Origins(test.articles); !slices.Equal(got, test.want) {
				t.Errorf("origins %q, want %q", got, test.want)
			}
		})
	}
}
