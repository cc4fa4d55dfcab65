package main

import (
	"slices"
	"strings"
	"unicode"

	"harmattan/internal/regions"
)

// Towns beyond the core countries must have so many people to be entered.
const (
	africaPeople = 40_000
	worldPeople  = 500_000
	manyPeople   = 100_000 // from here on a town's other names are entered too
)

// core are the countries whose divisions of both levels and whose towns are entered in full.
func core() []string {
	return []string{"ML", "BF", "NE", "TD", "MR", "SN", "SD", "NG", "BJ", "TG", "GH", "CI", "GN", "CM"}
}

// wide are the countries beyond the core whose first-level divisions are entered: Africa's and the large ones that news
// speaks of by their divisions.
func wide() []string {
	return []string{
		"AO", "BI", "BW", "CD", "CF", "CG", "DJ", "DZ", "EG", "ER", "ET", "GA", "GM", "GQ", "GW", "KE", "LR", "LY", "MA", "MG", "MW",
		"MZ", "NA", "RW", "SL", "SO", "SS", "TN", "TZ", "UG", "ZA", "ZM", "ZW", "US", "IN", "CA", "AU",
	}
}

func fold(name string) string { return strings.Join(regions.Fold(name), " ") }

// build puts the book together. Where two sources disagree, ours goes first.
func build(w world, own overlay) *book {
	b := &book{areas: map[string][]string{}, entries: map[string][]entry{}}
	b.addCountries(w)
	b.addOwn(own)
	divisions := newDivisions(b, w, own)
	for _, c := range w.cities {
		b.addTown(c, divisions)
	}
	b.settle(own)
	return b
}

func (b *book) addCountries(w world) {
	langs := []string{"en", "fr", "ar", "pt", "ha"}
	for _, code := range sorted(w.names["en"]) {
		if len(code) != 2 || len(w.within[code]) == 0 {
			continue
		}
		fields := []string{code, strings.Join(w.within[code], " ")}
		for _, lang := range langs {
			name := w.names[lang][code]
			fields = append(fields, name)
			b.add(countryName, code, plainCountry(name), 0)
		}
		b.countries = append(b.countries, strings.Join(fields, "\t"))
	}
}

// plainCountry is a display name as running text has it: "Congo - Kinshasa" and "Myanmar (Burma)" stand in no sentence.
func plainCountry(name string) string {
	name, _, _ = strings.Cut(name, " (")
	return strings.ReplaceAll(name, " - ", " ")
}

func (b *book) addOwn(own overlay) {
	for code, names := range own.words.Countries {
		b.addAll(countryName, code, names)
	}
	for code, names := range own.words.Powers {
		b.addAll(power, code, names)
	}
	for code, names := range own.words.Parts {
		b.addAll(area, code, names)
	}
	for codes, names := range own.words.Groups {
		for _, code := range strings.Fields(codes) {
			b.addAll(group, code, names)
		}
	}
	for code, names := range own.words.People {
		b.addAll(person, code, names)
	}
	b.addAll(nothing, "", own.words.None.Phrases)
	for lang, byCountry := range own.demonyms {
		for code, forms := range byCountry {
			if lang == "en" {
				b.addAll(capitalised, code, inflect(lang, forms))
			} else {
				b.addAll(demonym, code, inflect(lang, forms))
			}
		}
	}
	for _, pair := range own.words.Doubtful.Countries {
		code, name, _ := strings.Cut(pair, ":")
		key := fold(name)
		for i, e := range b.entries[key] {
			if e.place == code {
				b.entries[key][i].doubt = true
			}
		}
	}
}

// inflect adds the forms of a word that its language makes by rule.
func inflect(lang string, forms []string) []string {
	out := slices.Clone(forms)
	for _, form := range forms {
		last := form[len(form)-1]
		switch {
		case lang == "en" && (last == 'n' || last == 'i') && !strings.HasSuffix(form, "men"):
			out = append(out, form+"s")
		case lang == "fr" && !strings.ContainsRune("sx", rune(last)):
			out = append(out, form+"s")
		case lang == "pt" && strings.HasSuffix(form, "ês"):
			out = append(out, strings.TrimSuffix(form, "ês")+"eses")
		case lang == "pt" && strings.ContainsRune("aeo", rune(last)):
			out = append(out, form+"s")
		case lang == "ar":
			out = append(out, form+"ة", form+"ين", form+"ون", form+"ات")
		}
	}
	return out
}

// addTown enters a town under its division; other names only of towns that are large or the seat of one.
func (b *book) addTown(c city, d divisions) {
	place, known := d.of(c)
	capital := c.feature == "PPLC"
	seat := capital || c.feature == "PPLA"
	africa := slices.Contains(core(), c.country) || slices.Contains(wide()[:33], c.country)
	switch {
	case slices.Contains(core(), c.country):
	case africa && (seat || c.people >= africaPeople):
	case capital || c.people >= worldPeople:
	default:
		return
	}
	if c.feature == "PPLX" || c.feature == "PPLQ" || c.feature == "PPLW" { // quarters, and what people have left
		return
	}
	kind := town
	if capital {
		kind = power
	}
	if !known {
		place = c.country
	}
	names := []string{c.name, c.plain}
	if seat || c.people >= manyPeople {
		names = append(names, otherNames(c)...)
	}
	for _, name := range names {
		b.add(kind, place, name, c.people)
	}
}

// otherNames are a town's names in Latin and Arabic letters that can stand in a text: no airport codes, no transliterations
// in small letters, no short ones.
func otherNames(c city) []string {
	var out []string
	for _, name := range c.also {
		letters, latin, arabic := 0, 0, 0
		for _, r := range name {
			switch {
			case !unicode.IsLetter(r):
				continue
			case unicode.Is(unicode.Latin, r):
				latin++
			case unicode.Is(unicode.Arabic, r):
				arabic++
			}
			letters++
		}
		first := []rune(name + " ")[0]
		isLatin := latin == letters && unicode.IsUpper(first) && name != strings.ToUpper(name) && len(fold(name)) >= 5
		if letters > 0 && (isLatin || arabic == letters && letters >= 4) {
			out = append(out, name)
		}
	}
	return out
}
