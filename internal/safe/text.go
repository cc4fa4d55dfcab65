package safe

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks is how many combining marks may stand on one letter. Vietnamese, Arabic and Hebrew need three at most; a
// tower of them paints over the lines above.
const maxMarks = 4

// Text makes a text of several lines safe to show. It keeps line feeds, makes a tab a space, and drops control
// characters, whole terminal sequences with their payload, direction overrides and invisible characters. Bytes that are
// no UTF-8 become U+FFFD. Text(Text(s)) is Text(s).
func Text(s string) string {
	i := firstUnsafe(s)
	if i == len(s) {
		return s
	}
	var f filter
	f.out.Grow(len(s))
	for f.rest = s; f.rest != ""; {
		f.step()
	}
	return f.out.String()
}

// Line makes a text safe to show on one line: as Text, with all white space folded to single spaces.
func Line(s string) string {
	s = Text(s)
	if IsLine(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// IsLine tells whether a text is words with single spaces between them and nothing else that is white space, as most
// titles and names are: folding its white space would change nothing.
func IsLine(s string) bool {
	space := s != "" // one at the beginning is one too many
	for i := 0; i < len(s); {
		if b := s[i]; b < utf8.RuneSelf {
			if b < ' ' || b == ' ' && space {
				return false
			}
			space = b == ' '
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError || unicode.IsSpace(r) {
			return false
		}
		space = false
		i += size
	}
	return !space
}

// firstUnsafe returns the place of the first rune that may not simply be kept, len(s) when there is none. Most texts
// have none and are returned as they are.
func firstUnsafe(s string) int {
	marks := 0
	for i, r := range s {
		if r < utf8.RuneSelf {
			if r < ' ' && r != '\n' || r == 0x7f {
				return i
			}
			marks = 0
			continue
		}
		if r > 0xad && r < 0x300 { // the letters of Europe: nothing among them acts or is a mark
			marks = 0
			continue
		}
		if r == utf8.RuneError || invisible(r) || joiner(r) || separator(r) || selector(r) {
			return i
		}
		if !unicode.Is(unicode.Mn, r) {
			marks = 0
			continue
		}
		if marks++; marks > maxMarks {
			return i
		}
	}
	return len(s)
}

// filter copies a text rune by rune, leaving out what is unsafe.
type filter struct {
	rest  string
	out   strings.Builder
	last  rune // the last rune written
	marks int  // combining marks written since the last letter
}

func (f *filter) write(r rune) {
	f.out.WriteRune(r)
	f.last = r
}

// step takes one rune, or one terminal sequence, off the rest.
func (f *filter) step() {
	r, size := utf8.DecodeRuneInString(f.rest)
	rest := f.rest[size:]
	switch {
	case r == 0x1b:
		f.rest = afterEscape(rest)
		return
	case r == 0x9b:
		f.rest = afterCSI(rest)
		return
	case r == 0x90, r == 0x98, r >= 0x9d && r <= 0x9f:
		f.rest = afterString(rest)
		return
	}
	f.rest = rest
	switch {
	case r == utf8.RuneError:
		f.write(utf8.RuneError)
	case r == '\n':
		f.write('\n')
	case r == '\r', separator(r):
		if r != '\r' || !strings.HasPrefix(rest, "\n") {
			f.write('\n')
		}
	case r == '\t':
		f.write(' ')
	case joiner(r):
		next, _ := utf8.DecodeRuneInString(rest)
		if joins(f.last) && joins(next) {
			f.write(r)
		}
	case selector(r):
		if f.last != 0 && !selector(f.last) && !unicode.IsSpace(f.last) {
			f.write(r)
		}
	case invisible(r), r < ' ', r >= 0x7f && r < 0xa0:
	default:
		f.letter(r)
	}
}

// letter writes an ordinary rune, and a combining mark where there are not too many already.
func (f *filter) letter(r rune) {
	if !unicode.Is(unicode.Mn, r) {
		f.marks = 0
		f.write(r)
		return
	}
	if f.marks++; f.marks <= maxMarks {
		f.write(r)
	}
}

// afterEscape returns what follows the escape sequence whose ESC has been read (ECMA-48).
func afterEscape(s string) string {
	if s == "" {
		return s
	}
	switch s[0] {
	case '[':
		return afterCSI(s[1:])
	case ']', 'P', 'X', '^', '_':
		return afterString(s[1:])
	}
	i := 0
	for i < len(s) && s[i] >= 0x20 && s[i] <= 0x2f {
		i++
	}
	if i < len(s) && s[i] >= 0x30 && s[i] <= 0x7e {
		i++
	}
	return s[i:]
}

// afterCSI returns what follows a control sequence: parameters, intermediates, one final byte.
func afterCSI(s string) string {
	i := 0
	for i < len(s) && s[i] >= 0x20 && s[i] <= 0x3f {
		i++
	}
	if i < len(s) && s[i] >= 0x40 && s[i] <= 0x7e {
		i++
	}
	return s[i:]
}

// afterString returns what follows an OSC, DCS, APC, PM or SOS string. It ends at BEL or ST, is cancelled by CAN or SUB,
// and gives way to another sequence; one that is never ended is dropped to the end of its line, so that it cannot swallow
// the rest of an article.
func afterString(s string) string {
	for i, r := range s {
		switch r {
		case 0x07, 0x18, 0x1a, 0x9c:
			return s[i+utf8.RuneLen(r):]
		case 0x1b:
			if rest, ended := strings.CutPrefix(s[i+1:], `\`); ended {
				return rest
			}
			return s[i:]
		case '\n':
			return s[i:]
		}
	}
	return ""
}

// separator: the line ends that are neither LF nor CR.
func separator(r rune) bool { return r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0x0b || r == 0x0c }

// joiner: the zero-width joiner and non-joiner, which Arabic, Indic scripts and emoji need and others abuse.
func joiner(r rune) bool { return r == 0x200c || r == 0x200d }

// joins tells whether a joiner has work beside this rune: letters and marks outside Latin, Greek and Cyrillic, and
// emoji with their selector.
func joins(r rune) bool {
	if r < 0x530 {
		return false
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r) ||
		selector(r) || r == 0x2640 || r == 0x2642
}

// selector: the variation selectors for text and emoji form.
func selector(r rune) bool { return r == 0xfe0e || r == 0xfe0f }

// invisible tells whether a rune shows nothing and only acts: controls, direction marks, embeddings, overrides and
// isolates, zero-width spaces, soft hyphens, fillers, tags and the other variation selectors, non-characters.
func invisible(r rune) bool {
	switch {
	case r >= 0x80 && r < 0xa0, r == 0xad, r == 0x34f, r == 0x61c, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5:
		return true
	case r >= 0x180b && r <= 0x180f, r == 0x200b, r == 0x200e, r == 0x200f:
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r == 0x3164, r == 0xfeff, r == 0xffa0:
		return true
	case r >= 0xfe00 && r <= 0xfe0d, r >= 0xfff0 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe0fff:
		return true
	case r >= 0x1bca0 && r <= 0x1bca3, r >= 0x1d173 && r <= 0x1d17a, r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
		return true
	}
	return false
}
