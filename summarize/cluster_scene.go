package summarize

import "slices"

// scene is where an article is set, or a story: the keys of the countries it names, and of the divisions.
type scene struct{ countries, divisions list }

// What is left of a likeness between an article and a story that name countries, or divisions of countries, none of
// them in common: two attacks, or two abductions, are told in the same words wherever they happen.
const (
	otherCountry  = .7
	otherDivision = .75
)

// sceneOf keeps where a vector is set.
func (x *Index) sceneOf(v Vector) (s scene) {
	q := &x.query
	q.countries, q.divisions = v.scene(q.countries[:0], q.divisions[:0])
	for _, key := range q.countries {
		x.lists.push(&s.countries, key)
	}
	for _, key := range q.divisions {
		x.lists.push(&s.divisions, key)
	}
	return s
}

// elsewhere is what is left of a likeness between what is set in some countries and divisions, and in a scene.
func (x *Index) elsewhere(countries, divisions []int32, s scene) float64 {
	switch {
	case apart(countries, x.lists.of(s.countries)):
		return otherCountry
	case apart(divisions, x.lists.of(s.divisions)):
		return otherDivision
	}
	return 1
}

// apart tells whether two lists have something each and nothing in common.
func apart(a, b []int32) bool {
	for _, k := range a {
		if slices.Contains(b, k) {
			return false
		}
	}
	return len(a) > 0 && len(b) > 0
}

// union adds to a list what another one has and it has not.
func (x *Index) union(to *list, from list) {
	for i := range from.n {
		if key := x.lists.of(from)[i]; !slices.Contains(x.lists.of(*to), key) {
			x.lists.push(to, key)
		}
	}
}
