package plain

import (
	"fmt"
	"io"
	"strings"

	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/report"
	"harmattan/internal/safe"
)

// Line is a story in one line, the way it is read aloud:
// "3/41 NEW Mali, Central Sahel: … 4 outlets, 2 origins, differs 12 / 15 killed".
func Line(d *desk.Desk, words report.Words, row news.StoryRow, number, of int) string {
	where := d.RegionName(row.Placement.Region)
	if place := d.PlaceName(row.Placement); place != "" {
		where = place + ", " + where
	}
	var b strings.Builder
	title := strings.TrimRight(safe.Line(row.Title), ".")
	if !strings.HasSuffix(title, "!") && !strings.HasSuffix(title, "?") && !strings.HasSuffix(title, "…") && !strings.HasSuffix(title, "؟") {
		title += "."
	}
	fmt.Fprintf(&b, "%d/%d %s %s: %s %s, %s", number, of, strings.ToUpper(words.Mark(row)), where, title,
		words.Outlets(row.Outlets), words.Origins(row.Origins))
	if row.Differs > 0 && row.Readings != "" {
		fmt.Fprintf(&b, ", %s %s", words.Differs, safe.Line(row.Readings))
	}
	return b.String()
}

// Digest writes every story given, a line each.
func Digest(w io.Writer, d *desk.Desk, words report.Words, rows []news.StoryRow) error {
	if len(rows) == 0 {
		_, err := fmt.Fprintln(w, words.Empty)
		return err
	}
	for i, row := range rows {
		if _, err := fmt.Fprintln(w, Line(d, words, row, i+1, len(rows))); err != nil {
			return fmt.Errorf("write the digest: %w", err)
		}
	}
	return nil
}
