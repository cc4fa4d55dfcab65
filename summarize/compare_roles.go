package summarize

import (
	"strings"

	"harmattan/internal/news"
)

// rolesDiffer finds two words that have changed places between the statements, so that who did it and whom it was done
// to are not the same: "Mali accused France" and "France accused Mali", "from Gao to Kidal" and "from Kidal to Gao".
// A sentence that was only put in another order keeps its small words ("on Monday in Gao"), turns its verb ("was
// attacked by the army") or joins the two ("Mali and Niger"); none of these is a change.
func rolesDiffer(x *alignment) (difference, bool) {
	for i := range x.na {
		if !x.acts(i) {
			continue
		}
		for k := i + 1; k < x.na; k++ {
			if !x.acts(k) || x.toB[i] < x.toB[k] || !x.exchanged(i, k) {
				continue
			}
			j, l := int(x.toB[k]), int(x.toB[i])
			return difference{by: swappedBy, inA: span{i, k + 1}, inB: span{j, l + 1}}, true
		}
	}
	return difference{}, false
}

// sideChanges finds somebody who stands before a verb in one statement and behind it in the other, with somebody else
// in each of the places left: "the UN blamed the army" and "the army blamed the rebels".
func sideChanges(x *alignment) (difference, bool) {
	for v := 1; v < x.na-1; v++ {
		w := int(x.toB[v])
		if x.howA[v] == unpaired || !x.a.words[v].content() || w == 0 || x.a.words[v].upper {
			continue
		}
		before, behind := x.a.doer(v), x.a.sufferer(v)
		first, second := x.b.doer(w), x.b.sufferer(w)
		if before < 0 || behind < 0 || first < 0 || second < 0 || behind >= x.na || second >= x.nb {
			continue
		}
		crossed := x.howA[behind] != unpaired && int(x.toB[behind]) == first && x.howA[before] == unpaired && x.howB[second] == unpaired
		back := x.howA[before] != unpaired && int(x.toB[before]) == second && x.howA[behind] == unpaired && x.howB[first] == unpaired
		if crossed || back {
			return difference{by: swappedBy, inA: span{before, behind + 1}, inB: span{first, second + 1}}, true
		}
	}
	return difference{}, false
}

// doer is the word next before word v that may do something, and sufferer the next behind it, with nothing but small
// words between; -1 where there is none.
func (r *reading) doer(v int) int {
	for i := v - 1; i >= max(0, v-3) && r.words[i].role == roleNone; i-- {
		if r.words[i].content() {
			return r.actor(i)
		}
	}
	return -1
}

func (r *reading) sufferer(v int) int {
	for i := v + 1; i < min(len(r.words), v+4) && r.words[i].role == roleNone; i++ {
		if r.words[i].content() {
			return r.actor(i)
		}
	}
	return -1
}

// actor returns i where that word is a name or an idea that may act, else -1.
func (r *reading) actor(i int) int {
	w := &r.words[i]
	if w.digit || w.number != 0 || w.weekday != 0 || w.month != 0 {
		return -1
	}
	if w.actor || w.upper && i > 0 {
		return i
	}
	return -1
}

// acts tells whether word i of the first statement may do something or have it done: it carries meaning, the other
// statement has it too, and it is no time and no number.
func (x *alignment) acts(i int) bool {
	w := &x.a.words[i]
	if x.howA[i] == unpaired || !w.content() || w.digit || w.number != 0 || w.weekday != 0 || w.month != 0 {
		return false
	}
	return w.idf >= leastActor || w.idea != 0 || w.upper && i > 0
}

// leastActor is how rare a word must be to be taken for one that acts, where it is no name and not in the lexicon.
const leastActor = .5

// exchanged tells whether words i and k of the first statement, which stand the other way round in the second, have
// taken each other's place there, and nothing else has moved.
func (x *alignment) exchanged(i, k int) bool {
	j, l := int(x.toB[i]), int(x.toB[k]) // l < j
	if inOneList(x.a, i, k) || inOneList(x.b, l, j) || x.movedBeside(i, k) {
		return false
	}
	firstA, secondA, secondB, firstB := x.a.roleBefore(i), x.a.roleBefore(k), x.b.roleBefore(l), x.b.roleBefore(j)
	if x.a.done(i) != x.b.done(j) || x.a.done(k) != x.b.done(l) {
		return false
	}
	if firstA == roleWith || secondA == roleWith || firstA != secondB || secondA != firstB {
		return false
	}
	if firstA != secondA {
		return true
	}
	return x.pivot(i, k, l, j)
}

// movedBeside tells whether other words than i and k, and those beside them in one name, have moved too.
func (x *alignment) movedBeside(i, k int) bool {
	last := -1
	for v := range x.na {
		if v == i || v == k || !x.acts(v) || near(x.a, v, i) || near(x.a, v, k) {
			continue
		}
		if int(x.toB[v]) < last {
			return true
		}
		last = int(x.toB[v])
	}
	return false
}

// near tells whether two words belong to one phrase: only words that carry meaning from the one to the other.
func near(r *reading, v, w int) bool {
	v, w = min(v, w), max(v, w)
	if w-v > 3 {
		return false
	}
	for u := v; u < w; u++ {
		if !r.words[u].content() || u > v && !r.beside(u) {
			return false
		}
	}
	return r.beside(w)
}

// done tells whether word i is named as the one who did it: "by the army", "par des hommes armés".
func (r *reading) done(i int) bool {
	for back := 1; back <= 4 && i-back >= 0; back++ {
		if r.words[i-back].role == roleBy {
			return true
		}
	}
	return false
}

// pivot tells whether a word that both statements have stands between the two in both: the verb around which they
// turned. Arabic may put its verb before both.
func (x *alignment) pivot(i, k, l, j int) bool {
	from := i + 1
	if x.a.lang == news.Arabic {
		from = 0
	}
	for v := from; v < k; v++ {
		if v == i || x.howA[v] == unpaired || !x.a.words[v].content() && x.a.words[v].idea == 0 {
			continue
		}
		at := int(x.toB[v])
		if at < j && (at > l || x.b.lang == news.Arabic) {
			return true
		}
	}
	return false
}

// inOneList tells whether words i and k may stand in one list: an "and" or a comma between them, or small words only.
func inOneList(r *reading, i, k int) bool {
	if strings.ContainsAny(r.text[r.words[i].end:r.words[k].start], ",;،") && r.roleBefore(i) == r.roleBefore(k) {
		return true
	}
	bare := r.lang != news.Arabic // a verb stands before both
	for w := i + 1; w < k; w++ {
		switch r.words[w].fold {
		case "and", "or", "et", "ou", "e", "و", "da":
			return true
		}
		bare = bare && !r.words[w].content() && r.words[w].idea == 0
	}
	return bare
}
