package ui

import (
	"slices"
	"time"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// storyPane lists the stories of one query. It draws visible rows only and keeps drawn rows.
type storyPane struct {
	list    list
	rows    []news.StoryRow
	query   desk.Query // what rows answer
	more    bool       // there are stories beyond rows
	whole   bool       // all stories of wholeOf are wanted, whatever it costs
	wholeOf desk.Query
	loaded  bool
	err     error
	grouped bool // rows of all regions, under the regions' names
	touched bool // the officer has moved in this list: its order stays as it is
	filling bool // it was empty when it was first seen: until touched, the cursor stays on the first row
	name    string
	names   map[string]string // regions' names by id
	filter  filter
	country string // code of the only country listed, "" for all

	countryName string

	find     string // the search whose stories are listed, "" for those of the region
	findName string // what that, or the row of the first pane, is called

	marked map[string]bool // stories that the next step is about, by id
	drawn  map[rowKey][]string
}

// rowKey names a drawn row: whatever it shows stands in it.
type rowKey struct {
	id              string
	width           int
	cursor, focused bool
	state           news.State
	changed, read   time.Time
	outlets         int
	age             string
	heading         string
	marked          bool
	remarks         string
}

// drawnRows bounds the kept rows.
const drawnRows = 4000

// set takes the answer to a query. Rows that were there keep their order once the officer has moved in the list, so
// that nothing jumps; the cursor stays on its story.
func (s *storyPane) set(m listsLoaded, regions *regionPane) {
	if m.err != nil {
		s.err = m.err
		return
	}
	current, same := s.currentID(), s.loaded && s.query == m.query
	rows := m.stories
	s.grouped = m.query.Region == ""
	if s.grouped { // before they are joined, so that a story comes back to its place in its region
		regions.sort(rows)
	}
	if same && s.touched {
		rows = merge(s.rows, rows)
	}
	if !same {
		s.touched = false
		s.list.top = 0
	}
	s.filling = !s.touched && (len(m.stories) == 0 || same && s.filling)
	s.err, s.query, s.loaded = nil, m.query, true
	s.more = m.limit > 0 && len(m.stories) >= m.limit
	s.name, s.names = regions.name(m.query.Region), regions.names()
	if m.query.Find != "" {
		s.name = s.findName
	}
	if m.query.Country != "" {
		s.name = s.countryName
	}
	if s.grouped {
		regions.sort(rows)
	}
	s.rows = rows
	s.list.resize(len(rows))
	if s.filling || !same {
		s.list.cursor, s.list.top = 0, 0
		return
	}
	s.choose(current)
}

// sort brings stories into the order of their regions, and leaves those of one region in theirs.
func (r *regionPane) sort(rows []news.StoryRow) {
	place := make(map[string]int, len(r.rows))
	for i, row := range r.rows {
		if _, named := place[row.ID]; !named {
			place[row.ID] = i
		}
	}
	order := func(row news.StoryRow) int {
		if i, listed := place[row.Placement.Region]; listed {
			return i
		}
		return len(r.rows)
	}
	slices.SortStableFunc(rows, func(a, b news.StoryRow) int { return order(a) - order(b) })
}

// merge brings the rows of an answer into the order of the old ones: known rows where they were, new ones before the row
// they precede in the answer.
func merge(old, answer []news.StoryRow) []news.StoryRow {
	if sameStories(old, answer) {
		return answer
	}
	known := make(map[string]bool, len(old))
	for _, r := range old {
		known[r.ID] = true
	}
	present := make(map[string]news.StoryRow, len(answer))
	before := make(map[string][]news.StoryRow)
	var waiting []news.StoryRow
	for _, r := range answer {
		present[r.ID] = r
		if !known[r.ID] {
			waiting = append(waiting, r)
			continue
		}
		before[r.ID], waiting = waiting, nil
	}
	out := make([]news.StoryRow, 0, len(answer))
	for _, r := range old {
		row, ok := present[r.ID]
		if !ok {
			continue
		}
		out = append(out, before[r.ID]...)
		out = append(out, row)
	}
	return append(out, waiting...)
}

// sameStories tells whether two lists are of the same stories in the same order, as they mostly are.
func sameStories(a, b []news.StoryRow) bool {
	return slices.EqualFunc(a, b, func(x, y news.StoryRow) bool { return x.ID == y.ID })
}

// current returns the story under the cursor.
func (s *storyPane) current() (news.StoryRow, bool) {
	if s.list.cursor < len(s.rows) {
		return s.rows[s.list.cursor], true
	}
	return news.StoryRow{}, false
}

func (s *storyPane) currentID() string {
	row, _ := s.current()
	return row.ID
}

// choose puts the cursor on a story, and tells whether it is listed.
func (s *storyPane) choose(id string) bool {
	i := slices.IndexFunc(s.rows, func(r news.StoryRow) bool { return r.ID == id })
	if i >= 0 {
		s.list.cursor = i
	}
	return i >= 0
}

// next returns the first row from the cursor on, all round, for which is holds; the story being read is never it. The
// row under the cursor counts: where a story has left the list, the next one has taken its place.
func (s *storyPane) next(reading string, is func(news.StoryRow) bool) (int, bool) {
	for step := range s.rows {
		i := (s.list.cursor + step) % len(s.rows)
		if s.rows[i].ID != reading && is(s.rows[i]) {
			return i, true
		}
	}
	return 0, false
}

// change puts a new state into the row of a story at once; the answer of the desk follows.
func (s *storyPane) change(id string, to news.State) {
	i := slices.IndexFunc(s.rows, func(r news.StoryRow) bool { return r.ID == id })
	if i >= 0 {
		s.rows[i].State = to
	}
}

// drop takes a story out of the list: the next one is in its place.
func (s *storyPane) drop(id string) {
	current := s.currentID()
	s.rows = slices.DeleteFunc(slices.Clone(s.rows), func(r news.StoryRow) bool { return r.ID == id })
	s.list.resize(len(s.rows))
	if current != id {
		s.choose(current)
	}
}

// markRead puts the time of reading into the row of a story.
func (s *storyPane) markRead(id string, when time.Time) {
	i := slices.IndexFunc(s.rows, func(r news.StoryRow) bool { return r.ID == id })
	if i >= 0 {
		s.rows[i].Read = when
	}
}

// forget drops drawn rows, when the look changes.
func (s *storyPane) forget() { s.drawn = nil }

// filter is which states a list shows.
type filter int

// The filters, in the order in which a key walks through them.
const (
	filterAll filter = iota
	filterNew
	filterWatching
	filterCited
	filterDismissed
	filterDiffers
	filterAsleep
	filters // how many there are
)

// query returns what the desk is asked for a region under this filter.
func (f filter) query(region string) desk.Query {
	q := desk.Query{Region: region, Awake: f != filterAsleep}
	switch f {
	case filterNew:
		q.State, q.Unread = news.New, true
	case filterWatching:
		q.State = news.Watching
	case filterCited:
		q.State = news.Cited
	case filterDismissed:
		q.State = news.Dismissed
	case filterDiffers:
		q.Differs = true
	case filterAsleep:
		q.Asleep, q.AnyState = true, true
	}
	return q
}

// label names the filter.
func (f filter) label(t *texts) string {
	switch f {
	case filterNew:
		return t.states[news.New]
	case filterWatching:
		return t.states[news.Watching]
	case filterCited:
		return t.states[news.Cited]
	case filterDismissed:
		return t.states[news.Dismissed]
	case filterDiffers:
		return t.triage.differing
	case filterAsleep:
		return t.triage.sleeping
	}
	return t.words.total
}
