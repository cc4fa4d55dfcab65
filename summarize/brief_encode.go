package summarize

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"
	"time"

	"harmattan/internal/news"
)

// A briefing of hundreds of articles takes a tenth of a second to make, and is the same as long as its articles are. These
// two keep one in a form from which it is had back in a few milliseconds, beside its articles.

// EncodeBriefing is a briefing with what Shorten picks of it, for DecodeBriefing and the same articles. rules names what
// made it: a briefing made by other rules is not had back.
func EncodeBriefing(rules string, b news.Briefing, lengths [Line + 1][]int) []byte {
	e := briefWriter{strings: map[string]uint64{}}
	e.text(b.Title)
	e.text(string(b.Lang))
	at := 0
	for _, a := range b.Articles {
		from := at
		for at < len(b.Statements) && b.Statements[at].Article == a.ID {
			at++
		}
		e.number(at - from)
		end, paragraph := 0, 0
		for _, s := range b.Statements[from:at] {
			e.number(s.Start - end)
			e.number(s.End - s.Start)
			e.number(s.Paragraph - paragraph)
			e.number(slices.IndexFunc(seenTimes(a), s.Seen.Equal))
			end, paragraph = s.End, s.Paragraph
		}
	}
	e.number(len(b.Repeats))
	for _, r := range b.Repeats {
		e.repeat(r)
	}
	e.number(len(b.Asides))
	for _, a := range b.Asides {
		e.number(a.ID)
		e.text(string(a.Kind))
		e.text(a.Why)
	}
	for _, ids := range [][]int{b.Order, lengths[Short], lengths[Line]} {
		e.numbers(ids)
	}
	sum := madeFrom(rules, b.Articles, e.out)
	return append(sum[:], e.out...)
}

// DecodeBriefing is the briefing that EncodeBriefing was given, of the same articles in the same order. ok is false where
// they are others, the rules are others, or the bytes are not what it wrote.
func DecodeBriefing(rules string, articles []news.Article, kept []byte) (b news.Briefing, lengths [Line + 1][]int, ok bool) {
	if len(kept) < sha256.Size {
		return b, lengths, false
	}
	d := briefReader{in: kept[sha256.Size:]}
	if madeFrom(rules, articles, d.in) != [sha256.Size]byte(kept[:sha256.Size]) {
		return b, lengths, false
	}
	b.Articles = slices.Clone(articles)
	b.Title, b.Lang = d.text(), news.Lang(d.text())
	for _, a := range articles {
		seen, end, paragraph := seenTimes(a), 0, 0
		for range d.number() {
			s := news.Statement{ID: len(b.Statements) + 1, Article: a.ID}
			s.Start = end + d.number()
			s.End = s.Start + d.number()
			s.Paragraph = paragraph + d.number()
			s.Text, s.Seen = a.Text[s.Start:s.End], seen[d.number()]
			end, paragraph = s.End, s.Paragraph
			b.Statements = append(b.Statements, s)
		}
	}
	for range d.number() {
		b.Repeats = append(b.Repeats, d.repeat())
	}
	for range d.number() {
		b.Asides = append(b.Asides, news.Aside{ID: d.number(), Kind: news.AsideKind(d.text()), Why: d.text()})
	}
	b.Order, lengths[Short], lengths[Line] = d.numbers(), d.numbers(), d.numbers()
	lengths[Full] = slices.Clone(b.Order)
	return b, lengths, true
}

// madeFrom is a sum over all that a briefing follows from, and over itself: what has it is whole and still holds.
func madeFrom(rules string, articles []news.Article, briefing []byte) [sha256.Size]byte {
	h := sha256.New()
	var n []byte
	field := func(texts ...string) {
		for _, t := range texts {
			n = binary.AppendUvarint(n[:0], uint64(len(t)))
			h.Write(n)
			h.Write([]byte(t))
		}
	}
	field(rules)
	for _, a := range articles {
		field(a.ID, a.FeedURL, a.Outlet, a.URL, a.Title, a.Author, string(a.Lang), a.Grade, a.Origin, a.Text)
		for _, t := range seenTimes(a) {
			n = binary.AppendVarint(n[:0], t.UnixMicro())
			h.Write(n)
		}
		for _, p := range a.Prior {
			field(p.Title, p.Text)
		}
	}
	field(string(briefing))
	return [sha256.Size]byte(h.Sum(nil))
}

// seenTimes are the times at which an article's statements may have been seen first.
func seenTimes(a news.Article) []time.Time {
	out := []time.Time{a.Seen, a.Revised}
	for _, p := range a.Prior {
		out = append(out, p.Seen)
	}
	return out
}

// briefWriter writes numbers, and texts each of them once.
type briefWriter struct {
	out     []byte
	strings map[string]uint64
}

func (e *briefWriter) number(n int) { e.out = binary.AppendVarint(e.out, int64(n)) }

// numbers writes a list by what each is above the one before.
func (e *briefWriter) numbers(list []int) {
	e.number(len(list))
	before := 0
	for _, n := range list {
		e.number(n - before)
		before = n
	}
}

func (e *briefWriter) text(s string) {
	n, known := e.strings[s]
	if known {
		e.out = binary.AppendUvarint(e.out, n)
		return
	}
	n = uint64(len(e.strings))
	e.strings[s] = n
	e.out = binary.AppendUvarint(binary.AppendUvarint(e.out, n), uint64(len(s)))
	e.out = append(e.out, s...)
}

func (e *briefWriter) repeat(r news.Repeat) {
	e.number(r.Lead)
	e.number(len(r.Members))
	for _, m := range r.Members {
		e.number(m.ID - r.Lead)
		e.text(string(m.Kind))
		e.out = binary.LittleEndian.AppendUint64(e.out, math.Float64bits(m.Score))
		e.text(m.Why)
		e.text(m.Mine)
		e.text(m.Theirs)
		e.number(len(m.Adds))
		for _, a := range m.Adds {
			e.text(a)
		}
	}
}

// briefReader reads what an briefWriter wrote; that it did is known by the sum before it reads.
type briefReader struct {
	in      []byte
	strings []string
}

func (d *briefReader) number() int {
	n, size := binary.Varint(d.in)
	d.in = d.in[size:]
	return int(n)
}

func (d *briefReader) numbers() []int {
	var out []int
	before := 0
	for range d.number() {
		before += d.number()
		out = append(out, before)
	}
	return out
}

func (d *briefReader) text() string {
	n, size := binary.Uvarint(d.in)
	d.in = d.in[size:]
	if n == uint64(len(d.strings)) {
		length, size := binary.Uvarint(d.in)
		d.strings = append(d.strings, string(d.in[size:size+int(length)]))
		d.in = d.in[size+int(length):]
	}
	return d.strings[n]
}

func (d *briefReader) repeat() news.Repeat {
	r := news.Repeat{Lead: d.number()}
	for range d.number() {
		m := news.Member{ID: r.Lead + d.number(), Kind: news.Kind(d.text())}
		m.Score = math.Float64frombits(binary.LittleEndian.Uint64(d.in))
		d.in = d.in[8:]
		m.Why, m.Mine, m.Theirs = d.text(), d.text(), d.text()
		for range d.number() {
			m.Adds = append(m.Adds, d.text())
		}
		r.Members = append(r.Members, m)
	}
	return r
}
