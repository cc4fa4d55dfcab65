package sample

import (
	"encoding/xml"
	"time"
)

type rdfDocument struct {
	XMLName xml.Name   `xml:"rdf:RDF"`
	RDF     string     `xml:"xmlns:rdf,attr"`
	RSS     string     `xml:"xmlns,attr"`
	DC      string     `xml:"xmlns:dc,attr"`
	Content string     `xml:"xmlns:content,attr"`
	Channel rdfChannel `xml:"channel"`
	Items   []rdfItem  `xml:"item"`
}

type rdfChannel struct {
	About       string   `xml:"rdf:about,attr"`
	Title       string   `xml:"title"`
	Link        string   `xml:"link"`
	Description string   `xml:"description"`
	Language    string   `xml:"dc:language"`
	Items       []rdfRef `xml:"items>rdf:Seq>rdf:li"`
}

type rdfRef struct {
	Resource string `xml:"rdf:resource,attr"`
}

type rdfItem struct {
	About       string  `xml:"rdf:about,attr"`
	Title       string  `xml:"title"`
	Link        string  `xml:"link"`
	Description string  `xml:"description"`
	Date        string  `xml:"dc:date"`
	Encoded     encoded `xml:"content:encoded"`
}

// rdf writes RSS 1.0, where the items stand beside the channel and have no guid but their address.
func rdf(o Outlet, items []item) (document, error) {
	d := rdfDocument{
		RDF: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", RSS: "http://purl.org/rss/1.0/",
		DC: "http://purl.org/dc/elements/1.1/", Content: "http://purl.org/rss/1.0/modules/content/",
		Channel: rdfChannel{About: o.Site, Title: o.Title, Link: o.Site, Description: o.Description, Language: o.Lang},
	}
	for _, i := range items {
		d.Channel.Items = append(d.Channel.Items, rdfRef{Resource: i.link})
		d.Items = append(d.Items, rdfItem{
			About: i.link, Title: i.title, Link: i.link, Description: i.lead,
			Date: i.published.Format(time.RFC3339), Encoded: encoded{HTML: i.html},
		})
	}
	return xmlDocument(d, "application/rdf+xml; charset=utf-8")
}
