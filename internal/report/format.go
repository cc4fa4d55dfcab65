package report

import (
	"fmt"
	"io"
)

// Format is how a page is written.
type Format string

// Formats.
const (
	FormatText     Format = "text"
	FormatMarkdown Format = "md"
	FormatHTML     Format = "html"
	FormatEmail    Format = "email"
	FormatDOCX     Format = "docx"
	FormatJSON     Format = "json"
)

// Formats lists the formats in the order in which they are offered.
func Formats() []Format {
	return []Format{FormatText, FormatMarkdown, FormatHTML, FormatEmail, FormatDOCX, FormatJSON}
}

// Known tells whether there is such a format.
func (f Format) Known() bool {
	for _, known := range Formats() {
		if f == known {
			return true
		}
	}
	return false
}

// Extension is how the name of a file of this format ends.
func (f Format) Extension() string {
	switch f {
	case FormatText, FormatEmail:
		return ".txt"
	}
	return "." + string(f)
}

// Binary tells whether a terminal cannot show the format.
func (f Format) Binary() bool { return f == FormatDOCX }

// Write writes a page in a format.
func Write(w io.Writer, p Page, f Format) error {
	switch f {
	case FormatText:
		return Text(w, p)
	case FormatMarkdown:
		return Markdown(w, p)
	case FormatHTML:
		return HTML(w, p)
	case FormatEmail:
		return Email(w, p)
	case FormatDOCX:
		return DOCX(w, p)
	case FormatJSON:
		return WriteJSON(w, savedPage{p, p.Words.Lang})
	}
	return fmt.Errorf("no such format: %q", string(f))
}
