package atlas

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

// outlines is written by the program in generate: a line for each country, its code ("-" before one that only frames the map), the
// place of its label, and after each "|" a ring as its first point and the steps to the next ones. Units are twentieths of a
// degree.
//
//go:embed outlines.txt
var outlines string

// unit is the number of units in a degree.
const unit = 20

// point is a place in degrees, x east and y north.
type point struct{ x, y float64 }

// country is one country on the map.
type country struct {
	code  string
	named bool // it is labelled and can be chosen
	at    point
	rings [][]point
}

// Atlas is the map. It never changes, so any number of goroutines may use it.
type Atlas struct {
	countries []country
	west      float64 // edges of what is drawn, in degrees
	east      float64
	south     float64
	north     float64
}

// New reads the outlines that come with the program.
func New() (*Atlas, error) { return parse(outlines) }

func parse(text string) (*Atlas, error) {
	a := &Atlas{west: 180, east: -180, south: 90, north: -90}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		c, err := parseCountry(line)
		if err != nil {
			return nil, fmt.Errorf("outline %.20q: %w", line, err)
		}
		a.countries = append(a.countries, c)
		for _, ring := range c.rings {
			for _, p := range ring {
				a.west, a.east = min(a.west, p.x), max(a.east, p.x)
				a.south, a.north = min(a.south, p.y), max(a.north, p.y)
			}
		}
	}
	if a.east <= a.west || a.north <= a.south {
		return nil, fmt.Errorf("the outlines hold no country")
	}
	return a, nil
}

func parseCountry(line string) (country, error) {
	head, rings, _ := strings.Cut(line, "|")
	fields := strings.Fields(head)
	if len(fields) != 3 {
		return country{}, fmt.Errorf("its head has %d parts, not 3", len(fields))
	}
	code, framing := strings.CutPrefix(fields[0], "-")
	c := country{code: code, named: !framing}
	at, err := parsePoints(fields[1:])
	if err != nil {
		return c, err
	}
	c.at = at[0]
	for ring := range strings.SplitSeq(rings, "|") {
		points, err := parsePoints(strings.Fields(ring))
		if err != nil {
			return c, err
		}
		c.rings = append(c.rings, points)
	}
	return c, nil
}

// parsePoints reads a point and the steps to the next ones.
func parsePoints(fields []string) ([]point, error) {
	if len(fields) == 0 || len(fields)%2 != 0 {
		return nil, fmt.Errorf("%d numbers are no points", len(fields))
	}
	x, y := 0, 0
	out := make([]point, 0, len(fields)/2)
	for i := 0; i < len(fields); i += 2 {
		dx, err := strconv.Atoi(fields[i])
		if err != nil {
			return nil, err
		}
		dy, err := strconv.Atoi(fields[i+1])
		if err != nil {
			return nil, err
		}
		x, y = x+dx, y+dy
		out = append(out, point{float64(x) / unit, float64(y) / unit})
	}
	return out, nil
}

// Codes lists the countries that can be chosen, ISO 3166-1 alpha-2, in alphabetical order.
func (a *Atlas) Codes() []string {
	var out []string
	for _, c := range a.countries {
		if c.named {
			out = append(out, c.code)
		}
	}
	return out
}
