package summarize

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// errSkimmed says that bytes are no text as AppendSkimmed writes it.
var errSkimmed = errors.New("not a text that was skimmed")

// AppendSkimmed adds to bytes what Skim read of an article: some twenty for each statement. They are good for this run of
// the program only.
func (t *Text) AppendSkimmed(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(t.lines)))
	for i := range t.lines {
		l := &t.lines[i]
		b = binary.AppendUvarint(b, uint64(l.Start))
		b = binary.AppendUvarint(b, uint64(l.End))
		b = binary.AppendUvarint(b, uint64(l.Paragraph))
		b = l.mark.append(b)
		if l.long {
			b = append(b, 1)
		} else {
			b = append(b, 0)
		}
	}
	b = t.title.append(b)
	return binary.LittleEndian.AppendUint64(b, t.column)
}

func (m lineMark) append(b []byte) []byte {
	b = binary.LittleEndian.AppendUint64(b, m.hash)
	return binary.AppendUvarint(b, uint64(m.gaps))
}

// DecodeSkimmed reads what AppendSkimmed wrote. It takes no other bytes: the error says where they go wrong.
func DecodeSkimmed(b []byte) (*Text, error) {
	d := decoder{rest: b}
	t := &Text{}
	n := d.number(uint64(len(b)))
	if !d.bad {
		t.lines = make([]outlined, n)
	}
	for i := range t.lines {
		l := &t.lines[i]
		l.Start, l.End = int(d.number(math.MaxInt32)), int(d.number(math.MaxInt32))
		l.Paragraph = int(d.number(math.MaxInt32))
		l.mark = d.mark()
		l.long = d.byte() == 1
	}
	t.title, t.column = d.mark(), d.long()
	if d.bad || len(d.rest) > 0 {
		return nil, fmt.Errorf("read a text that was skimmed: %d bytes from its end: %w", len(d.rest), errSkimmed)
	}
	return t, nil
}

func (d *decoder) mark() lineMark {
	hash := d.long()
	return lineMark{hash, int(d.number(math.MaxInt32))}
}

func (d *decoder) long() uint64 {
	if b := d.bytes(8); len(b) == 8 {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}
