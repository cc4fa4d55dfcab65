package summarize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// slot is where a word of the first statement stands: between the nearest words on its left and right that both
// statements have in order. from and until bound the words of the second that stand in the same place.
type slot struct {
	left, right int // the words of the first that bound it; -1 and the length where it is open
	from, until int // the words of the second between them
	tight       bool
}

// maxSlot is how many words a slot may have for its words to be taken for one another.
const maxSlot = 5

// slotOf is the slot of word i of the first statement.
func (x *alignment) slotOf(i int) slot {
	s := slot{left: i - 1, right: i + 1, until: x.nb}
	for s.left >= 0 && !x.anchors(s.left) {
		s.left--
	}
	for s.right < x.na && !x.anchors(s.right) {
		s.right++
	}
	if s.left >= 0 {
		s.from = int(x.toB[s.left]) + 1
	}
	if s.right < x.na {
		s.until = int(x.toB[s.right])
	}
	s.tight = s.from <= s.until && s.right-s.left-1 <= maxSlot && s.until-s.from <= maxSlot
	return s
}

// anchors tells whether both statements have word i of the first, in one order.
func (x *alignment) anchors(i int) bool { return x.howA[i] != unpaired && x.howA[i] != moved }

// exclusiveDiffer finds two words in one slot that exclude each other: "the court freed" and "the court jailed", "before
// the ransom was paid" and "after", "rice prices" and "millet prices".
func exclusiveDiffer(x *alignment) (difference, bool) {
	for i := range x.na {
		if x.howA[i] != unpaired || x.a.words[i].idea == 0 || x.classes[x.a.words[i].idea] == 0 {
			continue
		}
		s := x.slotOf(i)
		if !s.tight {
			continue
		}
		for j := s.from; j < s.until; j++ {
			if x.howB[j] != unpaired || numbered(x.a, i) || numbered(x.b, j) {
				continue
			}
			shared := x.sharedClass(x.a.words[i].idea, x.b.words[j].idea)
			if shared == 0 {
				continue
			}
			d := difference{by: kindBy, inA: span{i, i + 1}, inB: span{j, j + 1}}
			if shared&x.contrary != 0 {
				d.by = oppositeBy
			}
			return d, true
		}
	}
	return difference{}, false
}

// numbered tells whether a number follows word i: "some 200" is no part of a whole.
func numbered(r *reading, i int) bool {
	return i+1 < len(r.words) && (r.words[i+1].digit || r.words[i+1].number != 0)
}

// sharedClass is the classes in which two ideas exclude each other, as a set; 0 where they do not.
func (x *alignment) sharedClass(v, w uint16) uint32 {
	if v == w {
		return 0
	}
	return x.classes[v] & x.classes[w]
}

// namesDiffer finds two names in one slot: "Ansaru claimed the attack" and "Boko Haram claimed the attack", "the
// governor of Tahoua" and "the governor of Agadez". A country and a place, a name and its initials, two spellings of
// one name and two agencies that were told the same do not exclude each other.
func namesDiffer(x *alignment) (difference, bool) {
	if x.a.title || x.b.title {
		return difference{}, false
	}
	for _, n := range x.a.names {
		if n.to > x.na || !nameAlone(n, x.howA[:]) {
			continue
		}
		s := x.slotOf(n.from)
		if n.from-s.left > maxBeside || s.right-n.to >= maxBeside {
			continue
		}
		for _, m := range x.b.names {
			if m.from < s.from || m.to > s.until || m.from-s.from >= maxBeside || s.until-m.to >= maxBeside {
				continue
			}
			if m.role != n.role || !nameAlone(m, x.howB[:]) || nested(x.a, n, x.b, m) || oneSpelling(n.text(x.a), m.text(x.b)) {
				continue
			}
			if aloneBeside(x.a, n, x.howA[:x.na]) > maxAloneBeside || aloneBeside(x.b, m, x.howB[:x.nb]) > maxAloneBeside {
				continue
			}
			return difference{by: placeBy, inA: span{n.from, n.to}, inB: span{m.from, m.to}}, true
		}
	}
	return difference{}, false
}

// aloneBeside counts the words that carry meaning, other than the name, that the other statement lacks.
func aloneBeside(r *reading, n name, how []uint8) int {
	alone := 0
	for i, h := range how {
		if h == unpaired && r.words[i].content() && (i < n.from || i >= n.to) {
			alone++
		}
	}
	return alone
}

// maxAloneBeside is how many other words may be alone where one name for another is taken for another fact. Where more
// was written anew, a name for another is mostly another way to call the same ("Hussein", "Saddam").
const maxAloneBeside = 1

// maxBeside is how far a name may stand from what both statements have beside it: one word between.
const maxBeside = 2

// oneSpelling tells whether two names are one name in two spellings or forms, as transcribed from Arabic or told by two
// ears: "Tiani" and "Tchiani", "Iraq" and "Iraqi". One letter in five may be another.
func oneSpelling(a, b string) bool {
	a, b = lettersOf(a), lettersOf(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	if strings.HasPrefix(b, a) && len(b)-len(a) <= 2 {
		return true
	}
	longer := max(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	return longer <= maxSpelled && edits(a, b) <= longer/5
}

// lettersOf is a name without capitals, accents, stops and spaces: "F.T.C." and "FTC" are one.
func lettersOf(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, Fold(name))
}

// maxSpelled is the longest name, in letters, whose spellings are compared.
const maxSpelled = 40

// edits is how many letters must be put in, left out or changed to turn a into b (Levenshtein, 1965).
func edits(a, b string) int {
	other := []rune(b)
	row := make([]int, len(other)+1)
	for j := range row {
		row[j] = j
	}
	i := 0
	for _, r := range a {
		i++
		diagonal := row[0]
		row[0] = i
		for j, o := range other {
			change := diagonal
			if r != o {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(other)]
}
