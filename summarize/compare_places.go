package summarize

// placesDiffer finds different names in the same role: "in Gao" here, "in Kidal" there. A country and a place that is
// none do not exclude each other, nor do a name and its initials.
func placesDiffer(x *alignment) (difference, bool) {
	for _, n := range x.a.names {
		if !placeRole(n.role) || n.to > x.na || !nameAlone(n, x.howA[:]) {
			continue
		}
		for _, m := range x.b.names {
			if m.role != n.role || m.to > x.nb || !nameAlone(m, x.howB[:]) || nested(x.a, n, x.b, m) || oneSpelling(n.text(x.a), m.text(x.b)) {
				continue
			}
			return difference{by: placeBy, inA: span{n.from, n.to}, inB: span{m.from, m.to}}, true
		}
	}
	return difference{}, false
}

func placeRole(r role) bool { return r == roleAt || r == roleFrom || r == roleTo }

func nameAlone(n name, how []uint8) bool {
	for i := n.from; i < n.to; i++ {
		if how[i] != unpaired {
			return false
		}
	}
	return true
}

// nested tells whether one name may hold the other, or be short for it.
func nested(a *reading, n name, b *reading, m name) bool {
	return placeRole(n.role) && country(a, n) != country(b, m) || initialsOf(a, n, b, m) || initialsOf(b, m, a, n)
}

// country tells whether a name is one that the lexicon lists, which are countries and alliances of countries.
func country(r *reading, n name) bool {
	for i := n.from; i < n.to; i++ {
		if r.words[i].idea != 0 {
			return true
		}
	}
	return false
}

// initialsOf tells whether name n is the first letters of name m: "GE", "General Electric", "N.Y.", "New York".
func initialsOf(a *reading, n name, b *reading, m name) bool {
	short := lettersOf(n.text(a))
	if n.to-n.from != 1 || len(short) < 2 || len(short) > m.to-m.from {
		return false
	}
	for i := range len(short) {
		if b.words[m.from+i].fold[0] != short[i] {
			return false
		}
	}
	return true
}
