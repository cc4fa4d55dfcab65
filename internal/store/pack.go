package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"
)

// packer makes texts small: they are half of what is on the disk. Its zero value is ready.
type packer struct {
	mu     sync.Mutex
	writer *flate.Writer // made when it is first needed: it takes most of a megabyte
	known  []byte        // room for what a text is packed against

	unpackers sync.Pool // of *unpacker
}

// withLink is the first byte of a text that is packed together with its link. A text packed alone begins with its length,
// which is never 0.
const withLink = 0

// pack is a text as it is stored: packed, or as it is where packing gains nothing. A packed text begins with its length.
func (p *packer) pack(text string) (any, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	head := make([]byte, 0, len(text)/2+binary.MaxVarintLen64)
	out, err := p.deflate(binary.AppendUvarint(head, uint64(len(text))), nil, text)
	if err != nil || len(out) < len(text) {
		return out, err
	}
	return text, nil
}

// packLinked is an article's link and text as they are stored: packed against its title, whose words stand in both again.
func (p *packer) packLinked(title, link, text string) ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.known = knownOf(title, p.known[:0])
	head := append(make([]byte, 0, (len(link)+len(text))*3/4+2*binary.MaxVarintLen64), withLink)
	head = binary.AppendUvarint(head, uint64(len(link)))
	return p.deflate(binary.AppendUvarint(head, uint64(len(text))), p.known, link, text)
}

// knownOf is what an article's link and text are packed against: how links begin, the title, and the title as links spell
// it. Files are read by it: it must not change.
func knownOf(title string, room []byte) []byte {
	room = append(append(room, "https://www."...), title...)
	for _, c := range []byte(title) {
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c < 0x80 && (c < '0' || '9' < c) && (c < 'a' || 'z' < c):
			c = '-'
		}
		room = append(room, c)
	}
	return room
}

// deflate appends parts to head, packed.
func (p *packer) deflate(head, known []byte, parts ...string) ([]byte, error) {
	out := bytes.NewBuffer(head)
	if p.writer == nil {
		var err error
		if p.writer, err = flate.NewWriter(out, flate.BestSpeed); err != nil {
			return nil, fmt.Errorf("pack a text: %w", err)
		}
	}
	p.writer.ResetDict(out, known)
	for _, part := range parts {
		if _, err := io.WriteString(p.writer, part); err != nil {
			return nil, fmt.Errorf("pack a text: %w", err)
		}
	}
	if err := p.writer.Close(); err != nil {
		return nil, fmt.Errorf("pack a text: %w", err)
	}
	return out.Bytes(), nil
}

// unpack is the text that was stored alone.
func (p *packer) unpack(stored any) (string, error) {
	switch t := stored.(type) {
	case string:
		return t, nil
	case []byte:
		length, n := binary.Uvarint(t)
		if n <= 0 {
			return "", errPacked
		}
		u := p.unpacker()
		defer p.unpackers.Put(u)
		return u.inflate(t[n:], length)
	}
	return "", fmt.Errorf("unpack a text: stored as %T", stored)
}

// unpackLinked is the link and the text of an article, given its title and the link that stands beside the text: versions
// before the ninth kept it there, and so does what was repaired.
func (p *packer) unpackLinked(title, beside string, stored any) (link, text string, err error) {
	packed, ok := stored.([]byte)
	if !ok || len(packed) == 0 || packed[0] != withLink {
		text, err = p.unpack(stored)
		return beside, text, err
	}
	ofLink, n := binary.Uvarint(packed[1:])
	if n <= 0 {
		return "", "", errPacked
	}
	packed = packed[1+n:]
	ofText, n := binary.Uvarint(packed)
	if n <= 0 || ofLink > mostPacked || ofText > mostPacked {
		return "", "", errPacked
	}
	u := p.unpacker()
	defer p.unpackers.Put(u)
	u.known = knownOf(title, u.known)
	both, err := u.inflate(packed[n:], ofLink+ofText)
	if err != nil {
		return "", "", err
	}
	return both[:ofLink], both[ofLink:], nil
}

// No byte becomes mostRatio bytes when it is unpacked, and no text is as long as mostPacked; beyond it is damage.
const (
	mostRatio  = 1100
	mostPacked = 1 << 40
)

var errPacked = errors.New("unpack a text: its length is damaged")

// unpacker is what unpacking needs, kept for the next time.
type unpacker struct {
	from   bytes.Reader
	reader io.ReadCloser // also a flate.Resetter
	known  []byte        // what the text was packed against
}

func (p *packer) unpacker() *unpacker {
	u, ok := p.unpackers.Get().(*unpacker)
	if !ok {
		u = &unpacker{}
		u.reader = flate.NewReader(&u.from)
	}
	u.known = u.known[:0]
	return u
}

func (u *unpacker) inflate(packed []byte, length uint64) (string, error) {
	if length > mostRatio*uint64(len(packed)) {
		return "", errPacked
	}
	u.from.Reset(packed)
	if r, ok := u.reader.(flate.Resetter); ok {
		if err := r.Reset(&u.from, u.known); err != nil {
			return "", fmt.Errorf("unpack a text: %w", err)
		}
	}
	var b strings.Builder
	b.Grow(int(length))
	if _, err := io.CopyN(&b, u.reader, int64(length)); err != nil {
		return "", fmt.Errorf("unpack a text: %w", err)
	}
	return b.String(), nil
}
