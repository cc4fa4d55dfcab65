package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// textWidth is the width of a page of plain text in cells: what an e-mail shows without folding a line again.
const textWidth = 76

// Text writes a page as plain text.
func Text(w io.Writer, p Page) error {
	out := bufio.NewWriter(w)
	if p.Title != "" {
		fmt.Fprintf(out, "%s\n%s\n", p.Title, p.Made)
	}
	if len(p.Sections) == 0 {
		fmt.Fprintln(out, p.Words.Empty)
	}
	for i, section := range p.Sections {
		if p.Title != "" || i > 0 {
			fmt.Fprintln(out)
		}
		if section.Name != "" {
			fmt.Fprintf(out, "%s\n\n", strings.ToUpper(section.Name))
		}
		for j, e := range section.Stories {
			if j > 0 {
				fmt.Fprintln(out)
			}
			textEntry(out, e, p.Words)
		}
	}
	return flush(out)
}

func textEntry(out *bufio.Writer, e Entry, words Words) {
	fmt.Fprintf(out, "%s\n", wrap(arrowed(e, words), 0))
	if e.Reason != "" {
		fmt.Fprintf(out, "%s\n", wrap(e.Reason, 0))
	}
	state := ""
	if e.State != "" {
		state = " · " + e.State
	}
	fmt.Fprintf(out, "%s\n", wrap(e.Facts+state, 0))
	for i, line := range e.Lines {
		if line.Starts {
			fmt.Fprintln(out)
		}
		fmt.Fprintf(out, "%3d %s\n", i+1, wrap(line.Text+" "+marks(line), 4))
		for _, d := range line.Differs {
			fmt.Fprintf(out, "    %s\n", wrap(words.Differs+": "+d, 4))
		}
	}
	if e.Note != "" {
		fmt.Fprintf(out, "\n%s: %s\n", words.Note, wrap(e.Note, 4))
	}
	if len(e.Asides) > 0 {
		fmt.Fprintf(out, "\n%s\n", words.Asides)
		for _, a := range e.Asides {
			fmt.Fprintf(out, "  - %s\n", wrap(a, 4))
		}
	}
	if len(e.Sources) == 0 {
		return
	}
	fmt.Fprintf(out, "\n%s\n", words.Sources)
	for _, s := range e.Sources {
		fmt.Fprintf(out, "%4s %s\n", fmt.Sprintf("[%d]", s.Number), wrap(sourceLine(s, words), 5))
		if s.URL != "" {
			fmt.Fprintf(out, "     %s\n", s.URL)
		}
	}
}

// marks says after a statement how often it is stated and by whom: "×3 [1][2]".
func marks(l Line) string {
	var b strings.Builder
	if l.Times > 1 {
		fmt.Fprintf(&b, "×%d ", l.Times)
	}
	for _, n := range l.Sources {
		fmt.Fprintf(&b, "[%d]", n)
	}
	return b.String()
}

func sourceLine(s Source, words Words) string {
	outlet := s.Outlet
	if s.Origin != "" {
		outlet += " (" + words.Via + " " + s.Origin + ")"
	}
	parts := []string{outlet}
	if s.Title != "" {
		parts = append(parts, s.Title)
	}
	if s.Time != "" {
		parts = append(parts, s.Time)
	}
	return strings.Join(parts, ", ")
}

// wrap folds text at textWidth; the lines after the first are indented.
func wrap(text string, indent int) string {
	folded := ansi.Wordwrap(text, textWidth-indent, "")
	return strings.ReplaceAll(folded, "\n", "\n"+strings.Repeat(" ", indent))
}

func flush(out *bufio.Writer) error {
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}
