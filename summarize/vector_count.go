package summarize

import (
	"math"

	"harmattan/internal/news"
)

// counter counts the terms of one article.
type counter struct {
	named  bool // capitals tell names in what is counted
	lang   news.Lang
	reader *reader
	at     map[termKey]int // where in terms
	terms  []counted
}

type counted struct {
	key    termKey
	count  int
	rarity float64
}

func (r *reader) counter(lang news.Lang) *counter {
	return &counter{lang: lang, reader: r, at: make(map[termKey]int, 64)}
}

// grammarIdf is the rarity below which a word only joins others.
const grammarIdf = .36

// title counts a headline. Its capitals tell no names: many outlets write Every Word With One.
func (c *counter) title(s string) int {
	c.named = false
	return c.count(s, func(int) int { return titleCount })
}

// text counts the text, its beginning for more than the rest.
func (c *counter) text(s string) int {
	c.named = true
	return c.count(cutWords(s), func(i int) int {
		if i < leadWords {
			return leadCount
		}
		return bodyCount
	})
}

// cutWords cuts a text where about readWords words end.
func cutWords(s string) string {
	const bytesPerWord = 8
	if len(s) <= readWords*bytesPerWord {
		return s
	}
	for i := readWords * bytesPerWord; i < len(s); i++ {
		if s[i] == ' ' || s[i] == '\n' {
			return s[:i]
		}
	}
	return s
}

func (c *counter) count(s string, counts func(word int) int) int {
	words := c.reader.lex.words(s, c.lang)
	read := reading{text: s, lang: c.lang, words: make([]token, len(words))}
	for i, w := range words {
		read.words[i] = c.reader.token(s, w, c.lang)
	}
	c.reader.phrases(&read, words)
	for i := range read.words {
		t := &read.words[i]
		if t.idf < grammarIdf {
			continue
		}
		c.add(keyOf(wordTerm, t.stem), counts(i), float64(t.idf))
		if t.idea != 0 {
			c.add(keyOf(ideaTerm, uint32(t.idea)), counts(i), min(float64(t.idf), .6))
		}
		if c.named && i > 0 && read.namesAt(i) {
			c.add(keyOf(nameTerm, hash(words[i].Fold)), counts(i), float64(t.idf))
		}
	}
	figures, _ := readFigures(s, c.lang, read.words)
	for _, f := range figures {
		if rarity := figureRarity(f); rarity > 0 {
			c.add(figureKey(f), counts(f.from), rarity)
		}
	}
	return len(words)
}

// namesAt tells whether word i is a name by its capital, which says nothing behind the end of a sentence.
func (r *reading) namesAt(i int) bool {
	t := &r.words[i]
	if !t.upper || t.month != 0 || t.weekday != 0 || t.end-t.start < 3 {
		return false
	}
	gap := r.text[r.words[i-1].end:t.start]
	return gap == " " || gap == "-" || gap == "\u00a0"
}

// figureKey names a figure by its value, whatever it counts: "21 morts" is "twenty-one people died".
func figureKey(f figure) termKey {
	bits := math.Float64bits(f.value)
	hashed := uint32(bits>>32)*0x9e3779b1 ^ uint32(bits)
	if f.unit == monthDay {
		hashed = ^hashed
	}
	return keyOf(figureTerm, hashed^hashed>>15)
}

// figureRarity is how rare a figure is, as words are; 0 for one that tells no event from another.
func figureRarity(f figure) float64 {
	switch {
	case f.unit == year, f.unit == clock, f.unit == ordinal:
		return 0
	case f.unit == monthDay:
		return .5
	case f.value <= 12:
		return .25
	case f.value < 100:
		return .5
	}
	return .6
}

func (c *counter) add(key termKey, count int, rarity float64) {
	i, ok := c.at[key]
	if !ok {
		i = len(c.terms)
		c.at[key] = i
		c.terms = append(c.terms, counted{key: key, rarity: rarity})
	}
	c.terms[i].count += count
}

// telling lists what was counted, the most telling terms of it.
func (c *counter) telling() []term {
	out := make([]term, len(c.terms))
	for i, t := range c.terms {
		out[i] = term{
			key:    t.key,
			count:  uint8(min(t.count, math.MaxUint8)),
			rarity: uint8(math.Round(100 * min(1, max(0, t.rarity)))),
		}
	}
	return mostTelling(out)
}
