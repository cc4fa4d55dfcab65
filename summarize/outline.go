package summarize

import (
	"hash/fnv"
	"strings"

	"harmattan/internal/news"
)

// outline is an article cut into statements, with what habits know each by.
type outline struct {
	lines  []outlined
	title  lineMark
	column uint64 // what the title of a daily column is known by
}

// outlined is a statement where it stands in the text.
type outlined struct {
	Sentence
	mark lineMark
	long bool // it has enough words to be known again
}

// lineMark is what a line is known by when it recurs.
type lineMark struct {
	hash uint64
	gaps int // blanks between its words
}

func outlineOf(a news.Article) outline {
	o := outline{title: markLine(a.Title), column: longKey(columnKey(a))}
	sentences := Split(a.Text, a.Lang)
	o.lines = make([]outlined, len(sentences))
	for i, s := range sentences {
		text := a.Text[s.Start:s.End]
		o.lines[i] = outlined{s, markLine(text), strings.Count(text, " ") >= leastWords-1}
	}
	return o
}

func markLine(text string) lineMark {
	key := lineKey(text)
	return lineMark{longKey(key), strings.Count(key, " ")}
}

// edges are the lines at the head and the tail of an article that are long enough to be known again.
func (o *outline) edges(each func(l *outlined)) {
	for i := range o.lines {
		if inside := i >= edgeHead && i < len(o.lines)-edgeTail; !inside && o.lines[i].long {
			each(&o.lines[i])
		}
	}
}

func longKey(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

func shortKey(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}
