package summarize

import (
	"strings"

	"harmattan/internal/news"
)

// name is a run of words that name somebody or something, such as "Sadio Camara".
type name struct {
	from, to int // words
	role     role
	first    bool // it opens the statement, where every word has a capital
}

// text is the name as it is written.
func (n name) text(r *reading) string { return span{n.from, n.to}.text(r) }

// readNames lists the names of a statement by their capitals.
func readNames(r *reading) []name {
	var out []name
	for i := 0; i < len(r.words); i++ {
		if !r.named(i) {
			continue
		}
		n := name{from: i, to: i + 1, first: i == 0}
		for n.to < len(r.words) && r.named(n.to) && r.beside(n.to) {
			n.to++
		}
		n.role = r.roleBefore(i)
		out = append(out, n)
		i = n.to - 1
	}
	return out
}

// named tells whether word i is written as a name.
func (r *reading) named(i int) bool {
	w := &r.words[i]
	if !w.upper || w.month != 0 || w.weekday != 0 || w.role != roleNone || w.denies {
		return false
	}
	if r.title {
		return w.name || w.idf >= 1
	}
	if i == 0 {
		return w.name || w.idf >= .95 && len(r.words) > 1 && (r.words[1].upper || w.idf >= 1)
	}
	return w.idf > .2
}

// beside tells whether only white space or a hyphen stands between word i and the one before it.
func (r *reading) beside(i int) bool {
	switch r.text[r.words[i-1].end:r.words[i].start] {
	case " ", "-", ". ", "\u00a0":
		return true
	}
	return false
}

// roleBefore is the role that the small words before word i give it.
func (r *reading) roleBefore(i int) role {
	for back := 1; back <= 3 && i-back >= 0; back++ {
		if r.lang == news.French && afterElision(r.text[:r.words[i-back+1].start]) {
			return roleOf
		}
		w := &r.words[i-back]
		if w.role != roleNone {
			return w.role
		}
		if w.content() && w.idea == 0 {
			return roleNone
		}
	}
	return roleNone
}

// afterElision tells whether a French text ends with "d'", the rest of "de".
func afterElision(before string) bool {
	return strings.HasSuffix(before, "d'") || strings.HasSuffix(before, "d’") || strings.HasSuffix(before, "D’") || strings.HasSuffix(before, "D'")
}

// roleWord is the role that a small word gives to what follows. The French "a" without its accent is the verb.
func roleWord(fold, written string, lang news.Lang) role {
	switch lang {
	case news.English, news.Unknown:
		return englishRole(fold)
	case news.French:
		if written == "a" {
			return roleNone
		}
		return frenchRole(fold)
	case news.Portuguese:
		return portugueseRole(fold)
	case news.Arabic:
		return arabicRole(fold)
	}
	return roleNone
}

func englishRole(fold string) role {
	switch fold {
	case "in", "at", "near", "inside", "outside", "around":
		return roleAt
	case "from":
		return roleFrom
	case "to", "toward", "towards", "into":
		return roleTo
	case "by":
		return roleBy
	case "of":
		return roleOf
	case "with":
		return roleWith
	case "for", "on", "against", "over", "under", "between", "among", "through", "during", "after", "before", "since",
		"until", "about", "than", "as", "and", "or", "but", "that", "which", "who", "whose", "when", "where", "while", "because", "if":
		return roleOther
	}
	return roleNone
}

func frenchRole(fold string) role {
	switch fold {
	case "a", "en", "dans", "pres", "au", "aux", "chez":
		return roleAt
	case "depuis":
		return roleFrom
	case "vers", "jusqu'a":
		return roleTo
	case "par":
		return roleBy
	case "de", "du", "des":
		return roleOf
	case "avec":
		return roleWith
	case "pour", "sur", "contre", "sous", "entre", "parmi", "pendant", "apres", "avant", "et", "ou", "mais", "que", "qui",
		"dont", "lorsque", "quand", "comme", "si", "car":
		return roleOther
	}
	return roleNone
}

func portugueseRole(fold string) role {
	switch fold {
	case "em", "no", "na", "nos", "nas", "perto":
		return roleAt
	case "desde":
		return roleFrom
	case "para", "ate":
		return roleTo
	case "por", "pelo", "pela", "pelos", "pelas":
		return roleBy
	case "de", "do", "da", "dos", "das":
		return roleOf
	case "com":
		return roleWith
	case "a", "o", "os", "as", "ao", "aos", "um", "uma", "sobre", "contra", "sob", "entre", "durante", "apos", "depois", "antes", "e", "ou", "mas",
		"que", "quem", "cujo", "quando", "como", "se", "seu", "sua", "foi", "ser":
		return roleOther
	}
	return roleNone
}

func arabicRole(fold string) role {
	switch fold {
	case "في", "ب", "قرب":
		return roleAt
	case "من", "منذ":
		return roleFrom
	case "الي", "حتي":
		return roleTo
	case "مع":
		return roleWith
	case "علي", "عن", "ضد", "بعد", "قبل", "بين", "خلال", "ان", "التي", "الذي", "و", "او", "لكن":
		return roleOther
	}
	return roleNone
}

// denialWord tells whether a word denies what stands beside it.
func denialWord(fold string, lang news.Lang) bool {
	switch lang {
	case news.English:
		switch fold {
		case "not", "no", "nobody", "none", "never", "neither", "nor", "without", "cannot", "nothing",
			"didn't", "doesn't", "don't", "isn't", "wasn't", "weren't", "aren't", "won't", "wouldn't", "can't", "couldn't",
			"hasn't", "haven't", "hadn't", "shouldn't", "deny", "denied", "denies", "denying":
			return true
		}
	case news.French:
		switch fold {
		case "pas", "aucun", "aucune", "jamais", "rien", "sans", "ni", "nul", "nulle", "dement", "dementi", "nie", "nient":
			return true
		}
	case news.Portuguese:
		switch fold {
		case "nao", "nenhum", "nenhuma", "nunca", "jamais", "ninguem", "nada", "sem", "nega", "negou", "desmente", "desmentiu":
			return true
		}
	case news.Arabic:
		switch fold {
		case "لا", "لم", "لن", "ليس", "ليست", "غير", "بدون", "دون", "نفي", "ينفي":
			return true
		}
	}
	return false
}
