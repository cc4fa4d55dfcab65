package regions

import (
	"slices"
	"strings"
	"testing"

	"harmattan/internal/news"
)

func own(t *testing.T, text string) []Region {
	t.Helper()
	list, err := parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// with is the default taxonomy with an officer's regions over it, as a placer.
func with(t *testing.T, regions []Region) *Placer {
	t.Helper()
	taxonomy, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	if taxonomy, err = taxonomy.With(regions); err != nil {
		t.Fatal(err)
	}
	p, err := New(taxonomy)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func ids(p *Placer) []string {
	var out []string
	for _, r := range p.Regions(news.English) {
		out = append(out, r.ID)
	}
	return out
}

func TestTheOfficersRegionsGoBeforeTheBuiltIn(t *testing.T) {
	for _, c := range []struct{ name, toml, title, region string }{
		{"another name for a country", "[[region]]\nid = \"togo\"\ncountries = [\"TG\"]", "Togo votes", "togo"},
		{"a region extended by a country", "[[region]]\nid = \"central-sahel\"\nextend = true\ncountries = [\"MR\"]", "Vote in Mauritania", "central-sahel"},
		{"what was there stays", "[[region]]\nid = \"central-sahel\"\nextend = true\ncountries = [\"MR\"]", "Vote in Burkina Faso", "central-sahel"},
		{"a region replaced", "[[region]]\nid = \"maghreb\"\ncountries = [\"DZ\"]", "Vote in Tunisia", "unplaced"},
		{"a region hidden", "[[region]]\nid = \"liptako\"\nhide = true", "Mali: attack near Gao", "central-sahel"},
		{"an area", "[[region]]\nid = \"menaka\"\nareas = [\"ML:Ménaka\"]", "Mali: attack near Ménaka", "menaka"},
		{"a term", "[[region]]\nid = \"locusts\"\nterms = [\"desert locust\"]", "Desert locust swarms grow", "locusts"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := with(t, own(t, c.toml)).Place(Text{Title: c.title}); got.Region != c.region {
				t.Errorf("%q is placed in %s, want %s", c.title, got.Region, c.region)
			}
		})
	}
}

func TestRegionsKeepTheirOrder(t *testing.T) {
	list := ids(with(t, []Region{
		{ID: "mine", Countries: []string{"TG"}},
		{ID: "first", Countries: []string{"BJ"}, After: "liptako"},
		{ID: "maghreb", Extend: true, After: "coastal"},
	}))
	order := []string{"liptako", "first", "central-sahel", "coastal", "maghreb", "sudan-horn", "mine", "pan-sahel", "unplaced"}
	at := -1
	for _, id := range order {
		i := slices.Index(list, id)
		if i <= at {
			t.Fatalf("%s stands at %d of %v, want it after the one before", id, i, list)
		}
		at = i
	}
}

func TestNamesFollowTheLanguageAndTheParentIndents(t *testing.T) {
	p := with(t, []Region{{ID: "mine", Countries: []string{"TG"}, Name: map[string]string{"fr": "À moi"}}})
	for _, c := range []struct {
		id   string
		lang news.Lang
		name string
	}{
		{"central-sahel", news.French, "Sahel central"},
		{"central-sahel", "de", "Central Sahel"},
		{"mine", news.English, "À moi"},
	} {
		for _, r := range p.Regions(c.lang) {
			if r.ID == c.id && r.Name != c.name {
				t.Errorf("%s in %q is called %q, want %q", c.id, c.lang, r.Name, c.name)
			}
		}
	}
	if r := p.Regions(news.English)[0]; r.ID != "liptako" || r.Depth != 1 || r.Parent != "central-sahel" {
		t.Errorf("the first region is %+v, want liptako, indented under central-sahel", r)
	}
	if got := p.CountryName("ML", news.Arabic); got != "مالي" {
		t.Errorf("Mali in Arabic is %q", got)
	}
	if got := p.CountryName("QQ", news.English); got != "" {
		t.Errorf("a country that does not exist is called %q", got)
	}
}

func TestAHiddenParentGivesItsPlaceToItsChildren(t *testing.T) {
	p := with(t, []Region{{ID: "central-sahel", Hide: true}})
	if r := p.Regions(news.English)[0]; r.ID != "liptako" || r.Depth != 0 {
		t.Errorf("got %+v, want liptako at the top", r)
	}
}

func TestWhatIsWrongWithARegionIsNamed(t *testing.T) {
	for _, c := range []struct {
		name    string
		regions []Region
		want    string
	}{
		{"no id", []Region{{Countries: []string{"ML"}}}, "region 1 has no id"},
		{"twice", []Region{{ID: "a", Terms: []string{"x"}}, {ID: "a", Terms: []string{"y"}}}, `region "a" stands there twice`},
		{"spaces in an id", []Region{{ID: "my region", Countries: []string{"ML"}}}, "small letters"},
		{"empty", []Region{{ID: "a"}}, "no countries, areas, terms or m49"},
		{"a country in small letters", []Region{{ID: "a", Countries: []string{"ml"}}}, `"ml" is no country`},
		{"a country that does not exist", []Region{{ID: "a", Countries: []string{"QQ"}}}, `"QQ" is no country`},
		{"an area without its country", []Region{{ID: "a", Areas: []string{"Gao"}}}, `"Gao" is no area`},
		{"an area that does not exist", []Region{{ID: "a", Areas: []string{"ML:Atlantis"}}}, `no area is called "ML:Atlantis"`},
		{"an M49 code", []Region{{ID: "a", M49: []string{"15"}}}, `"15" is no M49 code`},
		{"a term without letters", []Region{{ID: "a", Terms: []string{"…"}}}, "has no letter"},
		{"a condition", []Region{{ID: "a", Terms: []string{"x"}, When: "sometimes"}}, `"sometimes" is not known`},
		{"two for the rest", []Region{{ID: "a", When: None}}, `only one region can have when = "none"`},
		{"a parent that does not exist", []Region{{ID: "a", Terms: []string{"x"}, Parent: "b"}}, `parent = "b" names no region`},
		{"three levels", []Region{{ID: "a", Terms: []string{"x"}, Parent: "liptako"}}, "two levels"},
		{"its own parent", []Region{{ID: "a", Terms: []string{"x"}, Parent: "a"}}, "its own parent"},
		{"hidden but unknown", []Region{{ID: "a", Hide: true}}, "no such region"},
		{"unplaced hidden", []Region{{ID: "unplaced", Hide: true}}, "cannot be hidden"},
		{"after nothing", []Region{{ID: "a", Terms: []string{"x"}, After: "b"}}, `after = "b" names no region`},
	} {
		t.Run(c.name, func(t *testing.T) {
			taxonomy, err := Default()
			if err != nil {
				t.Fatal(err)
			}
			if taxonomy, err = taxonomy.With(c.regions); err == nil {
				_, err = New(taxonomy)
			}
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want it to say %s", err, c.want)
			}
		})
	}
}

