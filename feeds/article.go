package feeds

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"

	"harmattan/internal/news"
	"harmattan/internal/safe"
)

// writer makes articles of the items of one document.
type writer struct {
	*reader
	feed *gofeed.Feed
	base base
}

// mark is what identity needs to know of an article besides the article.
type mark struct {
	link      string // canonical
	published bool   // its date is the publisher's
}

// articles adds the items of a part of the document to the document's articles.
func (w *writer) articles(about []string) {
	originals := originalItems(w.feed)
	w.doc.Articles = slices.Grow(w.doc.Articles, len(w.feed.Items))
	w.marks = slices.Grow(w.marks, len(w.feed.Items))
	for i, from := range w.feed.Items {
		a := w.belonging()
		a.GUID = safe.Line(cutLine(from.GUID))
		var original *rss.Item
		if originals != nil {
			original = originals[i]
		}
		named := ""
		if len(about) == len(w.feed.Items) {
			named = about[i]
		}
		a.URL = w.link(from, original, named)
		w.texts(&a, from)
		a.Author = authors(from)
		var known bool
		a.Published, known = w.published(from)
		if a.Title = w.title(titleOf(from), a); a.Title == "" {
			if !known && a.GUID == "" && a.Author == "" {
				w.notes.add("an item that says nothing was dropped")
				continue
			}
			w.notes.add("an item has neither title, text nor link")
			a.Title = untitled
		}
		a.Guessed = !known
		w.doc.Articles = append(w.doc.Articles, a)
		w.marks = append(w.marks, mark{canonical(a.URL), known})
	}
}

// untitled is the title of an item of which there is no more than an id, a date or a name.
const untitled = "(untitled)"

// belonging is an article with what it has from its feed.
func (w *writer) belonging() news.Article {
	f := w.source.Feed
	a := news.Article{
		FeedURL: f.URL, Outlet: f.Outlet, Home: f.Country, Grade: f.Grade, Lang: f.Lang,
		Revision: 1, Seen: w.source.Now, Revised: w.source.Now,
	}
	if a.Outlet == "" {
		a.Outlet = w.doc.Title
	}
	if a.Outlet == "" {
		a.Outlet = hostOf(f.URL)
	}
	if a.Lang == news.Unknown {
		a.Lang = w.doc.Language
	}
	return a
}

// maxText is how long the text of an article is at most, in bytes: ten times the longest that newspapers print.
const maxText = 512 << 10

// texts takes the text of an item: the fullest that it carries.
func (w *writer) texts(a *news.Article, from *gofeed.Item) {
	summary := paragraphs(from.Description)
	content := paragraphs(from.Content)
	if summary == "" && content == "" && len(from.Extensions) > 0 {
		summary = paragraphs(mediaText(from.Extensions, "description"))
	}
	a.Text = summary
	if len(content) > len(summary) {
		a.Text = content
	}
	if len(a.Text) > maxText {
		end := strings.LastIndexByte(a.Text[:maxText], ' ')
		a.Text = strings.ToValidUTF8(a.Text[:max(end, 0)], "")
		w.notes.add(fmt.Sprintf("a text is longer than %d KiB: it was cut", maxText>>10))
	}
	a.Text = safe.Text(a.Text)
	a.Teaser = teaser(a.Text, content)
	if len(from.Content)+len(from.Description) > 0 && a.Text == "" {
		w.notes.add("a text has only pictures or markup")
	}
}

const (
	teaserLength  = 1800 // bytes; a description this short is a teaser
	contentLength = 300  // bytes; a content shorter than this is one too
)

// teaser tells whether an item's text is only what the feed carries of a longer page. content is what stands in the
// element for whole articles.
func teaser(text, content string) bool {
	enough := teaserLength
	if content != "" {
		enough = contentLength
	}
	return len(text) < enough || goesOn(text)
}

// goesOn tells whether a text ends as teasers do: "[…]", "...", "Read more".
func goesOn(text string) bool {
	text = strings.TrimRight(text, " \n\u00a0")
	text = text[max(0, len(text)-80):]
	for _, end := range []string{"…", "[…]", "...", "[...]", "(...)", "…]", "[&hellip;]", "»…"} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	last := strings.ToLower(text[strings.LastIndexByte(text, '\n')+1:])
	for _, more := range []string{
		"read more", "continue reading", "read full", "full story", "lire la suite", "lire plus", "en savoir plus",
		"suite de l'article", "suite de l’article", "leia mais", "ler mais", "weiterlesen", "leer más", "اقرأ المزيد",
		"قراءة المزيد",
	} {
		if strings.Contains(last, more) {
			return true
		}
	}
	return false
}

// mediaText is a text in a media:group, where video sites put theirs, or beside one.
func mediaText(all ext.Extensions, name string) string {
	media := all["media"]
	for _, group := range slices.Concat(media["group"], media["content"]) {
		for _, d := range group.Children[name] {
			if d.Value != "" {
				return d.Value
			}
		}
	}
	for _, d := range media[name] {
		if d.Value != "" {
			return d.Value
		}
	}
	return ""
}

// titleOf is an item's title, else that of the broadcast, picture or film in it.
func titleOf(from *gofeed.Item) string {
	if strings.TrimSpace(from.Title) != "" {
		return from.Title
	}
	if title := firstExtension(from, "itunes", "title"); title != "" {
		return title
	}
	return mediaText(from.Extensions, "title")
}

