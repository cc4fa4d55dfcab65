package summarize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"harmattan/internal/news"
)

// short says what kind of abbreviation a word before a full stop is.
type short int

const (
	plain  short = iota // an ordinary word: the full stop ends the sentence
	title               // a name follows: Dr., Lt., Mme.
	number              // a number follows: No., p., art.
	month               // a day follows: Jan., févr.
	suffix              // it stands behind what it belongs to: Inc., Ltd., etc. Or before a name and at an end: St.
)

// shortKind looks a word up in the abbreviations of the news. What is a word in one language is an abbreviation in
// another ("me", "pr", "set", "out"), so each language has its own on top of those that are no word anywhere. Some are
// abbreviations with a capital only: Gal., Rep., Fig.
func shortKind(word string, lang news.Lang) short {
	if kind := shortAnywhere(word); kind != plain {
		return kind
	}
	switch lang {
	case news.French:
		return shortFrench(word)
	case news.Portuguese:
		return shortPortuguese(word)
	case news.Hausa:
		if kind := shortHausa(word); kind != plain {
			return kind
		}
	}
	return shortEnglish(word)
}

func capitalized(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first)
}

// shortAnywhere: abbreviations that are no word in any of our languages.
func shortAnywhere(word string) short {
	switch strings.ToLower(word) {
	case "mr", "mrs", "ms", "mx", "messrs", "dr", "drs", "dra", "prof", "gen", "lt", "col", "capt", "cpt", "cmdr", "sgt", "cpl",
		"brig", "maj", "sra", "srta", "mme", "mmes", "mlle", "mlles", "mgr", "vs", "cf", "viz", "د", "أ", "م":
		return title
	case "nos", "n°", "nº", "nr", "pp", "vol", "vols", "chap", "tél", "rs", "ص":
		return number
	case "jan", "feb", "apr", "jul", "aug", "sept", "oct", "nov":
		return month
	case "inc", "ltd", "corp", "bros", "llc", "plc", "ltda", "jr", "etc", "dept", "govt", "approx", "st", "ste", "blvd", "al":
		return suffix
	}
	return plain
}

func shortEnglish(word string) short {
	switch strings.ToLower(word) {
	case "hon", "rev", "gov", "sen", "rep", "pres", "supt", "adm", "pvt", "insp", "det", "amb", "fr", "mt", "ft", "ven", "rt",
		"cdre", "comdr", "pfc", "spc", "sqn", "engr", "barr", "pst", "dep":
		if capitalized(word) {
			return title
		}
	case "attys", "atty", "asst", "dcp", "acp", "med", "esp", "ie", "eg":
		return title
	case "fig", "figs", "art", "arts", "sec", "sect", "ch", "par", "ver", "ext", "tel", "ex":
		if capitalized(word) {
			return number
		}
	case "no", "p", "pg", "ed", "num":
		return number
	case "mar", "jun", "sep", "dec":
		if capitalized(word) {
			return month
		}
	case "co", "sr", "esq", "est", "univ", "assn", "max", "min", "ave", "rd", "hwy", "ph", "bsc", "dist", "mfg", "intl", "natl", "ca",
		"rtd", "retd", "mos", "yrs", "hrs", "mins", "secs", "wks", "incl", "resp":
		return suffix
	}
	return plain
}

func shortFrench(word string) short {
	switch strings.ToLower(word) {
	case "m", "me", "mes", "pr", "gal", "cap", "adj", "mm", "cne", "cdt", "ltn", "insp", "rev", "ing":
		if capitalized(word) {
			return title
		}
	case "gén", "vve", "av", "bd", "boul":
		return title
	case "no", "p", "art", "fig", "al", "éd", "ch", "h", "ex", "réf", "env":
		return number
	case "janv", "févr", "fevr", "avr", "juil", "déc":
		return month
	case "cie", "ets", "éts", "sté", "hab", "max", "min", "dép", "rte":
		return suffix
	}
	return plain
}

func shortPortuguese(word string) short {
	switch strings.ToLower(word) {
	case "profa", "exmo", "exma", "ilmo", "cel", "cap", "ten", "alm", "arq", "pe", "av",
		"d", "dom", "gov", "pres":
		if capitalized(word) {
			return title
		}
	case "sr", "srs", "sras", "eng":
		return title
	case "no", "p", "pág", "pag", "art", "arts", "fig", "ed", "tel", "al", "par", "núm", "num":
		return number
	case "fev", "mar", "abr", "mai", "jun", "ago", "set", "out", "dez":
		return month
	case "cia", "lda", "máx", "mín", "aprox":
		return suffix
	}
	return plain
}

func shortHausa(word string) short {
	switch strings.ToLower(word) {
	case "alh", "haj", "mal", "muk", "sen", "hon", "arc":
		if capitalized(word) {
			return title
		}
	}
	return plain
}

// americanState: how the American press shortens a state behind a town: "Orlando, Fla., where". Many are words too.
func americanState(word string) bool {
	switch word {
	case "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "La", "Md", "Mass", "Mich",
		"Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ore", "Pa", "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wyo":
		return true
	}
	return false
}

// timeGoesOn tells whether a word behind "6 p.m." belongs to the time: a day, a month or a time zone.
func timeGoesOn(word string) bool {
	switch word {
	case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April",
		"May", "June", "July", "August", "September", "October", "November", "December", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept",
		"Oct", "Nov", "Dec", "Mon", "Tue", "Tues", "Wed", "Thu", "Thurs", "Fri", "Sat", "Sun", "GMT", "UTC", "WAT", "CAT", "EAT",
		"CET", "BST", "ET", "EST", "EDT", "CT", "MT", "PT", "PST", "PDT", "IST", "Eastern", "Central", "Pacific", "Greenwich":
		return true
	}
	return false
}

// beforeTime: words that a sentence begins with before a time.
func beforeTime(word string) bool {
	switch word {
	case "At", "On", "By", "Around", "About", "Before", "After", "From", "Until", "Between", "Since", "Shortly", "Just", "":
		return true
	}
	return false
}

// exclaimed: names that end in an exclamation mark.
func exclaimed(word string) bool {
	switch word {
	case "Yahoo", "Yum", "Jeopardy", "Joomla", "Mamma":
		return true
	}
	return false
}
