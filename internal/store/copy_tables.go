package store

import "strings"

// kind is what a column holds, and so how the two databases write it.
type kind int

const (
	number kind = iota // a whole one; NULL stays NULL
	flag               // yes or no: 0 or 1 in SQLite
	ratio              // a number with a fraction
	text               // NULL stays NULL
	heard              // a text as a publisher's server said it, see wrap
	key                // an article's id, see articleKey
	long               // a text that is packed in SQLite, see packer
	raw                // as they are
)

type column struct {
	name string
	kind kind
}

// deskTable is a table with its columns; the first ones that order names are its key.
type deskTable struct {
	name    string
	order   string
	counts  string // the column that the database counts up by itself, "" when there is none
	columns []column
}

func columns(k kind, names ...string) []column {
	list := make([]column, len(names))
	for i, name := range names {
		list[i] = column{name, k}
	}
	return list
}

func join(lists ...[]column) (all []column) {
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}

// deskTables lists all that a desk is made of, each table after those that it refers to. What follows from them - the search
// index, counts of stories - is made anew.
func deskTables() []deskTable {
	return []deskTable{
		{"meta", "key", "", columns(text, "key", "value")},
		{"feed", "n", "n", join(
			columns(number, "n"), columns(text, "url", "outlet", "lang", "country", "grade"), columns(flag, "full_text"), columns(number, "every"),
		)},
		{"feed_state", "url", "", join(
			columns(heard, "url", "etag", "last_modified"), columns(text, "body_hash", "status"), columns(number, "code"),
			columns(heard, "error"), columns(number, "failures", "fetched", "succeeded", "next", "retry_after"),
			columns(heard, "moved_to"), columns(number, "items"),
		)},
		{"habit", "feed_url", "", join(columns(text, "feed_url"), columns(raw, "carried"))},
		{"source", "n", "n", join(columns(number, "n"), columns(text, "feed_url", "outlet", "home", "grade"))},
		{"story", "n", "n", join(
			columns(number, "n"), columns(text, "id", "title", "lang", "region", "country", "country_name", "area"), columns(ratio, "score"),
			columns(text, "evidence"), columns(number, "state", "outlets", "origins", "articles", "differs"), columns(text, "readings"),
			columns(number, "first", "last", "changed", "read", "decided"), columns(flag, "remarked"),
		)},
		{"article", "n", "n", join(
			columns(number, "n"), columns(key, "id"), columns(number, "story", "source"), columns(raw, "hash"),
			columns(number, "revision", "seen", "revised", "published", "let_go"), columns(flag, "guessed", "teaser"),
			columns(text, "lang", "author", "url", "guid", "origin", "title", "placement"), columns(text, "text"),
		)},
		{"revision", "article, number", "", join(
			columns(number, "article", "number", "seen"), columns(text, "title"), columns(long, "text"),
		)},
		{"vector", "seen, article", "", join(columns(number, "seen", "article"), columns(raw, "data"))},
		{"step", "id", "id", join(
			columns(number, "id", "at", "story", "before", "after", "undoes", "below"), columns(text, "who", "rules"), columns(number, "bundle"),
			columns(text, "signed"),
		)},
		{"deed", "step", "", join(columns(number, "step"), columns(text, "kind", "other", "former", "articles"))},
		{"lineage", "seq", "seq", join(columns(number, "seq"), columns(flag, "ends"), columns(number, "story", "other", "mark"))},
		{"moved", "article", "", columns(number, "article", "at", "read")},
		{"held", "article", "", columns(number, "article", "step")},
		{"apart", "story, other, step", "", columns(number, "story", "other", "step")},
		{"region_by_hand", "story", "", join(columns(number, "story"), columns(text, "region"))},
		{"remark", "story, kind", "", join(columns(number, "story"), columns(text, "kind", "value"), columns(number, "at"))},
		{"unseen", "article", "", join(columns(number, "article"), columns(raw, "marks"))},
		{"reader", "n", "", join(columns(number, "n"), columns(text, "name"), columns(number, "at"))},
		{"reading", "story, reader", "", join(columns(number, "story", "reader", "read"), columns(flag, "unread"))},
		{"reading_unseen", "article, reader", "", join(columns(number, "article", "reader"), columns(raw, "marks"))},
		{"reading_moved", "article, reader", "", columns(number, "article", "reader", "read")},
		{"duty", "id", "id", join(columns(number, "id", "at"), columns(text, "who", "deed", "whom"), columns(number, "since", "about"), columns(text, "name"))},
		{"brief", "id", "id", join(columns(number, "id", "at"), columns(text, "who", "title", "stories"), columns(raw, "content"))},
		{"watch", "name", "", columns(text, "name", "body")},
		{"saved_search", "name", "", columns(text, "name", "query")},
		{"watched", "watch, story", "", join(columns(text, "watch"), columns(number, "story", "at"))},
	}
}

func (t deskTable) names() []string {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.name
	}
	return names
}

// stepBelow is the step that stands below each in the log. A file keeps it; where several officers take their own steps back
// it is known only in the end, so both databases are asked for it so.
const stepBelow = `coalesce(max(id) FILTER (WHERE undoes = 0 AND id NOT IN (SELECT u.undoes FROM step u))
	OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)`

// selected is what is asked for of each column.
func (t deskTable) selected() string {
	names := t.names()
	if t.name == "step" {
		names[t.at("below")] = stepBelow
	}
	return strings.Join(names, ", ")
}

// at is the place of a column.
func (t deskTable) at(name string) int {
	for i, c := range t.columns {
		if c.name == name {
			return i
		}
	}
	return -1
}
