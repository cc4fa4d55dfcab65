package summarize

import "strings"

// short says what kind of abbreviation a word before a full stop is.
type short int

const (
	plain  short = iota // an ordinary word: the full stop ends the sentence
	title               // a name follows: Dr., Lt., Mme.
	number              // a number follows: No., p., art.
	month               // a day follows: Jan., févr.
	suffix              // it stands behind what it belongs to: Inc., Ltd., etc.
)

// shortKind looks a word up in the abbreviations of English, French, Portuguese and Arabic news.
func shortKind(word string) short {
	switch strings.ToLower(word) {
	case "mr", "mrs", "ms", "mx", "messrs", "dr", "drs", "prof", "hon", "rev", "fr", "gov", "sen", "rep", "pres", "supt",
		"gen", "lt", "col", "maj", "capt", "cpt", "cmdr", "adm", "sgt", "cpl", "pvt", "brig", "insp", "det", "amb",
		"mm", "mme", "mmes", "mlle", "mlles", "mgr", "me", "pr", "cdt", "cne", "gal", "ltn", "adj", "cap",
		"sr", "sra", "srs", "dra", "dom", "eng", "exmo", "st", "ste", "mt", "ft", "vs", "cf", "viz", "ie", "eg",
		"av", "bd", "boul", "د", "أ", "م", "attys", "atty", "ven", "rt", "sec-gen", "ing", "dep":
		return title
	case "no", "nos", "n°", "nº", "nr", "num", "p", "pp", "pg", "art", "arts", "vol", "vols", "fig", "figs", "ch", "chap", "sec", "sect",
		"al", "par", "ver", "ed", "pag", "pág", "h", "ex", "ext", "tel", "tél":
		return number
	case "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
		"janv", "févr", "fevr", "avr", "juil", "déc", "fev", "abr", "ago", "set", "out", "dez":
		return month
	case "inc", "ltd", "co", "corp", "bros", "llc", "plc", "cie", "ltda", "jr", "esq", "etc", "dept", "est", "univ", "assn",
		"govt", "approx", "ca", "env", "max", "min", "ave", "blvd", "rd", "hwy", "ph", "bsc", "dist", "mfg", "intl", "natl":
		return suffix
	}
	return plain
}

// exclaimed: names that end in an exclamation mark.
func exclaimed(word string) bool {
	switch word {
	case "Yahoo", "Yum", "Jeopardy", "Joomla", "Mamma":
		return true
	}
	return false
}

// starts tells whether a word with a capital is one that often begins a sentence and hardly ever a name: after "the
// U.S." it tells "How about you?" from "Government". English, French and Portuguese function words.
func starts(word string) bool {
	switch word {
	case "A", "An", "The", "This", "That", "These", "Those", "There", "Then", "They", "Their", "He", "His", "She",
		"Her", "It", "Its", "We", "Our", "You", "Your", "My", "In", "On", "At", "As", "By", "For", "From", "But", "And",
		"Or", "So", "If", "When", "While", "What", "Where", "Who", "Why", "How", "Which", "After", "Before", "Since",
		"Until", "Although", "Though", "However", "Did", "Do", "Does", "Is", "Are", "Was", "Were", "Has", "Have", "Had",
		"Will", "Would", "Can", "Could", "Should", "Not", "No", "Yes", "Some", "Many", "Most", "More", "Other", "Others",
		"Another", "Several", "Meanwhile", "According", "With", "Without", "Under", "Over", "During", "Here", "Now",
		"Once", "Only", "Last", "Earlier", "Later", "To", "Because", "Both", "Also", "Today", "Officials", "Police", "Le",
		"La", "Les", "L", "Un", "Une", "Des", "Du", "De", "Il", "Ils", "Elle", "Elles", "Ce", "Cet", "Cette", "Ces",
		"Cela", "Ceux", "Nous", "Vous", "Au", "Aux", "En", "Dans", "Sur", "Pour", "Par", "Avec", "Selon", "Après",
		"Avant", "Depuis", "Mais", "Et", "Ou", "Si", "Quand", "Lors", "Alors", "Plusieurs", "Son", "Sa", "Ses", "Leur",
		"Leurs", "Aucun", "Aucune", "O", "Os", "Um", "Uma", "Ele", "Ela", "Eles", "Elas", "Este", "Esta", "Esse", "Essa",
		"Não", "Na", "Nos", "Nas", "Em", "Segundo", "Depois", "Mas", "Para", "Com":
		return true
	}
	return false
}
