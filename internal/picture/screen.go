package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// style is how a run of text looks. Colours are "" for the terminal's own, "p7" for palette entry 7, or "#rrggbb".
type style struct {
	fore, back                              string
	bold, faint, italic, underline, reverse bool
}

// run is text of one style, beginning at a column.
type run struct {
	text  string
	col   int // cells from the left
	cells int
	style style
}

// readScreen cuts lines into runs of one style. Styles go on over the ends of lines, as on a terminal.
func readScreen(body string) [][]run {
	var lines [][]run
	var now style
	for line := range strings.SplitSeq(strings.TrimRight(body, "\n"), "\n") {
		var runs []run
		col := 0
		var state byte
		parser := ansi.NewParser()
		for line != "" {
			seq, width, n, next := ansi.DecodeSequence(line, state, parser)
			state, line = next, line[n:]
			if width == 0 {
				if strings.HasPrefix(seq, "\x1b[") && strings.HasSuffix(seq, "m") {
					now = now.with(seq[2 : len(seq)-1])
				}
				continue
			}
			if last := len(runs) - 1; last >= 0 && runs[last].style == now {
				runs[last].text += seq
				runs[last].cells += width
			} else {
				runs = append(runs, run{seq, col, width, now})
			}
			col += width
		}
		lines = append(lines, runs)
	}
	return filled(lines)
}

// filled makes a ground that reaches the end of its line as wide as the screen: a terminal that was asked to colour the
// rest of a line gives the colour, but not the blanks that it stands for.
func filled(lines [][]run) [][]run {
	width := 0
	for _, runs := range lines {
		if n := len(runs); n > 0 {
			width = max(width, runs[n-1].col+runs[n-1].cells)
		}
	}
	for _, runs := range lines {
		n := len(runs)
		if n == 0 || runs[n-1].style.back == "" {
			continue
		}
		last := &runs[n-1]
		missing := width - last.col - last.cells
		last.text += strings.Repeat(" ", missing)
		last.cells += missing
	}
	return lines
}

// with lays the parameters of an SGR sequence over a style.
func (s style) with(params string) style {
	part := strings.FieldsFunc(params, func(r rune) bool { return r == ';' || r == ':' })
	if len(part) == 0 {
		return style{}
	}
	for i := 0; i < len(part); i++ {
		n, err := strconv.Atoi(part[i])
		if err != nil {
			continue
		}
		if n == 38 || n == 48 {
			colour, used := extended(part[i+1:])
			i += used
			if n == 38 {
				s.fore = colour
			} else {
				s.back = colour
			}
			continue
		}
		s = s.set(n)
	}
	return s
}

func (s style) set(n int) style {
	switch {
	case n == 0:
		return style{}
	case n == 1:
		s.bold = true
	case n == 2:
		s.faint = true
	case n == 3:
		s.italic = true
	case n == 4:
		s.underline = true
	case n == 7:
		s.reverse = true
	case n == 22:
		s.bold, s.faint = false, false
	case n == 23:
		s.italic = false
	case n == 24:
		s.underline = false
	case n == 27:
		s.reverse = false
	case n >= 30 && n <= 37:
		s.fore = "p" + strconv.Itoa(n-30)
	case n == 39:
		s.fore = ""
	case n >= 40 && n <= 47:
		s.back = "p" + strconv.Itoa(n-40)
	case n == 49:
		s.back = ""
	case n >= 90 && n <= 97:
		s.fore = "p" + strconv.Itoa(n-90+8)
	case n >= 100 && n <= 107:
		s.back = "p" + strconv.Itoa(n-100+8)
	}
	return s
}

// extended reads the colour after 38 or 48 and says how many parameters it took.
func extended(part []string) (colour string, used int) {
	if len(part) >= 2 && part[0] == "5" {
		return "p" + part[1], 2
	}
	if len(part) >= 4 && part[0] == "2" {
		var rgb [3]uint8
		for i, p := range part[1:4] {
			n, err := strconv.ParseUint(p, 10, 8)
			if err != nil {
				return "", 4
			}
			rgb[i] = uint8(n)
		}
		return fmt.Sprintf("#%02x%02x%02x", rgb[0], rgb[1], rgb[2]), 4
	}
	return "", 0
}
