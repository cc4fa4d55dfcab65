package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// Kinds of names as the gazetteer writes them; they are explained in internal/regions/gazetteer.go.
const (
	countryName = "C"
	demonym     = "D"
	capitalised = "E"
	power       = "K"
	area        = "A"
	part        = "B"
	town        = "T"
	group       = "G"
	person      = "P"
	nothing     = "X"
	wide        = "W"
	sport       = "S"
	hint        = "H"
)

// book is the gazetteer while it is built: names with what they mean.
type book struct {
	countries []string            // head lines
	areas     map[string][]string // area, folded names a taxonomy may call it by
	entries   map[string][]entry  // folded name, meanings
}

type entry struct {
	kind, place string
	doubt       bool
	exact       bool
	sure        bool // short as it is, news means the place by it
	people      int  // for towns, to choose between two of one name
}

func (e entry) country() string {
	if len(e.place) < 2 {
		return ""
	}
	return e.place[:2]
}

// rank orders meanings of one name: a country's name goes before a town's, a town that is surely meant before other places.
func (e entry) rank() int {
	if e.sure {
		return areaRank()
	}
	return strings.Index(nothing+wide+sport+hint+countryName+demonym+capitalised+power+group+person+area+part+town, e.kind)
}

// add enters a name as it is written in the sources. A "?" before it marks doubt, a "=" that its capitals are asked for, a "!"
// that it is no word or name beside the place's, short as it is.
func (b *book) add(kind, place, name string, people int) {
	e := entry{kind: kind, place: place, people: people}
	name, e.doubt = strings.CutPrefix(name, "?")
	name, e.exact = strings.CutPrefix(name, "=")
	name, e.sure = strings.CutPrefix(name, "!")
	key := fold(name)
	if key == "" || len(key) < 2 {
		return
	}
	for i, old := range b.entries[key] {
		if old.kind == kind && old.place == place {
			b.entries[key][i].doubt, b.entries[key][i].sure = old.doubt && e.doubt, old.sure || e.sure
			return
		}
	}
	b.entries[key] = append(b.entries[key], e)
}

func (b *book) addAll(kind, place string, names []string) {
	for _, name := range names {
		b.add(kind, place, name, 0)
	}
}

// addArea enters a division under the names that a taxonomy may use.
func (b *book) addArea(id string, names ...string) {
	for _, name := range names {
		key := fold(strings.TrimLeft(name, "?=!"))
		if key != "" && !slices.Contains(b.areas[id], key) {
			b.areas[id] = append(b.areas[id], key)
		}
	}
}

func (b *book) names() int { return len(b.entries) }

// bytes writes the gazetteer: the head, then a line for each kind and place, all in order.
func (b *book) bytes() []byte {
	var out bytes.Buffer
	out.WriteString("# Written by internal/regions/generate; sources and licences in NOTICE.txt.\n")
	slices.Sort(b.countries)
	for _, line := range b.countries {
		fmt.Fprintf(&out, "=%s\n", line)
	}
	for _, id := range sorted(b.areas) {
		slices.Sort(b.areas[id])
		fmt.Fprintf(&out, "+%s\t%s\n", id, strings.Join(b.areas[id], "\t"))
	}
	out.WriteByte('\n')
	lines := map[string][]string{}
	for _, name := range sorted(b.entries) {
		for _, e := range b.entries[name] {
			mark := ""
			if e.doubt {
				mark += "?"
			}
			if e.exact {
				mark += "="
			}
			lines[e.kind+e.place] = append(lines[e.kind+e.place], mark+name)
		}
	}
	for _, line := range sorted(lines) {
		fmt.Fprintf(&out, "%s\t%s\n", line, strings.Join(lines[line], "\t"))
	}
	return out.Bytes()
}

func sorted[T any](m map[string]T) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
