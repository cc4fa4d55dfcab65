package ui

import (
	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// briefingPane shows one story. Its content is a row of items of any height; position is kept as the item at the top and
// the lines of it that are scrolled away, so that a reload never makes the text jump.
type briefingPane struct {
	story    string // the story wanted
	row      news.StoryRow
	page     *page // nil until it has been read
	err      error
	opened   bool // the officer went into it, so that leaving it marks it read
	evidence bool
	length   desk.Length // how much of the story is shown
	unfolded map[string]bool
	hints    map[int]string // letters beside the links of items, nil when none are shown
	marked   []string       // articles that the officer is about to move
	also     []string       // colleagues who are in this story

	items  []item
	cursor int

	top, skip int // first item drawn, and how many of its lines are above the pane
	scroll    int // lines to scroll at the next drawing
	follow    bool

	drawn map[itemKey][]string
	last  sight
	seen  map[string]bool // keys of the points whose end has been on the screen
}

// sight is what the last drawing showed, which decides what a key does next.
type sight struct {
	width        int
	height       int
	above, below int // lines of the item under the cursor that are out of sight
	atEnd        bool
}

// itemKind says what an item shows.
type itemKind int

const (
	itemHead itemKind = iota
	itemPoint
	itemAsides
	itemTimeline
	itemHeading
	itemSource
)

// item is one thing the cursor may stand on, or a heading.
type item struct {
	kind itemKind
	n    int    // index of the point or source
	key  string // names it over reloads

	goesOn bool       // the next point belongs to the same paragraph
	of     *paragraph // of a point
}

// itemKey names a drawn item: whatever it depends on, besides the page, stands in it.
type itemKey struct {
	index, width             int
	cursor, focused, unfolds bool
	evidence                 bool
	hint                     string
	state                    news.State
}

func (it item) selectable() bool { return it.kind != itemHead && it.kind != itemHeading }

// show turns the pane to a story of which the list knows a row; its page follows.
func (b *briefingPane) show(row news.StoryRow) {
	if b.story == row.ID {
		if row.Placement.Evidence == nil { // lists leave it out
			row.Placement.Evidence = b.row.Placement.Evidence
		}
		b.row = row
		return
	}
	*b = briefingPane{story: row.ID, row: row, evidence: b.evidence, length: b.length, unfolded: map[string]bool{}, seen: map[string]bool{}}
}

// clear empties the pane.
func (b *briefingPane) clear() { *b = briefingPane{evidence: b.evidence, length: b.length} }

// set takes the page of the story. Of the same story it keeps cursor and position by statement.
func (b *briefingPane) set(m storyLoaded) {
	if m.err != nil {
		if !keepsShown(m.err, b.page != nil && b.err == nil) {
			b.err = m.err
		}
		return
	}
	at, top := b.itemAt(b.cursor), b.itemAt(b.top)
	// A story nobody has moved in is shown from its top, however it has grown.
	first := b.page == nil || !b.opened && b.top == 0 && b.skip == 0 && b.cursor == b.firstSelectable()
	b.err, b.page, b.row, b.drawn = nil, m.page, m.page.row, nil
	b.items = layItems(m.page, b.length)
	if first {
		b.cursor, b.top, b.skip = b.firstSelectable(), 0, 0
		return
	}
	b.cursor = b.find(at, b.cursor)
	b.top = b.find(top, b.top)
	if !b.itemAt(b.cursor).selectable() {
		b.cursor = b.firstSelectable()
	}
}

func layItems(p *page, length desk.Length) []item {
	items := []item{{kind: itemHead, key: "head"}}
	for i := range p.lengths[length] {
		of := &p.lengths[length][i]
		for k, n := range of.points {
			items = append(items, item{kind: itemPoint, n: n, key: p.points[n].key, goesOn: k+1 < len(of.points), of: of})
		}
	}
	if len(p.asides) > 0 {
		items = append(items, item{kind: itemAsides, key: "asides"})
	}
	if len(p.moments) > 1 {
		items = append(items, item{kind: itemTimeline, key: "timeline"})
	}
	if len(p.sources) > 0 {
		items = append(items, item{kind: itemHeading, key: "articles"})
	}
	for i, s := range p.sources {
		items = append(items, item{kind: itemSource, n: i, key: s.key})
	}
	return items
}

func (b *briefingPane) itemAt(i int) item {
	if i >= 0 && i < len(b.items) {
		return b.items[i]
	}
	return item{}
}

// find returns where an item of the former page is now: by its key, then as a repeat of another point, then by place.
func (b *briefingPane) find(was item, index int) int {
	for i, it := range b.items {
		if it.key == was.key {
			return i
		}
	}
	for i, it := range b.items {
		if it.kind != itemPoint {
			continue
		}
		for _, r := range b.page.points[it.n].repeats {
			if r.key == was.key {
				return i
			}
		}
	}
	return max(0, min(index, len(b.items)-1))
}

func (b *briefingPane) firstSelectable() int {
	for i, it := range b.items {
		if it.selectable() {
			return i
		}
	}
	return 0
}

// act answers a movement; handled is false for an action that is none.
func (b *briefingPane) act(a action) (handled bool) {
	page := max(1, b.last.height-2)
	switch a {
	case actDown:
		b.down(page)
	case actUp:
		b.up(page)
	case actTop:
		b.cursor, b.top, b.skip, b.scroll, b.follow = b.firstSelectable(), 0, 0, 0, true
	case actBottom:
		b.cursor, b.follow = max(0, len(b.items)-1), true
	case actPageDown:
		b.scroll += page
	case actPageUp:
		b.scroll -= page
	case actHalfDown:
		b.scroll += max(1, page/2)
	case actHalfUp:
		b.scroll -= max(1, page/2)
	default:
		return false
	}
	return true
}

// down goes on to the next item, after the rest of a long one has been shown.
func (b *briefingPane) down(page int) {
	if b.last.below > 0 {
		b.scroll += min(b.last.below, page)
		b.last.below = 0
		return
	}
	for i := b.cursor + 1; i < len(b.items); i++ {
		if b.items[i].selectable() {
			b.cursor, b.follow = i, true
			return
		}
	}
}

func (b *briefingPane) up(page int) {
	if b.last.above > 0 {
		b.scroll -= min(b.last.above, page)
		b.last.above = 0
		return
	}
	for i := b.cursor - 1; i >= 0; i-- {
		if b.items[i].selectable() {
			b.cursor, b.follow = i, true
			return
		}
	}
	b.top, b.skip = 0, 0
}

// fold turns the item under the cursor over and tells whether there is anything folded in it.
func (b *briefingPane) fold() bool {
	if !b.folds() {
		return false
	}
	key := b.itemAt(b.cursor).key
	b.unfolded[key] = !b.unfolded[key]
	b.follow = true
	return true
}

// folds tells whether the item under the cursor holds anything to unfold.
func (b *briefingPane) folds() bool {
	it := b.itemAt(b.cursor)
	if b.page == nil {
		return false
	}
	switch it.kind {
	case itemPoint:
		return len(b.page.points[it.n].repeats) > 0
	case itemAsides, itemTimeline:
		return true
	case itemSource:
		return b.page.sources[it.n].text != "" || len(b.page.sources[it.n].changes) > 0
	}
	return false
}

// isUnfolded tells whether the item under the cursor is unfolded.
func (b *briefingPane) isUnfolded() bool { return b.unfolded[b.itemAt(b.cursor).key] }

// turnLength shows the story in the next shorter length, after the shortest in full again. The cursor stays on its
// statement, or goes to the nearest before it.
func (b *briefingPane) turnLength() {
	b.setLength((b.length + 1) % desk.Lengths)
}

func (b *briefingPane) setLength(l desk.Length) {
	b.length = l
	if b.page == nil {
		return
	}
	at := b.itemAt(b.cursor)
	b.items, b.drawn = layItems(b.page, l), nil
	b.cursor, b.top, b.skip, b.follow = b.nearest(at), 0, 0, true
}

// nearest is where an item is now, or the point before it where it is folded away.
func (b *briefingPane) nearest(was item) int {
	best := b.firstSelectable()
	for i, it := range b.items {
		switch {
		case it.key == was.key:
			return i
		case it.kind == itemPoint && was.kind == itemPoint && it.n <= was.n:
			best = i
		}
	}
	return best
}

// nextDifference moves to the next point on which outlets differ, after the cursor. One that the length folds away brings
// the whole story back.
func (b *briefingPane) nextDifference() bool {
	if b.goToDifference() {
		return true
	}
	if b.page == nil || b.length == desk.Full || !b.page.differsAfter(b.itemAt(b.cursor)) {
		return false
	}
	b.setLength(desk.Full)
	return b.goToDifference()
}

func (b *briefingPane) goToDifference() bool {
	for i := b.cursor + 1; i < len(b.items); i++ {
		it := b.items[i]
		if it.kind == itemPoint && len(b.page.points[it.n].splits) > 0 {
			b.cursor, b.follow = i, true
			return true
		}
	}
	return false
}

// differsAfter tells whether outlets differ on a point after an item.
func (p *page) differsAfter(it item) bool {
	from := 0
	if it.kind == itemPoint {
		from = it.n + 1
	}
	for _, pt := range p.points[min(from, len(p.points)):] {
		if len(pt.splits) > 0 {
			return true
		}
	}
	return false
}

// link returns the link of what the cursor is on: a statement's article, an article, or the first article with one.
func (b *briefingPane) link() string {
	if b.page == nil {
		return ""
	}
	switch it := b.itemAt(b.cursor); it.kind {
	case itemPoint:
		return b.page.points[it.n].link
	case itemSource:
		return b.page.sources[it.n].link
	}
	for _, s := range b.page.sources {
		if s.link != "" {
			return s.link
		}
	}
	return ""
}

// forget drops drawn items, when the look or the width changes.
func (b *briefingPane) forget() { b.drawn = nil }
