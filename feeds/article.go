package feeds

import (
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

// item is one item of a document, cleaned, on its way to become an article.
type item struct {
	article   news.Article
	published bool   // its date is the publisher's
	link      string // canonical, for identity
}

func (w *writer) articles(d Document) []news.Article {
	items := make([]item, 0, len(w.feed.Items))
	originals := originalItems(w.feed)
	for i, from := range w.feed.Items {
		var original *rss.Item
		if originals != nil {
			original = originals[i]
		}
		about := ""
		if len(w.about) == len(w.feed.Items) {
			about = w.about[i]
		}
		made, ok := w.item(from, original, about)
		if !ok {
			w.notes.add("an item without title, text and link was dropped")
			continue
		}
		w.belongs(&made.article, d)
		items = append(items, made)
	}
	return w.identified(items)
}

// belongs sets what an article has from its feed.
func (w *writer) belongs(a *news.Article, d Document) {
	f := w.source.Feed
	a.FeedURL, a.Outlet, a.Home, a.Grade, a.Lang = f.URL, f.Outlet, f.Country, f.Grade, f.Lang
	if a.Outlet == "" {
		a.Outlet = d.Title
	}
	if a.Outlet == "" {
		a.Outlet = hostOf(f.URL)
	}
	if a.Lang == news.Unknown {
		a.Lang = d.Language
	}
	a.Revision, a.Seen, a.Revised = 1, w.source.Now, w.source.Now
}

func (w *writer) item(from *gofeed.Item, original *rss.Item, about string) (item, bool) {
	var it item
	a := &it.article
	a.GUID = safe.Line(from.GUID)
	a.URL = w.link(from, original, about)
	w.texts(a, from)
	a.Title = w.title(from.Title, a.Text)
	if a.Title == "" && a.URL != "" {
		a.Title = a.URL
		w.notes.add("a title is missing, and a text: the link stands in for it")
	}
	if a.Title == "" {
		return it, false
	}
	a.Author = authors(from)
	a.Published, it.published = w.published(from)
	a.Guessed = !it.published
	it.link = canonical(a.URL)
	return it, true
}

// texts takes the text of an item: the fullest that it carries.
func (w *writer) texts(a *news.Article, from *gofeed.Item) {
	summary := paragraphs(from.Description)
	content := paragraphs(from.Content)
	if summary == "" && content == "" {
		summary = paragraphs(mediaDescription(from.Extensions))
	}
	a.Text = summary
	if len(content) > len(summary) {
		a.Text = content
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
	switch {
	case goesOn(text):
		return true
	case content != "":
		return len(text) < contentLength
	}
	return len(text) < teaserLength
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

// mediaDescription is the description in a media:group, where video sites put it.
func mediaDescription(all ext.Extensions) string {
	media := all["media"]
	for _, group := range media["group"] {
		for _, d := range group.Children["description"] {
			if d.Value != "" {
				return d.Value
			}
		}
	}
	for _, d := range media["description"] {
		if d.Value != "" {
			return d.Value
		}
	}
	return ""
}

// headline is how long a title made of a text's first words is at most, in letters.
const headline = 80

// title cleans a title, and makes one of the text's first words where there is none.
func (w *writer) title(raw, text string) string {
	if t := safe.Line(line(raw)); t != "" {
		return t
	}
	first, _, _ := strings.Cut(text, "\n")
	if first == "" {
		return ""
	}
	w.notes.add("a title is missing: the first words stand in for it")
	return firstWords(first)
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
		name = safe.Line(line(name))
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
	for _, raw := range dateTexts(from) {
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

// dateTexts are the dates of an item as they were written, the best first: when it was published, then when it was
// made, then when it was changed.
func dateTexts(from *gofeed.Item) []string {
	texts := []string{from.Published}
	for _, prefix := range []string{"dcterms", "dc", "prism", "atom", "atom03"} {
		for _, name := range []string{"issued", "available", "published", "publicationDate", "created", "date"} {
			for _, e := range from.Extensions[prefix][name] {
				texts = append(texts, e.Value)
			}
		}
	}
	for _, name := range []string{"date", "pubdate", "published", "created", "issued", "PubDate", "lastmod"} {
		texts = append(texts, from.Custom[name])
	}
	texts = append(texts, from.Updated)
	for _, prefix := range []string{"dcterms", "atom", "atom03"} {
		for _, name := range []string{"modified", "updated"} {
			for _, e := range from.Extensions[prefix][name] {
				texts = append(texts, e.Value)
			}
		}
	}
	seen := map[string]bool{"": true}
	var distinct []string
	for _, t := range texts {
		t = strings.TrimSpace(t)
		if !seen[t] {
			seen[t] = true
			distinct = append(distinct, t)
		}
	}
	return distinct
}

// quoted shows a piece of a hostile text in a message.
func quoted(s string) string {
	s = safe.Line(s)
	if utf8.RuneCountInString(s) > 40 {
		s = string([]rune(s)[:40]) + "…"
	}
	return `"` + s + `"`
}
