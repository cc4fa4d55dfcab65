package report

// Direction is where a story is going, as the officer sees it.
type Direction string

// Directions. An empty one says nothing.
const (
	Worse  Direction = "worse"
	Same   Direction = "same"
	Better Direction = "better"
)

// Next walks through the directions, and back to none.
func (d Direction) Next() Direction {
	switch d {
	case "":
		return Worse
	case Worse:
		return Same
	case Same:
		return Better
	}
	return ""
}

// Arrow writes a direction as a sign and a word, so that it is read without the sign too.
func (w Words) Arrow(d Direction) string {
	switch d {
	case Worse:
		return "↘ " + w.worse
	case Same:
		return "→ " + w.same
	case Better:
		return "↗ " + w.better
	}
	return ""
}
