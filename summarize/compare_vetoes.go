package summarize

import (
	"math"
	"math/bits"
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
	kindBy              // things that exclude each other in one slot: rice and millet, defence and justice
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
	case swappedBy:
		return 4
	}
	return 0
}

// plainConflict looks for what no likeness outvotes, as far as it shows without the words.
func plainConflict(x *alignment) difference {
	if d, ok := figuresDiffer(x); ok {
		return d
	}
	if d, ok := datesDiffer(x.a, x.b); ok {
		return d
	}
	return difference{}
}

// wordyConflict looks for what no likeness outvotes in words that are paired.
func wordyConflict(x *alignment) difference {
	if d, ok := denialDiffers(x); ok {
		return d
	}
	if d, ok := oppositesDiffer(x); ok {
		return d
	}
	if d, ok := placesDiffer(x); ok {
		return d
	}
	if d, ok := personsDiffer(x); ok {
		return d
	}
	if d, ok := exclusiveDiffer(x); ok {
		return d
	}
	if d, ok := namesDiffer(x); ok {
		return d
	}
	if d, ok := rolesDiffer(x); ok {
		return d
	}
	if d, ok := sideChanges(x); ok {
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

// pairFigures tells which figures of each side have a partner with the same amount, each at most one: first those that
// count the same, then equal amounts, then amounts that are near enough.
func pairFigures(a, b []figure) (pairedA, pairedB uint64) {
	if len(a) == 0 || len(b) == 0 {
		return 0, 0
	}
	if len(a) > 64 || len(b) > 64 {
		a, b = a[:min(len(a), 64)], b[:min(len(b), 64)]
	}
	for _, good := range [...]func(f, g *figure) bool{
		func(f, g *figure) bool { return f.unit == g.unit && f.value == g.value && sharesNoun(f, g) },
		func(f, g *figure) bool { return f.unit == g.unit && f.value == g.value },
		sameValue,
	} {
		for i := range a {
			for j := range b {
				if pairedA&(1<<i) == 0 && pairedB&(1<<j) == 0 && good(&a[i], &b[j]) {
					pairedA |= 1 << i
					pairedB |= 1 << j
				}
			}
		}
	}
	return pairedA, pairedB
}

// pairedFigures is how many figures of the first have a partner in the second.
func pairedFigures(x *alignment) int { return bits.OnesCount64(x.figuresA) }

// figuresDiffer finds a figure of each side that the other does not have, of one unit. Where both count the same, or
// one of them leaves open what it counts, that is a difference; otherwise it is loose, and only keeps the two apart.
func figuresDiffer(x *alignment) (difference, bool) {
	a, b := x.a, x.b
	var loose difference
	for i := range a.figures {
		f := &a.figures[i]
		if i > 63 || x.figuresA&(1<<i) != 0 || f.weak && f.unit == count && f.nouns[0] == 0 {
			continue
		}
		for j := range b.figures {
			g := &b.figures[j]
			if j > 63 || x.figuresB&(1<<j) != 0 || f.unit != g.unit || allows(f, g) || allows(g, f) {
				continue
			}
			d := difference{by: figuresBy, inA: span{f.from, f.to}, inB: span{g.from, g.to}, counted: countedSpan(a, f)}
			if d.counted.to == 0 {
				d.counted, d.countedInB = countedSpan(b, g), true
			}
			if (f.unit == count || f.unit == code) && f.nouns[0] != 0 && g.nouns[0] != 0 && !sharesNoun(f, g) {
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
	if f.nouns[0] == 0 || f.unit == code {
		return span{}
	}
	at := int(f.words[0])
	return span{min(f.to, at), min(at+1, len(r.words))}
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
