package store

import (
	"context"
	"encoding/binary"
	"errors"

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

// narrowBeside takes out of some documents of a piece those of which it is known that words stand in them otherwise than
// is asked for. Where nothing is known none is taken.
func (c *candidates) narrowBeside(ctx context.Context, p *piece, docs bitmap) error {
	head, err := c.in.besideAt(ctx, p.n<<leafBits+besideHead)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	k := besidesReader{in: c.in, base: p.n << leafBits}
	var b *besides
	if b, k.firsts, err = readBesideHead(head); err != nil {
		return err
	}
	o, err := c.in.oftenAt(ctx, b.often)
	if err != nil || o == nil || b.docs != p.docs() {
		return err
	}
	for _, x := range c.beside {
		if docs.count() == 0 {
			return nil
		}
		n, count := o.pair(x.first, x.second), bitsOf(o.weight(x.first), o.weight(x.second))
		switch {
		case n >= 0 && x.not:
			err = k.without(ctx, n, docs)
		case n >= 0:
			err = k.with(ctx, n, docs)
		case count > 0 && !x.not:
			err = k.traced(ctx, traceOf(hashOf(x.first), hashOf(x.second), count), b, docs)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// besidesReader reads what is known of the words of a piece.
type besidesReader struct {
	in     shelves
	base   int64    // the number of its first row
	firsts []string // the first key of each leaf of pairs
}

// with takes out the documents that do not have a pair that is indexed by itself.
func (k besidesReader) with(ctx context.Context, n int, docs bitmap) error {
	has := newBitmap(len(docs) * 64)
	if err := errors.Join(k.mark(ctx, n, has), k.mark(ctx, oddOnes, has)); err != nil {
		return err
	}
	docs.and(has)
	return nil
}

// without takes out those that have it.
func (k besidesReader) without(ctx context.Context, n int, docs bitmap) error {
	has := newBitmap(len(docs) * 64)
	if err := k.mark(ctx, n, has); err != nil {
		return err
	}
	docs.without(has)
	return nil
}

// mark adds the documents of a pair, if there are any, to a bitmap.
func (k besidesReader) mark(ctx context.Context, n int, into bitmap) error {
	if len(k.firsts) == 0 {
		return nil
	}
	words := []wanted{{word: string(pairKey(n))}}
	leaf := int64((&piece{firsts: k.firsts}).leavesOf(words)[0].from)
	data, err := k.in.besideAt(ctx, k.base+besidePairs+leaf)
	if errors.Is(err, ErrNotFound) { // it was there a moment ago
		return errMoved
	}
	if err != nil {
		return err
	}
	return newMarker(words).mark(data, into)
}

// traced takes out the documents none of whose rows has all bits of a pair.
func (k besidesReader) traced(ctx context.Context, t trace, b *besides, docs bitmap) error {
	more := newBitmap(len(b.moreOf))
	for i, doc := range b.moreOf {
		if docs.has(int(doc)) {
			more.set(i)
		}
	}
	var rows []int
	for i, some := range t {
		if some != 0 {
			rows = append(rows, besideTraces+i)
		}
	}
	read := 0
	err := k.in.eachBeside(ctx, k.base, rows, func(i int, data []byte) error {
		read++
		i -= besideTraces
		if i < 0 || i >= traceBytes || len(data) != b.docs+len(b.moreOf) {
			return errLeaf
		}
		docs.keep(data[:b.docs], t[i])
		more.keep(data[b.docs:], t[i])
		if docs.count()+more.count() == 0 {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	if err == nil && read < len(rows) { // they were there a moment ago
		err = errMoved
	}
	if err != nil {
		return err
	}
	ascending(more, func(i int) { docs.set(int(b.moreOf[i])) })
	return nil
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
