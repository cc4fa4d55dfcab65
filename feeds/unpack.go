package feeds

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// acceptEncoding names the compressions that unpack reads.
const acceptEncoding = "gzip, br, zstd"

// maxWindow is the most memory a zstd frame may ask for: what RFC 9659 allows on the web.
const maxWindow = 8 << 20

// maxEncodings is how many compressions may lie on top of each other.
const maxEncodings = 2

// errTooLong is why a body is not read to its end.
var errTooLong = errors.New("the answer is longer than what is read")

// shortPacked is up to how many bytes of a packed body wait to be unpacked. A longer one is unpacked as it comes: it need
// not stand in memory twice.
const shortPacked = 1 << 20

// packed is a body as it came, and why it ended.
type packed struct {
	*bytes.Reader
	ended error
}

// Read reads what came, and then fails as it ended.
func (p *packed) Read(into []byte) (int, error) {
	if p.Len() == 0 {
		return 0, p.ended
	}
	return p.Reader.Read(into) //nolint:wrapcheck // it cannot fail
}

// receive reads the body of an answer. A packed one that is short is left as it came.
func (c *Client) receive(got *answer, body io.Reader) (err error) {
	if len(splitList(got.header.Values("Content-Encoding"))) > 0 {
		came := bytes.NewBuffer(make([]byte, 0, usualBody/8))
		_, err = io.CopyN(came, body, shortPacked)
		if err != nil {
			got.packed = &packed{bytes.NewReader(came.Bytes()), err}
			return nil //nolint:nilerr // unpack comes upon it
		}
		body = io.MultiReader(came, body)
	}
	got.body, got.cut, err = unpack(got.header, body, c.options.MaxBody)
	return err
}

// unpacked unpacks what receive left, when there is a processor for that.
func (c *Client) unpacked(ctx context.Context, got answer) (answer, error) {
	if got.packed == nil {
		return got, nil
	}
	err := c.behind(ctx, func() (err error) {
		got.body, got.cut, err = unpack(got.header, got.packed, c.options.MaxBody)
		return err
	})
	got.packed = nil
	return got, err
}

// unpack reads a body through its Content-Encoding up to limit decoded bytes. cut is not nil when the body ended before
// it should have: what came until then is returned with it.
func unpack(header http.Header, body io.Reader, limit int64) (decoded []byte, cut, err error) {
	encodings := splitList(header.Values("Content-Encoding"))
	if len(encodings) > maxEncodings {
		return nil, nil, fmt.Errorf("the answer is compressed %d times over", len(encodings))
	}
	for i := len(encodings) - 1; i >= 0; i-- {
		body, err = decompress(encodings[i], body)
		if err != nil {
			return nil, nil, err
		}
	}
	decoded, err = readUpTo(body, limit)
	if err != nil && len(decoded) > 0 && (errors.Is(err, io.ErrUnexpectedEOF) || len(encodings) > 0) && !timedOut(err) && !errors.Is(err, errTooLong) {
		return decoded, fmt.Errorf("the answer ended early: %w", err), nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read the answer: %w", err)
	}
	decoded, err = unzip(decoded, limit)
	return decoded, nil, err
}

// usualBody is what most feeds and pages fit into, in bytes: read into less, they are copied again and again.
const usualBody = 128 << 10

// readUpTo reads to the end, and fails with errTooLong where the end lies beyond limit bytes. What was read comes with
// any other error.
func readUpTo(body io.Reader, limit int64) ([]byte, error) {
	room := bytes.NewBuffer(make([]byte, 0, usualBody))
	_, err := room.ReadFrom(io.LimitReader(body, limit+1))
	if int64(room.Len()) > limit {
		return nil, fmt.Errorf("%w: over %d MiB", errTooLong, limit>>20)
	}
	return room.Bytes(), err //nolint:wrapcheck // the callers say what they read
}

// unzip takes a document out of a gzip file: some publishers send one as it lies on their disk, and do not say so.
func unzip(body []byte, limit int64) ([]byte, error) {
	if !bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		return body, nil
	}
	r, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return body, nil //nolint:nilerr // it only looks like gzip: the parser says what it is
	}
	unzipped, err := readUpTo(r, limit)
	if err != nil && len(unzipped) == 0 {
		return nil, fmt.Errorf("read gzip: %w", err)
	}
	return unzipped, nil // a file that is cut gives what came
}

func splitList(values []string) []string {
	var list []string
	for _, v := range strings.Split(strings.Join(values, ","), ",") {
		v = strings.ToLower(strings.TrimSpace(v))
		if v != "" && v != "identity" && v != "none" {
			list = append(list, v)
		}
	}
	return list
}

func decompress(encoding string, body io.Reader) (io.Reader, error) {
	in := bufio.NewReader(body)
	switch encoding {
	case "gzip", "x-gzip":
		if !begins(in, 0x1f, 0x8b) {
			return in, nil // some servers say gzip and send plain text
		}
		r, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("read gzip: %w", err)
		}
		return r, nil
	case "br":
		return brotli.NewReader(in), nil
	case "zstd":
		r, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, fmt.Errorf("read zstd: %w", err)
		}
		return r, nil
	case "deflate":
		if begins(in, 0x78) {
			r, err := zlib.NewReader(in)
			if err != nil {
				return nil, fmt.Errorf("read deflate: %w", err)
			}
			return r, nil
		}
		return flate.NewReader(in), nil
	}
	return nil, fmt.Errorf("the answer is compressed in a way that is not read here: %q", encoding)
}

// begins tells whether the next bytes are these; it reads none of them.
func begins(in *bufio.Reader, want ...byte) bool {
	got, err := in.Peek(len(want))
	return err == nil && bytes.Equal(got, want)
}
