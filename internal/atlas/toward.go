package atlas

import "math"

// Direction is where an arrow points.
type Direction int

// The directions.
const (
	North Direction = iota
	South
	West
	East
)

// Toward is the nearest country in a direction, by the places of their labels; from itself where none lies there. What lies
// straight ahead goes before what lies as near but to the side, and nothing counts that lies more to the side than ahead.
func (a *Atlas) Toward(from string, d Direction) string {
	here, ok := a.at(from)
	if !ok {
		return from
	}
	best, least := from, math.Inf(1)
	for _, c := range a.countries {
		if !c.named || c.code == from {
			continue
		}
		ahead, aside := c.at.y-here.y, math.Abs(c.at.x-here.x)
		switch d {
		case South:
			ahead = -ahead
		case East:
			ahead, aside = c.at.x-here.x, math.Abs(c.at.y-here.y)
		case West:
			ahead, aside = here.x-c.at.x, math.Abs(c.at.y-here.y)
		case North:
		}
		if ahead <= 0 || aside > ahead {
			continue
		}
		if way := ahead + 2*aside; way < least {
			best, least = c.code, way
		}
	}
	return best
}

func (a *Atlas) at(code string) (point, bool) {
	for _, c := range a.countries {
		if c.code == code && c.named {
			return c.at, true
		}
	}
	return point{}, false
}
