package summarize

import (
	"math"
	"strings"

	"harmattan/internal/news"
)

// counted notes what a bare number counts: up to three words after it that carry meaning, as far as the phrase goes.
func (r *figureReader) counted(f *figure) {
	if f.unit == code {
		return
	}
	f.part = r.partOf(f.to)
	n, from := 0, f.to
	if of, behind := r.members(f.to); of >= 0 {
		f.nouns[0], f.words[0], n, from = r.words[of].key(), uint8(min(of, math.MaxUint8)), 1, behind
	}
	for i := from; i < len(r.words) && i < from+5 && n < len(f.nouns); i++ {
		w := r.words[i]
		if i > 0 && r.stops(i) || w.digit || w.number != 0 && !w.weak {
			return
		}
		if w.role != 0 && w.role != roleOf && w.fold != "as" {
			return
		}
		if !w.content() && !w.toll { // "people were killed": as common as it is, it is what is counted
			continue
		}
		f.nouns[n], f.words[n] = w.key(), uint8(min(i, math.MaxUint8))
		n++
	}
}

// named tells a number in a name, which counts nothing, from one that does: "the S&P 500", "CAC 40".
func (r *figureReader) named(f *figure) {
	if f.unit != count || f.nouns[0] != 0 || f.from == 0 || f.to != f.from+1 || !r.words[f.from].digit || f.step < 1 {
		return
	}
	before := r.words[f.from-1]
	short := allCapitals(r.text[before.start:before.end]) || before.upper && strings.HasSuffix(r.text[:before.start], "&")
	if short && r.text[before.end:r.words[f.from].start] == " " {
		f.unit, f.nouns[0], f.from = code, hash(before.fold), f.from-1
	}
}

// halve reads the half before a scale: "half a million", "un demi-milliard".
func (r *figureReader) halve(f *figure) {
	scale, ok := scaleWord(r.words[f.from].fold)
	at := f.from - 1
	if at > 0 && (r.words[at].fold == "a" || r.words[at].fold == "an") {
		at--
	}
	if !ok || f.value != scale || at < 0 || r.stops(at+1) {
		return
	}
	switch r.words[at].fold {
	case "half", "demi", "meio":
		f.value, f.step, f.from = f.value/2, scale/2, at
	}
}

// partOf tells whether the words at i say that some of a known number are meant: "of the", "des", "d'entre".
func (r *figureReader) partOf(i int) bool {
	if i+1 >= len(r.words) {
		return false
	}
	next := r.words[i+1].fold
	switch r.words[i].fold {
	case "of":
		return next == "the" || next == "them" || next == "those" || next == "these"
	case "des", "dos", "das", "entre", "dentre":
		return true
	case "من":
		return strings.HasPrefix(next, "ال") || strings.HasPrefix(next, "بين")
	}
	return false
}

// members finds what is counted by "five of its members": the word beside the union or association that the statement
// begins with, such as "drivers", and the word behind "members"; -1 where the words at i say no such thing.
func (r *figureReader) members(i int) (of, behind int) {
	own := false
	for j := i; j < len(r.words) && j < i+4; j++ {
		switch r.words[j].fold {
		case "its", "their", "ses", "leurs", "seus", "suas":
			own = true
		case "members", "membres", "membros", "adherents":
			if own {
				return r.membersOf(i), j + 1
			}
		}
	}
	return -1, i
}

// membersOf finds, before word i, the word that says of whom a union is: before it in English, behind it elsewhere.
func (r *figureReader) membersOf(i int) int {
	for j := range i {
		switch r.words[j].fold {
		case "association", "union", "federation", "syndicate", "syndicat", "associacao", "sindicato", "federacao", "collectif", "coordination":
		default:
			continue
		}
		if r.lang == news.English {
			return j - 1
		}
		for k := j + 1; k < i; k++ {
			if r.words[k].content() {
				return k
			}
		}
	}
	return -1
}
