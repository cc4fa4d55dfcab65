package store

import (
	"encoding/binary"
	"errors"
	"math"
	"math/bits"
	"slices"
)

// bitmap says which documents of a piece are meant.
type bitmap []uint64

func newBitmap(docs int) bitmap { return make(bitmap, (docs+63)/64) }

func (b bitmap) set(doc int) { b[doc/64] |= 1 << (doc % 64) }

func (b bitmap) has(doc int) bool { return b[doc/64]&(1<<(doc%64)) != 0 }

func (b bitmap) unset(doc int) { b[doc/64] &^= 1 << (doc % 64) }

// count is how many documents are meant.
func (b bitmap) count() (n int) {
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// countWithout is how many documents are meant that another bitmap does not mean.
func (b bitmap) countWithout(c bitmap) (n int) {
	for i, w := range b {
		n += bits.OnesCount64(w &^ c[i])
	}
	return n
}

// fill takes all of so many documents in.
func (b bitmap) fill(docs int) {
	for i := range b {
		b[i] = math.MaxUint64
	}
	if over := len(b)*64 - docs; over > 0 {
		b[len(b)-1] >>= over
	}
}

func (b bitmap) and(c bitmap) {
	for i := range b {
		b[i] &= c[i]
	}
}

func (b bitmap) or(c bitmap) {
	for i := range b {
		b[i] |= c[i]
	}
}

func (b bitmap) without(c bitmap) {
	for i := range b {
		b[i] &^= c[i]
	}
}

// descending visits the documents, the last first, until visit says no.
func (b bitmap) descending(visit func(doc int) bool) {
	for i, left := range slices.Backward(b) {
		for left != 0 {
			top := 63 - bits.LeadingZeros64(left)
			left &^= 1 << top
			if !visit(i*64 + top) {
				return
			}
		}
	}
}

func (b bitmap) bytes() []byte {
	out := make([]byte, 0, len(b)*8)
	for _, w := range b {
		out = binary.LittleEndian.AppendUint64(out, w)
	}
	return out
}

// read fills in what bytes wrote; what is missing is empty.
func (b bitmap) read(from []byte) {
	for i := 0; i < len(b) && len(from) >= (i+1)*8; i++ {
		b[i] = binary.LittleEndian.Uint64(from[i*8:])
	}
}

// A leaf holds words in order, each with the documents that have it: how many of its first bytes are those of the word
// before, how many follow, these, the length of the documents' list and the list. The list is the distances from one
// document to the next; where that would be longer, a bitmap, and the lowest bit of the length says so.
const (
	leafBytes = 3900 // with what SQLite adds it fills a page
	asBitmap  = 1
)

var errLeaf = errors.New("a leaf of the search index is damaged")

// entry of a leaf, as it is read: the word is valid until the next one.
type leafReader struct {
	rest []byte
	word []byte
	docs []byte // the list
	kind uint64
}

// next reads one entry; false at the end.
func (r *leafReader) next() (bool, error) {
	if len(r.rest) == 0 {
		return false, nil
	}
	shared, ok1 := r.number()
	more, ok2 := r.number()
	if !ok1 || !ok2 || shared > uint64(len(r.word)) || more > uint64(len(r.rest)) {
		return false, errLeaf
	}
	r.word = append(r.word[:shared], r.rest[:more]...)
	r.rest = r.rest[more:]
	header, ok := r.number()
	size := header >> 1
	if !ok || size > uint64(len(r.rest)) {
		return false, errLeaf
	}
	r.kind, r.docs, r.rest = header&asBitmap, r.rest[:size], r.rest[size:]
	return true, nil
}

func (r *leafReader) number() (uint64, bool) {
	if len(r.rest) > 0 && r.rest[0] < 0x80 {
		v := uint64(r.rest[0])
		r.rest = r.rest[1:]
		return v, true
	}
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		return 0, false
	}
	r.rest = r.rest[n:]
	return v, true
}

// mark adds the documents of the present entry to a bitmap.
func (r *leafReader) mark(into bitmap) error {
	if r.kind == asBitmap {
		for i := 0; i < len(into) && i*8 < len(r.docs); i++ {
			var word [8]byte
			copy(word[:], r.docs[i*8:])
			into[i] |= binary.LittleEndian.Uint64(word[:])
		}
		return nil
	}
	doc, limit := -1, len(into)*64
	for list := r.docs; len(list) > 0; {
		step, n := uint64(list[0]), 1
		if step >= 0x80 {
			if step, n = binary.Uvarint(list); n <= 0 {
				return errLeaf
			}
		}
		list = list[n:]
		if step >= uint64(limit-doc) || step == 0 {
			return errLeaf
		}
		doc += int(step)
		into.set(doc)
	}
	return nil
}

// leafWriter cuts words in order into leaves.
type leafWriter struct {
	docs   int // how many documents there are
	size   int // bytes of a leaf
	full   func(leaf []byte) error
	firsts [][]byte // the first word of each leaf
	leaf   []byte
	word   []byte
	list   []byte
}

// add writes the next word with its documents, which stand in order.
func (w *leafWriter) add(word []byte, docs []uint32) error {
	w.list = w.list[:0]
	kind, before := uint64(0), -1
	for _, doc := range docs {
		w.list = binary.AppendUvarint(w.list, uint64(int(doc)-before))
		before = int(doc)
	}
	if len(w.list) > (w.docs+7)/8 {
		b := newBitmap(w.docs)
		for _, doc := range docs {
			b.set(int(doc))
		}
		kind, w.list = asBitmap, append(w.list[:0], b.bytes()[:(w.docs+7)/8]...)
	}
	if len(w.leaf) > 0 && len(w.leaf)+len(word)+len(w.list)+8 > w.size {
		if err := w.flush(); err != nil {
			return err
		}
	}
	shared := 0
	if len(w.leaf) == 0 {
		w.firsts = append(w.firsts, slices.Clone(word))
	} else {
		for shared < min(len(word), len(w.word)) && word[shared] == w.word[shared] {
			shared++
		}
	}
	w.leaf = binary.AppendUvarint(w.leaf, uint64(shared))
	w.leaf = binary.AppendUvarint(w.leaf, uint64(len(word)-shared))
	w.leaf = append(w.leaf, word[shared:]...)
	w.leaf = binary.AppendUvarint(w.leaf, uint64(len(w.list))<<1|kind)
	w.leaf = append(w.leaf, w.list...)
	w.word = append(w.word[:0], word...)
	return nil
}

func (w *leafWriter) flush() error {
	if len(w.leaf) == 0 {
		return nil
	}
	err := w.full(w.leaf)
	w.leaf = w.leaf[:0]
	return err
}

// directory writes the first words of all leaves.
func (w *leafWriter) directory() []byte {
	var out []byte
	for _, word := range w.firsts {
		out = binary.AppendUvarint(out, uint64(len(word)))
		out = append(out, word...)
	}
	return out
}

func readDirectory(from []byte) ([]string, error) {
	var firsts []string
	for len(from) > 0 {
		size, n := binary.Uvarint(from)
		if n <= 0 || size > uint64(len(from)-n) {
			return nil, errLeaf
		}
		firsts = append(firsts, string(from[n:n+int(size)]))
		from = from[n+int(size):]
	}
	return firsts, nil
}
