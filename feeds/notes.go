package feeds

import "fmt"

// notes collects what was guessed, repaired or dropped, each kind once with how often it happened.
type notes struct {
	order []string
	count map[string]int
}

// add notes something that happened to one item, or once to the document.
func (n *notes) add(what string) {
	if what == "" {
		return
	}
	if n.count == nil {
		n.count = map[string]int{}
	}
	if n.count[what] == 0 {
		n.order = append(n.order, what)
	}
	n.count[what]++
}

// once notes something of the document, however often it is found.
func (n *notes) once(what string) {
	if n.count[what] == 0 {
		n.add(what)
	}
}

// list is the notes as lines.
func (n *notes) list() []string {
	var lines []string
	for _, what := range n.order {
		if times := n.count[what]; times > 1 {
			what = fmt.Sprintf("%s (%d times)", what, times)
		}
		lines = append(lines, what)
	}
	return lines
}
