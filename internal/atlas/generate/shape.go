package main

import "math"

// tolerance is by how many degrees a simplified border may lie beside the true one: half a dot of braille on a terminal of
// 240 columns.
const tolerance = .06

// The window: the part of the world that is drawn, in degrees.
const west, east, south, north = -18.5, 48.5, 1.0, 37.7

// simplify leaves out the points of a line that lie near the straight way between those that stay (Douglas and Peucker, 1973).
func simplify(line []point) []point {
	if len(line) < 3 {
		return line
	}
	far, most := 0, 0.0
	for i := 1; i < len(line)-1; i++ {
		if d := beside(line[i], line[0], line[len(line)-1]); d > most {
			far, most = i, d
		}
	}
	if most <= tolerance {
		return []point{line[0], line[len(line)-1]}
	}
	return append(simplify(line[:far+1]), simplify(line[far:])[1:]...)
}

// beside is how far a point lies from the line between two others, in degrees.
func beside(p, a, b point) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	length := math.Hypot(dx, dy)
	if length == 0 {
		return math.Hypot(p.x-a.x, p.y-a.y)
	}
	return math.Abs(dx*(p.y-a.y)-dy*(p.x-a.x)) / length
}

// clip cuts a ring off at the edges of the window (Sutherland and Hodgman, 1974).
func clip(ring []point) []point {
	for _, edge := range []struct {
		inside func(point) bool
		cut    func(a, b point) point
	}{
		{func(p point) bool { return p.x >= west }, func(a, b point) point { return atX(a, b, west) }},
		{func(p point) bool { return p.x <= east }, func(a, b point) point { return atX(a, b, east) }},
		{func(p point) bool { return p.y >= south }, func(a, b point) point { return atY(a, b, south) }},
		{func(p point) bool { return p.y <= north }, func(a, b point) point { return atY(a, b, north) }},
	} {
		var out []point
		for i, p := range ring {
			before := ring[(i+len(ring)-1)%len(ring)]
			if edge.inside(p) != edge.inside(before) {
				out = append(out, edge.cut(before, p))
			}
			if edge.inside(p) {
				out = append(out, p)
			}
		}
		ring = out
	}
	return ring
}

func atX(a, b point, x float64) point {
	return point{x, a.y + (b.y-a.y)*(x-a.x)/(b.x-a.x)}
}

func atY(a, b point, y float64) point {
	return point{a.x + (b.x-a.x)*(y-a.y)/(b.y-a.y), y}
}

// size is the area of a ring in square degrees.
func size(ring []point) float64 {
	sum := 0.0
	for i, p := range ring {
		next := ring[(i+1)%len(ring)]
		sum += p.x*next.y - next.x*p.y
	}
	return math.Abs(sum) / 2
}

// middle is the point inside the rings that is farthest from their borders, where a name has most room: a name is wide, so
// distances to the east and west count half.
func middle(rings [][]point) point {
	const step = .1
	var best point
	most := -1.0
	for y := south; y <= north; y += step {
		for x := west; x <= east; x += step {
			p := point{x, y}
			if !within(rings, p) {
				continue
			}
			if room := nearest(rings, p); room > most {
				best, most = p, room
			}
		}
	}
	return best
}

// within tells whether a point lies inside: a line from it to the west crosses the borders an odd number of times.
func within(rings [][]point, p point) bool {
	in := false
	for _, ring := range rings {
		for i, a := range ring {
			b := ring[(i+1)%len(ring)]
			if (a.y > p.y) != (b.y > p.y) && atY(a, b, p.y).x < p.x {
				in = !in
			}
		}
	}
	return in
}

func nearest(rings [][]point, p point) float64 {
	least := math.Inf(1)
	for _, ring := range rings {
		for i, a := range ring {
			least = min(least, toSegment(p, a, ring[(i+1)%len(ring)]))
		}
	}
	return least
}

func toSegment(p, a, b point) float64 {
	const wide = .5
	px, py := (p.x-a.x)*wide, p.y-a.y
	dx, dy := (b.x-a.x)*wide, b.y-a.y
	along := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		along = max(0, min(1, (px*dx+py*dy)/l))
	}
	return math.Hypot(px-along*dx, py-along*dy)
}
