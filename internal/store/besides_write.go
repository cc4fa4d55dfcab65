package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Where what the words of a piece stand beside lies among the rows of beside: what it is about, the bytes of the traces,
// and leaves of pairs.
const (
	besideHead   = 0
	besideTraces = 1
	besidePairs  = besideTraces + traceBytes

	pairBytes = 900     // of a leaf of pairs: several fill a page, or fill one up
	mostDocs  = 1 << 24 // of a piece that can be believed
)

// putBesides writes what the words of a piece stand beside.
func (w *writer) putBesides(ctx context.Context, piece int64, b *besides) error {
	rows, err := b.rows()
	if err != nil {
		return err
	}
	for i, row := range rows { // in order: pages are filled
		if err := w.exec(ctx, "INSERT INTO beside VALUES (?, ?)", piece<<leafBits+int64(i), row); err != nil {
			return err
		}
	}
	return nil
}

// rows is what is stored, in order.
func (b *besides) rows() ([][]byte, error) {
	var leaves [][]byte
	to := &leafWriter{docs: b.docs, size: pairBytes, full: func(leaf []byte) error {
		leaves = append(leaves, slices.Clone(leaf))
		return nil
	}}
	numbers := slices.Sorted(maps.Keys(b.pairs))
	for _, n := range numbers {
		if err := to.add(pairKey(n), b.pairs[n]); err != nil {
			return nil, err
		}
	}
	if len(b.odd) > 0 {
		if err := to.add(pairKey(oddOnes), b.odd); err != nil {
			return nil, err
		}
	}
	if err := to.flush(); err != nil {
		return nil, err
	}
	rows := [][]byte{append(b.head(), to.directory()...)}
	for i := range b.own {
		rows = append(rows, slices.Concat(b.own[i], b.more[i]))
	}
	rows = append(rows, leaves...)
	if len(rows) >= 1<<leafBits {
		return nil, errors.New("a piece of the search index has too many pairs of words")
	}
	return rows, nil
}

// head is what is read first: all but traces and pairs.
func (b *besides) head() []byte {
	out := binary.AppendUvarint(nil, uint64(b.often))
	out = binary.AppendUvarint(out, uint64(b.docs))
	out = binary.AppendUvarint(out, uint64(len(b.moreOf)))
	before := uint32(0)
	for _, doc := range b.moreOf {
		out = binary.AppendUvarint(out, uint64(doc-before))
		before = doc
	}
	return out
}

func pairKey(n int) []byte { return binary.BigEndian.AppendUint16(nil, uint16(n)) }

// readBesideHead reads what putBesides wrote first: all but traces and pairs, and the first keys of the leaves of these.
func readBesideHead(from []byte) (b *besides, firsts []string, err error) {
	number := func() uint64 {
		v, n := binary.Uvarint(from)
		if n <= 0 {
			err = errLeaf
			return 0
		}
		from = from[n:]
		return v
	}
	b = newBesides(&often{n: int64(number())})
	b.docs = int(number())
	more := number()
	if err != nil || b.docs > mostDocs || more > uint64(len(from)) {
		return nil, nil, errLeaf
	}
	doc := uint64(0)
	for range more {
		if doc += number(); doc >= uint64(b.docs) {
			return nil, nil, errLeaf
		}
		b.moreOf = append(b.moreOf, uint32(doc))
	}
	if err != nil {
		return nil, nil, err
	}
	firsts, err = readDirectory(from)
	return b, firsts, err
}

// besidesBuilder puts together what is known of how the words of a piece stand from its rows, which come in order.
type besidesBuilder struct{ so *besides }

func (b *besidesBuilder) add(row int, data []byte) (err error) {
	switch {
	case row == besideHead:
		b.so, _, err = readBesideHead(data)
		return err
	case b.so == nil:
		return errLeaf
	case row >= besidePairs:
		return b.so.readPairs(data)
	case len(data) != b.so.docs+len(b.so.moreOf):
		return errLeaf
	}
	b.so.own[row-besideTraces], b.so.more[row-besideTraces] = data[:b.so.docs], data[b.so.docs:]
	return nil
}

// besidesOf reads all that is known of how the words of a piece stand; nil for nothing.
func (w *writer) besidesOf(ctx context.Context, piece int64) (*besides, error) {
	b := &besidesBuilder{}
	err := w.each(
		ctx, "SELECT n, data FROM beside WHERE n >= ? AND n < ? ORDER BY n", []any{piece << leafBits, (piece + 1) << leafBits},
		func(scan scanner) error {
			var n int64
			var data []byte
			if err := scan(&n, &data); err != nil {
				return err
			}
			return b.add(int(n-piece<<leafBits), data)
		})
	return b.so, err
}

// readPairs takes in a leaf of pairs.
func (b *besides) readPairs(leaf []byte) error {
	r := leafReader{rest: leaf}
	for {
		if ok, err := r.next(); err != nil || !ok {
			return err
		}
		if len(r.word) != 2 {
			return errLeaf
		}
		docs := newBitmap(b.docs)
		if err := r.mark(docs); err != nil {
			return err
		}
		var list []uint32
		ascending(docs, func(doc int) { list = append(list, uint32(doc)) })
		if n := int(binary.BigEndian.Uint16(r.word)); n == oddOnes {
			b.odd = list
		} else {
			b.pairs[n] = list
		}
	}
}

// joinBesides puts together what is known of pieces that are made one; nil where it is not known of all by the same words.
func joinBesides(pieces []piece, of func(n int64) (*besides, error)) (*besides, error) {
	var whole *besides
	for _, p := range pieces {
		b, err := of(p.n)
		if err != nil {
			return nil, fmt.Errorf("read which words stand side by side: %w", err)
		}
		if b == nil || whole != nil && b.often != whole.often {
			return nil, nil
		}
		if whole == nil {
			whole = b
		} else {
			whole.join(b)
		}
	}
	return whole, nil
}

// besidesAtOnce is of how many articles a step finds out which words stand side by side: a matter of milliseconds, for
// officers' steps wait for it.
const besidesAtOnce = 64

// besidesBegun is a piece for which it is being found out which words stand side by side.
type besidesBegun struct {
	piece int64
	so    *besides
}

// besidesStep finds out for some articles of a piece of an older version which words stand side by side in them, and writes
// it once that is done for all of the piece; false where there is nothing to do.
func (s *Store) besidesStep(ctx context.Context, w *writer) (bool, error) {
	var p piece
	var listed []byte
	question := "SELECT n, first, last, listed FROM piece WHERE NOT EXISTS (SELECT 1 FROM beside WHERE beside.n = piece.n << 16) ORDER BY last DESC LIMIT 1"
	found, err := w.one(ctx, question, nil, []any{&p.n, &p.first, &p.last, &listed})
	if err != nil || !found {
		return false, err
	}
	if listed != nil {
		p.listed = unpackNumbers(listed)
	}
	o, err := s.oftenBefore(ctx, w, p.last)
	if err != nil {
		return false, err
	}
	if w.finding.piece != p.n {
		w.finding = besidesBegun{p.n, newBesides(o)}
	}
	b := w.finding.so
	g := newGatherer()
	if err := s.gather(ctx, w, g, p, section{b.docs, besidesAtOnce}); err != nil {
		return false, err
	}
	b.add(o, g)
	if b.docs < p.docs() {
		return true, nil
	}
	w.finding = besidesBegun{}
	return true, w.putBesides(ctx, p.n, b)
}
