package report

import (
	_ "embed"
	"fmt"
	"html"
	"io"
	"net/url"
	"strconv"
	"strings"

	"harmattan/internal/news"
)

//go:embed page.css
var pageCSS string

// HTML writes a page as one self-contained document: no script, no address it loads from, printable, and with the
// writing direction of each text set.
//
// It is written by hand: a template calls methods by their names, so that the linker keeps every method of every type in
// the program, three megabytes of them.
func HTML(w io.Writer, p Page) error {
	d := document{words: p.Words}
	d.head(p)
	if p.Title != "" {
		d.put("<h1>%s</h1>\n<p class=\"made\">%s</p>\n", p.Title, p.Made)
	}
	if len(p.Sections) == 0 {
		d.put("<p>%s</p>\n", d.words.Empty)
	}
	for _, s := range p.Sections {
		d.section(s)
	}
	d.put("</main>\n</body>\n</html>\n")
	if _, err := io.WriteString(w, d.String()); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

// document is a page in HTML while it is written.
type document struct {
	strings.Builder
	words Words
}

// put adds markup with texts in it. All that a page says comes in here, and none of it is taken for markup.
func (d *document) put(markup string, texts ...string) {
	escaped := make([]any, len(texts))
	for i, text := range texts {
		escaped[i] = html.EscapeString(text)
	}
	fmt.Fprintf(d, markup, escaped...)
}

func (d *document) head(p Page) {
	title := p.Title
	if title == "" && len(p.Sections) > 0 && len(p.Sections[0].Stories) > 0 { // of one story
		title = p.Sections[0].Stories[0].Title
	}
	d.put(`<!DOCTYPE html>
<html lang="%s">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>%s</title>
<style>
`, p.Words.Lang, title)
	d.WriteString(pageCSS)
	d.put("</style>\n</head>\n<body>\n<main>\n")
}

func (d *document) section(s Section) {
	d.put("<section>\n")
	if s.Name != "" {
		d.put("<h2>%s</h2>\n", s.Name)
	}
	for _, e := range s.Stories {
		d.entry(e)
	}
	d.put("</section>\n")
}

func (d *document) entry(e Entry) {
	d.put("<article>\n<h3 lang=\"%s\" dir=\"%s\">%s</h3>\n", string(e.Lang), direction(e.Lang), arrowed(e, d.words))
	if e.Reason != "" {
		d.put("<p class=\"reason\" dir=\"auto\"><strong>%s</strong></p>\n", e.Reason)
	}
	d.put("<p class=\"facts\">%s", e.Facts)
	if e.State != "" {
		d.put(" · <strong>%s</strong>", e.State)
	}
	d.put("</p>\n")
	d.lines(e.Lines)
	if e.Note != "" {
		d.put("<p class=\"note\" dir=\"auto\"><strong>%s:</strong> %s</p>\n", d.words.Note, e.Note)
	}
	d.asides(e.Asides)
	d.sources(e.Sources)
	d.put("</article>\n")
}

func (d *document) lines(list []Line) {
	if len(list) == 0 {
		return
	}
	d.put("<ol>\n")
	for _, l := range list {
		d.put("<li dir=\"%s\"><span lang=\"%s\">%s</span> <bdi class=\"marks\">%s</bdi>", direction(l.Lang), string(l.Lang), l.Text, marks(l))
		for _, differs := range l.Differs {
			d.put("\n<p class=\"differs\" dir=\"ltr\"><strong>%s:</strong> <bdi>%s</bdi></p>", d.words.Differs, differs)
		}
		d.put("</li>\n")
	}
	d.put("</ol>\n")
}

func (d *document) asides(list []string) {
	if len(list) == 0 {
		return
	}
	d.put("<details><summary>%s: %s</summary>\n<ul>\n", d.words.Asides, strconv.Itoa(len(list)))
	for _, aside := range list {
		d.put("<li dir=\"auto\">%s</li>\n", aside)
	}
	d.put("</ul>\n</details>\n")
}

func (d *document) sources(list []Source) {
	if len(list) == 0 {
		return
	}
	d.put("<h4>%s</h4>\n<ol class=\"sources\">\n", d.words.Sources)
	for _, s := range list {
		d.put("<li dir=\"%s\">%s", direction(s.Lang), s.Outlet)
		if s.Origin != "" {
			d.put(" (%s %s)", d.words.Via, s.Origin)
		}
		d.link(s)
		if s.Time != "" {
			d.put(", <bdi>%s</bdi>", s.Time)
		}
		d.put("</li>\n")
	}
	d.put("</ol>\n")
}

// link names a source by its title, or else its address. Only an address on the web is one to follow.
func (d *document) link(s Source) {
	name := s.Title
	if name == "" {
		name = s.URL
	}
	if name == "" {
		return
	}
	u, err := url.Parse(s.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		d.put(", %s", name)
		return
	}
	d.put(", <a href=\"%s\" rel=\"noreferrer noopener\">%s</a>", u.String(), name)
}

// direction is the writing direction of a language, for HTML's dir.
func direction(lang news.Lang) string {
	switch lang {
	case news.Arabic, "fa", "he", "ur":
		return "rtl"
	case news.Unknown:
		return "auto"
	}
	return "ltr"
}
