package summarize

import (
	"hash/fnv"
	"strings"
	"unicode"

	"harmattan/internal/news"
)

// seriesTitles is how many articles of an outlet carry a headline before it names a series rather than an event.
const seriesTitles = 3

// title is the headline less what names a series: a daily column's headline says nothing of the day's news. Days and
// numbers do not count, so that "Your Tuesday briefing" is last week's headline again.
func (r *Recurring) title(a news.Article) string {
	h := fnv.New64a()
	h.Write([]byte(a.Outlet))
	h.Write([]byte{0, 't'})
	for _, word := range strings.FieldsFunc(Fold(a.Title), func(c rune) bool { return !unicode.IsLetter(c) }) {
		if weekdayWord(word, "", a.Lang) == 0 {
			h.Write([]byte(word))
			h.Write([]byte{' '})
		}
	}
	key := h.Sum64()
	if r.seen[key] >= seriesTitles {
		return ""
	}
	r.seen[key]++
	return a.Title
}
