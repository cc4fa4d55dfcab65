package main

import (
	"strings"
	"testing"
)

func TestAScreenIsCutIntoRunsOfOneStyle(t *testing.T) {
	lines := readScreen("plain \x1b[1;31mred\x1b[0m\n\x1b[38;2;1;2;255mrgb\x1b[48;5;21m on blue\x1b[m")
	if len(lines) != 2 || len(lines[0]) != 2 || len(lines[1]) != 2 {
		t.Fatalf("runs: %+v", lines)
	}
	if got := lines[0][1]; got.text != "red" || got.col != 6 || got.style != (style{fore: "p1", bold: true}) {
		t.Errorf("red run: %+v", got)
	}
	if got := lines[1][0].style.fore; got != "#0102ff" {
		t.Errorf("true colour: %q", got)
	}
	if got := lines[1][1].style.back; got != "p21" {
		t.Errorf("palette background: %q", got)
	}
}

func TestWideLettersTakeTwoCells(t *testing.T) {
	lines := readScreen("日本\x1b[1mx")
	if got := lines[0][1].col; got != 4 {
		t.Errorf("the run after two wide letters begins at cell %d, want 4", got)
	}
}

func TestTextInThePictureIsEscaped(t *testing.T) {
	got := svg(readScreen("<script>&"), "a <b>", darkColours())
	if strings.Contains(got, "<script>") || strings.Contains(got, "<b>") {
		t.Errorf("markup got through:\n%s", got)
	}
}

func TestColoursOfThePalette(t *testing.T) {
	c := darkColours()
	for name, want := range map[string]string{"p16": "#000000", "p231": "#ffffff", "p232": "#080808", "#123456": "#123456", "": "or"} {
		if got := c.of(name, "or"); got != want {
			t.Errorf("of(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestAGroundAtTheEndOfALineReachesTheEdge(t *testing.T) {
	lines := readScreen("\x1b[48;5;1mab\x1b[0m\nabcdef\n\x1b[48;5;1ma\x1b[0mb\n")
	if last := lines[0][0]; last.cells != 6 {
		t.Errorf("the ground is %d cells wide, want the 6 of the screen", last.cells)
	}
	if last := lines[2][1]; last.cells != 1 {
		t.Errorf("a line without a ground at its end was made %d cells longer", last.cells-1)
	}
}
