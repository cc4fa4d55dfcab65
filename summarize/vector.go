package summarize

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strings"
	"time"

	"harmattan/internal/news"
)

// Vector is what grouping keeps of an article: its stems, names, figures and places with how often each stands in it,
// and when it came. A few hundred bytes hold an article of news.
type Vector struct {
	terms []term // by rising key
	when  int64  // time of publication, Unix seconds; 0 when unknown
	lang  news.Lang
	words int // how many words were counted

	norm, commonNorm float64 // Euclidean norms over all terms, and over those that mean the same in every language
}

// term is one thing an article speaks of.
type term struct {
	key    uint32
	count  float32 // how often, a title's words three times
	rarity uint8   // how rare it is in the news at large, in hundredths
	kind   termKind
	weight float32 // tf-idf by the news at large
}

// termKind says what a term is. Names, figures and places mean the same in every language, stems only in their own.
type termKind uint8

const (
	stemTerm termKind = iota
	nameTerm
	figureTerm
	placeTerm
)

// titleWeight is how many times a title's words count (three: measured on news with dates, B-cubed .948), and
// countedWords how many words of the text are read: what comes later in news is background that events share.
const (
	titleWeight  = 3
	countedWords = 400
)

// NewVector reads an article for grouping. places are the codes of the places its text names, and may be nil.
func NewVector(a news.Article, places []string) Vector {
	b := vectorBuilder{lang: a.Lang, at: map[uint32]int{}, known: known()}
	l := newLexer()
	title := l.words(a.Title, a.Lang)
	b.add(a.Title, title, titleWeight)
	body := l.words(a.Text, a.Lang)
	b.add(a.Text, body[:min(len(body), countedWords)], 1)
	for _, p := range places {
		b.count(placeTerm, p, 1, 60)
	}
	slices.SortFunc(b.terms, func(x, y term) int { return compareKeys(x.key, y.key) })
	v := Vector{terms: b.terms, lang: a.Lang, words: len(title) + min(len(body), countedWords)}
	if !a.Published.IsZero() {
		v.when = a.Published.Unix()
	}
	v.weigh()
	return v
}

func compareKeys(a, b uint32) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// vectorBuilder counts the terms of one article.
type vectorBuilder struct {
	lang  news.Lang
	terms []term
	at    map[uint32]int // key to its place in terms
	known *knowledge
}

// commonWord is the rarity below which a word says nothing about an event.
const commonWord = .22

func (b *vectorBuilder) add(text string, words []Word, weight float32) {
	for i := 0; i < len(words); i++ {
		w := words[i]
		if w.Digit {
			b.figure(w, weight)
			continue
		}
		c := b.known.rarity(w.Stem, b.lang)
		if c.idf < commonWord {
			continue
		}
		b.count(stemTerm, w.Stem, weight, uint8(100*c.idf))
		if w.Upper && (c.name || i > 0 && !opens(text, words[i-1].End, w.Start)) {
			b.count(nameTerm, w.Fold, weight, uint8(100*c.idf))
		}
	}
}

// opens tells whether an end mark stands between two words: a capital behind it says nothing.
func opens(text string, from, to int) bool {
	return strings.ContainsAny(text[from:to], ".!?:\n“\"«")
}

// figure counts a number with three digits or more, or with a fraction; small ones stand in every text, and years too.
func (b *vectorBuilder) figure(w Word, weight float32) {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, w.Fold)
	if len(digits) < 2 || len(digits) == 4 && (strings.HasPrefix(digits, "20") || strings.HasPrefix(digits, "19")) {
		return
	}
	b.count(figureTerm, digits, weight, 70)
}

func (b *vectorBuilder) count(kind termKind, word string, weight float32, rarity uint8) {
	key := termKey(kind, word)
	if i, ok := b.at[key]; ok {
		b.terms[i].count += weight
		return
	}
	b.at[key] = len(b.terms)
	b.terms = append(b.terms, term{key: key, count: weight, rarity: rarity, kind: kind})
}

func termKey(kind termKind, word string) uint32 {
	h := fnv.New32a()
	h.Write([]byte{byte(kind)})
	h.Write([]byte(word))
	return h.Sum32()
}

// vectorVersion begins every encoded vector: a later form of vectors is told from this one.
const vectorVersion = 1

// errVector says that bytes are no vector of this program.
var errVector = errors.New("not an encoded vector")

// Encode writes the vector as bytes for the store, about five for each term.
func (v Vector) Encode() []byte {
	out := []byte{vectorVersion, byte(len(v.lang))}
	out = append(out, v.lang...)
	out = binary.AppendVarint(out, v.when)
	out = binary.AppendUvarint(out, uint64(v.words)) //nolint:gosec // counted, never negative
	out = binary.AppendUvarint(out, uint64(len(v.terms)))
	last := uint32(0)
	for _, t := range v.terms {
		out = binary.AppendUvarint(out, uint64(t.key-last))
		out = append(out, byte(t.kind)<<6|byte(min(63, int(math.Round(float64(t.count))))), t.rarity)
		last = t.key
	}
	return out
}

// DecodeVector reads what Encode wrote.
func DecodeVector(b []byte) (Vector, error) {
	d := decoder{rest: b}
	if version := d.byte(); version != vectorVersion {
		return Vector{}, fmt.Errorf("version %d: %w", version, errVector)
	}
	v := Vector{lang: news.Lang(d.take(int(d.byte())))}
	v.when = d.varint()
	words, count := d.uvarint(), d.uvarint()
	if d.failed || words > math.MaxInt32 || count > uint64(len(d.rest)) {
		return Vector{}, errVector
	}
	v.words = int(words)
	v.terms = make([]term, 0, count)
	last := uint64(0)
	for range count {
		last += d.uvarint()
		head, rarity := d.byte(), d.byte()
		if d.failed || last > math.MaxUint32 {
			return Vector{}, errVector
		}
		v.terms = append(v.terms, term{
			key: uint32(last), count: float32(head & 63), rarity: rarity, kind: termKind(head >> 6),
		})
	}
	v.weigh()
	return v, nil
}

// decoder reads numbers off the front of bytes; once it failed it stays failed.
type decoder struct {
	rest   []byte
	failed bool
}

func (d *decoder) take(n int) []byte {
	if n < 0 || n > len(d.rest) {
		d.failed = true
		return nil
	}
	out := d.rest[:n]
	d.rest = d.rest[n:]
	return out
}

func (d *decoder) byte() byte {
	if b := d.take(1); len(b) == 1 {
		return b[0]
	}
	return 0
}

func (d *decoder) varint() int64 {
	n, size := binary.Varint(d.rest)
	if size <= 0 {
		d.failed = true
		return 0
	}
	d.rest = d.rest[size:]
	return n
}

func (d *decoder) uvarint() uint64 {
	n, size := binary.Uvarint(d.rest)
	if size <= 0 {
		d.failed = true
		return 0
	}
	d.rest = d.rest[size:]
	return n
}

// published is when the article came, the zero time when that is unknown.
func (v Vector) published() time.Time {
	if v.when == 0 {
		return time.Time{}
	}
	return time.Unix(v.when, 0)
}
