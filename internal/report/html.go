package report

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"harmattan/internal/news"
)

//go:embed page.html
var pageHTML string

// HTML writes a page as one self-contained document: no script, no address it loads from, printable, and with the
// writing direction of each text set. html/template escapes what comes from feeds.
func HTML(w io.Writer, p Page) error {
	t, err := template.New("page").Funcs(template.FuncMap{"dir": direction, "marks": marks, "arrowed": arrowed}).Parse(pageHTML)
	if err != nil {
		return fmt.Errorf("parse the page's template: %w", err)
	}
	if err := t.Execute(w, p); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
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
