package store

import (
	"encoding/binary"
	"hash/fnv"
	mathbits "math/bits"
	"slices"
)

// besides says of a piece's documents which frequent words stand side by side in them. Two words that do so in many
// documents are listed with these. Of other pairs each leaves a trace: some bits, which follow from its words, in a row of
// bits that the document has; a long one has several rows. A pair whose bits are not all in one row of a document does not
// stand in it. One whose bits are there may: the text decides.
type besides struct {
	often  int64 // by which words it was written
	docs   int
	own    traces           // a row for each document
	more   traces           // further rows
	moreOf []uint32         // whose these are, in order
	pairs  map[int][]uint32 // documents by the number of a pair, in order
	odd    []uint32         // documents in which words may stand side by side otherwise than it seems; in order
}

const (
	traceBytes = 16
	traceBits  = 8 * traceBytes
	traceFull  = 72 // bits, then the document gets another row
	mostBits   = 9  // of a pair: as many as its hash has sevenths

	mostPairs = 1<<16 - 2 // numbers have two bytes; the last one is oddOnes
	oddOnes   = 1<<16 - 1
)

// trace is the bits of a pair, or a row of a document's.
type trace [traceBytes]byte

// traces are rows as they are stored: the first byte of each of them, the second of each, and so on.
type traces [traceBytes][]byte

func (t *traces) add(row trace) {
	for i := range t {
		t[i] = append(t[i], row[i])
	}
}

func (t *traces) join(other traces) {
	for i := range t {
		t[i] = append(t[i], other[i]...)
	}
}

func hashOf(word string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(word))
	return h.Sum64()
}

// traceOf is the trace of two words by their hashes. Files are read by it: it must not change.
func traceOf(first, second uint64, count int) (t trace) {
	h := first*0x9e3779b97f4a7c15 ^ mathbits.RotateLeft64(second, 31)
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	h ^= h >> 31
	for range count {
		t[h>>3&15] |= 1 << (h & 7)
		h >>= 7
	}
	return t
}

func (t *trace) count() (n int) {
	for i := 0; i < traceBytes; i += 8 {
		n += mathbits.OnesCount64(binary.LittleEndian.Uint64(t[i:]))
	}
	return n
}

func newBesides(o *often) *besides { return &besides{often: o.n, pairs: map[int][]uint32{}} }

// add takes in the documents that were gathered, behind those that are there.
func (b *besides) add(o *often, g *gatherer) {
	k := g.know(o)
	g.eachDoc(func(doc int, line []uint32) {
		at := uint32(b.docs)
		b.docs++
		if _, odd := slices.BinarySearch(g.odd, uint32(doc)); odd {
			b.odd = append(b.odd, at)
			b.own.add(anyTrace())
			return
		}
		for n, row := range b.rowsOf(at, k, line) {
			if n == 0 {
				b.own.add(row)
				continue
			}
			b.more.add(row)
			b.moreOf = append(b.moreOf, at)
		}
	})
}

// anyTrace has the bits of all pairs.
func anyTrace() (t trace) {
	for i := range t {
		t[i] = 0xff
	}
	return t
}

// rowsOf are the rows of a document, one at least, whose pairs are noted besides.
func (b *besides) rowsOf(at uint32, k known, line []uint32) []trace {
	rows := make([]trace, 1, 4)
	for i := 1; i < len(line); i++ {
		first, second := line[i-1], line[i]
		if first == noWord || second == noWord || k.weight[first] == 0 || k.weight[second] == 0 {
			continue
		}
		if n, ok := k.pairs[[2]uint32{first, second}]; ok {
			if docs := b.pairs[n]; len(docs) == 0 || docs[len(docs)-1] != at {
				b.pairs[n] = append(docs, at)
			}
			continue
		}
		count := bitsOf(k.weight[first], k.weight[second])
		if count == 0 {
			continue
		}
		row := &rows[len(rows)-1]
		if row.count() >= traceFull {
			rows = append(rows, trace{})
			row = &rows[len(rows)-1]
		}
		for i, x := range traceOf(k.hash[first], k.hash[second], count) {
			row[i] |= x
		}
	}
	return rows
}

// join takes in the documents of the next piece, behind those that are there.
func (b *besides) join(next *besides) {
	from := uint32(b.docs)
	b.docs += next.docs
	b.own.join(next.own)
	b.more.join(next.more)
	b.moreOf = appendFrom(b.moreOf, from, next.moreOf)
	b.odd = appendFrom(b.odd, from, next.odd)
	for n, docs := range next.pairs {
		b.pairs[n] = appendFrom(b.pairs[n], from, docs)
	}
}

func appendFrom(list []uint32, from uint32, docs []uint32) []uint32 {
	for _, doc := range docs {
		list = append(list, from+doc)
	}
	return list
}
