package sample

import (
	"encoding/xml"
	"time"
)

type rssDocument struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Content string     `xml:"xmlns:content,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title       string    `xml:"title"`
	Link        string    `xml:"link"`
	Description string    `xml:"description"`
	Language    string    `xml:"language"`
	Built       string    `xml:"lastBuildDate"`
	Items       []rssItem `xml:"item"`
}

type rssItem struct {
	Title       string   `xml:"title"`
	Link        string   `xml:"link"`
	GUID        rssGUID  `xml:"guid"`
	Published   string   `xml:"pubDate"`
	Description string   `xml:"description"`
	Encoded     *encoded `xml:"content:encoded"`
}

type rssGUID struct {
	Permanent bool   `xml:"isPermaLink,attr"`
	Text      string `xml:",chardata"`
}

// encoded is markup in a section of character data, as most publishers' systems write it.
type encoded struct {
	HTML string `xml:",cdata"`
}

// rss writes RSS 2.0: the text in content:encoded behind a short description, or plainly in the description.
func rss(o Outlet, items []item, now time.Time) (document, error) {
	d := rssDocument{
		Version: "2.0", Content: "http://purl.org/rss/1.0/modules/content/",
		Channel: rssChannel{
			Title: o.Title, Link: o.Site, Description: o.Description, Language: o.Lang, Built: now.UTC().Format(time.RFC1123Z),
		},
	}
	for _, i := range items {
		entry := rssItem{
			Title: i.title, Link: i.link, GUID: rssGUID{Text: i.id},
			Published: i.published.Format(time.RFC1123Z), Description: i.html,
		}
		if o.Format == "rss" {
			entry.Description = i.lead
			entry.Encoded = &encoded{HTML: i.html}
		}
		d.Channel.Items = append(d.Channel.Items, entry)
	}
	return xmlDocument(d, "application/rss+xml; charset=utf-8")
}

// xmlDocument writes a value with the header of an XML file before it.
func xmlDocument(v any, contentType string) (document, error) {
	body, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return document{}, err
	}
	return document{body: append([]byte(xml.Header), body...), contentType: contentType}, nil
}