// headline is how long a title made of a text's first words is at most, in letters.
const headline = 80

// title cleans a title, and makes one of the text's first words or of the link where there is none.
func (w *writer) title(raw string, a news.Article) string {
	if t := safe.Line(line(cutLine(raw))); t != "" {
		return t
	}
	first, _, _ := strings.Cut(a.Text, "\n")
	if first != "" {
		w.notes.add("a title is missing: the first words stand in for it")
		return firstWords(first)
	}
	if a.URL != "" {
		w.notes.add("a title is missing, and a text: the link stands in for it")
	}
	return a.URL
}

// maxLine is how long a title, a name or an id is read, in bytes.
const maxLine = 2000

// cutLine cuts what is longer than any title.
func cutLine(s string) string {
	if len(s) <= maxLine {
		return s
	}
	return strings.ToValidUTF8(s[:maxLine], "")
}

// firstWords cuts a text after its first sentence, or at a word's end before it becomes too long for a title.
func firstWords(text string) string {
	text = safe.Line(text)
	if i := strings.Index(text, ". "); i > 20 && utf8.RuneCountInString(text[:i]) <= headline {
		return text[:i]
	}
	if utf8.RuneCountInString(text) <= headline {
		return text
	}
	cut, letters := 0, 0
	for i, r := range text {
		if letters++; letters > headline {
			break
		}
		if r == ' ' {
			cut = i
		}
	}
	if cut == 0 {
		cut = len(string([]rune(text)[:headline]))
	}
	return strings.TrimRight(text[:cut], " ,;:-–") + "…"
}

// authors are the names of those who wrote an item.
func authors(from *gofeed.Item) string {
	var names []string
	add := func(name string) {
		name = safe.Line(line(cutLine(name)))
		for _, n := range names {
			if strings.EqualFold(n, name) {
				return
			}
		}
		if name != "" {
			names = append(names, name)
		}
	}
	for _, p := range from.Authors {
		if p == nil {
			continue
		}
		if p.Name == "" {
			add(p.Email)
		}
		add(p.Name)
	}
	if dc := from.DublinCoreExt; dc != nil {
		for _, name := range dc.Creator {
			add(name)
		}
	}
	return strings.Join(names, ", ")
}

// published is when an item was published. Without a usable date, and with one in the future, it is the time of first
// sight, and ok is false.
func (w *writer) published(from *gofeed.Item) (at time.Time, ok bool) {
	now := w.source.Now
	var found bool
	for raw := range dateTexts(from) {
		when, known := w.dates.parse(raw, w.lang())
		if !known {
			w.notes.add("a date is not understood, e.g. " + quoted(raw))
			continue
		}
		found = true
		if when.After(now) {
			continue
		}
		return when.UTC(), true
	}
	if found {
		w.notes.add("a date lies in the future: the time of first sight stands in for it")
	} else {
		w.notes.add("a date is missing: the time of first sight stands in for it")
	}
	return now.UTC(), false
}

// lang is the language that the document's words are in, as far as it is known.
func (w *writer) lang() news.Lang {
	if w.source.Feed.Lang != news.Unknown {
		return w.source.Feed.Lang
	}
	return language(w.feed.Language)
}

// dateTexts are the dates of an item as they were written, each once, the best first: when it was published, then when
// it was made, then when it was changed. Mostly the first one is enough: the others are looked for only when it is not.
func dateTexts(from *gofeed.Item) iter.Seq[string] {
	return func(yield func(string) bool) {
		var seen []string
		for text := range allDateTexts(from) {
			text = strings.TrimSpace(text)
			if text == "" || slices.Contains(seen, text) {
				continue
			}
			if !yield(text) {
				return
			}
			seen = append(seen, text)
		}
	}
}

// allDateTexts are the texts of all elements that hold a date, the best first.
func allDateTexts(from *gofeed.Item) iter.Seq[string] {
	return func(yield func(string) bool) {
		_ = yield(from.Published) &&
			yieldExtensions(yield, from, []string{"dcterms", "dc", "prism", "atom", "atom03"},
				[]string{"issued", "available", "published", "publicationDate", "created", "date"}) &&
			yieldCustom(yield, from, "date", "pubdate", "published", "created", "issued", "PubDate", "lastmod") &&
			yield(from.Updated) &&
			yieldCustom(yield, from, "updated", "modified") &&
			yieldExtensions(yield, from, []string{"dcterms", "atom", "atom03"}, []string{"modified", "updated"})
	}
}

// yieldExtensions yields the texts of the elements of other vocabularies that have these names; false where it was to end.
func yieldExtensions(yield func(string) bool, from *gofeed.Item, prefixes, names []string) bool {
	for _, prefix := range prefixes {
		for _, name := range names {
			for _, e := range from.Extensions[prefix][name] {
				if !yield(e.Value) {
					return false
				}
			}
		}
	}
	return true
}

// yieldCustom yields the texts of the elements that RSS does not know and that have these names; false where it was to end.
func yieldCustom(yield func(string) bool, from *gofeed.Item, names ...string) bool {
	for _, name := range names {
		if !yield(from.Custom[name]) {
			return false
		}
	}
	return true
}

// quoted shows a piece of a hostile text in a message.
func quoted(s string) string {
	s = safe.Line(s)
	if utf8.RuneCountInString(s) > 40 {
		s = string([]rune(s)[:40]) + "…"
	}
	return `"` + s + `"`
}
