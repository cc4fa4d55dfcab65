package desk

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"harmattan/internal/news"
	"harmattan/summarize"
)

// errPacked says that a parcel does not hold what was packed.
var errPacked = errors.New("not what was packed")

// pack packs all that is known of an article: its vector, what habits want of it, and the article itself.
func (p *parcel) pack(a news.Article, text *summarize.Text, placement news.Placement, vector summarize.Vector) ready {
	r := ready{id: a.ID, feedURL: a.FeedURL, published: a.Published.UnixMicro(), parcel: p}
	r.vector = p.section(vector.Append)
	r.skimmed = p.section(text.AppendSkimmed)
	r.rest = p.section(func(b []byte) []byte {
		w := packer{b}
		w.article(a)
		w.placement(placement)
		return w.out
	})
	return r
}

func (p *parcel) section(add func([]byte) []byte) section {
	s := section{from: int32(len(p.packed))}
	p.packed = add(p.packed)
	s.to = int32(len(p.packed))
	return s
}

// arrival is a ready article while its story is collapsed.
type arrival struct {
	article   news.Article
	text      *summarize.Text // skimmed
	placement news.Placement
	vector    []byte // as summarize encoded it
}

// unpack is the way back from pack.
func (r *ready) unpack() (arrival, error) {
	all, err := r.parcel.of(section{r.vector.from, r.rest.to})
	if err != nil {
		return arrival{}, err
	}
	own := func(s section) []byte { return all[s.from-r.vector.from : s.to-r.vector.from] }
	text, err := summarize.DecodeSkimmed(own(r.skimmed))
	if err != nil {
		return arrival{}, fmt.Errorf("unpack the lines of article %s: %w", r.id, err)
	}
	u := unpacker{rest: string(own(r.rest))}
	out := arrival{text: text, vector: own(r.vector)}
	u.article(&out.article)
	u.placement(&out.placement)
	if u.bad || u.rest != "" {
		return arrival{}, fmt.Errorf("unpack article %s: %w", r.id, errPacked)
	}
	return out, nil
}

// unpackText is what of an article habits want.
func (r *ready) unpackText() (*summarize.Text, error) {
	b, err := r.parcel.of(r.skimmed)
	if err != nil {
		return nil, err
	}
	text, err := summarize.DecodeSkimmed(b)
	if err != nil {
		return nil, fmt.Errorf("unpack the lines of article %s: %w", r.id, err)
	}
	return text, nil
}

// vectorRoom is memory for one vector after the other.
type vectorRoom struct {
	packed []byte
	vector summarize.Vector
}

// unpackVector is what finding its story wants, until the next one is unpacked into the same room.
func (r *ready) unpackVector(room *vectorRoom) (summarize.Vector, error) {
	b, err := r.parcel.into(room.packed, r.vector)
	if err != nil {
		return summarize.Vector{}, err
	}
	if r.parcel.packed == nil {
		room.packed = b
	}
	err = room.vector.Decode(b)
	return room.vector, err
}

// packer writes values one after the other.
type packer struct{ out []byte }

func (w *packer) text(list ...string) {
	for _, s := range list {
		w.number(int64(len(s)))
		w.out = append(w.out, s...)
	}
}

func (w *packer) number(n int64) { w.out = binary.AppendVarint(w.out, n) }

func (w *packer) real(x float64) {
	w.out = binary.LittleEndian.AppendUint64(w.out, math.Float64bits(x))
}

func (w *packer) truths(all ...bool) {
	for _, is := range all {
		b := byte(0)
		if is {
			b = 1
		}
		w.out = append(w.out, b)
	}
}

// article packs what an article has that comes from its feed.
func (w *packer) article(a news.Article) {
	w.text(a.ID, a.FeedURL, a.GUID, a.Outlet, a.URL, a.Title, a.Author, string(a.Lang), a.Home, a.Grade, a.Text, a.Origin)
	w.number(a.Published.UnixMicro())
	w.truths(a.Guessed, a.Teaser)
}

func (w *packer) placement(p news.Placement) {
	w.text(p.Region, p.Country, p.CountryName, p.Area)
	w.real(p.Score)
	w.number(int64(len(p.Evidence)))
	for _, e := range p.Evidence {
		w.text(e.Text, e.Place)
		w.real(e.Weight)
	}
	w.number(int64(len(p.Also)))
	w.text(p.Also...)
}

// unpacker reads values off the front of a text. Once it is bad it stays so, and what it reads is zero.
type unpacker struct {
	rest string
	bad  bool
}

func (u *unpacker) bytes(n int64) string {
	if u.bad || n < 0 || n > int64(len(u.rest)) {
		u.bad, u.rest = true, ""
		return ""
	}
	s := u.rest[:n]
	u.rest = u.rest[n:]
	return s
}

func (u *unpacker) number() int64 {
	head := [binary.MaxVarintLen64]byte{}
	n, size := binary.Varint(head[:copy(head[:], u.rest)])
	if u.bad || size <= 0 {
		u.bad = true
		return 0
	}
	u.rest = u.rest[size:]
	return n
}

func (u *unpacker) text(into ...*string) {
	for _, s := range into {
		*s = u.bytes(u.number())
	}
}

func (u *unpacker) real() float64 {
	b := u.bytes(8)
	if u.bad {
		return 0
	}
	return math.Float64frombits(binary.LittleEndian.Uint64([]byte(b)))
}

func (u *unpacker) truth() bool { return u.bytes(1) == "\x01" }

func (u *unpacker) article(a *news.Article) {
	var lang string
	u.text(&a.ID, &a.FeedURL, &a.GUID, &a.Outlet, &a.URL, &a.Title, &a.Author, &lang, &a.Home, &a.Grade, &a.Text, &a.Origin)
	a.Lang = news.Lang(lang)
	a.Published = time.UnixMicro(u.number()).UTC()
	a.Guessed, a.Teaser = u.truth(), u.truth()
}

func (u *unpacker) placement(p *news.Placement) {
	u.text(&p.Region, &p.Country, &p.CountryName, &p.Area)
	p.Score = u.real()
	for n := u.number(); n > 0 && !u.bad; n-- {
		var e news.Evidence
		u.text(&e.Text, &e.Place)
		e.Weight = u.real()
		p.Evidence = append(p.Evidence, e)
	}
	for n := u.number(); n > 0 && !u.bad; n-- {
		var country string
		u.text(&country)
		p.Also = append(p.Also, country)
	}
}
