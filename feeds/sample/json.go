package sample

import (
	"encoding/json"
	"time"
)

type jsonDocument struct {
	Version     string     `json:"version"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Home        string     `json:"home_page_url"`
	Language    string     `json:"language"`
	Items       []jsonItem `json:"items"`
}

type jsonItem struct {
	ID        string `json:"id"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	HTML      string `json:"content_html"`
	Published string `json:"date_published"`
	Modified  string `json:"date_modified"`
}

// jsonFeed writes JSON Feed 1.1.
func jsonFeed(o Outlet, items []item) (document, error) {
	d := jsonDocument{
		Version: "https://jsonfeed.org/version/1.1", Title: o.Title, Description: o.Description, Home: o.Site, Language: o.Lang,
	}
	for _, i := range items {
		d.Items = append(d.Items, jsonItem{
			ID: i.id, URL: i.link, Title: i.title, HTML: i.html,
			Published: i.published.Format(time.RFC3339), Modified: i.updated.Format(time.RFC3339),
		})
	}
	body, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		return document{}, err
	}
	return document{body: body, contentType: "application/feed+json"}, nil
}
