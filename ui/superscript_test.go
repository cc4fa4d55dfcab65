package ui

import "testing"

func TestSourcesStandRaisedBehindAStatement(t *testing.T) {
	cases := []struct {
		numbers []int
		want    string
	}{
		{nil, ""},
		{[]int{7}, "⁷"},
		{[]int{1, 2}, "¹·²"},
		{[]int{1, 2, 3, 5}, "¹⁻³·⁵"},
		{[]int{1, 3, 5, 10, 12, 14, 16}, "¹·³·⁵·¹⁰·¹²⁺²"},
	}
	for _, c := range cases {
		if got := superscripts(c.numbers); got != c.want {
			t.Errorf("%v: %q, want %q", c.numbers, got, c.want)
		}
	}
}
