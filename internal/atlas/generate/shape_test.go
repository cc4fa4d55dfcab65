package main

import (
	"math"
	"slices"
	"testing"
)

func TestPointsNearTheStraightWayAreLeftOut(t *testing.T) {
	line := []point{{0, 0}, {1, tolerance / 2}, {2, 0}, {3, 1}, {4, 0}}
	want := []point{{0, 0}, {2, 0}, {3, 1}, {4, 0}}
	if got := simplify(line); !slices.Equal(got, want) {
		t.Errorf("simplified it is %v, want %v", got, want)
	}
	if got := simplify(line[:2]); len(got) != 2 {
		t.Errorf("two points become %v", got)
	}
}

func TestARingIsCutOffAtTheWindow(t *testing.T) {
	ring := []point{{west - 10, 10}, {west + 10, 10}, {west + 10, 20}, {west - 10, 20}}
	got := clip(ring)
	for _, p := range got {
		if p.x < west || p.x > east || p.y < south || p.y > north {
			t.Errorf("%v lies outside", p)
		}
	}
	if s := size(got); math.Abs(s-100) > 1e-9 {
		t.Errorf("its inside has %f square degrees, want 100", s)
	}
	if got := clip([]point{{100, 60}, {110, 60}, {110, 70}}); len(got) != 0 {
		t.Errorf("a ring beyond the window leaves %v", got)
	}
}

func TestALabelStandsWhereThereIsMostRoom(t *testing.T) {
	// A square with a long arm to the east: the square's middle has more room than the arm.
	ring := []point{{0, 10}, {6, 10}, {6, 12}, {16, 12}, {16, 13}, {6, 13}, {6, 16}, {0, 16}}
	got := middle([][]point{ring})
	if got.x < 1 || got.x > 5 || got.y < 11 || got.y > 15 {
		t.Errorf("it stands at %v, want inside the square", got)
	}
	hole := []point{{1, 11}, {5, 11}, {5, 15}, {1, 15}}
	if p := middle([][]point{ring, hole}); p.x > 1 && p.x < 5 && p.y > 11 && p.y < 15 {
		t.Errorf("it stands at %v, in the hole", p)
	}
}

func TestSharedBordersAreReadBackwards(t *testing.T) {
	var topo topology
	topo.Transform.Scale = [2]float64{1, 1}
	topo.Arcs = [][][2]float64{{{0, 0}, {4, 0}, {0, 4}}}
	forwards, backwards := topo.arc(0), topo.arc(^0)
	slices.Reverse(backwards)
	if want := []point{{0, 0}, {4, 0}, {4, 4}}; !slices.Equal(forwards, want) || !slices.Equal(backwards, want) {
		t.Errorf("forwards it is %v, backwards %v, want %v", forwards, backwards, want)
	}
}
