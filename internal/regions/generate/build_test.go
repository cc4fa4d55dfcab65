package main

import (
	"slices"
	"testing"
)

func TestWordsAreInflectedAsTheirLanguageDoes(t *testing.T) {
	for _, c := range []struct {
		lang string
		form string
		want []string
	}{
		{"en", "Malian", []string{"Malian", "Malians"}},
		{"en", "Chinese", []string{"Chinese"}},
		{"fr", "malienne", []string{"malienne", "maliennes"}},
		{"fr", "sénégalais", []string{"sénégalais"}},
		{"pt", "português", []string{"português", "portugueses"}},
		{"ar", "مالي", []string{"مالي", "مالية", "ماليين", "ماليون", "ماليات"}},
	} {
		if got := inflect(c.lang, []string{c.form}); !slices.Equal(got, c.want) {
			t.Errorf("%s %s is inflected %v, want %v", c.lang, c.form, got, c.want)
		}
	}
}

func TestADivisionLosesTheWordForItsKind(t *testing.T) {
	for name, want := range map[string]string{
		"Borno State": "Borno", "Cercle d’ Abeïbara": "Abeïbara", "Département de Say": "Say", "Tillabéri Region": "Tillabéri", "Kidal": "Kidal",
	} {
		if got := plainDivision(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}

func TestWordsOfDirectionSayNothingAlone(t *testing.T) {
	for name, want := range map[string]bool{"Centre-Nord": true, "Far North": false, "Upper East": true, "Ashanti": false} {
		if got := direction(name); got != want {
			t.Errorf("%q is a direction alone: %v, want %v", name, got, want)
		}
	}
}

func TestSpellingsOfANameAreKept(t *testing.T) {
	c := city{name: "Abéché", plain: "Abeche", also: []string{"AEH", "Abecher", "a bei xie", "Абеше", "أبشي", "Fort Something", "ابےچے"}}
	if got := spellings(c); !slices.Equal(got, []string{"Abecher"}) {
		t.Errorf("the spellings are %v", got)
	}
	if got := arabicNames(c); !slices.Equal(got, []string{"أبشي"}) {
		t.Errorf("the Arabic names are %v", got)
	}
}

func TestTheBetterKnownPlaceKeepsItsName(t *testing.T) {
	country := entry{kind: countryName, place: "NE"}
	state := entry{kind: area, place: "NG:Niger"}
	village := entry{kind: town, place: "TD:Lac", people: 900}
	city := entry{kind: town, place: "NG:Lagos", people: 90_000}
	for _, c := range []struct {
		name string
		list []entry
		want []entry
	}{
		{"a country and a state", []entry{state, country}, []entry{country, {kind: area, place: "NG:Niger", doubt: true}}},
		{"a country and a village", []entry{village, country}, []entry{country}},
		{"a city and a village", []entry{village, city}, []entry{city}},
	} {
		if got := settleName(c.list); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestATownThatALargerOneAbroadOutshinesIsNotEntered(t *testing.T) {
	german := city{plain: "Heidelberg", country: "DE", people: 143_000}
	largest := largestOfName([]city{german})
	for _, c := range []struct {
		name string
		city city
		want bool
	}{
		{"in South Africa", city{plain: "Heidelberg", country: "ZA", people: 70_000}, true},
		{"the larger one itself", german, false},
		{"in a core country and not so much smaller", city{plain: "Heidelberg", country: "NG", people: 90_000}, false},
		{"in a core country and small", city{plain: "Heidelberg", country: "NG", people: 9_000}, true},
		{"the seat of a division", city{plain: "Heidelberg", country: "ZA", people: 70_000, feature: "PPLA"}, false},
	} {
		if got := c.city.outshone(largest); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestANameThatTwoDivisionsShareTellsTheCountryOnly(t *testing.T) {
	district := func(place string) entry { return entry{kind: part, place: place} }
	village := func(place string, people int) entry { return entry{kind: town, place: place, people: people} }
	for _, c := range []struct {
		name string
		list []entry
		want string
	}{
		{"two districts", []entry{district("NG:Kogi/Bassa"), district("NG:Plateau/Bassa")}, "NG"},
		{"a district twice in one division", []entry{district("NG:Kogi/Bassa"), district("NG:Kogi/Bassa")}, "NG:Kogi/Bassa"},
		{"two villages", []entry{village("ML:Gao", 900), village("ML:Mopti", 700)}, "ML"},
		{"a town and a village", []entry{village("ML:Gao", 9000), village("ML:Mopti", 700)}, "ML:Gao"},
		{"a division and a district", []entry{district("NG:Kwara/Ekiti"), {kind: area, place: "NG:Ekiti"}}, "NG:Ekiti"},
		{"the one that is surely meant", []entry{district("NG:Oyo/X"), district("NG:Osun/X"), {kind: town, place: "NG:Lagos", sure: true}}, "NG:Lagos"},
	} {
		if got := settleName(c.list); len(got) != 1 || got[0].place != c.want {
			t.Errorf("%s: %+v, want %s", c.name, got, c.want)
		}
	}
}
