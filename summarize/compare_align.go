package summarize

import "strings"

// maxAligned is how many words of a statement are aligned; what a longer one says after them is left out of account.
const maxAligned = 120

// How a word of one statement stands for a word of the other.
const (
	unpaired   uint8 = iota
	inOrder          // same stem, in the longest common subsequence
	moved            // same stem, elsewhere
	sameIdea         // another word for the same idea
	sameOrigin       // a word of the same family: "distort", "distortion"
)

// alignment pairs the words of two statements.
type alignment struct {
	a, b   *reading
	na, nb int               // words aligned of each
	toB    [maxAligned]uint8 // the word of b that word i of a is paired with
	toA    [maxAligned]uint8 // and back
	howA   [maxAligned]uint8 // how
	howB   [maxAligned]uint8 //
	common int               // length of the longest common subsequence

	classes            []uint32 // by idea, the set of the classes it is in, as the lexicon has it
	contrary           uint32   // the classes whose ideas contradict each other
	figuresA, figuresB uint64   // sets of the figures of each that the other has too
	table              [maxAligned + 1][maxAligned + 1]uint8
}

// align pairs the words of a and b: in order first, then those that moved, then other words for the same thing.
func (x *alignment) align(a, b *reading) {
	x.a, x.b = a, b
	x.na, x.nb = min(len(a.words), maxAligned), min(len(b.words), maxAligned)
	clear(x.howA[:x.na])
	clear(x.howB[:x.nb])
	x.subsequence()
	x.pairRest(moved, func(v, w *token) bool { return v.stem == w.stem })
	x.pairRest(sameIdea, func(v, w *token) bool { return v.idea != 0 && v.idea == w.idea })
	x.pairRest(sameOrigin, oneFamily)
	x.figuresA, x.figuresB = pairFigures(a.figures, b.figures)
}

// subsequence pairs the words of the longest common subsequence of stems. Of several as long it takes the one that
// pairs the last words, so the outcome does not depend on which statement is named first by more than ties.
func (x *alignment) subsequence() {
	for j := 0; j <= x.nb; j++ {
		x.table[x.na][j] = 0
	}
	for i := x.na - 1; i >= 0; i-- {
		x.table[i][x.nb] = 0
		stem := x.a.words[i].stem
		row, below := &x.table[i], &x.table[i+1]
		for j := x.nb - 1; j >= 0; j-- {
			if stem == x.b.words[j].stem {
				row[j] = below[j+1] + 1
			} else {
				row[j] = max(below[j], row[j+1])
			}
		}
	}
	x.common = int(x.table[0][0])
	for i, j := 0, 0; i < x.na && j < x.nb; {
		switch {
		case x.a.words[i].stem == x.b.words[j].stem:
			x.pair(i, j, inOrder)
			i++
			j++
		case x.table[i+1][j] >= x.table[i][j+1]:
			i++
		default:
			j++
		}
	}
}

func (x *alignment) pair(i, j int, how uint8) {
	x.toB[i], x.toA[j] = uint8(j), uint8(i)
	x.howA[i], x.howB[j] = how, how
}

// pairRest pairs the words still alone for which alike holds, words that carry meaning only.
func (x *alignment) pairRest(how uint8, alike func(v, w *token) bool) {
	for i := range x.na {
		v := &x.a.words[i]
		if x.howA[i] != unpaired || how != moved && !v.content() {
			continue
		}
		for j := range x.nb {
			w := &x.b.words[j]
			if x.howB[j] == unpaired && (how == moved || w.content()) && alike(v, w) {
				x.pair(i, j, how)
				break
			}
		}
	}
}

// oneFamily tells whether two words begin alike for at least five letters and most of the shorter one, as "distort"
// and "distortion" do, or, in two languages, "passenger" and "passager".
func oneFamily(v, w *token) bool {
	if v.digit || w.digit || len(v.fold) < 5 || len(w.fold) < 5 || v.fold[0] != w.fold[0] {
		return false
	}
	n := min(len(v.fold), len(w.fold))
	same := 0
	for same < n && v.fold[same] == w.fold[same] {
		same++
	}
	return same >= 5 && same*10 >= n*7 || same >= 4 && strings.HasSuffix(v.fold, w.fold[len(w.fold)-3:]) && same*10 >= n*6
}
