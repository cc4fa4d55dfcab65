package regions

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestFoldTakesAccentsOff(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"Tillabéri", "tillaberi"},
		{"N’Djaména", "n djamena"},
		{"Ɗan Ƙasar Ɓauna", "dan kasar bauna"},
		{"Côte d'Ivoire", "cote d ivoire"},
		{"Œuvre", "oeuvre"},
		{"الجزائر", "جزائر"},
		{"أَزْوَاد", "ازواد"},
		{"…", ""},
	} {
		if got := strings.Join(Fold(c.name), " "); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}

func TestArabicLettersAndSignsAreWhatUnicodeSays(t *testing.T) {
	for r := rune(hamza); r <= lastMark; r++ {
		folded, inside := foldRune(nil, r)
		if letter := unicode.IsLetter(r) && r != 'ـ'; !inside || letter != (len(folded) > 0) {
			t.Errorf("%U becomes %q, part of a word %v", r, folded, inside)
		}
	}
}

func TestTheTableOfLatinLettersAgreesWithUnicode(t *testing.T) {
	for r := rune(latinFirst); r < latinEnd; r++ {
		want, _ := utf8.DecodeRuneInString(norm.NFD.String(string(unicode.ToLower(r))))
		got, inside := foldRune(nil, r)
		if inside != unicode.IsLetter(r) {
			t.Errorf("%q: belongs to a word %v, want %v", r, inside, unicode.IsLetter(r))
		}
		if want < utf8.RuneSelf && inside && string(got) != string(want) {
			t.Errorf("%q becomes %q, want %q", r, got, want)
		}
	}
}

// namesIn are the names found in a text and what the first of their meanings is.
func namesIn(f *finder, text string) []string {
	var out []string
	for _, n := range f.find(text) {
		out = append(out, text[n.start:n.end]+"="+f.meanings(n.node)[0].place)
	}
	return out
}

func TestNamesAreFoundWholeAndLongest(t *testing.T) {
	f := newPlacer(t).finder()
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Fighting in Burkina Faso-Mali border", []string{"Burkina Faso=BF", "Mali=ML"}},
		{"South Sudan and Sudan", []string{"South Sudan=SS", "Sudan=SD"}},
		{"Malians, not Malignant", []string{"Malians=ML"}},
		{"in Burkina. Faso is no name", []string{"Burkina=BF"}},
		{"Benin City", []string{"Benin City=NG:Edo"}},
		{"D.R. Congo and the U.S.", []string{"D.R. Congo=CD", "U.S=US"}},
		{"Indian Ocean", []string{"Indian Ocean="}},
		{"l’Algérie d’Agadez", []string{"Algérie=DZ", "Agadez=NE:Agadez"}},
		{"nigérien nigérian", []string{"nigérien=NE", "nigérian=NG"}},
		{"وبالسودان", []string{"وبالسودان=SD"}},
		{"", nil},
	} {
		if got := namesIn(f, c.text); !slices.Equal(got, c.want) {
			t.Errorf("in %q are %q, want %q", c.text, got, c.want)
		}
	}
}

func TestOneFinderServesManyGoroutines(t *testing.T) {
	p := newPlacer(t)
	done := make(chan string)
	for range 8 {
		go func() { done <- p.Place(Text{Title: "Mali: attack near Gao"}).Region }()
	}
	for range 8 {
		if got := <-done; got != "liptako" {
			t.Errorf("got %s, want liptako", got)
		}
	}
}

func FuzzPlace(f *testing.F) {
	f.Add("US says Niger must free its president", "NIAMEY, 3 August - Ministers met.")
	f.Add("قمة بين القاهرة والسودان", "Ça va\xff à Gao: “N'Djamena”.")
	f.Add("Sahel.After", "D.R. ال و\u0651\u202e Congo")
	p := newPlacer(f)
	f.Fuzz(func(t *testing.T, title, body string) {
		last := 0
		for _, n := range p.finder().find(body) {
			if n.start < last || n.end <= n.start || n.end > len(body) {
				t.Fatalf("%q: a name from %d to %d after %d", body, n.start, n.end, last)
			}
			last = n.end
		}
		got := p.Place(Text{Title: title, Body: body})
		if got.Region == "" || (got.Country != "" && got.CountryName == "") || got.Score < 0 {
			t.Errorf("%q is placed %+v", title, got)
		}
		for i, e := range got.Evidence {
			if !strings.Contains(strings.TrimSpace(title)+"\n"+body, e.Text) && utf8.ValidString(body) {
				t.Errorf("the evidence %q does not stand in the text", e.Text)
			}
			if i > 0 && e.Weight > got.Evidence[i-1].Weight {
				t.Errorf("the evidence is not in order: %v", got.Evidence)
			}
		}
	})
}
