package summarize

import (
	"testing"

	"harmattan/internal/news"
)

func TestTollsOfOneEventContradictEachOther(t *testing.T) {
	const scene = "Gunmen attacked the market of Djibo in northern Burkina Faso on Sunday. "
	tests := map[string]struct {
		a, b string
		want string // how the difference reads, "" for none
	}{
		"two counts of the killed":   {"Twelve people were killed, the governor said.", "Fifteen people were killed, survivors said.", "12 / 15"},
		"soldiers and drivers":       {"Twelve soldiers were killed, the governor said.", "Three drivers were killed, survivors said.", ""},
		"the killed and the wounded": {"Twelve people were killed, the governor said.", "Fifteen people were wounded, survivors said.", ""},
		"a toll of another month":    {"Twelve people were killed, the governor said.", "Fifteen people were killed there in March.", ""},
		"one count told twice":       {"Twelve people were killed, the governor said.", "At least 12 people were killed.", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			b := Brief([]news.Article{
				{ID: "a", Outlet: "A", Lang: news.English, Text: scene + test.a},
				{ID: "b", Outlet: "B", Lang: news.English, Text: scene + test.b},
			})
			got := ""
			for _, r := range b.Repeats {
				for _, m := range r.Members {
					if m.Kind == news.Differs {
						got = m.Why
					}
				}
			}
			if test.want == "" && got != "" || test.want != "" && got != test.want+" people were killed" && got != "15 / 12 people were killed" {
				t.Errorf("differs %q, want %q", got, test.want)
			}
		})
	}
}
