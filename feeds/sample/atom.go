package sample

import (
	"encoding/xml"
	"time"
)

type atomDocument struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle"`
	Link     atomLink    `xml:"link"`
	Updated  string      `xml:"updated"`
	Author   string      `xml:"author>name"`
	Entries  []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID        string   `xml:"id"`
	Title     string   `xml:"title"`
	Link      atomLink `xml:"link"`
	Published string   `xml:"published"`
	Updated   string   `xml:"updated"`
	Content   atomText `xml:"content"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// atom writes Atom 1.0 with the text as escaped markup.
func atom(o Outlet, items []item, now time.Time) (document, error) {
	d := atomDocument{
		Lang: o.Lang, ID: o.Site + "/", Title: o.Title, Subtitle: o.Description,
		Link: atomLink{Rel: "alternate", Href: o.Site}, Updated: now.UTC().Format(time.RFC3339), Author: o.Name,
	}
	for _, i := range items {
		d.Entries = append(d.Entries, atomEntry{
			ID: o.Site + "/id/" + i.id, Title: i.title, Link: atomLink{Rel: "alternate", Href: i.link},
			Published: i.published.Format(time.RFC3339), Updated: i.updated.Format(time.RFC3339),
			Content: atomText{Type: "html", Text: i.html},
		})
	}
	return xmlDocument(d, "application/atom+xml; charset=utf-8")
}
