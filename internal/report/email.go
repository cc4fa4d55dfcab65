package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// emailWidth keeps lines short enough to be quoted twice within the 78 characters that RFC 5322 asks for.
const emailWidth = 72

// Email writes a page as the body of a plain-text message: no markup, no line that a mail program would fold or take for
// something else, all sources numbered through and listed at the end.
func Email(w io.Writer, p Page) error {
	out := bufio.NewWriter(w)
	mail := func(indent int, text string) {
		for i, l := range strings.Split(ansi.Wordwrap(text, emailWidth-indent, ""), "\n") {
			if i > 0 || indent > 0 {
				l = strings.Repeat(" ", indent) + l
			}
			// A line of one dot ends a message, one of two dashes its text, and "From " begins another in a mailbox.
			if l == "." || l == "--" || l == "-- " || strings.HasPrefix(l, "From ") {
				l = " " + l
			}
			fmt.Fprintf(out, "%s\n", l)
		}
	}
	if p.Title != "" {
		mail(0, p.Title)
		mail(0, p.Made)
	}
	if len(p.Sections) == 0 {
		mail(0, p.Words.Empty)
	}
	number := 0
	var sources []Source
	for _, section := range p.Sections {
		if section.Name != "" {
			fmt.Fprintln(out)
			mail(0, strings.ToUpper(section.Name))
		}
		for _, e := range section.Stories {
			fmt.Fprintln(out)
			emailEntry(mail, e, p.Words, number)
			for _, s := range e.Sources {
				s.Number += number
				sources = append(sources, s)
			}
			number += len(e.Sources)
		}
	}
	if len(sources) > 0 {
		fmt.Fprintln(out)
		mail(0, p.Words.Sources)
	}
	for _, s := range sources {
		mail(0, fmt.Sprintf("[%d] %s", s.Number, sourceLine(s, p.Words)))
		if s.URL != "" {
			fmt.Fprintf(out, "    %s\n", s.URL) // never folded: a folded address opens no page
		}
	}
	return flush(out)
}

// emailEntry writes one story; before is how many sources the message has already.
func emailEntry(mail func(int, string), e Entry, words Words, before int) {
	mail(0, "* "+arrowed(e, words))
	if e.Reason != "" {
		mail(2, e.Reason)
	}
	mail(2, e.Facts)
	for _, l := range e.Lines {
		numbered := l
		numbered.Sources = nil
		for _, n := range l.Sources {
			numbered.Sources = append(numbered.Sources, n+before)
		}
		mail(2, "- "+l.Text+" "+marks(numbered))
		for _, d := range l.Differs {
			mail(4, words.Differs+": "+d)
		}
	}
	if e.Note != "" {
		for text := range strings.SplitSeq(e.Note, "\n") {
			mail(2, words.Note+": "+text)
		}
	}
}

// arrowed is a story's title behind the arrow of its direction.
func arrowed(e Entry, words Words) string {
	if e.Direction == "" {
		return e.Title
	}
	return words.Arrow(e.Direction) + " " + e.Title
}
