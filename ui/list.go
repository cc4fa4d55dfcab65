package ui

// list is a cursor over n rows and the part of them that is seen. It knows heights only, so lists of every kind share it.
type list struct {
	n      int
	cursor int
	top    int // first row drawn
	seen   int // rows drawn last time, for paging
}

// resize sets the number of rows and keeps the cursor inside.
func (l *list) resize(n int) {
	l.n = n
	l.cursor = max(0, min(l.cursor, n-1))
	l.top = max(0, min(l.top, n-1))
}

// move shifts the cursor by a number of rows and tells whether it moved.
func (l *list) move(by int) bool {
	before := l.cursor
	l.cursor = max(0, min(l.cursor+by, l.n-1))
	return l.cursor != before
}

// act moves the cursor as an action says; handled is false for an action that is no movement.
func (l *list) act(a action) (moved, handled bool) {
	page := max(1, l.seen-1)
	switch a {
	case actDown:
		return l.move(1), true
	case actUp:
		return l.move(-1), true
	case actTop:
		return l.move(-l.n), true
	case actBottom:
		return l.move(l.n), true
	case actPageDown:
		return l.move(page), true
	case actPageUp:
		return l.move(-page), true
	case actHalfDown:
		return l.move(max(1, page/2)), true
	case actHalfUp:
		return l.move(-max(1, page/2)), true
	}
	return false, false
}

// window returns the rows to draw into height lines, from first to before last, with the cursor among them; height of
// row i is rows(i).
func (l *list) window(height int, rows func(int) int) (first, last int) {
	if l.n == 0 || height < 1 {
		l.seen = 0
		return 0, 0
	}
	if l.cursor < l.top {
		l.top = l.cursor
	}
	need, from := 0, l.cursor
	for i := l.cursor; i >= l.top; i-- {
		need += rows(i)
		if need > height && i < l.cursor {
			break
		}
		from = i
	}
	l.top = max(l.top, from)
	used := 0
	for last = l.top; last < l.n && used < height; last++ {
		used += rows(last)
	}
	l.fillUp(height-used, rows)
	l.seen = max(1, last-l.top)
	return l.top, last
}

// fillUp moves the window up while lines are free below the last row.
func (l *list) fillUp(free int, rows func(int) int) {
	for l.top > 0 && rows(l.top-1) <= free {
		l.top--
		free -= rows(l.top)
	}
}
