package store

import (
	"encoding/json"
	"slices"
	"unicode/utf8"

	"harmattan/internal/news"
)

// lostText stands in the place of a text that could not be read.
const lostText = "(This text was lost when the file of data was damaged.)"

// makesSense tells whether a row that could be read can be kept, and takes out of it what would be in the way later: a
// list that is no JSON, a text that does not unpack. A row without its key, or with a broken text, is better kept.
func (s *salvage) makesSense(t table, values []any) bool {
	row := salvaged{t, values}
	for i, v := range values {
		if text, ok := v.(string); ok && !utf8.ValidString(text) {
			values[i] = string([]rune(text)) // what is no letter becomes U+FFFD
		}
	}
	switch t.name {
	case "story":
		if decodeEvidence(row.text("evidence"), &news.Placement{}) != nil {
			row.set("evidence", "")
		}
	case "deed":
		row.orList("articles")
	case "brief":
		row.orList("stories")
	case "watch":
		return json.Unmarshal([]byte(row.text("body")), &news.Watch{}) == nil
	case "article":
		return s.articleMakesSense(row)
	case "revision":
		if _, err := s.texts.unpack(row.get("text")); err != nil {
			row.set("text", lostText)
			s.lost["text"]++
		}
	}
	return true
}

// articleMakesSense holds an article's text against its hash. Where they differ the hash is made that of the text there
// is, so that the feed's own text, when it comes again, counts as new.
func (s *salvage) articleMakesSense(row salvaged) bool {
	if new(storedPlacement).decode(row.text("placement")) != nil {
		empty, err := storedPlacement{news.Placement{Region: news.Unplaced}}.encode()
		if err != nil {
			return false
		}
		row.set("placement", empty)
	}
	if row.get("let_go") != nil { // the hash is that of the text that was let go
		return true
	}
	_, text, err := s.texts.unpackLinked(row.text("title"), "", row.get("text"))
	if err != nil || !utf8.ValidString(text) {
		text = lostText
		row.set("text", text)
	}
	hash := HashText(row.text("title"), text)
	if stored, ok := row.get("hash").([]byte); !ok || !slices.Equal(stored, hash[:]) {
		s.lost["text"]++
		row.set("hash", hash[:])
	}
	return true
}

// salvaged is a row that was read from a damaged file.
type salvaged struct {
	table  table
	values []any
}

func (r salvaged) get(column string) any {
	if i := slices.Index(r.table.columns, column); i >= 0 {
		return r.values[i]
	}
	return nil
}

func (r salvaged) text(column string) string {
	text, _ := r.get(column).(string)
	return text
}

func (r salvaged) set(column string, value any) {
	if i := slices.Index(r.table.columns, column); i >= 0 {
		r.values[i] = value
	}
}

// orList puts an empty list where a column does not hold one.
func (r salvaged) orList(column string) {
	var list []string
	if json.Unmarshal([]byte(r.text(column)), &list) != nil {
		r.set(column, "[]")
	}
}
