package feeds

import (
	"bytes"
	"encoding/base64"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// sevenBit finds the encodings whose bytes are all ASCII: they are valid UTF-8, so the label alone tells them. nil for
// any other label, and for a document that has none of their escapes.
func sevenBit(label string, body []byte) decoding {
	name := bareLabel(label)
	switch {
	case strings.Contains(name, "iso2022jp"): // the later parts of it add rare signs
		if bytes.IndexByte(body, escapeByte) >= 0 {
			return with(japanese.ISO2022JP)
		}
	case strings.Contains(name, "iso2022kr"):
		if bytes.IndexByte(body, shiftOut) >= 0 {
			return shiftedKorean
		}
	case name == "hzgb2312", name == "hzgb", name == "hz":
		if bytes.Contains(body, []byte("~{")) {
			return with(simplifiedchinese.HZGB2312)
		}
	case name == "utf7", name == "u7", name == "unicode11utf7", name == "csunicode11utf7":
		if bytes.IndexByte(body, '+') >= 0 {
			return utf7
		}
	}
	return nil
}

// bareLabel is the label of an encoding with its letters and digits alone, in lower case: "Windows_1250" and
// "windows-1250" are one.
func bareLabel(label string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(label))
}

const (
	escapeByte = 0x1b
	shiftOut   = 0x0e
	shiftIn    = 0x0f
)

// shiftedKorean reads ISO-2022-KR (RFC 1557): between "shift out" and "shift in" stand the letters of KS C 5601 without
// their eighth bit, which EUC-KR has.
func shiftedKorean(body []byte) string {
	body = bytes.ReplaceAll(body, []byte("\x1b$)C"), nil)
	eight := make([]byte, 0, len(body))
	shifted := false
	for _, b := range body {
		switch {
		case b == shiftOut || b == shiftIn:
			shifted = b == shiftOut
		case b == '\n': // each line begins unshifted
			shifted = false
			eight = append(eight, b)
		case shifted && b > ' ' && b < 0x7f:
			eight = append(eight, b|0x80)
		default:
			eight = append(eight, b)
		}
	}
	return with(korean.EUCKR)(eight)
}

// utf7 reads UTF-7 (RFC 2152): between "+" and a byte outside base64 stands UTF-16, and "+-" is a plus sign. What is no
// sound base64 stays as it is.
func utf7(body []byte) string {
	var out strings.Builder
	out.Grow(len(body))
	for {
		i := bytes.IndexByte(body, '+')
		if i < 0 {
			out.Write(body)
			return out.String()
		}
		out.Write(body[:i])
		body = body[i+1:]
		size := 0
		for size < len(body) && inBase64(body[size]) {
			size++
		}
		switch text, ok := utf16In(body[:size]); {
		case size == 0 || !ok:
			out.WriteByte('+')
			out.Write(body[:size])
		default:
			out.WriteString(text)
		}
		body = body[size:]
		if len(body) > 0 && body[0] == '-' {
			body = body[1:]
		}
	}
}

func inBase64(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '+' || b == '/'
}

// utf16In reads the UTF-16 that stands in base64 without its padding; ok is false where it is none.
func utf16In(digits []byte) (text string, ok bool) {
	wide, err := base64.RawStdEncoding.DecodeString(string(digits))
	if err != nil || len(wide) < 2 {
		return "", false
	}
	units := make([]uint16, len(wide)/2) // a byte at the end that is only padding is left out
	for i := range units {
		units[i] = uint16(wide[2*i])<<8 | uint16(wide[2*i+1])
	}
	return string(utf16.Decode(units)), true
}
