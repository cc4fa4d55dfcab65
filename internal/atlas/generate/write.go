package main

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"slices"
)

// country is one country as it is written.
type country struct {
	code  string
	named bool // it has a name on the map; the others only frame it
	at    point
	rings [][]point
}

// smallest is the area in square degrees from which an island or an enclave is kept.
const smallest = .05

// framing are the countries in the window that are drawn without a name: they are no neighbours of the Sahel's neighbours.
func framing(code string) bool {
	return slices.Contains([]string{"ES", "PT", "IT", "GR", "TR", "CY", "MT", "SY", "LB", "IL", "PS", "JO", "IQ", "IR", "KW", "SA", "YE", "GB"}, code)
}

// cutOut keeps the countries that lie in the window, each with its pieces.
func cutOut(t topology, codes map[string]string) ([]country, error) {
	byCode := map[string]*country{}
	for _, g := range t.Objects.Countries.Geometries {
		code := codes[g.ID]
		if g.Properties.Name == "Somaliland" { // it has no code of its own
			code = "SO"
		}
		if code == "" {
			continue
		}
		rings, err := t.rings(g)
		if err != nil {
			return nil, err
		}
		for _, ring := range rings {
			ring = clip(ring)
			if size(ring) < smallest {
				continue
			}
			if byCode[code] == nil {
				byCode[code] = &country{code: code, named: !framing(code)}
			}
			byCode[code].rings = append(byCode[code].rings, ring)
		}
	}
	var out []country
	for _, c := range byCode {
		c.at = middle(c.rings)
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b country) int { return cmp.Compare(a.code, b.code) })
	return out, nil
}

// text writes the outlines in twentieths of a degree: a line for each country, its name's place, then its rings as a first point
// and the steps to the next ones.
func text(countries []country) []byte {
	var out bytes.Buffer
	out.WriteString("# Written by internal/atlas/generate from Natural Earth (public domain). Units: 1/20 degree, x east, y north.\n")
	for _, c := range countries {
		mark := ""
		if !c.named {
			mark = "-"
		}
		fmt.Fprintf(&out, "%s%s %d %d", mark, c.code, unit(c.at.x), unit(c.at.y))
		for _, ring := range c.rings {
			out.WriteByte('|')
			x, y := 0, 0
			for i, p := range ring {
				if i > 0 && unit(p.x) == x && unit(p.y) == y {
					continue
				}
				if i > 0 {
					out.WriteByte(' ')
				}
				fmt.Fprintf(&out, "%d %d", unit(p.x)-x, unit(p.y)-y)
				x, y = unit(p.x), unit(p.y)
			}
		}
		out.WriteByte('\n')
	}
	return out.Bytes()
}

func unit(degrees float64) int { return int(math.Round(degrees * 20)) }
