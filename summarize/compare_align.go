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

	rows, columns []uint8               // the words of a, and of b, whose stem the other has
	column        [maxAligned + 1]uint8 // how many of columns stand before word j of b
}

// align pairs the words of a and b: in order first, then those that moved, then other words for the same thing.
func (x *alignment) align(a, b *reading) {
	x.meet(a, b)
	x.pairWords()
}

// meet takes up two readings and pairs their figures; their words stay unpaired.
func (x *alignment) meet(a, b *reading) {
	x.a, x.b = a, b
	x.na, x.nb = min(len(a.words), maxAligned), min(len(b.words), maxAligned)
	x.figuresA, x.figuresB = pairFigures(a.figures, b.figures)
}

// pairWords pairs the words of the two readings that met.
func (x *alignment) pairWords() {
	clear(x.howA[:x.na])
	clear(x.howB[:x.nb])
	x.findShared()
	x.subsequence()
	x.pairMoved()
	x.pairIdeas()
	x.pairFamilies()
}

// findShared lists the words of each statement whose stem the other has too.
func (x *alignment) findShared() {
	x.rows, x.columns = x.rows[:0], x.columns[:0]
	for i, w := range x.a.glimpses[:x.na] {
		if x.b.stems.has(w.stem) && x.b.holds(w.stem, x.nb) {
			x.rows = append(x.rows, uint8(i))
		}
	}
	for j, w := range x.b.glimpses[:x.nb] {
		x.column[j] = uint8(len(x.columns))
		if x.a.stems.has(w.stem) && x.a.holds(w.stem, x.na) {
			x.columns = append(x.columns, uint8(j))
		}
	}
	x.column[x.nb] = uint8(len(x.columns))
}

// subsequence pairs the words of the longest common subsequence of stems. Of several as long it takes the one that
// pairs the last words, so the outcome does not depend on which statement is named first by more than ties. Words whose
// stem the other statement lacks make no difference to it and are left out.
func (x *alignment) subsequence() {
	rows, columns := x.rows, x.columns
	clear(x.table[len(rows)][:len(columns)+1])
	for i := len(rows) - 1; i >= 0; i-- {
		stem := x.a.glimpses[rows[i]].stem
		row, below := &x.table[i], &x.table[i+1]
		row[len(columns)] = 0
		for j := len(columns) - 1; j >= 0; j-- {
			if stem == x.b.glimpses[columns[j]].stem {
				row[j] = below[j+1] + 1
			} else {
				row[j] = max(below[j], row[j+1])
			}
		}
	}
	x.common = int(x.table[0][0])
	for i, j := 0, 0; i < len(rows) && j < x.nb; {
		switch {
		case x.a.glimpses[rows[i]].stem == x.b.glimpses[j].stem:
			x.pair(int(rows[i]), j, inOrder)
			i++
			j++
		case x.table[i+1][x.column[j]] >= x.table[i][x.column[j+1]]:
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

// pairMoved pairs the words still alone that have one stem.
func (x *alignment) pairMoved() {
	for _, i := range x.rows {
		if x.howA[i] != unpaired {
			continue
		}
		stem := x.a.glimpses[i].stem
		for _, j := range x.columns {
			if x.howB[j] == unpaired && x.b.glimpses[j].stem == stem {
				x.pair(int(i), int(j), moved)
				break
			}
		}
	}
}

// pairIdeas pairs the words still alone that mean one idea and carry meaning.
func (x *alignment) pairIdeas() {
	for i, v := range x.a.glimpses[:x.na] {
		if v.idea == 0 || x.howA[i] != unpaired || !x.b.ideas.has(uint32(v.idea)) {
			continue
		}
		for j, w := range x.b.glimpses[:x.nb] {
			if w.idea == v.idea && x.howB[j] == unpaired {
				x.pair(i, j, sameIdea)
				break
			}
		}
	}
}

// pairFamilies pairs the words still alone that are of one family and carry meaning.
func (x *alignment) pairFamilies() {
	for i, v := range x.a.glimpses[:x.na] {
		if v.begins == 0 || x.howA[i] != unpaired || !x.b.families.has(v.begins) {
			continue
		}
		for j, w := range x.b.glimpses[:x.nb] {
			if w.begins == v.begins && x.howB[j] == unpaired && oneFamily(&x.a.words[i], &x.b.words[j]) {
				x.pair(i, j, sameOrigin)
				break
			}
		}
	}
}

// oneFamily tells whether two words begin alike for at least five letters and most of the shorter one, as "distort"
// and "distortion" do, or, in two languages, "passenger" and "passager".
func oneFamily(v, w *token) bool {
	if v.digit || w.digit || len(v.fold) < leastFamily || len(w.fold) < leastFamily || v.fold[0] != w.fold[0] {
		return false
	}
	n := min(len(v.fold), len(w.fold))
	same := 0
	for same < n && v.fold[same] == w.fold[same] {
		same++
	}
	return same >= 5 && same*10 >= n*7 || same >= 4 && strings.HasSuffix(v.fold, w.fold[len(w.fold)-3:]) && same*10 >= n*6
}

// leastFamily is how many letters a word needs to have a family.
const leastFamily = 5
