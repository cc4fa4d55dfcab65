package store

import (
	"context"
	"encoding/binary"
	"errors"
	"slices"

	"harmattan/internal/find"
)

// sideBySide are two whole words that are asked for one before the other.
type sideBySide struct {
	first, second string
	not           bool // and nothing else is: documents that have them so are not wanted
}

// besideEachOther are the words that stand side by side in what terms ask for. The last word of a term that may be the
// beginning of one is left out.
func besideEachOther(terms []find.Term) (list []sideBySide) {
	for _, t := range terms {
		words := t.Words
		if !t.Whole && len(words) > 0 {
			words = words[:len(words)-1]
		}
		if t.Absent && (len(words) != 2 || !t.Whole) {
			continue
		}
		for i := 1; i < len(words); i++ {
			list = append(list, sideBySide{words[i-1], words[i], t.Absent})
		}
	}
	return list
}

// narrowBeside takes out of the documents of pieces those of which it is known that words stand in them otherwise than is asked
// for. Where nothing is known none is taken.
func (c *candidates) narrowBeside(ctx context.Context, all []*looking) error {
	if len(c.beside) == 0 {
		return nil
	}
	readers, err := c.besidesOf(ctx, all)
	if err != nil {
		return err
	}
	for _, x := range c.beside {
		if err := c.readBesides(ctx, readers, x); err != nil {
			return err
		}
	}
	return nil
}

// besidesReader reads what is known of the words of a piece.
type besidesReader struct {
	*looking
	so     *besides
	often  *often
	firsts []string // the first key of each leaf of pairs

	not    bool    // of the pair that is being looked up
	pair   *marker // nil where it is not listed
	has    bitmap  // documents that are listed with it
	trace  trace
	more   bitmap // further rows that may have its trace
	unread int
}

