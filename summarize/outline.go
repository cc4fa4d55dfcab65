package summarize

import (
	"hash/fnv"
	"strings"
	"unicode/utf8"

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

// markLine knows a line by its words without capitals, accents and punctuation. Numbers stay: "12 killed in an attack" one
// week and "15 killed in an attack" the next are news both times.
func markLine(line string) lineMark {
	m := lineMark{hash: longOffset}
	written := false
	for at := 0; at < len(line); {
		r, size := utf8.DecodeRuneInString(line[at:])
		if !wordRune(r) {
			at += size
			continue
		}
		if written {
			m.add(' ')
		}
		end := wordEnd(line, at)
		word := line[at:end]
		if plain, _ := shape(word); !plain {
			word = Fold(word)
		}
		for i := range len(word) {
			m.add(lowerASCII(word[i]))
		}
		written = written || word != ""
		at = end
	}
	return m
}

// The numbers of FNV-1a in 64 bits.
const (
	longOffset = 14695981039346656037
	longPrime  = 1099511628211
)

func (m *lineMark) add(c byte) {
	m.hash = (m.hash ^ uint64(c)) * longPrime
	if c == ' ' {
		m.gaps++
	}
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
