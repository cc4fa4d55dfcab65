package summarize

import (
	"strings"

	"harmattan/internal/news"
)

// denialDiffers finds a word that both share and only one denies: "signed" and "did not sign". A statement that says
// no in another way ("declined to sign") denies nothing that the other affirms.
func denialDiffers(x *alignment) (difference, bool) {
	if x.a.denies == x.b.denies {
		return difference{}, false
	}
	if x.a.denies {
		return deniedAlone(x.a, x.na, x.howA[:], x.toB[:])
	}
	d, ok := deniedAlone(x.b, x.nb, x.howB[:], x.toA[:])
	d.inA, d.inB = d.inB, d.inA
	return d, ok
}

// deniedAlone finds the word of r that is denied there and stands in the other statement too.
func deniedAlone(r *reading, n int, how, to []uint8) (difference, bool) {
	for i := range n {
		if !r.words[i].denies || notBefore(r, i) {
			continue
		}
		for _, j := range deniedBy(r, i, n) {
			if how[j] != inOrder && how[j] != moved && how[j] != sameIdea {
				continue
			}
			k := int(to[j])
			return difference{by: denialBy, inA: span{min(i, j), max(i, j) + 1}, inB: span{k, k + 1}}, true
		}
	}
	return difference{}, false
}

// saysNo tells whether a statement denies anything, by a word of denial or by a verb of failing and refusing.
func saysNo(r *reading) bool {
	for i := range r.words {
		if r.words[i].refuses || r.words[i].denies && !notBefore(r, i) {
			return true
		}
	}
	return false
}

// refusalWord tells whether a word says no without denying what stands beside it.
func refusalWord(fold string, lang news.Lang) bool {
	for _, begin := range [...]string{"fail", "refus", "declin", "unable", "lack", "without", "reject", "absen", "sans", "incap", "recus", "doesnt", "didnt"} {
		if strings.HasPrefix(fold, begin) {
			return true
		}
	}
	return fold == "dont" && lang == news.English
}

// notBefore tells whether the denial at i only says the earliest time: "not before Thursday", "not since".
func notBefore(r *reading, i int) bool {
	if i+1 >= len(r.words) {
		return false
	}
	switch r.words[i+1].fold {
	case "before", "avant", "antes", "only", "seulement", "until", "just", "since", "less", "fewer", "more", "moins", "plus", "menos":
		return true
	}
	return false
}

// deniedBy lists the words that the denial at word i speaks of: the next that carries meaning if it is near, and in
// French the one before it, since French denies behind the verb; "sans" denies only what follows ("retrouvé sans vie").
func deniedBy(r *reading, i, n int) []int {
	var out []int
	for j := i + 1; j < n && j <= i+2; j++ {
		if r.words[j].role != roleNone {
			break
		}
		if r.words[j].content() {
			out = append(out, j)
			break
		}
	}
	if r.lang != "fr" || r.words[i].fold == "sans" {
		return out
	}
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		if r.words[j].content() {
			return append(out, j)
		}
	}
	return out
}
