package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Markdown writes a page as CommonMark. What comes from feeds is escaped, so that no text of a feed becomes markup.
func Markdown(w io.Writer, p Page) error {
	out := bufio.NewWriter(w)
	if p.Title != "" {
		fmt.Fprintf(out, "# %s\n\n%s\n", escape(p.Title), p.Made)
	}
	if len(p.Sections) == 0 {
		fmt.Fprintf(out, "\n%s\n", p.Words.Empty)
	}
	for _, section := range p.Sections {
		if section.Name != "" {
			fmt.Fprintf(out, "\n## %s\n", escape(section.Name))
		}
		for _, e := range section.Stories {
			markdownEntry(out, e, p.Words)
		}
	}
	return flush(out)
}

func markdownEntry(out *bufio.Writer, e Entry, words Words) {
	fmt.Fprintf(out, "\n### %s\n\n", escape(arrowed(e, words)))
	if e.Reason != "" {
		fmt.Fprintf(out, "**%s**\n\n", escape(e.Reason))
	}
	fmt.Fprint(out, escape(e.Facts))
	if e.State != "" {
		fmt.Fprintf(out, " · **%s**", e.State)
	}
	fmt.Fprint(out, "\n\n")
	for i, line := range e.Lines {
		fmt.Fprintf(out, "%d. %s %s\n", i+1, escape(line.Text), escape(marks(line)))
		for _, d := range line.Differs {
			fmt.Fprintf(out, "   - **%s:** %s\n", words.Differs, escape(d))
		}
	}
	if e.Note != "" {
		fmt.Fprintf(out, "\n**%s:** %s\n", words.Note, strings.ReplaceAll(escape(e.Note), "\n", "  \n"))
	}
	if len(e.Asides) > 0 {
		fmt.Fprintf(out, "\n%s:\n\n", words.Asides)
		for _, a := range e.Asides {
			fmt.Fprintf(out, "- %s\n", escape(a))
		}
	}
	if len(e.Sources) == 0 {
		return
	}
	fmt.Fprintf(out, "\n%s:\n\n", words.Sources)
	for _, s := range e.Sources {
		fmt.Fprintf(out, "- \\[%d\\] %s", s.Number, escape(sourceLine(s, words)))
		if s.URL != "" {
			fmt.Fprintf(out, " <%s>", strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20").Replace(s.URL))
		}
		fmt.Fprintln(out)
	}
}

// escape keeps text from being read as markup: every character with a meaning in CommonMark stands behind a backslash,
// and a number or dash that would begin a list item too.
func escape(text string) string {
	var b strings.Builder
	b.Grow(len(text) + 8)
	for i, r := range text {
		switch r {
		case '\\', '`', '*', '_', '[', ']', '<', '>', '#', '|', '~', '&', '!':
			b.WriteByte('\\')
		case '-', '+', '=':
			if i == 0 {
				b.WriteByte('\\')
			}
		case '.', ')':
			if i > 0 && i < 10 && strings.Trim(text[:i], "0123456789") == "" {
				b.WriteByte('\\')
			}
		}
		b.WriteRune(r)
	}
	return b.String()
}
