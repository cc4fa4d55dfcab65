package summarize

import (
	"strings"

	"harmattan/internal/news"
)

// none reads "nobody was hurt" and "aucune victime" as the figure 0: it says as much as a number does, and contradicts
// one. Only what happened to people is counted so.
func (r *figureReader) none(i int) (figure, bool) {
	if !noneWord(r.words[i].fold, r.lang) {
		return figure{}, false
	}
	for j := i + 1; j < len(r.words) && j <= i+4 && !r.stops(j); j++ {
		if r.words[j].toll {
			return figure{step: 1, from: i, to: i + 1}, true
		}
	}
	return figure{}, false
}

// noneWord tells whether a word says that there is none of what follows.
func noneWord(fold string, lang news.Lang) bool {
	switch lang {
	case news.English:
		return fold == "no" || fold == "nobody" || fold == "none"
	case news.French:
		return fold == "aucun" || fold == "aucune"
	case news.Portuguese:
		return fold == "nenhum" || fold == "nenhuma" || fold == "ninguem"
	case news.Hausa:
		return fold == "babu"
	}
	return false
}

// leaveOutDenied drops the figures that a statement names only to deny them, "six, et non cinq", and tells whether
// there were any: such a statement corrects another.
func (r *figureReader) leaveOutDenied() bool {
	kept := r.out[:0]
	for _, f := range r.out {
		if !r.denied(f.from) {
			kept = append(kept, f)
		}
	}
	corrects := len(kept) < len(r.out) && len(kept) > 0
	if corrects {
		r.out = kept
	}
	return corrects
}

// denied tells whether the words before word i take back what follows: "not", "rather than", "et non", "au lieu de".
func (r *figureReader) denied(i int) bool {
	if i == 0 {
		return false
	}
	before := ""
	if i > 1 {
		before = r.words[i-2].fold
	}
	last := r.words[i-1].fold
	switch r.lang {
	case news.English:
		return last == "not" || before == "rather" && last == "than" || before == "instead" && last == "of"
	case news.French:
		return last == "non" || before == "non" && last == "pas" || before == "plutot" && last == "que" || before == "lieu" && last == "de"
	case news.Portuguese:
		return last == "nao" || before == "vez" && last == "de"
	case news.Arabic:
		return last == "وليس" || last == "لا" || strings.HasPrefix(before, "بدل") && last == "من"
	}
	return false
}
