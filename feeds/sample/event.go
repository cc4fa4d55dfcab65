package sample

import (
	"bytes"
	"embed"
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
)

//go:embed outlets.toml events/*.toml
var files embed.FS

// Event is something that did not happen, with all that was written about it.
type Event struct {
	Name     string    // name of its file, e.g. "djado-mine"
	Region   string    // id of the region where an officer would look for it
	Country  string    // ISO 3166-1 alpha-2, "" when it has no single country
	Articles []Article // in the order of the file
}

// Article is one outlet's text about an event, as its feed carries it at first and after an edit.
type Article struct {
	ID     string        // the guid in its feed
	Outlet string        // Outlet.ID
	Before time.Duration // how long before now it was published
	Title  string
	Text   string // paragraphs divided by "\n"; days are still placeholders
	CopyOf string // ID of the article whose text it took over, "" for a text of its own

	Edited      bool // its feed carries another text from the second request on
	EditedTitle string
	EditedText  string
}

// Outlet is an invented publisher.
type Outlet struct {
	ID          string `toml:"id"`
	Name        string `toml:"name"`
	Lang        string `toml:"lang"`
	Country     string `toml:"country"`
	Grade       string `toml:"grade"`
	Format      string `toml:"format"`
	Encoding    string `toml:"encoding"` // "" is UTF-8
	Site        string `toml:"site"`
	Title       string `toml:"title"`
	Description string `toml:"description"`
}

// eventFile is a file of events/. Its texts are folded: a line break is a space, an empty line begins a paragraph.
type eventFile struct {
	Region   string        `toml:"region"`
	Country  string        `toml:"country"`
	Articles []articleFile `toml:"article"`
}

type articleFile struct {
	Outlet string      `toml:"outlet"`
	Name   string      `toml:"name"` // tells two articles of one outlet apart; else the outlet is the name
	At     string      `toml:"at"`   // how long before now
	Title  string      `toml:"title"`
	Text   string      `toml:"text"`
	CopyOf string      `toml:"copy_of"` // name of the article whose text it takes over
	Change [][2]string `toml:"change"`  // words of that text, and what stands in their place
	Before string      `toml:"before"`  // put before that text
	After  string      `toml:"after"`   // put after it
	Edited *struct {
		Title string `toml:"title"`
		Text  string `toml:"text"`
	} `toml:"edited"`
}

// Outlets lists the invented publishers.
func Outlets() ([]Outlet, error) {
	var list struct {
		Outlets []Outlet `toml:"outlet"`
	}
	if err := decode("outlets.toml", &list); err != nil {
		return nil, err
	}
	return list.Outlets, nil
}

// Events lists the invented events in the order of their names.
func Events() ([]Event, error) {
	entries, err := files.ReadDir("events")
	if err != nil {
		return nil, fmt.Errorf("list the sample's events: %w", err)
	}
	events := make([]Event, 0, len(entries))
	for _, entry := range entries {
		var f eventFile
		if err := decode("events/"+entry.Name(), &f); err != nil {
			return nil, err
		}
		e, err := f.event(strings.TrimSuffix(entry.Name(), path.Ext(entry.Name())))
		if err != nil {
			return nil, fmt.Errorf("read sample event %s: %w", entry.Name(), err)
		}
		events = append(events, e)
	}
	return events, nil
}

func decode(name string, into any) error {
	data, err := files.ReadFile(name)
	if err != nil {
		return fmt.Errorf("open sample file: %w", err)
	}
	if err := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields().Decode(into); err != nil {
		return fmt.Errorf("read sample file %s: %w", name, err)
	}
	return nil
}

func (f eventFile) event(name string) (Event, error) {
	e := Event{Name: name, Region: f.Region, Country: f.Country}
	texts := map[string]Article{} // by name; a copy follows what it copies
	for _, from := range f.Articles {
		a, err := from.article(texts)
		if err != nil {
			return Event{}, err
		}
		own := from.Name
		if own == "" {
			own = from.Outlet
		}
		if _, twice := texts[own]; twice {
			return Event{}, fmt.Errorf("two articles are called %q", own)
		}
		a.ID = name + "-" + own
		texts[own] = a
		e.Articles = append(e.Articles, a)
	}
	return e, nil
}

func (f articleFile) article(earlier map[string]Article) (Article, error) {
	before, err := time.ParseDuration(f.At)
	if err != nil {
		return Article{}, fmt.Errorf("article of %s: %w", f.Outlet, err)
	}
	a := Article{Outlet: f.Outlet, Before: before, Title: f.Title, Text: fold(f.Text)}
	if f.Edited != nil {
		a.Edited, a.EditedTitle, a.EditedText = true, f.Edited.Title, fold(f.Edited.Text)
	}
	if f.CopyOf == "" {
		return a, nil
	}
	source, ok := earlier[f.CopyOf]
	if !ok {
		return Article{}, fmt.Errorf("article of %s copies %q, which is not above it", f.Outlet, f.CopyOf)
	}
	a.CopyOf = source.ID
	text := source.Text
	for _, c := range f.Change {
		if !strings.Contains(text, c[0]) {
			return Article{}, fmt.Errorf("article of %s changes %q, which %s does not say", f.Outlet, c[0], f.CopyOf)
		}
		text = strings.Replace(text, c[0], c[1], 1)
	}
	a.Text = strings.Trim(fold(f.Before)+"\n"+text+"\n"+fold(f.After), "\n")
	return a, nil
}
