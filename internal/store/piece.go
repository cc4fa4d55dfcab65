package store

import (
	"context"
	"database/sql"
	"errors"
	"math/bits"
	"slices"
	"sort"
	"strings"
)

// piece is a part of the search index: the words of some articles, which are its documents 0, 1, …
type piece struct {
	n                int64
	first, last      int64   // articles
	listed           []int64 // nil where the documents are all articles from first to last
	dead             bitmap  // nil for none
	earliest, latest int64   // publication
	firsts           []string
}

func (p *piece) docs() int {
	if p.listed != nil {
		return len(p.listed)
	}
	return int(p.last - p.first + 1)
}

// article is the number of a document's article.
func (p *piece) article(doc int) int64 {
	if p.listed != nil {
		return p.listed[doc]
	}
	return p.first + int64(doc)
}

// docOf is the document that an article is; -1 where it is none.
func (p *piece) docOf(article int64) int {
	if p.listed != nil {
		at, found := slices.BinarySearch(p.listed, article)
		if !found {
			return -1
		}
		return at
	}
	if article < p.first || article > p.last {
		return -1
	}
	return int(article - p.first)
}

// spans widens the time of publication.
func (p *piece) spans(earliest, latest int64) {
	if p.earliest == 0 && p.latest == 0 {
		p.earliest, p.latest = earliest, latest
		return
	}
	p.earliest, p.latest = min(p.earliest, earliest), max(p.latest, latest)
}

func ascending(b bitmap, visit func(doc int)) {
	for i, left := range b {
		for ; left != 0; left &= left - 1 {
			visit(i*64 + bits.TrailingZeros64(left))
		}
	}
}

// errMoved is what a search runs into when pieces were joined while it looked into them: it begins anew.
var errMoved = errors.New("the search index was rearranged")

// pieces lists the pieces of the search index, the newest articles first, and up to which article they go.
func (s *Store) pieces(ctx context.Context) (list []*piece, upTo int64, err error) {
	question := "SELECT n, first, last, listed, dead, earliest, latest FROM piece ORDER BY last DESC, n DESC"
	err = s.each(ctx, question, nil, func(rows *sql.Rows) error {
		p := &piece{}
		var listed, dead []byte
		if err := rows.Scan(&p.n, &p.first, &p.last, &listed, &dead, &p.earliest, &p.latest); err != nil {
			return err
		}
		if listed != nil {
			p.listed = unpackNumbers(listed)
		} else {
			upTo = max(upTo, p.last)
		}
		if dead != nil {
			p.dead = newBitmap(p.docs())
			p.dead.read(dead)
		}
		list = append(list, p)
		return nil
	})
	return list, upTo, err
}

// open reads the first words of a piece's leaves; they are kept, for pieces do not change.
func (s *Store) open(ctx context.Context, p *piece) error {
	s.mu.Lock()
	p.firsts = s.leaves[p.n]
	s.mu.Unlock()
	if p.firsts != nil {
		return nil
	}
	var packed []byte
	err := s.one(ctx, "SELECT leaves FROM piece WHERE n = ?", []any{p.n}, []any{&packed})
	if errors.Is(err, ErrNotFound) {
		return errMoved
	}
	if err != nil {
		return err
	}
	if p.firsts, err = readDirectory(packed); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.leaves) >= mostOpen {
		clear(s.leaves)
	}
	s.leaves[p.n] = p.firsts
	return nil
}

// mostOpen is of how many pieces the first words are kept: those of two million articles, in less than a megabyte.
const mostOpen = 160

// mark adds the documents that have a word, or with begins one that begins with it, to a bitmap.
func (s *Store) mark(ctx context.Context, p *piece, w wanted, into bitmap) error {
	if err := s.open(ctx, p); err != nil {
		return err
	}
	at := sort.Search(len(p.firsts), func(i int) bool { return p.firsts[i] > w.word }) - 1
	for at = max(at, 0); at < len(p.firsts); at++ {
		if p.firsts[at] > w.word && (!w.begins || !strings.HasPrefix(p.firsts[at], w.word)) {
			return nil
		}
		var leaf []byte
		err := s.one(ctx, "SELECT data FROM leaf WHERE n = ?", []any{p.n<<leafBits + int64(at)}, []any{&leaf})
		if errors.Is(err, ErrNotFound) {
			return errMoved
		}
		if err != nil {
			return err
		}
		if beyond, err := markIn(leaf, w, into); beyond || err != nil {
			return err
		}
	}
	return nil
}

// markIn is mark for one leaf; beyond tells that what comes after it is past the word.
func markIn(leaf []byte, w wanted, into bitmap) (beyond bool, err error) {
	r := leafReader{rest: leaf}
	for {
		ok, err := r.next()
		if err != nil || !ok {
			return false, err
		}
		switch have := string(r.word); {
		case have < w.word:
		case have == w.word || w.begins && strings.HasPrefix(have, w.word):
			if err := r.mark(into); err != nil {
				return false, err
			}
		default:
			return true, nil
		}
	}
}