func TestAnUnknownKeyIsNamedWithItsLine(t *testing.T) {
	_, err := parse([]byte("[[region]]\nid = \"a\"\nterm = [\"x\"]\n"))
	if err == nil || !strings.Contains(err.Error(), `line 3:1: unknown key "region.term"`) {
		t.Errorf("the error is %v", err)
	}
}

func TestEveryCountryOfThePressHasARegion(t *testing.T) {
	p := newPlacer(t)
	remote := []string{"TF", "IO", "SH", "AQ", "BV", "HM", "GS"}
	for code := range p.countries {
		if _, ok := p.byCountry[code]; !ok && !slices.Contains(remote, code) {
			t.Errorf("%s, %s, belongs to no region", code, p.CountryName(code, news.English))
		}
	}
}

func FuzzTaxonomy(f *testing.F) {
	f.Add([]byte(defaultRegions))
	f.Add([]byte("[[region]]\nid = \"a\"\nareas = [\"ML:Gao/Ansongo\"]\nwhen = \"none\"\nafter = \"liptako\""))
	f.Add([]byte("[[region]]\nid = \"liptako\"\nhide = true\n[[region]]\nid = \"central-sahel\"\nextend = true\nparent = \"coastal\""))
	given, err := Default()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := parse(data)
		if err != nil {
			return
		}
		laid, err := given.With(list)
		if err != nil {
			return
		}
		p, err := New(laid)
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, r := range p.Regions(news.English) {
			if r.Name == "" || seen[r.ID] || (r.Parent != "" && r.Depth != 1) {
				t.Errorf("a row of %q is %+v", data, r)
			}
			seen[r.ID] = true
		}
		if got := p.Place(Text{Title: "Mali: attack near Gao"}); !seen[got.Region] {
			t.Errorf("the region %q is not in the list", got.Region)
		}
	})
}
