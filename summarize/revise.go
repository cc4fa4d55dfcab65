package summarize

import (
	"slices"
	"strings"
	"time"

	"harmattan/internal/news"
)

// Edits tells what each revision of an article changed, oldest first. An edit that moved sentences only, or white space,
// is left out. Time grows with the texts, and with the square of the sentences that changed.
func Edits(a news.Article) []news.Edit {
	if len(a.Prior) == 0 {
		return nil
	}
	var out []news.Edit
	c := newComparer()
	for i, p := range a.Prior {
		title, text, number, seen := a.Title, a.Text, a.Revision, a.Revised
		if i+1 < len(a.Prior) {
			next := a.Prior[i+1]
			title, text, number, seen = next.Title, next.Text, next.Number, next.Seen
		}
		e := c.edit(titleAndSentences(p.Title, p.Text, a.Lang), titleAndSentences(title, text, a.Lang), a.Lang)
		e.Number, e.Seen = number, seen
		if len(e.Removed)+len(e.Added) > 0 {
			out = append(out, e)
		}
	}
	return out
}

// Corrected tells when an article last changed a figure, the zero time when it never did.
func Corrected(edits []news.Edit) time.Time {
	var last time.Time
	for _, e := range edits {
		if len(e.Corrections) > 0 {
			last = e.Seen
		}
	}
	return last
}

// titleAndSentences lists an article's title and sentences.
func titleAndSentences(title, text string, lang news.Lang) []string {
	out := []string{title}
	for _, s := range Split(text, lang) {
		out = append(out, text[s.Start:s.End])
	}
	return out
}

// maxEdited is how many changed sentences are compared for corrections: a text that was written anew corrects nothing.
const maxEdited = 40

// edit finds the sentences that one of two texts alone has, and among them those that say the same with another figure.
func (c *comparer) edit(was, now []string, lang news.Lang) news.Edit {
	e := news.Edit{Removed: missing(was, now), Added: missing(now, was)}
	if max(len(e.Removed), len(e.Added)) > maxEdited {
		return e
	}
	for _, former := range e.Removed {
		for _, present := range e.Added {
			v := c.compare(present, former, lang)
			fix := news.Correction{Was: v.Theirs, Now: v.Mine}
			if v.Kind != news.Differs || fix.Was == "" || fix.Now == "" || slices.Contains(e.Corrections, fix) {
				continue
			}
			e.Corrections = append(e.Corrections, fix)
		}
	}
	return e
}

// missing lists the sentences of a that b does not have, in their order; capitals, accents and marks do not count.
func missing(a, b []string) []string {
	has := map[string]int{}
	for _, s := range b {
		has[wordsAlone(s)]++
	}
	var out []string
	for _, s := range a {
		key := wordsAlone(s)
		if key == "" {
			continue
		}
		if has[key] > 0 {
			has[key]--
			continue
		}
		out = append(out, s)
	}
	return out
}

// wordsAlone is a sentence without capitals, accents and marks.
func wordsAlone(s string) string {
	return strings.Join(strings.FieldsFunc(Fold(s), func(r rune) bool { return !wordRune(r) }), " ")
}
