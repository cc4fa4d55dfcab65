package summarize

// personsDiffer finds the same figure that counts fighters here and villagers there.
func personsDiffer(x *alignment) (difference, bool) {
	for i := range x.a.figures {
		f := &x.a.figures[i]
		for j := range x.b.figures {
			g := &x.b.figures[j]
			if f.unit != count || !sameValue(f, g) || sharesNoun(f, g) {
				continue
			}
			if x.exclude(f.nouns[0], g.nouns[0]) {
				return difference{by: personsBy, inA: countedSpan(x.a, f), inB: countedSpan(x.b, g)}, true
			}
		}
	}
	return difference{}, false
}

// exclude tells whether two words name ideas that exclude each other.
func (x *alignment) exclude(v, w uint32) bool {
	return v&ideaBit != 0 && w&ideaBit != 0 && x.sharedClass(uint16(v&^ideaBit), uint16(w&^ideaBit)) != 0
}
