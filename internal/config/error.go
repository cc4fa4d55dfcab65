package config

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// Error is one mistake in a configuration and where it is.
type Error struct {
	File    string
	Line    int    // from 1
	Col     int    // from 1, in characters
	Message string // lower case, no full stop
	Source  string // the line itself, with control characters shown as blanks
	Width   int    // how many characters of Source the mistake covers, at least 1
	Hint    string // what to do, or ""
}

// Error is the mistake as the officer reads it: where, what, the line with a caret under the mistake, and a hint.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: %s", e.File, e.Line, e.Col, e.Message)
	if strings.TrimSpace(e.Source) != "" {
		b.WriteString("\n" + e.excerpt())
	}
	if e.Hint != "" {
		b.WriteString("\nhint: " + e.Hint)
	}
	return b.String()
}

// excerptWidth is how many characters of a long line are shown.
const excerptWidth = 100

// excerpt is the line and the carets under it. Of a line too long for a screen it shows the part with the mistake.
func (e *Error) excerpt() string {
	line := []rune(e.Source)
	from := max(min(e.Col-1, len(line)), 0)
	to := min(from+max(e.Width, 1), len(line))
	left := 0
	if len(line) > excerptWidth {
		left = max(0, min(from-excerptWidth/4, len(line)-excerptWidth))
	}
	right := min(len(line), left+excerptWidth)
	to = min(to, right)
	// Widths are those of a terminal: a Chinese character takes two columns, a vowel sign none.
	blank := strings.Repeat(" ", ansi.StringWidth(string(line[left:from])))
	carets := strings.Repeat("^", max(1, ansi.StringWidth(string(line[from:max(from, to)]))))
	return fmt.Sprintf("%5d | %s\n      | %s%s", e.Line, string(line[left:right]), blank, carets)
}

// Errors are all mistakes of one configuration, from the top of the file to its end.
type Errors []*Error

// Error is the mistakes one below the other.
func (e Errors) Error() string {
	blocks := make([]string, len(e))
	for i, one := range e {
		blocks[i] = one.Error()
	}
	return strings.Join(blocks, "\n")
}

// Unwrap lets errors.As find each *Error.
func (e Errors) Unwrap() []error {
	all := make([]error, len(e))
	for i, one := range e {
		all[i] = one
	}
	return all
}

// asError is nil without mistakes, the one mistake, or all of them in the order of the file.
func (e Errors) asError() error {
	switch len(e) {
	case 0:
		return nil
	case 1:
		return e[0]
	}
	sort.SliceStable(e, func(i, j int) bool {
		if e[i].Line != e[j].Line {
			return e[i].Line < e[j].Line
		}
		return e[i].Col < e[j].Col
	})
	return e
}

// source is a configuration's text and what messages call it.
type source struct {
	name   string
	data   []byte
	places positions
}

// fault is a mistake at a range of bytes.
func (s source) fault(at span, message, hint string) *Error {
	start := min(max(at.start, 0), len(s.data))
	line := 1 + bytes.Count(s.data[:start], []byte("\n"))
	lineStart := bytes.LastIndexByte(s.data[:start], '\n') + 1
	text, _, _ := strings.Cut(string(s.data[lineStart:]), "\n")
	col := len([]rune(string(s.data[lineStart:start])))
	marked := string(s.data[start:min(at.end(), lineStart+len(text))])
	return &Error{
		File: s.name, Line: line, Col: col + 1, Message: message,
		Source: shown(strings.TrimSuffix(text, "\r")), Width: max(1, len([]rune(marked))), Hint: hint,
	}
}

// shown replaces what could move the cursor or turn the direction of writing by blanks.
func shown(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, text)
}
