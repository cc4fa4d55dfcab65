package config

import (
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// span is a range of bytes in a configuration.
type span struct{ start, length int }

func (s span) end() int { return s.start + s.length }

// place is where a key and its value stand.
type place struct{ key, value span }

// positions tells where each value of a configuration stands, by its path: ["feed", "2", "url"] is the url of the third
// feed. The decoder tells positions only for its own mistakes; this does for ours.
type positions map[string]place

// isList tells the tables that may stand several times; their paths carry a number.
func isList(table string) bool {
	switch table {
	case "feed", "region", "watch", "search":
		return true
	}
	return false
}

// find returns the place of a path, or of the nearest part above it that has one.
func (p positions) find(path ...string) place {
	for n := len(path); n > 0; n-- {
		if at, ok := p[joined(path[:n])]; ok {
			return at
		}
	}
	return place{}
}

// keyAt returns the key that begins at a byte, or a span of one byte.
func (p positions) keyAt(start int) span {
	for _, at := range p {
		if at.key.start == start {
			return at.key
		}
	}
	return span{start: start, length: 1}
}

// valueAt returns the value that begins at a byte.
func (p positions) valueAt(start int) span {
	for _, at := range p {
		if at.value.start == start {
			return at.value
		}
	}
	return span{start: start, length: 1}
}

// joined makes a path a key; no TOML key can hold the byte between.
func joined(path []string) string { return strings.Join(path, "\x00") }

// locate walks a configuration. It stops without a word at a mistake in the syntax: the decoder tells that one.
func locate(data []byte) positions {
	w := walker{found: positions{}, counts: map[string]int{}}
	w.parser.Reset(data)
	var table []string
	for w.parser.NextExpression() {
		e := w.parser.Expression()
		switch e.Kind { //nolint:exhaustive // the other kinds do not stand at the top
		case unstable.Table, unstable.ArrayTable:
			table = w.header(e)
		case unstable.KeyValue:
			w.pair(table, e)
		}
	}
	return w.found
}

// deepest is how far below the top any key of ours lies, with room to spare; what is nested deeper is not walked.
const deepest = 8

type walker struct {
	parser unstable.Parser
	found  positions
	counts map[string]int // of the tables that may stand several times, how many began so far
}

// header notes where a table begins and returns its path.
func (w *walker) header(e *unstable.Node) []string {
	names, at := keyParts(e.Key())
	path := names
	if isList(names[0]) {
		if len(names) == 1 {
			w.counts[names[0]]++
		}
		number := strconv.Itoa(w.counts[names[0]] - 1)
		path = append([]string{names[0], number}, names[1:]...)
	}
	w.found[joined(path)] = place{key: at, value: at}
	return path
}

// pair notes where a key and its value stand, and all within the value.
func (w *walker) pair(table []string, e *unstable.Node) {
	names, at := keyParts(e.Key())
	path := append(append([]string(nil), table...), names...)
	w.value(path, at, e.Value())
}

func (w *walker) value(path []string, key span, v *unstable.Node) {
	at := key
	if v.Raw.Length > 0 {
		at = span{int(v.Raw.Offset), int(v.Raw.Length)}
	}
	w.found[joined(path)] = place{key: key, value: at}
	if v.Kind != unstable.Array && v.Kind != unstable.InlineTable || len(path) > deepest {
		return
	}
	children := v.Children()
	for n := 0; children.Next(); n++ {
		child := children.Node()
		if v.Kind == unstable.InlineTable {
			w.pair(path, child)
			continue
		}
		w.value(append(append([]string(nil), path...), strconv.Itoa(n)), at, child)
	}
}

// keyParts returns the parts of a key, which has at least one, and the bytes from its first to its last.
func keyParts(parts unstable.Iterator) ([]string, span) {
	var names []string
	var at span
	for parts.Next() {
		part := parts.Node()
		if len(names) == 0 {
			at.start = int(part.Raw.Offset)
		}
		at.length = int(part.Raw.Offset+part.Raw.Length) - at.start
		names = append(names, string(part.Data))
	}
	return names, at
}
