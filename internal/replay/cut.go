package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// cut leaves out the entries of a feed that were published at or after a time, and those without a date that it knows.
func cut(feed []byte, until time.Time) ([]byte, error) {
	d := xml.NewDecoder(bytes.NewReader(feed)) //nolint:gosec // of a file on this machine, into three strings
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	var out []byte
	kept := int64(0)
	for {
		from := d.InputOffset()
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return append(out, feed[kept:]...), nil
		}
		if err != nil {
			return nil, fmt.Errorf("read the feed: %w", err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "item" && start.Name.Local != "entry" {
			continue
		}
		published, err := published(d, start)
		if err != nil {
			return nil, fmt.Errorf("read an entry: %w", err)
		}
		if published.IsZero() || !published.Before(until) {
			out = append(out, feed[kept:from]...)
			kept = d.InputOffset()
		}
	}
}

// published reads an entry to its end and returns its date, zero without one.
func published(d *xml.Decoder, start xml.StartElement) (time.Time, error) {
	var e struct {
		PubDate   string `xml:"pubDate"`
		Published string `xml:"published"`
		Updated   string `xml:"updated"`
	}
	if err := d.DecodeElement(&e, &start); err != nil {
		return time.Time{}, err
	}
	for _, text := range []string{e.PubDate, e.Published, e.Updated} {
		for _, layout := range []string{time.RFC1123Z, time.RFC1123, time.RFC3339} {
			if at, err := time.Parse(layout, strings.TrimSpace(text)); err == nil {
				return at, nil
			}
		}
	}
	return time.Time{}, nil
}
