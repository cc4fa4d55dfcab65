package summarize

// personsDiffer finds people of two sorts in one place: the same figure counts fighters here and villagers there, or
// one statement begins with what a farmer does and the other with what a herder does.
func personsDiffer(x *alignment) (difference, bool) {
	for i := range x.a.figures {
		f := &x.a.figures[i]
		for j := range x.b.figures {
			g := &x.b.figures[j]
			if f.unit != count || !sameValue(f, g) || sharesNoun(f, g) {
				continue
			}
			if v, w := sortOf(x, f.nouns[0]), sortOf(x, g.nouns[0]); v != 0 && v == w {
				return difference{by: personsBy, inA: countedSpan(x.a, f), inB: countedSpan(x.b, g)}, true
			}
		}
	}
	i, j := ends(x.a, x.na), ends(x.b, x.nb)
	if i < 0 || j < 0 || i > 2 || j > 2 || x.howA[i] != unpaired || x.howB[j] != unpaired {
		return difference{}, false
	}
	if v, w := sortOf(x, x.a.words[i].key()), sortOf(x, x.b.words[j].key()); v != 0 && v == w {
		return difference{by: personsBy, inA: span{i, i + 1}, inB: span{j, j + 1}}, true
	}
	return difference{}, false
}

// sortOf is the class of ideas that exclude each other to which a word belongs, or 0.
func sortOf(x *alignment, key uint32) uint8 {
	if key&ideaBit == 0 {
		return 0
	}
	return x.classes[key&^ideaBit]
}
