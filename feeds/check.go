package feeds

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/safe"
)

// Report says all that was found in a feed, and all that is odd about it.
type Report struct {
	Source   string       `json:"source"`
	Format   string       `json:"format"`
	Title    string       `json:"title"`
	Language string       `json:"language"`
	Items    []ReportItem `json:"items"`
	Warnings []string     `json:"warnings"`
	Error    string       `json:"error"`
}

// ReportItem is one item of a feed as it would be stored.
type ReportItem struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Link      string `json:"link"`
	Published string `json:"published"` // RFC 3339; empty where the feed gives no usable date
	Author    string `json:"author"`
	Text      string `json:"text"`
}

// Check reads a feed from a file or an address and reports on it. The error says why it could not be read; it stands in
// the report too.
func (c *Client) Check(ctx context.Context, source string) (Report, error) {
	report := Report{Source: source, Items: []ReportItem{}, Warnings: []string{}}
	doc, err := c.document(ctx, source)
	report.fill(doc)
	if err != nil {
		report.Error = safe.Line(err.Error())
		return report, err
	}
	return report, nil
}

// document reads a source, with everything odd about its answer among the warnings.
func (c *Client) document(ctx context.Context, source string) (Document, error) {
	d := Source{Now: c.options.Now()}
	if !strings.Contains(source, "://") {
		body, err := c.readFile(source)
		if err != nil {
			return Document{}, err
		}
		return c.parse(ctx, body, d)
	}
	got, err := c.ask(ctx, question{address: source, accept: acceptFeed})
	if err != nil {
		return Document{}, err
	}
	var warnings []string
	if got.moved != "" {
		warnings = append(warnings, "it has moved for good to "+safe.Line(got.moved))
	}
	if got.code/100 != 2 {
		return Document{Warnings: warnings}, refusal(got)
	}
	if got.cut != nil {
		warnings = append(warnings, safe.Line(got.cut.Error()))
	}
	if got.header.Get("ETag") == "" && got.header.Get("Last-Modified") == "" {
		warnings = append(warnings, "the server gives no ETag and no Last-Modified: each refresh transfers all of it")
	}
	d.Feed = news.Feed{URL: source}
	d.ContentType, d.Address = got.header.Get("Content-Type"), startOf(got)
	doc, err := c.parse(ctx, got.body, d)
	doc.Warnings = append(warnings, doc.Warnings...)
	return doc, err
}

func (c *Client) readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open the file: %w", err)
	}
	defer f.Close() //nolint:errcheck // only read
	body, err := readUpTo(f, c.options.MaxBody)
	if err == nil {
		body, err = unzip(body, c.options.MaxBody)
	}
	if err != nil {
		return nil, fmt.Errorf("read the file: %w", err)
	}
	return body, nil
}

func (r *Report) fill(doc Document) {
	r.Format, r.Title, r.Language = doc.Format, doc.Title, string(doc.Language)
	r.Warnings = append(r.Warnings, doc.Warnings...)
	for _, a := range doc.Articles {
		item := ReportItem{ID: a.ID, Title: a.Title, Link: a.URL, Author: a.Author, Text: a.Text}
		if !a.Guessed {
			item.Published = a.Published.UTC().Format(time.RFC3339)
		}
		r.Items = append(r.Items, item)
	}
}
