package summarize

// room is memory that the texts of one story after the other are read into, and that the story is collapsed in: a desk's
// first refresh has tens of thousands of stories, most of them of a few statements.
type room struct {
	tokens    slab[token]
	glimpses  slab[glimpse]
	readings  slab[reading]
	stated    slab[stated]
	pointers  slab[*stated]
	weights   slab[weighed]
	keys      slab[uint32]
	collapser *Collapser // the last one, nil until the first
}

// EnterRoom lets the reader read into memory that it has used before. What it reads, and the stories that are collapsed from
// it, are good until LeaveRoom.
func (r *Reader) EnterRoom() {
	if r.kept == nil {
		r.kept = &room{}
	}
	r.words.room = r.kept
}

// LeaveRoom ends what EnterRoom began.
func (r *Reader) LeaveRoom() {
	r.words.room = nil
	m := r.kept
	m.tokens.clear()
	m.glimpses.clear()
	m.readings.clear()
	m.stated.clear()
	m.pointers.clear()
	m.weights.clear()
	m.keys.clear()
	if m.collapser != nil && !m.collapser.clear() {
		m.collapser = nil
	}
}

// slab gives out pieces of one large piece of memory. A nil slab gives out memory of its own for each.
type slab[T any] struct {
	all  []T
	used int
}

// How many values a slab begins with, and how many it keeps from story to story.
const (
	slabBegins = 256
	slabKeeps  = 1 << 14
)

// take gives out n zero values.
func (s *slab[T]) take(n int) []T {
	if s == nil {
		return make([]T, n)
	}
	if s.used+n > len(s.all) {
		s.all, s.used = make([]T, max(slabBegins, 2*len(s.all), n)), 0
	}
	out := s.all[s.used : s.used+n : s.used+n]
	s.used += n
	return out
}

// giveBack takes back the last n values of what was given out last, if it was that.
func (s *slab[T]) giveBack(n int) {
	if s != nil {
		s.used -= n
	}
}

// clear makes everything that was given out zero, to be given out again.
func (s *slab[T]) clear() {
	if len(s.all) > slabKeeps {
		*s = slab[T]{}
		return
	}
	clear(s.all[:s.used])
	s.used = 0
}

// The slabs of a room, nil where there is no room.

func (m *room) ofTokens() *slab[token] {
	if m == nil {
		return nil
	}
	return &m.tokens
}

func (m *room) ofGlimpses() *slab[glimpse] {
	if m == nil {
		return nil
	}
	return &m.glimpses
}

func (m *room) ofReadings() *slab[reading] {
	if m == nil {
		return nil
	}
	return &m.readings
}

func (m *room) ofStated() *slab[stated] {
	if m == nil {
		return nil
	}
	return &m.stated
}

func (m *room) ofPointers() *slab[*stated] {
	if m == nil {
		return nil
	}
	return &m.pointers
}

func (m *room) ofWeights() *slab[weighed] {
	if m == nil {
		return nil
	}
	return &m.weights
}

func (m *room) ofKeys() *slab[uint32] {
	if m == nil {
		return nil
	}
	return &m.keys
}
