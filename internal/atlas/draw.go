package atlas

import (
	"cmp"
	"slices"
)

// Show says what a cell shows.
type Show int

// What a cell may show.
const (
	Sea    Show = iota // nothing
	Border             // an outline
	Land               // the inside of a country, with the dots of its shade
	Label              // a letter of a label
)

// Cell is one character of the map.
type Cell struct {
	Rune    rune
	Show    Show
	Country string // code of the country it belongs to, "" for the sea and for countries that only frame the map
}

// Mark is what the map says of a country.
type Mark struct {
	Label string // one cell a rune
	Short string // the label where there is no room for it
	Shade int    // 0, none, to Shades
	Rank  int    // labels of a higher rank get their room first
}

// Shades is the number of the darkest shade.
const Shades = 4

// Draw draws the map: lines of cells, each as wide as the ground. The chosen country's label is always there.
func (g *Ground) Draw(marks map[string]Mark, chosen string) [][]Cell {
	out := make([][]Cell, g.height)
	for y := range out {
		out[y] = make([]Cell, g.width)
		for x := range out[y] {
			out[y][x] = g.cell(x, y, marks)
		}
	}
	g.label(out, marks, chosen)
	return out
}

// cell gathers the dots of one cell. It belongs to the country that most of its dots belong to.
func (g *Ground) cell(cx, cy int, marks map[string]Mark) Cell {
	const empty = 0x2800
	bits := [dotsHigh][dotsWide]rune{{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}
	c := Cell{Rune: ' '}
	var dots rune
	var owners [dotsHigh * dotsWide]int
	for dy := range dotsHigh {
		for dx := range dotsWide {
			x, y := cx*dotsWide+dx, cy*dotsHigh+dy
			owner := g.at(x, y)
			owners[dy*dotsWide+dx] = owner
			switch {
			case g.border(x, y):
				dots |= bits[dy][dx]
				c.Show = Border
			case owner != none && dotted(g.shade(owner, marks), x, y):
				dots |= bits[dy][dx]
				c.Show = max(c.Show, Border)
			}
		}
	}
	owner := commonest(owners)
	if dots != 0 {
		c.Rune = empty + dots
	}
	if owner != none && g.atlas.countries[owner].named {
		c.Country = g.atlas.countries[owner].code
	}
	if g.inside(cx, cy) {
		c.Show = Land
	}
	return c
}

// commonest is the country that most dots belong to, none where all are sea.
func commonest(owners [dotsHigh * dotsWide]int) int {
	best, most := none, 0
	for _, owner := range owners {
		n := 0
		for _, other := range owners {
			if other == owner {
				n++
			}
		}
		if owner != none && n > most {
			best, most = owner, n
		}
	}
	return best
}

// inside tells cells that no border touches.
func (g *Ground) inside(cx, cy int) bool {
	first := g.at(cx*dotsWide, cy*dotsHigh)
	if first == none {
		return false
	}
	for dy := range dotsHigh {
		for dx := range dotsWide {
			if x, y := cx*dotsWide+dx, cy*dotsHigh+dy; g.at(x, y) != first || g.border(x, y) {
				return false
			}
		}
	}
	return true
}

func (g *Ground) shade(owner int, marks map[string]Mark) int {
	return marks[g.atlas.countries[owner].code].Shade
}

// dotted tells whether a dot is set in the pattern of a shade: the darker, the closer they stand.
func dotted(shade, x, y int) bool {
	switch shade {
	case 1:
		return x%4 == 0 && y%4 == 0
	case 2:
		return x%4 == 0 && y%4 == 0 || x%4 == 2 && y%4 == 2
	case 3:
		return x%2 == 0 && y%2 == 0
	case Shades:
		return (x+y)%2 == 0
	}
	return false
}

// label writes the labels, the chosen country's first and then by rank; one that finds no room is shortened, then left out.
func (g *Ground) label(out [][]Cell, marks map[string]Mark, chosen string) {
	var list []country
	for _, c := range g.atlas.countries {
		if _, marked := marks[c.code]; marked && c.named {
			list = append(list, c)
		}
	}
	rank := func(c country) int {
		if c.code == chosen {
			return 1 << 30
		}
		return marks[c.code].Rank
	}
	slices.SortStableFunc(list, func(a, b country) int { return cmp.Compare(rank(b), rank(a)) })
	for _, c := range list {
		m := marks[c.code]
		beside, above := [][2]int{{0, 0}, {-1, 0}, {1, 0}}, [][2]int{{0, -1}, {0, 1}}
		if !g.write(out, c, m.Label, beside) && !g.write(out, c, m.Short, beside) && !g.write(out, c, m.Short, above) && c.code == chosen {
			g.force(out, c, m.Short)
		}
	}
}

// write puts a label at its country's place, moved by the first of some shifts in cells with which it touches no other label.
func (g *Ground) write(out [][]Cell, c country, text string, shifts [][2]int) bool {
	runes := []rune(text)
	for _, shift := range shifts {
		x, y := g.start(c, len(runes))
		x, y = x+shift[0], y+shift[1]
		if g.free(out, x, y, len(runes)) {
			put(out, x, y, runes, c.code)
			return true
		}
	}
	return false
}

// start is the cell of a label's first rune, so that the label stands over its country's place.
func (g *Ground) start(c country, length int) (x, y int) {
	dx, dy := g.dot(c.at)
	return int(dx/dotsWide) - length/2, int(dy / dotsHigh)
}

// free tells whether a label can stand at a place: inside the map, and a cell away from other labels of its line.
func (g *Ground) free(out [][]Cell, x, y, length int) bool {
	if length == 0 || y < 0 || y >= g.height || x < 0 || x+length > g.width {
		return false
	}
	for i := max(0, x-1); i < min(g.width, x+length+1); i++ {
		if out[y][i].Show == Label {
			return false
		}
	}
	return true
}

// force writes a label over whatever stands there, within the edges.
func (g *Ground) force(out [][]Cell, c country, text string) {
	runes := []rune(text)
	x, y := g.start(c, len(runes))
	if g.height == 0 || g.width < len(runes) {
		return
	}
	put(out, max(0, min(x, g.width-len(runes))), max(0, min(y, g.height-1)), runes, c.code)
}

// put writes a label and clears the cells beside it, which would run into its letters.
func put(out [][]Cell, x, y int, text []rune, code string) {
	for _, beside := range []int{x - 1, x + len(text)} {
		if beside >= 0 && beside < len(out[y]) && out[y][beside].Show != Label {
			out[y][beside] = Cell{Rune: ' ', Country: out[y][beside].Country}
		}
	}
	for i, r := range text {
		out[y][x+i] = Cell{Rune: r, Show: Label, Country: code}
	}
}
