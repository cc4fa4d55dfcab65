package store

import (
	"strings"
	"unicode/utf8"
)

// The server takes only valid UTF-8 without a zero byte. What feeds clean is so already. What servers of publishers say of
// themselves need not be, and has to come back as it was: a feed is asked with the very tag that its server gave.

// strangeBytes is the first of 256 characters that stand for bytes which are no text. They are of the last plane, which
// has no characters of its own; where one of them comes it is written as its bytes.
const strangeBytes = 0x10FF00

// plain is a text as the server takes it, for what is clean already.
func plain(text string) string {
	if utf8.ValidString(text) && strings.IndexByte(text, 0) < 0 {
		return text
	}
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "")
}

// wrap is any text as the server takes it; unwrap gives it back.
func wrap(text string) string {
	if utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return r == 0 || r >= strangeBytes }) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == 0 || r >= strangeBytes || r == utf8.RuneError && size == 1 {
			for _, c := range []byte(text[i : i+size]) {
				b.WriteRune(strangeBytes + rune(c))
			}
		} else {
			b.WriteString(text[i : i+size])
		}
		i += size
	}
	return b.String()
}

func unwrap(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r >= strangeBytes }) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if r >= strangeBytes {
			b.WriteByte(byte(r - strangeBytes))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func plains(texts []string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = plain(text)
	}
	return out
}
