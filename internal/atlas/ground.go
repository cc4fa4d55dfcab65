package atlas

import "slices"

// A cell of braille is two dots wide and four high; on most terminals dots then stand as far apart across as down.
const dotsWide, dotsHigh = 2, 4

// none marks dots that belong to no country: the sea.
const none = -1

// Ground is the map at one size: which country each dot belongs to. Making it costs some milliseconds, drawing on it little.
type Ground struct {
	atlas         *Atlas
	width, height int     // in cells
	scale         float64 // dots a degree
	left, top     float64 // of the window, in dots: it stands in the middle
	owner         []int   // by dot: index of its country, or none
}

// Ground lays the map out for a size in cells. A degree is as long across as down.
func (a *Atlas) Ground(width, height int) *Ground {
	width, height = max(0, width), max(0, height)
	w, h := float64(width*dotsWide), float64(height*dotsHigh)
	g := &Ground{atlas: a, width: width, height: height, scale: min(w/(a.east-a.west), h/(a.north-a.south))}
	g.left = (w - g.scale*(a.east-a.west)) / 2
	g.top = (h - g.scale*(a.north-a.south)) / 2
	g.owner = slices.Repeat([]int{none}, width*dotsWide*height*dotsHigh)
	for i, c := range a.countries {
		g.fill(i, c.rings)
	}
	return g
}

// dot is where a place lies, in dots.
func (g *Ground) dot(p point) (x, y float64) {
	return g.left + (p.x-g.atlas.west)*g.scale, g.top + (g.atlas.north-p.y)*g.scale
}

// fill gives a country the dots inside its rings: on each row those between an odd and an even crossing of its borders.
func (g *Ground) fill(index int, rings [][]point) {
	wide, high := g.width*dotsWide, g.height*dotsHigh
	for y := range high {
		row := float64(y) + .5
		var crossings []float64
		for _, ring := range rings {
			for i, p := range ring {
				ax, ay := g.dot(p)
				bx, by := g.dot(ring[(i+1)%len(ring)])
				if (ay > row) != (by > row) {
					crossings = append(crossings, ax+(bx-ax)*(row-ay)/(by-ay))
				}
			}
		}
		slices.Sort(crossings)
		for i := 0; i+1 < len(crossings); i += 2 {
			for x := max(0, int(crossings[i]+.5)); x < min(wide, int(crossings[i+1]+.5)); x++ {
				g.owner[y*wide+x] = index
			}
		}
	}
}

// at is the country that a dot belongs to, none beyond the edges.
func (g *Ground) at(x, y int) int {
	if x < 0 || y < 0 || x >= g.width*dotsWide || y >= g.height*dotsHigh {
		return none
	}
	return g.owner[y*g.width*dotsWide+x]
}

// border tells dots at which a country ends: another owner lies right of it or below. The edge of the window is no border.
func (g *Ground) border(x, y int) bool {
	here := g.at(x, y)
	return g.shown(x+1, y) && here != g.at(x+1, y) || g.shown(x, y+1) && here != g.at(x, y+1)
}

// shown tells dots of the window with their like on all sides; beyond them nothing is known.
func (g *Ground) shown(x, y int) bool {
	const edge = 1
	right, bottom := g.left+g.scale*(g.atlas.east-g.atlas.west), g.top+g.scale*(g.atlas.north-g.atlas.south)
	fx, fy := float64(x), float64(y)
	return fx > g.left+edge && fy > g.top+edge && fx < right-edge && fy < bottom-edge
}
