package summarize

import (
	"math"
	"strings"
)

// conflict is what two statements hold differently.
type conflict uint8

const (
	agree      conflict = iota
	figuresBy           // figures of one unit that count the same
	looseBy             // figures of one unit on both sides without a partner, which may count different things
	daysBy              // weekdays, months, days of months
	denialBy            // one denies what the other says
	oppositeBy          // "best" and "worst", "reopened" and "closed"
	placeBy             // different names in the same role
	personsBy           // the same figure counts fighters here and villagers there
	swappedBy           // who did it and to whom
)

// difference is the first conflict found between a and b, with the words of each that conflict.
type difference struct {
	by         conflict
	inA, inB   span
	counted    span // words of a that say what is counted
	countedInB bool
}

// span is a run of words; empty where to is 0.
type span struct{ from, to int }

func (s span) text(r *reading) string {
	if s.to == 0 || s.from >= len(r.words) {
		return ""
	}
	return r.text[r.words[s.from].start:r.words[s.to-1].end]
}

// number is the conflict as the scorer sees it.
func (d difference) number() float64 {
	switch d.by {
	case figuresBy:
		return 2
	case looseBy:
		return 1
	case daysBy:
		return 3
	}
	return 0
}

// conflictOf looks for what no likeness outvotes.
func conflictOf(x *alignment) difference {
	if d, ok := figuresDiffer(x.a, x.b); ok {
		return d
	}
	if d, ok := datesDiffer(x.a, x.b); ok {
		return d
	}
	if d, ok := denialDiffers(x); ok {
		return d
	}
	if d, ok := oppositesDiffer(x); ok {
		return d
	}
	if d, ok := placesDiffer(x); ok {
		return d
	}
	return difference{}
}

// sameValue tells whether two figures say the same amount: equal, one the rounding of the other, or both near enough
// where one is said to be approximate.
func sameValue(f, g *figure) bool {
	if f.unit != g.unit {
		return false
	}
	d := math.Abs(f.value - g.value)
	if d <= 1e-9*math.Max(f.value, g.value) {
		return true
	}
	if f.unit == year || f.unit == monthDay || f.unit == ordinal || f.unit == clock {
		return false
	}
	if step := math.Max(f.step, g.step); d <= step/2 && f.step != g.step {
		return true
	}
	if (f.approx || g.approx) && f.approx != g.approx {
		return d <= .05*math.Max(f.value, g.value)
	}
	return false
}

// allows tells whether f as a bound leaves room for g: "more than 100" for 112.
func allows(f, g *figure) bool {
	if f.bound == g.bound {
		return false
	}
	return f.bound > 0 && g.value >= f.value && g.value <= 1.2*f.value || f.bound < 0 && g.value <= f.value && g.value >= .8*f.value
}

func matchedFigure(f *figure, others []figure) bool {
	for i := range others {
		if sameValue(f, &others[i]) {
			return true
		}
	}
	return false
}

// figuresDiffer finds a figure of each side that the other does not have, of one unit. Where both count the same, or
// one of them leaves open what it counts, that is a difference; otherwise it is loose, and only keeps the two apart.
func figuresDiffer(a, b *reading) (difference, bool) {
	var loose difference
	for i := range a.figures {
		f := &a.figures[i]
		if f.weak && f.unit == count && f.nouns[0] == 0 || matchedFigure(f, b.figures) {
			continue
		}
		for j := range b.figures {
			g := &b.figures[j]
			if f.unit != g.unit || matchedFigure(g, a.figures) || allows(f, g) || allows(g, f) {
				continue
			}
			d := difference{by: figuresBy, inA: span{f.from, f.to}, inB: span{g.from, g.to}, counted: countedSpan(a, f)}
			if d.counted.to == 0 {
				d.counted, d.countedInB = countedSpan(b, g), true
			}
			if f.unit == count && f.nouns[0] != 0 && g.nouns[0] != 0 && !sharesNoun(f, g) {
				d.by = looseBy
				if loose.by == agree {
					loose = d
				}
				continue
			}
			return d, true
		}
	}
	return loose, loose.by != agree
}

func sharesNoun(f, g *figure) bool {
	for _, n := range f.nouns {
		for _, m := range g.nouns {
			if n != 0 && n == m {
				return true
			}
		}
	}
	return false
}

// countedSpan is the words that tell what a figure counts, or for a unit the unit itself.
func countedSpan(r *reading, f *figure) span {
	if f.nouns[0] == 0 {
		return span{}
	}
	return span{f.to, min(int(f.words[0])+1, len(r.words))}
}

// datesDiffer finds weekdays or months that both sides name, none of them in common.
func datesDiffer(a, b *reading) (difference, bool) {
	switch {
	case a.days != 0 && b.days != 0 && a.days&b.days == 0:
		pick := func(r *reading) span { return firstWord(r, func(t *token) bool { return t.weekday != 0 }) }
		return difference{by: daysBy, inA: pick(a), inB: pick(b)}, true
	case a.months != 0 && b.months != 0 && a.months&b.months == 0:
		pick := func(r *reading) span { return firstWord(r, func(t *token) bool { return t.month != 0 }) }
		return difference{by: daysBy, inA: pick(a), inB: pick(b)}, true
	}
	return difference{}, false
}

