package summarize

import "encoding/binary"

// glimpse is what pairing looks at first of a word, close together: 12 bytes.
type glimpse struct {
	stem   uint32
	begins uint32 // how it begins, by which its family is known; 0 where it is of none or carries no meaning
	idea   uint16 // 0 where it carries no meaning
}

// sketch is a set of numbers in 256 bits. It may take one for its own that is not, never the other way round.
type sketch [4]uint64

func (s *sketch) add(n uint32) {
	n = scatter(n)
	s[n>>6] |= 1 << (n & 63)
}

func (s *sketch) has(n uint32) bool {
	n = scatter(n)
	return s[n>>6&3]&(1<<(n&63)) != 0
}

// scatter brings a number to one of the places of a sketch.
func scatter(n uint32) uint32 { return n * 0x9e3779b1 >> 24 }

// glimpse looks once at the words of a reading that is otherwise made, and keeps that in room for so many.
func (r *reading) glimpse(k *knowledge, in []glimpse) {
	r.glimpses = in
	for i := range r.words {
		w, g := &r.words[i], &r.glimpses[i]
		g.stem = w.stem
		r.stems.add(g.stem)
		r.opposes = r.opposes || w.opposite != 0 || k.classes[w.idea]&k.contrary != 0
		if !w.content() {
			continue
		}
		if w.idea != 0 {
			g.idea = w.idea
			r.ideas.add(uint32(g.idea))
		}
		if !w.digit && len(w.fold) >= leastFamily {
			g.begins = binary.LittleEndian.Uint32([]byte(w.fold[:4]))
			r.families.add(g.begins)
		}
	}
}

// holds tells whether one of the first n words of a statement has a stem.
func (r *reading) holds(stem uint32, n int) bool {
	for i := range r.glimpses[:n] {
		if r.glimpses[i].stem == stem {
			return true
		}
	}
	return false
}

// mayHave tells whether a statement may have a word that can be paired with another; false is certain.
func (r *reading) mayHave(g *glimpse) bool {
	return r.stems.has(g.stem) || g.idea != 0 && r.ideas.has(uint32(g.idea)) || g.begins != 0 && r.families.has(g.begins)
}
