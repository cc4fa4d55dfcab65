package main

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"harmattan/internal/regions"
)

// Towns beyond the core countries must have so many people to be entered.
const (
	africaPeople = 40_000
	worldPeople  = 400_000
	manyPeople   = 100_000   // from here on an African town's other names are entered too
	greatPeople  = 1_000_000 // from here on any town's Arabic names
)

// core are the countries whose divisions of both levels and whose towns are entered in full.
func core() []string {
	return []string{"ML", "BF", "NE", "TD", "MR", "SN", "SD", "NG", "BJ", "TG", "GH", "CI", "GN", "CM"}
}

// africaOfAbroad is how many of abroad lie in Africa; they stand first.
const africaOfAbroad = 33

// abroad are the countries beyond the core whose first-level divisions are entered: Africa's and the large ones that news
// speaks of by their divisions.
func abroad() []string {
	return []string{
		"AO", "BI", "BW", "CD", "CF", "CG", "DJ", "DZ", "EG", "ER", "ET", "GA", "GM", "GQ", "GW", "KE", "LR", "LY", "MA", "MG", "MW",
		"MZ", "NA", "RW", "SL", "SO", "SS", "TN", "TZ", "UG", "ZA", "ZM", "ZW", "US", "IN", "CA", "AU", "CN",
	}
}

func fold(name string) string { return strings.Join(regions.Fold(name), " ") }

// build puts the book together. Where two sources disagree, ours goes first.
func build(w world, own overlay) *book {
	b := &book{areas: map[string][]string{}, entries: map[string][]entry{}}
	b.addCountries(w)
	b.addOwn(own)
	divisions := newDivisions(b, w, own)
	largest := largestOfName(w.cities)
	for _, c := range w.cities {
		if c.outshone(largest) {
			continue
		}
		b.addTown(c, divisions)
	}
	b.settle(own)
	return b
}

func (b *book) addCountries(w world) {
	langs := []string{"en", "fr", "ar", "pt", "ha"}
	for _, code := range sorted(w.names["en"]) {
		if len(code) != 2 || len(w.within[code]) == 0 || slices.Contains([]string{"EA", "IC", "QO"}, code) { // CLDR counts Ceuta, the Canaries and the rest of Oceania apart
			continue
		}
		fields := []string{code, strings.Join(w.within[code], " ")}
		for _, lang := range langs {
			name := w.names[lang][code]
			fields = append(fields, name)
			for one := range strings.SplitSeq(plainCountry(name), ",") { // two names: "Sham, Siriya"
				b.add(countryName, code, strings.TrimSpace(one), 0)
			}
		}
		b.add(countryName, code, plainCountry(w.names["pt-PT"][code]), 0) // Portugal's and Africa's "Irão" is Brazil's "Irã"
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
	for code, names := range own.words.Exonyms {
		b.addAll(town, code, names)
	}
	for division, names := range own.words.Places {
		b.addAll(town, division, names)
	}
	for code, names := range own.words.Parts {
		b.addAll(area, code, names)
	}
	for code, names := range own.words.Hints {
		b.addAll(hint, code, names)
	}
	for codes, names := range own.words.Groups {
		for _, code := range strings.Fields(codes) {
			b.addGroups(code, names)
		}
	}
	for code, names := range own.words.People {
		b.addAll(person, code, names)
	}
	for part, names := range own.words.Wide {
		b.addAll(wide, part, names)
	}
	b.addAll(sport, "", own.words.Sport.Words)
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

// addGroups enters groups. Acronyms ask for their capitals, the "FLA" is no "fla"; what is written small is a word like a
// demonym, as "apartheid".
func (b *book) addGroups(code string, names []string) {
	for _, name := range names {
		first, _ := utf8.DecodeRuneInString(name)
		switch {
		case unicode.IsLower(first):
			b.add(demonym, code, name, 0)
		case name == strings.ToUpper(name) && len(name) <= 5 && first < utf8.RuneSelf:
			b.add(group, code, "="+name, 0)
		default:
			b.add(group, code, name, 0)
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

// largestOfName is, by folded name, the town of most people.
func largestOfName(cities []city) map[string]city {
	out := make(map[string]city, len(cities))
	for _, c := range cities {
		for _, name := range []string{fold(c.name), fold(c.plain)} {
			if c.people > out[name].people {
				out[name] = c
			}
		}
	}
	return out
}

// outshone tells towns that are not meant by their name: a larger one abroad has it, as the German Heidelberg before the South
// African one; in the core countries a much larger one. Seats of divisions stay, news of their country speaks of them.
func (c city) outshone(largest map[string]city) bool {
	const known = 100_000
	much := 1
	if slices.Contains(core(), c.country) {
		much = 3
	}
	other := largest[fold(c.plain)]
	return c.feature != "PPLC" && c.feature != "PPLA" && other.country != c.country && other.people >= known && other.people >= much*c.people
}

// addTown enters a town under its division; other names only of towns that are large or the seat of one.
func (b *book) addTown(c city, d divisions) {
	place, known := d.of(c)
	capital := c.feature == "PPLC"
	seat := capital || c.feature == "PPLA"
	africa := slices.Contains(core(), c.country) || slices.Contains(abroad()[:africaOfAbroad], c.country)
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
	if capital || africa && (seat || c.people >= manyPeople) || c.people >= greatPeople {
		names = append(names, arabicNames(c)...)
		if africa {
			names = append(names, spellings(c)...)
		}
	}
	for _, name := range names {
		b.add(kind, place, name, c.people)
	}
}

// The open data does not say in which language another name of a town is, so letters and length have to tell.

func arabicNames(c city) []string {
	return slices.DeleteFunc(slices.Clone(c.also), func(name string) bool { return !arabic(name) })
}

// spellings are a town's names in Latin letters that spell its name otherwise.
func spellings(c city) []string {
	return slices.DeleteFunc(slices.Clone(c.also), func(name string) bool { return !latin(name) || !alike(name, c.plain) })
}

// arabic tells names in the letters of Arabic; Persian and Urdu have more.
func arabic(name string) bool {
	const letters = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي "
	return len([]rune(name)) >= 4 && strings.Trim(name, letters) == ""
}

// latin tells names that begin with a capital: airport codes have capitals only, transliterations none.
func latin(name string) bool {
	for i, r := range name {
		if i == 0 && !unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return false
		}
	}
	return name != strings.ToUpper(name) && len(fold(name)) >= 5
}

// alike tells spellings of one name: the same first three letters, the same number of words, about the same length. What
// begins otherwise is as often a former name that is somebody else's now ("Africa" for Mahdia).
func alike(a, b string) bool {
	a, b = fold(a), fold(b)
	return len(a) >= 3 && len(b) >= 3 && a[:3] == b[:3] && strings.Count(a, " ") == strings.Count(b, " ") &&
		len(a) <= len(b)+2 && len(b) <= len(a)+2
}
