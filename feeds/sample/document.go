package sample

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/encoding/charmap"
)

// item is an article as a feed carries it.
type item struct {
	id        string
	link      string
	title     string
	lead      string // first paragraph
	html      string // all paragraphs
	published time.Time
	updated   time.Time
}

// document is a rendered feed.
type document struct {
	body        []byte
	contentType string
}

// render writes the feed of an outlet, newest article first. Edited articles carry their second text when edited is their
// time, their first when it is zero.
func render(o Outlet, events []Event, now, edited time.Time) (document, error) {
	items := itemsOf(o, events, now, edited)
	var d document
	var err error
	switch o.Format {
	case "rss", "rss-plain":
		d, err = rss(o, items, now)
	case "rdf":
		d, err = rdf(o, items)
	case "atom":
		d, err = atom(o, items, now)
	case "json":
		d, err = jsonFeed(o, items)
	default:
		err = fmt.Errorf("unknown format %q", o.Format)
	}
	if err == nil && o.Encoding != "" {
		d, err = recode(d, o.Encoding)
	}
	if err != nil {
		return document{}, fmt.Errorf("render the sample feed of %s: %w", o.Name, err)
	}
	return d, nil
}

func itemsOf(o Outlet, events []Event, now, edited time.Time) []item {
	var items []item
	for _, e := range events {
		for _, a := range e.Articles {
			if a.Outlet == o.ID {
				items = append(items, itemOf(o, a, now, edited))
			}
		}
	}
	slices.SortStableFunc(items, func(x, y item) int {
		return cmp.Or(y.published.Compare(x.published), cmp.Compare(x.id, y.id))
	})
	return items
}

func itemOf(o Outlet, a Article, now, edited time.Time) item {
	published := now.Add(-a.Before).UTC()
	title, text, updated := a.Title, a.Text, published
	if a.Edited && !edited.IsZero() {
		title, text, updated = a.EditedTitle, a.EditedText, edited.UTC()
	}
	paragraphs := strings.Split(days(text, o.Lang, now), "\n")
	var body strings.Builder
	for _, p := range paragraphs {
		body.WriteString("<p>" + html.EscapeString(p) + "</p>\n")
	}
	return item{
		id: a.ID, link: o.Site + "/" + published.Format("2006/01/02") + "/" + a.ID, title: title,
		lead: paragraphs[0], html: body.String(), published: published, updated: updated,
	}
}

// recode turns a document in UTF-8 into an older encoding, as its XML header and its content type then say.
func recode(d document, encoding string) (document, error) {
	if encoding != "windows-1252" {
		return document{}, fmt.Errorf("unknown encoding %q", encoding)
	}
	text := strings.Replace(string(d.body), `encoding="UTF-8"`, `encoding="`+encoding+`"`, 1)
	body, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		return document{}, fmt.Errorf("write in %s: %w", encoding, err)
	}
	return document{body: []byte(body), contentType: strings.Replace(d.contentType, "utf-8", encoding, 1)}, nil
}
