package feeds

import (
	"bytes"
	"encoding/binary"
	"mime"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// labels says what a document's encoding is said to be, and which one its language suggests where nothing is said.
type labels struct {
	http     string // charset of the Content-Type
	declared string // encoding of the XML declaration, or charset of a page's meta element
	lang     string
}

// decode makes text of bytes. In this order it believes: a byte order mark, the zero bytes of UTF-16 and UTF-32, valid
// UTF-8 whatever the label says, the HTTP charset, the document's own declaration, the bytes and the language. note says what was
// guessed, or is "".
func decode(body []byte, l labels) (text, note string) {
	if enc, size := byteOrderMark(body); enc != nil {
		return with(enc)(body[size:]), ""
	}
	if enc := wide(body); enc != nil {
		return with(enc)(body), ""
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	for _, label := range []string{l.http, l.declared} {
		if read := sevenBit(label, body); read != nil {
			return read(body), ""
		}
	}
	if utf8.Valid(body) {
		return string(body), wrongLabel(body, l)
	}
	for _, label := range []string{l.http, l.declared} {
		if isUTF8(label) || label == "" {
			continue
		}
		if read := byName(label); read != nil {
			return read(body), ""
		}
	}
	if mostlyUTF8(body) {
		return mixedUTF8(body), "some bytes are no UTF-8: read as Windows-1252"
	}
	return guess(body, l.lang)(body), "no encoding is declared that the bytes agree with: it was guessed"
}

// wrongLabel says when a document is UTF-8 although its label says otherwise.
func wrongLabel(body []byte, l labels) string {
	label := l.http
	if label == "" {
		label = l.declared
	}
	if label == "" || isUTF8(label) || ascii(body) {
		return ""
	}
	return "labelled " + label + ", but it is UTF-8"
}

func isUTF8(label string) bool {
	label = strings.ToLower(label)
	return label == "utf-8" || label == "utf8" || label == "us-ascii" || label == "ascii"
}

func ascii(body []byte) bool {
	for _, b := range body {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// byteOrderMark reads a byte order mark. Four bytes are looked at before two: the mark of UTF-32 begins with that of UTF-16.
func byteOrderMark(body []byte) (enc encoding.Encoding, size int) {
	switch {
	case bytes.HasPrefix(body, []byte{0, 0, 0xfe, 0xff}):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), 4
	case bytes.HasPrefix(body, []byte{0xff, 0xfe, 0, 0}):
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), 4
	case bytes.HasPrefix(body, []byte{0xfe, 0xff}):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 2
	case bytes.HasPrefix(body, []byte{0xff, 0xfe}):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 2
	}
	return nil, 0
}

// wide finds UTF-16 and UTF-32 without a mark: a document begins with ASCII, so its zero bytes show how wide it is.
func wide(body []byte) encoding.Encoding {
	if len(body) < 4 {
		return nil
	}
	zero := func(i int) bool { return body[i] == 0 }
	switch {
	case binary.BigEndian.Uint32(body) < utf8.RuneSelf && !zero(3):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)
	case binary.LittleEndian.Uint32(body) < utf8.RuneSelf && !zero(0):
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)
	case zero(0) && zero(2) && !zero(1) && !zero(3):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case zero(1) && zero(3) && !zero(0) && !zero(2):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	}
	return nil
}

// enough is how many sound UTF-8 sequences must stand against one broken byte for a document to count as UTF-8.
const enough = 5

// mostlyUTF8 tells whether a document that is no valid UTF-8 was meant to be: cut inside a letter, or with a quotation
// pasted into it from elsewhere.
func mostlyUTF8(body []byte) bool {
	sound, broken := 0, 0
	for len(body) > 0 {
		if body[0] < utf8.RuneSelf {
			body = body[1:]
			continue
		}
		r, size := utf8.DecodeRune(body)
		if r == utf8.RuneError && size == 1 {
			broken++
		} else {
			sound++
		}
		body = body[size:]
	}
	return sound >= enough*broken
}

// mixedUTF8 reads UTF-8, and each byte that is none as Windows-1252: what it almost always is.
func mixedUTF8(body []byte) string {
	var b strings.Builder
	b.Grow(len(body))
	for len(body) > 0 {
		r, size := utf8.DecodeRune(body)
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(body[0])
		}
		b.WriteRune(r)
		body = body[size:]
	}
	return b.String()
}

// charsetOf is the charset parameter of a Content-Type, "" without one.
func charsetOf(contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err == nil {
		return strings.TrimSpace(params["charset"])
	}
	_, after, _ := strings.Cut(strings.ToLower(contentType), "charset=")
	if end := strings.IndexAny(after, "; ,"); end >= 0 {
		after = after[:end]
	}
	return strings.Trim(after, `"'`)
}

var (
	declaration = onFirstUse(`^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)                                    //nolint:gochecknoglobals // an expression, compiled once
	wholeHead   = onFirstUse(`^\s*<\?xml\s[^>]*\?>`)                                                                           //nolint:gochecknoglobals // an expression, compiled once
	langElement = onFirstUse(`(?i)(?:<(?:dc:)?language>\s*(?:<!\[CDATA\[)?\s*|xml:lang=["']|"language"\s*:\s*")([A-Za-z]{2})`) //nolint:gochecknoglobals // an expression, compiled once
)

// onFirstUse compiles an expression when it is first asked for: a start that fetches nothing does not wait for it.
func onFirstUse(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// headOf is how far into a document its declarations are looked for.
const headOf = 4096

func head(body []byte) []byte { return body[:min(len(body), headOf)] }

// declaredEncoding is the encoding that an XML declaration names. A declaration in EBCDIC is read as well: it is how
// such a document says what it is.
func declaredEncoding(body []byte) string {
	h := head(body)
	if bytes.HasPrefix(h, []byte{0x4c, 0x6f, 0xa7, 0x94}) { // "<?xm" in EBCDIC
		if plain, err := charmap.CodePage037.NewDecoder().Bytes(h); err == nil {
			h = bytes.ReplaceAll(plain, []byte("Ü"), []byte(`"`)) // where the Turkish page has its quotation mark
		}
	}
	if m := declaration().FindSubmatch(h); m != nil {
		return string(m[1])
	}
	return ""
}

// declaredLanguage is the language that a document names near its beginning, as two letters.
func declaredLanguage(body []byte) string {
	h := head(body)
	at := indexFold(h, "lang") // in whatever form, it is spelled out
	if at < 0 {
		return ""
	}
	if m := langElement().FindSubmatch(h[max(0, at-longestBefore):]); m != nil {
		return strings.ToLower(string(m[1]))
	}
	return ""
}

// longestBefore is how much of a language's declaration stands before the letters "lang" at most.
const longestBefore = len("<dc:")

// indexFold finds lower, which is in lower case, in whatever case; -1 where it is not.
func indexFold(in []byte, lower string) int {
	for i := 0; i+len(lower) <= len(in); i++ {
		if in[i]|0x20 == lower[0] && strings.EqualFold(string(in[i:i+len(lower)]), lower) {
			return i
		}
	}
	return -1
}
