package main

import (
	"bytes"
	"math"
	"strings"
	"testing"
)

// both are rows that say yes only where both measures are high.
func both() []row {
	var rows []row
	for i := range 400 {
		a, b := float32(i%20)/20, float32(i/20)/20
		r := row{x: []float32{a, b}, weight: 1, group: i}
		if a > .5 && b > .5 {
			r.target = 1
		}
		rows = append(rows, r)
	}
	return rows
}

func TestAForestLearnsWhatTwoMeasuresSayTogether(t *testing.T) {
	f := grow(both(), settings{trees: 40, depth: 2, rate: .3, least: 2, ridge: 1, rowShare: 1, colShare: 1, seed: 1})
	for _, c := range []struct {
		x    []float32
		want bool
	}{{[]float32{.9, .9}, true}, {[]float32{.9, .1}, false}, {[]float32{.1, .9}, false}, {[]float32{.1, .1}, false}} {
		if got := f.logOdds(c.x) > 0; got != c.want {
			t.Errorf("%v: %v, want %v", c.x, got, c.want)
		}
	}
}

func TestTheSameRowsGiveTheSameTable(t *testing.T) {
	s := settings{trees: 5, depth: 3, rate: .1, least: 2, ridge: 1, rowShare: .7, colShare: .7, seed: 3}
	var one, two bytes.Buffer
	grow(both(), s).write(&one, "f")
	grow(both(), s).write(&two, "f")
	if one.String() != two.String() {
		t.Error("two growths from the same rows differ")
	}
	if !strings.HasPrefix(one.String(), "f ") || strings.Count(one.String(), "\n") != 6 {
		t.Errorf("not a head and five trees: %s", one.String())
	}
}

func TestRanksShareEqualPlaces(t *testing.T) {
	if got := spearman([]float64{1, 2, 3, 4}, []float64{10, 20, 30, 40}); math.Abs(got-1) > 1e-12 {
		t.Errorf("the same order correlates %v, want 1", got)
	}
	if got := spearman([]float64{1, 2, 3, 4}, []float64{4, 3, 2, 1}); math.Abs(got+1) > 1e-12 {
		t.Errorf("the reverse correlates %v, want -1", got)
	}
	if got := ranks([]float64{5, 7, 5}); got[0] != .5 || got[2] != .5 || got[1] != 2 {
		t.Errorf("ranks %v, want .5 2 .5", got)
	}
}

func TestPrecisionIsCountedFromTheSurest(t *testing.T) {
	p := precisions([]float64{.9, .8, .7, .1}, []float64{1, 0, 1, 0})
	if want := (1 + 2./3) / 2; math.Abs(p.average-want) > 1e-12 {
		t.Errorf("average precision %v, want %v", p.average, want)
	}
	if p.recall != .5 || p.accuracy != .75 {
		t.Errorf("recall %v and accuracy %v, want .5 and .75", p.recall, p.accuracy)
	}
}