func firstWord(r *reading, is func(t *token) bool) span {
	for i := range r.words {
		if is(&r.words[i]) {
			return span{i, i + 1}
		}
	}
	return span{}
}

// denialDiffers finds a word that both share and only one denies: "signed" and "did not sign".
func denialDiffers(x *alignment) (difference, bool) {
	if d, ok := deniedAlone(x.a, x.b, x.na, x.howA[:], x.toB[:]); ok {
		return d, true
	}
	d, ok := deniedAlone(x.b, x.a, x.nb, x.howB[:], x.toA[:])
	d.inA, d.inB = d.inB, d.inA
	return d, ok
}

func deniedAlone(r, other *reading, n int, how, to []uint8) (difference, bool) {
	for i := range n {
		if !r.words[i].denies || notBefore(r, i) {
			continue
		}
		if denials(other) > 0 {
			continue
		}
		for _, j := range deniedBy(r, i, n) {
			if how[j] == unpaired {
				continue
			}
			k := int(to[j])
			return difference{by: denialBy, inA: span{min(i, j), max(i, j) + 1}, inB: span{k, k + 1}}, true
		}
	}
	return difference{}, false
}

// notBefore tells whether the denial at i only says the earliest time: "not before Thursday".
func notBefore(r *reading, i int) bool {
	if i+1 >= len(r.words) {
		return false
	}
	switch r.words[i+1].fold {
	case "before", "avant", "antes", "only", "seulement", "until", "just":
		return true
	}
	return false
}

// deniedBy lists the words that the denial at word i speaks of: the next that carries meaning, and the one before it,
// since French denies behind the verb.
func deniedBy(r *reading, i, n int) []int {
	var out []int
	for j := i + 1; j < n && j <= i+3; j++ {
		if r.words[j].content() {
			out = append(out, j)
			break
		}
	}
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		if r.words[j].content() {
			return append(out, j)
		}
	}
	return out
}

// oppositesDiffer finds a word of one side and its opposite on the other, neither of which the other side has.
func oppositesDiffer(x *alignment) (difference, bool) {
	for i := range x.na {
		if x.howA[i] == inOrder || x.howA[i] == moved {
			continue
		}
		v := opposite(x.a.words[i].fold)
		if v == 0 {
			continue
		}
		for j := range x.nb {
			if x.howB[j] != inOrder && x.howB[j] != moved && opposite(x.b.words[j].fold) == -v {
				return difference{by: oppositeBy, inA: span{i, i + 1}, inB: span{j, j + 1}}, true
			}
		}
	}
	return difference{}, false
}

// opposite gives words that exclude each other the same number with another sign; 0 to all others.
func opposite(fold string) int {
	pairs := [...][2]string{
		{" best meilleur meilleure melhor highest ", " worst pire pior lowest "},
		{" upper haute alta ", " lower basse baixa "},
		{" rose risen rise rises rising climbed gained jumped surged up increased increase higher hausse augmente bondi subiu aumentou ", " fell fallen fall falls falling dropped lost slipped slid tumbled declined down decreased decrease lower baisse chute recule caiu diminuiu "},
		{" north northern nord norte ", " south southern sud sul "},
		{" east eastern est leste ", " west western ouest oeste "},
		{" won win wins winning victory victoire gagne venceu ", " loses lose losing defeat defaite perdu perdeu "},
		{" strong strongly fort forte ", " weak light faible fraca fraco leve "},
		{" opened reopened reopens reopen opens open rouvert ouvert reaberto aberto ", " closed shut closes close ferme fermee fermes fechado fechada "},
		{" before avant antes ", " after apres depois apos "},
		{" more plus mais ", " less fewer moins menos "},
		{" accepted accepts approve approved accepte aceitou ", " rejected rejects refused refuses rejette refuse recusou rejeitou "},
		{" supports supported backs backed soutient apoia ", " opposes opposed s'oppose rejects opoe "},
		{" all toute tous toutes todos todas ", " part partie parte "},
		{" bought buys acheté achete comprou ", " sold sells vendu vend vendeu "},
		{" arrived entered arrive chegou ", " left departed quitte partiu saiu "},
		{" guilty coupable culpado ", " innocent acquitted acquitte inocente "},
	}
	word := " " + fold + " "
	for i, p := range pairs {
		if strings.Contains(p[0], word) {
			return i + 1
		}
		if strings.Contains(p[1], word) {
			return -i - 1
		}
	}
	return 0
}

// placesDiffer finds different names in the same role: "in Gao" here, "in Kidal" there, when neither side has both.
func placesDiffer(x *alignment) (difference, bool) {
	for _, n := range x.a.names {
		if !placeRole(n.role) || n.to > x.na || !nameAlone(n, x.howA[:]) {
			continue
		}
		for _, m := range x.b.names {
			if m.role == n.role && m.to <= x.nb && nameAlone(m, x.howB[:]) {
				return difference{by: placeBy, inA: span(spanOf(n)), inB: span(spanOf(m))}, true
			}
		}
	}
	return difference{}, false
}

func placeRole(r role) bool { return r == roleAt || r == roleFrom || r == roleTo }

func spanOf(n name) span { return span{n.from, n.to} }

func nameAlone(n name, how []uint8) bool {
	for i := n.from; i < n.to; i++ {
		if how[i] != unpaired {
			return false
		}
	}
	return true
}
