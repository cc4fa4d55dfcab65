package summarize

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"harmattan/internal/news"
)

// vectorForm opens an encoded vector; another form gets another number, and so do other terms of the same text.
const vectorForm = 5

// errVector says that bytes are no vector as Encode writes it.
var errVector = errors.New("not a vector of this form")

// Encode writes the vector as bytes for the store: about six for each term.
func (v Vector) Encode() []byte { return v.Append(make([]byte, 0, 24+6*len(v.terms))) }

// Append adds to bytes what Encode writes.
func (v Vector) Append(out []byte) []byte {
	out = append(out, vectorForm)
	out = binary.AppendVarint(out, v.when)
	out = binary.AppendUvarint(out, uint64(v.words))
	out = binary.AppendUvarint(out, uint64(v.outlet))
	out = binary.AppendUvarint(out, uint64(len(v.lang)))
	out = append(out, v.lang...)
	out = binary.AppendUvarint(out, uint64(len(v.terms)))
	last := termKey(0)
	for _, t := range v.terms {
		out = binary.AppendUvarint(out, uint64(t.key-last))
		out = append(out, t.count, t.rarity)
		last = t.key
	}
	return out
}

// DecodeVector reads what Encode wrote. It takes no other bytes: the error says where they go wrong.
func DecodeVector(b []byte) (Vector, error) {
	var v Vector
	if err := v.Decode(b); err != nil {
		return Vector{}, err
	}
	return v, nil
}

// Decode is DecodeVector into the memory of a vector that is needed no more: an index that was asked for it has to be given it
// before. After an error the vector is of no use.
func (v *Vector) Decode(b []byte) error {
	d := decoder{rest: b}
	if form := d.byte(); form != vectorForm {
		return fmt.Errorf("read a vector: form %d: %w", form, errVector)
	}
	v.when = d.signed()
	v.words = int(d.number(math.MaxInt32))
	v.outlet = uint32(d.number(math.MaxUint32))
	if lang := d.bytes(d.number(16)); string(lang) != string(v.lang) {
		v.lang = news.Lang(lang)
	}
	count := d.number(maxTerms)
	if v.terms = v.terms[:0]; !d.bad && cap(v.terms) < int(count) {
		v.terms = make([]term, 0, count)
	}
	key := uint64(0)
	for i := uint64(0); i < count && !d.bad; i++ {
		step := d.number(math.MaxUint32)
		key += step
		if i > 0 && step == 0 || key > math.MaxUint32 || termKey(key).kind() >= termKinds {
			d.bad = true
		}
		v.terms = append(v.terms, term{key: termKey(key), count: d.byte(), rarity: d.byte()})
	}
	if d.bad || len(d.rest) > 0 {
		return fmt.Errorf("read a vector: %d bytes from its end: %w", len(d.rest), errVector)
	}
	return nil
}

// decoder reads values off the front of bytes. Once it is bad it stays so, and what it returns is zero.
type decoder struct {
	rest []byte
	bad  bool
}

func (d *decoder) bytes(n uint64) []byte {
	if d.bad || n > uint64(len(d.rest)) {
		d.bad = true
		return nil
	}
	out := d.rest[:n]
	d.rest = d.rest[n:]
	return out
}

func (d *decoder) byte() byte {
	if b := d.bytes(1); len(b) == 1 {
		return b[0]
	}
	return 0
}

// number reads a number up to most.
func (d *decoder) number(most uint64) uint64 {
	n, size := binary.Uvarint(d.rest)
	if d.bad || size <= 0 || n > most {
		d.bad = true
		return 0
	}
	d.rest = d.rest[size:]
	return n
}

func (d *decoder) signed() int64 {
	n, size := binary.Varint(d.rest)
	if d.bad || size <= 0 {
		d.bad = true
		return 0
	}
	d.rest = d.rest[size:]
	return n
}