// besidesOf begins to read what is known of the words of pieces, as far as there is something and documents are left.
func (c *candidates) besidesOf(ctx context.Context, all []*looking) (list []*besidesReader, err error) {
	of := map[int64]*looking{}
	var heads, oftens []int64
	for _, l := range all {
		if l.docs.count() > 0 {
			of[l.n] = l
			heads = append(heads, l.n<<leafBits+besideHead)
		}
	}
	if len(heads) == 0 {
		return nil, nil
	}
	slices.Sort(heads)
	err = c.in.eachBeside(ctx, heads, func(n int64, data []byte) error {
		so, firsts, err := readBesideHead(data)
		if l := of[n>>leafBits]; err == nil && so.docs == l.piece.docs() {
			list, oftens = append(list, &besidesReader{looking: l, so: so, firsts: firsts}), append(oftens, so.often)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(oftens)
	err = c.in.eachOften(ctx, slices.Compact(oftens), func(o *often) error {
		for _, r := range list {
			if r.so.often == o.n {
				r.often = o
			}
		}
		return nil
	})
	return slices.DeleteFunc(list, func(r *besidesReader) bool { return r.often == nil }), err
}

// readBesides takes out of all pieces' documents those that do not have two words as is asked for.
func (c *candidates) readBesides(ctx context.Context, all []*besidesReader, x sideBySide) error {
	var numbers []int64
	of := map[int64]*besidesReader{}
	for _, r := range all {
		if rows := r.begin(x); len(rows) > 0 {
			of[r.n] = r
			for _, row := range rows {
				numbers = append(numbers, r.n<<leafBits+int64(row))
			}
			r.unread = len(rows)
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	slices.Sort(numbers)
	left := len(numbers)
	err := c.in.eachBeside(ctx, numbers, func(n int64, data []byte) error {
		r := of[n>>leafBits]
		left -= r.unread
		err := r.take(int(n&(1<<leafBits-1)), data)
		if left += r.unread; err == nil && left == 0 {
			err = errEnough
		}
		return err
	})
	if err == nil && left > 0 { // they were there a moment ago
		err = errMoved
	}
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	for _, r := range of {
		r.end()
	}
	return nil
}

// begin names the rows in which it stands whether documents have two words side by side; none where that is not known.
func (r *besidesReader) begin(x sideBySide) (rows []int) {
	r.not, r.pair = x.not, nil
	if r.docs.count() == 0 {
		return nil
	}
	n, count := r.often.pair(x.first, x.second), bitsOf(r.often.weight(x.first), r.often.weight(x.second))
	switch {
	case n >= 0:
		return r.beginPair(n)
	case count > 0 && !x.not && r.docs.count() > count: // to read so few texts takes less time than the rows of so many bits
		return r.beginTrace(traceOf(hashOf(x.first), hashOf(x.second), count))
	}
	return nil
}

// beginPair names the rows of a pair that is listed, and of the documents that may have any.
func (r *besidesReader) beginPair(n int) (rows []int) {
	words := []wanted{{word: string(pairKey(n))}}
	if !r.not {
		words = append(words, wanted{word: string(pairKey(oddOnes))})
	}
	r.pair, r.has = newMarker(words), newBitmap(r.piece.docs())
	if len(r.firsts) == 0 {
		r.end()
		return nil
	}
	for _, s := range (&piece{firsts: r.firsts}).leavesOf(words) {
		for leaf := s.from; leaf <= s.to; leaf++ {
			rows = append(rows, besidePairs+leaf)
		}
	}
	return rows
}

// beginTrace names the rows of the bits of a pair.
func (r *besidesReader) beginTrace(t trace) (rows []int) {
	r.trace, r.more = t, newBitmap(len(r.so.moreOf))
	for i, doc := range r.so.moreOf {
		if r.docs.has(int(doc)) {
			r.more.set(i)
		}
	}
	for i, some := range t {
		if some != 0 {
			rows = append(rows, besideTraces+i)
		}
	}
	return rows
}

// take reads a row.
func (r *besidesReader) take(row int, data []byte) error {
	if r.unread == 0 {
		return nil
	}
	r.unread--
	if r.pair != nil {
		return r.pair.mark(data, r.has)
	}
	if row -= besideTraces; row < 0 || row >= traceBytes || len(data) != r.so.docs+len(r.so.moreOf) {
		return errLeaf
	}
	r.docs.keep(data[:r.so.docs], r.trace[row])
	r.more.keep(data[r.so.docs:], r.trace[row])
	if r.docs.count()+r.more.count() == 0 {
		r.unread = 0
	}
	return nil
}

// end leaves the documents that have the pair, one of whose rows has all of its bits, or that do not have it.
func (r *besidesReader) end() {
	switch {
	case r.pair == nil:
		ascending(r.more, func(i int) { r.docs.set(int(r.so.moreOf[i])) })
	case r.not:
		r.docs.without(r.has)
	default:
		r.docs.and(r.has)
	}
}

// keep takes out those for which one of some bits is not set.
func (b bitmap) keep(bytes []byte, some byte) {
	for i, left := range b {
		if left == 0 {
			continue
		}
		var have uint64
		for at := i * 64; at < min(i*64+64, len(bytes)); at += 8 {
			have |= uint64(eight(bytes[at:], some)) << (at & 63)
		}
		b[i] = left & have
	}
}

// eight tells of the first eight bytes, one bit for each, which have all of some bits; bytes that are not there have not.
func eight(bytes []byte, some byte) byte {
	const ones, highest = 0x0101010101010101, 0x8080808080808080
	if len(bytes) < 8 {
		var padded [8]byte
		copy(padded[:], bytes)
		bytes = padded[:]
	}
	all := ones * uint64(some)
	missing := binary.LittleEndian.Uint64(bytes)&all ^ all
	none := ^((missing&^highest + ^uint64(highest)) | missing) & highest // the highest bit of each byte that misses nothing
	return byte(none >> 7 * 0x0102040810204080 >> 56)
}
