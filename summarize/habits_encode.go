package summarize

import "encoding/binary"

// habitForm is the first byte of an encoded habit; one of another form is learned anew.
const habitForm = 1

const (
	lineBytes  = 8 + 1 + 1 + 4 + 4
	titleBytes = 8 + 4
)

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
		out = append(out, l.articles, l.stories)
		out = binary.LittleEndian.AppendUint32(out, l.story)
		out = binary.LittleEndian.AppendUint32(out, l.last)
	}
	for _, key := range f.recent {
		out = binary.LittleEndian.AppendUint64(out, key)
		out = binary.LittleEndian.AppendUint32(out, f.titles[key])
	}
	return out
}

// Decode takes in what Encode or Rest gave of a feed, unless all of that is known already. Bytes of another form, as of an earlier
// version, are as good as none: the feed is learned anew.
func (h *Habits) Decode(feed string, b []byte) {
	f := readHabit(b)
	h.mu.Lock()
	defer h.mu.Unlock()
	if known := h.feeds[feed]; known == nil || known.rests {
		h.feeds[feed] = f
	}
}

func readHabit(b []byte) *habit {
	f := &habit{titles: map[uint64]uint32{}}
	if len(b) < 9 || b[0] != habitForm {
		return f
	}
	clock, n := binary.LittleEndian.Uint32(b[1:]), int(binary.LittleEndian.Uint32(b[5:]))
	b = b[9:]
	if n > len(b)/lineBytes || (len(b)-n*lineBytes)%titleBytes != 0 {
		return f
	}
	f.clock = clock
	for ; n > 0; n-- {
		*f.lines.of(binary.LittleEndian.Uint64(b)) = line{
			articles: b[8], stories: b[9], story: binary.LittleEndian.Uint32(b[10:]), last: binary.LittleEndian.Uint32(b[14:]),
		}
		b = b[lineBytes:]
	}
	for ; len(b) > 0; b = b[titleBytes:] {
		f.addTitle(binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint32(b[8:]))
	}
	return f
}
