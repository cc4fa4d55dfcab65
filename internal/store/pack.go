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

// packer makes texts small: half of what is on the disk is text, and packing halves that. Its zero value is ready.
type packer struct {
	mu     sync.Mutex
	writer *flate.Writer // made when it is first needed: it takes most of a megabyte

	readers sync.Pool // of io.ReadCloser that are also flate.Resetter
}

// pack is a text as it is stored: packed, or as it is where packing gains nothing. A packed text begins with its length.
func (p *packer) pack(text string) (any, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out bytes.Buffer
	out.Grow(len(text)/2 + binary.MaxVarintLen64)
	out.Write(binary.AppendUvarint(nil, uint64(len(text))))
	if p.writer == nil {
		var err error
		if p.writer, err = flate.NewWriter(&out, flate.BestSpeed); err != nil {
			return nil, fmt.Errorf("pack a text: %w", err)
		}
	}
	p.writer.Reset(&out)
	_, err := io.WriteString(p.writer, text)
	if err = errors.Join(err, p.writer.Close()); err != nil {
		return nil, fmt.Errorf("pack a text: %w", err)
	}
	if out.Len() >= len(text) {
		return text, nil
	}
	return out.Bytes(), nil
}

// unpack is the text that was stored.
func (p *packer) unpack(stored any) (string, error) {
	switch t := stored.(type) {
	case string:
		return t, nil
	case []byte:
		return p.inflate(t)
	}
	return "", fmt.Errorf("unpack a text: stored as %T", stored)
}

// mostRatio is more than what a byte can become when it is unpacked; a length beyond it is damage.
const mostRatio = 1100

func (p *packer) inflate(packed []byte) (string, error) {
	length, n := binary.Uvarint(packed)
	if n <= 0 || length > mostRatio*uint64(len(packed)) {
		return "", errors.New("unpack a text: its length is damaged")
	}
	in := bytes.NewReader(packed[n:])
	reader, ok := p.readers.Get().(io.ReadCloser)
	if !ok {
		reader = flate.NewReader(in)
	} else if r, ok := reader.(flate.Resetter); ok {
		if err := r.Reset(in, nil); err != nil {
			return "", fmt.Errorf("unpack a text: %w", err)
		}
	}
	defer p.readers.Put(reader)
	var b strings.Builder
	b.Grow(int(length))
	if _, err := io.CopyN(&b, reader, int64(length)); err != nil {
		return "", fmt.Errorf("unpack a text: %w", err)
	}
	return b.String(), nil
}
