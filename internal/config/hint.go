package config

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// unknown is a key or a table that no part of the program reads.
func (s source) unknown(e *toml.DecodeError) *Error {
	path := e.Key()
	at := s.places.keyAt(s.offset(e.Position()))
	name, table := path[len(path)-1], path[:len(path)-1]
	if strings.HasSuffix(e.Error(), "missing table") {
		return s.fault(at, "unknown table ["+shown(strings.Join(path, "."))+"]", unknownHint(name, table))
	}
	if len(table) == 0 {
		return s.fault(at, "unknown key "+quoted(name), unknownHint(name, table))
	}
	return s.fault(at, "unknown key "+quoted(name)+" in "+heading(table), unknownHint(name, table))
}

// unknownHint names the key that was probably meant, the table where the key belongs, or all keys there are.
func unknownHint(name string, table []string) string {
	known := keysOf(reflect.TypeFor[document](), table)
	if meant, ok := nearest(name, known); ok {
		return "did you mean " + quoted(meant) + "?"
	}
	for _, other := range keysOf(reflect.TypeFor[document](), nil) {
		inOther := keysOf(reflect.TypeFor[document](), []string{other})
		if slices.Contains(inOther, name) {
			return quoted(name) + " belongs under " + heading([]string{other})
		}
		if meant, ok := nearest(name, inOther); ok {
			return "did you mean " + quoted(meant) + " under " + heading([]string{other}) + "?"
		}
	}
	if len(known) == 0 {
		return ""
	}
	where := "there are"
	if len(table) > 0 {
		where = heading(table) + " knows"
	}
	return where + " " + strings.Join(known, ", ")
}

// keysOf lists the keys of the table at path, sorted; none where any key may stand or the path leads nowhere.
func keysOf(t reflect.Type, path []string) []string {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	var names []string
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("toml"), ",")
		if name == "" || name == "-" {
			continue
		}
		if len(path) > 0 && path[0] == name {
			return keysOf(t.Field(i).Type, path[1:])
		}
		names = append(names, name)
	}
	if len(path) > 0 {
		return nil
	}
	slices.Sort(names)
	return names
}

// nearest is the word that name was probably meant to be: one or two letters away, or with the same beginning, or a
// common word for the same thing.
func nearest(name string, known []string) (string, bool) {
	lower := strings.ToLower(name)
	if meant := synonym(lower); slices.Contains(known, meant) {
		return meant, true
	}
	best, least := "", 0
	for _, word := range known {
		d := distance(lower, word)
		begins := len(word) >= 3 && strings.HasPrefix(lower, word) || len(lower) >= 3 && strings.HasPrefix(word, lower)
		if begins {
			d = 1
		}
		if d > 2 || 2*d >= max(len(word), len(lower)) {
			continue
		}
		if best == "" || d < least {
			best, least = word, d
		}
	}
	return best, best != ""
}

// synonym is our word for what other feed readers call so.
func synonym(name string) string {
	switch name {
	case "link", "href", "address", "uri", "feed_url", "xmlurl":
		return "url"
	case "title", "source", "publisher":
		return "outlet"
	case "language", "langue", "locale":
		return "lang"
	case "interval", "refresh", "ttl":
		return "every"
	case "rating", "reliability":
		return "grade"
	case "fulltext", "full-text":
		return "full_text"
	case "pays", "iso":
		return "country"
	}
	return ""
}

// distance counts the letters to change, leave out, put in or swap with their neighbour to turn one word into the other.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 40 || len(y) > 40 { // no key of ours is so long
		return max(len(x), len(y))
	}
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}

// heading is how a table is headed in the file: [fetch], [[feed]], [[region]] name.
func heading(table []string) string {
	if isList(table[0]) {
		return strings.TrimSuffix("[["+table[0]+"]] "+shown(strings.Join(table[1:], ".")), " ")
	}
	return "[" + shown(strings.Join(table, ".")) + "]"
}

// quoted is a word of the file between quotes, safe to print.
func quoted(word string) string { return `"` + shown(word) + `"` }

// wanted says in words what a Go type asks for, and how to write it.
func wanted(key, goType string) (want, hint string) {
	switch goType {
	case "string":
		hint := "put it between quotes"
		if key == "every" || key == "timeout" || key == "quiet" {
			hint = `a length of time has a unit and stands between quotes: "30m", "1h"`
		}
		return "text", hint
	case "bool":
		return "true or false", "write true or false, without quotes"
	case "[]string":
		return "a list of texts", `write ["one", "two"]`
	}
	if strings.HasPrefix(goType, "[]") {
		return "tables", fmt.Sprintf("each begins with a line [[%s]]", shown(key))
	}
	return "a table", fmt.Sprintf("it begins with a line [%s]", shown(key))
}

// given says in words what the decoder found.
func given(kind string) string {
	switch kind {
	case "boolean":
		return "true or false"
	case "string":
		return "text"
	case "integer", "float":
		return "a number"
	case "array":
		return "a list"
	case "inline table", "table":
		return "a table"
	}
	return "a " + kind
}

// syntaxHint explains the mistakes in syntax that hands make most.
func syntaxHint(message string) string {
	switch {
	case strings.Contains(message, "already defined"), strings.Contains(message, "already exists"):
		return "each key stands once in its table; another feed begins with a new line [[feed]]"
	case strings.Contains(message, "strings cannot have new lines"):
		return "a quote is missing at the end of the text"
	}
	return ""
}
