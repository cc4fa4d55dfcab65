package summarize

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"harmattan/internal/news"
)

// markAsides finds the statements of an article that are none: lines of the page around it, headlines in its body,
// headlines of other articles.
func (c *Collapser) markAsides(h *held, t *Text) {
	counted := false // the stems, when the first line looks like a title
	title := t.heading
	for i, s := range h.statements {
		line, mark := t.statements[i].why, t.lines[i].mark
		carried := 0
		if c.habits != nil {
			carried = c.habits.carries(h.article.FeedURL, mark)
		}
		switch {
		case carried > 0:
			s.aside, s.why = news.AsideBoilerplate, fmt.Sprintf("stands in %d articles of its feed", carried)
		case line != "":
			s.aside, s.why = news.AsideBoilerplate, line
		case i > 0 && s.cutShort():
			s.aside, s.why = news.AsideBoilerplate, "cut off by the feed before it says anything"
		case len(title.words) > 2 && sameWords(title, s.reading):
			s.aside, s.why = news.AsideHeadline, "this article's own title"
		case c.habits != nil && c.habits.titles(h.article, mark):
			s.aside, s.why = news.AsideForeign, "title of another article of the feed"
		case titleLike(h, i):
			if !counted {
				c.own.count(h)
				counted = true
			}
			markTitle(h, i, &c.own)
		}
	}
}

// cutShort tells whether a sentence was cut off after a word or two, as the last one of a teaser is: "The..."
func (s *stated) cutShort() bool {
	r, text := s.reading, strings.TrimSpace(s.reading.text)
	return len(r.words) <= 2 && len(r.figures) == 0 && (strings.HasSuffix(text, "...") || strings.HasSuffix(text, "…"))
}

// markTitle decides what a line that looks like a title is: the news of the article again, a heading that divides it,
// or the title of something else.
func markTitle(h *held, i int, own *ownStems) {
	s := h.statements[i]
	shared, rare := sharedWithBody(s, own)
	switch {
	case known().page.heading(s.reading), rare == 0 && i > 0 && s.onlyGrammar():
		s.aside, s.why, s.section = news.AsideHeadline, "a heading that divides the text", true
	case shared >= 2 && !listed(h, i) && repeatsBody(h, i):
		s.aside, s.why = news.AsideHeadline, "a headline in the body that says the news again"
	case shared == 0 && rare >= 3 && i > 0 && i >= len(h.statements)-maxTail && len(h.statements) > 3:
		s.aside, s.why = news.AsideForeign, "looks like a title and shares no rare word with this article"
	}
}

// maxTail is how far from the end of a text the title of another article may stand.
const maxTail = 4

// lineKey is a line's words without capitals, accents and punctuation.
func lineKey(line string) string {
	var b strings.Builder
	for at := 0; at < len(line); {
		r, size := utf8.DecodeRuneInString(line[at:])
		if !wordRune(r) {
			at += size
			continue
		}
		end := wordEnd(line, at)
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(Fold(line[at:end]))
		at = end
	}
	return b.String()
}

// titleLike tells whether statement i stands as titles do: without a mark at its end, begun by a capital or a number,
// of a title's length, and nothing after it on its line.
func titleLike(h *held, i int) bool {
	s := h.statements[i]
	text := strings.TrimSpace(s.reading.text)
	last, _ := utf8.DecodeLastRuneInString(text)
	if !unicode.IsLetter(last) && !unicode.IsDigit(last) || len(s.reading.words) > 24 || len(s.reading.words) < 2 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text)
	if !unicode.IsUpper(first) && !unicode.IsDigit(first) && !unicode.Is(unicode.Arabic, first) {
		return false
	}
	return i+1 == len(h.statements) || h.statements[i+1].para != s.para
}

// ownStems are the stems of one article, and in how many of its statements each stands.
type ownStems struct {
	at places
	in []int32
}

// count counts the stems of an article in place of those counted before.
func (o *ownStems) count(h *held) {
	o.at.clear()
	o.in = o.in[:0]
	for _, s := range h.statements {
		for i := range s.reading.words {
			stem := s.reading.words[i].stem
			if s.reading.holds(stem, i) {
				continue
			}
			place, isNew := o.at.of(stem)
			if isNew {
				o.in = append(o.in, 0)
			}
			o.in[place]++
		}
	}
}

// again tells whether a stem stands in more than one statement.
func (o *ownStems) again(stem uint32) bool {
	place, ok := o.at.find(stem)
	return ok && o.in[place] > 1
}

// sharedWithBody counts the rare words of a line, and those of them that other statements of the article have. The ideas
// of the lexicon are too wide for that: any two pieces of news may share a night and a driver.
func sharedWithBody(s *stated, own *ownStems) (shared, rare int) {
	for i := range s.reading.words {
		w := &s.reading.words[i]
		if !w.content() || w.idf < rareWord || w.digit {
			continue
		}
		rare++
		if own.again(w.stem) {
			shared++
		}
	}
	return shared, rare
}

// listed tells whether the lines around statement i are like it: it is an entry of a list.
func listed(h *held, i int) bool {
	return i > 1 && titleLike(h, i-1) || i+1 < len(h.statements)-maxTail && titleLike(h, i+1)
}

// rareWord is from which rarity a word tells what a text is about.
const rareWord = .5

// repeatsBody tells whether a title-like line says the news again: close to half of its meaning stands in one of the
// first statements, or in the one before it.
func repeatsBody(h *held, i int) bool {
	s := h.statements[i]
	for _, j := range [...]int{0, 1, 2, 3, 4, i - 1, i + 1} {
		if j < 0 || j == i || j >= len(h.statements) {
			continue
		}
		o := h.statements[j]
		if len(o.reading.words) <= len(s.reading.words) || titleLike(h, j) {
			continue
		}
		all, both := 0., 0.
		for k := range s.reading.words {
			w := &s.reading.words[k]
			if !w.content() {
				continue
			}
			all += float64(w.idf)
			if o.reading.says(w.key()) {
				both += float64(w.idf)
			}
		}
		if both >= .4*all {
			return true
		}
	}
	return false
}

// onlyGrammar tells whether a short line holds no name and no figure: "What to look out for".
func (s *stated) onlyGrammar() bool {
	r := s.reading
	return len(r.words) >= 3 && len(r.words) <= 7 && len(r.figures) == 0 && len(r.names) == 0 && !r.title
}
