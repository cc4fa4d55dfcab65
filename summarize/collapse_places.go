package summarize

import "math/bits"

// places is a table of keys, each with a number of its own: how many were there before it. It is emptied at once, as each row
// says for which turn it holds: most stories are small, and a map is emptied row by row.
type places struct {
	rows []placeRow
	turn uint32 // the present one, above 0
	n    int32
}

type placeRow struct{ key, turn, place uint32 }

// fewestPlaces is how many rows a table begins with.
const fewestPlaces = 1 << 8

// row is where a key is, or would be put. There must be rows.
func (p *places) row(key uint32) *placeRow {
	i := key * 0x9e3779b1 >> (32 - uint(bits.Len(uint(len(p.rows)-1))))
	for p.rows[i].turn == p.turn && p.rows[i].key != key {
		i = (i + 1) & uint32(len(p.rows)-1)
	}
	return &p.rows[i]
}

// find finds the place of a key; ok is false where it has none.
func (p *places) find(key uint32) (place int32, ok bool) {
	if p.n == 0 {
		return 0, false
	}
	r := p.row(key)
	return int32(r.place), r.turn == p.turn
}

// of is the place of a key, which gets one where it has none: isNew.
func (p *places) of(key uint32) (place int32, isNew bool) {
	if int(p.n)*2 >= len(p.rows) {
		p.makeRoom()
	}
	r := p.row(key)
	if r.turn == p.turn {
		return int32(r.place), false
	}
	*r = placeRow{key, p.turn, uint32(p.n)}
	p.n++
	return p.n - 1, true
}

// makeRoom makes the table twice as large.
func (p *places) makeRoom() {
	old := p.rows
	p.rows = make([]placeRow, max(fewestPlaces, 2*len(old)))
	if p.turn == 0 {
		p.turn = 1
	}
	for _, r := range old {
		if r.turn == p.turn {
			*p.row(r.key) = r
		}
	}
}

// clear forgets all keys.
func (p *places) clear() {
	p.n = 0
	p.turn++
	if p.turn == 0 { // it came round
		clear(p.rows)
		p.turn = 1
	}
}
