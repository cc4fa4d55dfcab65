package summarize

import (
	"cmp"
	"math"
	"slices"

	"harmattan/internal/news"
)

// counter counts the terms of one article after the other, in the same room.
type counter struct {
	named bool // capitals tell names in what is counted
	from  int  // where what is counted stands in title and text

	countries []news.Place // places that are not met yet, of which a country's own name is met where it stands

	lang   news.Lang
	reader *reader
	terms  []counted // each time that one was met
	order  []uint64  // their keys, each with its place in terms

	words   []token
	figures []figure
	used    []bool
}

type counted struct {
	key    termKey
	count  int
	rarity float64
}

// counter makes ready to count an article.
func (r *reader) counter(lang news.Lang) *counter {
	c := &r.count
	c.reader, c.lang, c.terms = r, lang, c.terms[:0]
	return c
}

// grammarIdf is the rarity below which a word only joins others.
const grammarIdf = .36

// title counts a headline. Its capitals tell no names: many outlets write Every Word With One.
func (c *counter) title(s string, places []news.Place) int {
	c.named, c.from, c.countries = false, 0, places
	return c.count(s, func(int) int { return titleCount })
}

// text counts the text, its beginning for more than the rest. It begins at some byte of what the places were found in.
func (c *counter) text(s string, at int, places []news.Place) int {
	c.named, c.from, c.countries = true, at, places
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
	read := reading{text: s, lang: c.lang}
	var words []*form
	read.words, words = c.reader.cut(s, c.lang, c.words[:0])
	c.words = read.words
	c.reader.phrases(&read, words)
	for i := range read.words {
		t := &read.words[i]
		if code, begins := c.country(t); code != "" {
			if begins {
				c.addPlace(code, counts(i))
			}
			continue
		}
		if t.idf < grammarIdf {
			continue
		}
		c.add(keyOf(wordTerm, t.stem), counts(i), float64(t.idf))
		if t.idea != 0 {
			c.add(keyOf(ideaTerm, uint32(t.idea)), counts(i), min(float64(t.idf), .6))
		}
		if c.isName(&read, i) {
			c.add(keyOf(nameTerm, cmp.Or(words[i].sound, words[i].foldHash)), counts(i), float64(t.idf))
		}
	}
	reader := figureReader{text: s, lang: c.lang, words: read.words, used: c.used, out: c.figures[:0]}
	figures, _ := reader.read()
	c.used, c.figures = reader.used, reader.out
	for _, f := range figures {
		if rarity := figureRarity(f); rarity > 0 {
			c.add(figureKey(f), counts(f.from), rarity)
		}
	}
	return len(words)
}

// country is the code of the country whose name a word is part of, and whether the name begins there. Such words tell no more
// than the country, which counts once: of two texts that share nothing but "Burkina Faso" the words alone were most.
func (c *counter) country(t *token) (code string, begins bool) {
	at := c.from + t.start
	for len(c.countries) > 0 && c.countries[0].End <= at {
		c.countries = c.countries[1:]
	}
	if len(c.countries) == 0 || c.countries[0].Start > at {
		return "", false
	}
	return c.countries[0].Code, c.countries[0].Start == at
}

// isName tells whether word i is a name: by its capital, or in Arabic, which has none, where the news do not know the word.
func (c *counter) isName(read *reading, i int) bool {
	if c.lang == news.Arabic {
		return read.words[i].idf == neverMet && !read.words[i].digit
	}
	return c.named && i > 0 && read.namesAt(i)
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

func (c *counter) addPlace(code string, count int) {
	c.add(keyOf(placeTerm, hash(code)), count, placeRarity(code))
}

func (c *counter) add(key termKey, count int, rarity float64) {
	c.terms = append(c.terms, counted{key, count, rarity})
}

// telling lists what was counted, the most telling terms of it. What was met first says how rare a term is.
func (c *counter) telling() []term {
	c.order = c.order[:0]
	for i, t := range c.terms {
		c.order = append(c.order, uint64(t.key)<<32|uint64(i))
	}
	slices.Sort(c.order)
	different := 0
	for i, o := range c.order {
		if i == 0 || o>>32 != c.order[i-1]>>32 {
			different++
		}
	}
	out := make([]term, 0, different)
	for i := 0; i < len(c.order); {
		first, key, sum := c.terms[uint32(c.order[i])], c.order[i]>>32, 0
		for ; i < len(c.order) && c.order[i]>>32 == key; i++ {
			sum += c.terms[uint32(c.order[i])].count
		}
		out = append(out, term{
			key:    first.key,
			count:  uint8(min(sum, math.MaxUint8)),
			rarity: uint8(math.Round(100 * min(1, max(0, first.rarity)))),
		})
	}
	return mostTelling(out)
}
