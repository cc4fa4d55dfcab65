package summarize

import "encoding/binary"

// The first byte of an encoded habit tells its form; one of a form not known is learned anew.
const (
	fixedForm = 1 // of before: every number in the bytes of its type
	habitForm = 2 // small numbers in few bytes
)

const (
	lineBytes  = 8 + 1 + 1 + 4 + 4 // in the fixed form; the other takes less, and more for a line beyond its numbers
	titleBytes = 8 + 4

	shortestLine = 8 + 1 + 4 + 1
)

// In habitForm how many articles and stories have a line stand in one byte, where both are below manyOf, and in two behind
// that one where not.
const manyOf = 15

// Encode is what was learned of a feed, for the store.
func (h *Habits) Encode(feed string) []byte {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.of(feed).encode()
}

func (f *habit) encode() []byte {
	out := append(make([]byte, 0, 9+len(f.lines.keys)*lineBytes+len(f.recent)*titleBytes), habitForm)
	out = binary.LittleEndian.AppendUint32(out, f.clock)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(f.lines.keys)))
	for i, key := range f.lines.keys {
		l := &f.lines.values[i]
		out = binary.LittleEndian.AppendUint64(out, key)
		if l.articles < manyOf && l.stories < manyOf {
			out = append(out, l.articles<<4|l.stories)
		} else {
			out = append(out, manyOf<<4|manyOf, l.articles, l.stories)
		}
		out = binary.LittleEndian.AppendUint32(out, l.story)
		out = binary.AppendUvarint(out, uint64(f.clock-l.last))
	}
	for _, key := range f.recent {
		out = binary.LittleEndian.AppendUint64(out, key)
		out = binary.LittleEndian.AppendUint32(out, f.titles[key])
	}
	return out
}

// Decode takes in what Encode or Rest gave of a feed, unless all of that is known already. Bytes that are of no form, or cut,
// are as good as none: the feed is learned anew.
func (h *Habits) Decode(feed string, b []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if known := h.feeds[feed]; known == nil || known.rests || known.stale {
		h.feeds[feed] = h.read(feed, b)
	}
}

func readHabit(b []byte) *habit {
	none := &habit{titles: map[uint64]uint32{}}
	if len(b) < 9 {
		return none
	}
	f := &habit{titles: map[uint64]uint32{}, clock: binary.LittleEndian.Uint32(b[1:])}
	n, form := int(binary.LittleEndian.Uint32(b[5:])), b[0]
	read := f.readLine
	switch form {
	case habitForm:
	case fixedForm:
		read = f.readFixedLine
	default:
		return none
	}
	b = b[9:]
	if n > len(b)/shortestLine {
		return none
	}
	for ; n > 0; n-- {
		rest, ok := read(b)
		if !ok {
			return none
		}
		b = rest
	}
	if len(b)%titleBytes != 0 {
		return none
	}
	for ; len(b) > 0; b = b[titleBytes:] {
		f.addTitle(binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint32(b[8:]))
	}
	return f
}

// readFixedLine reads a line of the fixed form, and returns what follows it.
func (f *habit) readFixedLine(b []byte) (rest []byte, ok bool) {
	if len(b) < lineBytes {
		return nil, false
	}
	*f.lines.of(binary.LittleEndian.Uint64(b)) = line{
		articles: b[8], stories: b[9], story: binary.LittleEndian.Uint32(b[10:]), last: binary.LittleEndian.Uint32(b[14:]),
	}
	return b[lineBytes:], true
}

// readLine reads a line, and returns what follows it.
func (f *habit) readLine(b []byte) (rest []byte, ok bool) {
	if len(b) < shortestLine {
		return nil, false
	}
	key := binary.LittleEndian.Uint64(b)
	l := line{articles: b[8] >> 4, stories: b[8] & manyOf}
	b = b[9:]
	if l.articles == manyOf && l.stories == manyOf {
		l.articles, l.stories = b[0], b[1]
		b = b[2:]
	}
	if len(b) < 5 {
		return nil, false
	}
	l.story = binary.LittleEndian.Uint32(b)
	ago, size := binary.Uvarint(b[4:])
	if size <= 0 || ago > 1<<32-1 {
		return nil, false
	}
	l.last = f.clock - uint32(ago)
	*f.lines.of(key) = l
	return b[4+size:], true
}
