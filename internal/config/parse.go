package config

import (
	"bytes"
	"errors"
	"maps"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"harmattan/internal/regions"
)

// document is the configuration as TOML has it, before anything is checked. A pointer is nil where the file is silent.
type document struct {
	Data     string            `toml:"data"`
	Lang     *string           `toml:"lang"`
	Officer  string            `toml:"officer"`
	Fetch    fetchTable        `toml:"fetch"`
	Keep     keepTable         `toml:"keep"`
	UI       uiTable           `toml:"ui"`
	Serve    serveTable        `toml:"serve"`
	Keys     map[string]string `toml:"keys"`
	Feeds    []feedTable       `toml:"feed"`
	Regions  []regions.Region  `toml:"region"`
	Watches  []watchTable      `toml:"watch"`
	Searches []searchTable     `toml:"search"`
}

type fetchTable struct {
	Every            *string `toml:"every"`
	Timeout          *string `toml:"timeout"`
	FullText         bool    `toml:"full_text"`
	PrivateAddresses *bool   `toml:"private_addresses"`
	UserAgent        string  `toml:"user_agent"`
}

type keepTable struct {
	Dismissed string `toml:"dismissed"`
	Read      string `toml:"read"`
}

type uiTable struct {
	Theme  *string `toml:"theme"`
	Keys   *string `toml:"keys"`
	Mouse  bool    `toml:"mouse"`
	Notify *string `toml:"notify"`
	Bidi   *string `toml:"bidi"`

	Clipboard []string `toml:"clipboard"`
}

type feedTable struct {
	URL      string  `toml:"url"`
	Outlet   string  `toml:"outlet"`
	Lang     string  `toml:"lang"`
	Country  string  `toml:"country"`
	Grade    string  `toml:"grade"`
	FullText *bool   `toml:"full_text"`
	Every    *string `toml:"every"`
}

type watchTable struct {
	Name   string   `toml:"name"`
	Any    []string `toml:"any"`
	All    []string `toml:"all"`
	Not    []string `toml:"not"`
	Region string   `toml:"region"`
	Quiet  *string  `toml:"quiet"`
	Run    []string `toml:"run"`
}

type searchTable struct {
	Name  string `toml:"name"`
	Query string `toml:"query"`
}

// Parse reads a configuration; name is what messages call it. The error is an *Error, or Errors when there are several.
func Parse(data []byte, name string) (Config, error) {
	data = bytes.TrimPrefix(data, []byte("\uFEFF")) // the mark that editors on Windows put first
	s := source{name: name, data: data, places: locate(data)}
	doc, err := decode(s)
	if err != nil {
		return Config{}, err
	}
	c := checker{source: s}
	config := c.document(doc)
	return config, c.found.asError()
}

// decode reads the TOML and turns the decoder's mistakes into ours.
func decode(s source) (document, error) {
	var doc document
	err := toml.NewDecoder(bytes.NewReader(s.data)).DisallowUnknownFields().Decode(&doc)
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) {
		var found Errors
		for i := range strict.Errors {
			found = append(found, s.unknown(&strict.Errors[i]))
		}
		return doc, found.asError()
	}
	var one *toml.DecodeError
	if errors.As(err, &one) {
		return doc, s.undecodable(one)
	}
	if err != nil {
		return doc, s.fault(span{}, err.Error(), "")
	}
	return doc, nil
}

// undecodable is a mistake in the syntax, or a value of the wrong type.
func (s source) undecodable(e *toml.DecodeError) *Error {
	start := s.offset(e.Position())
	message := strings.TrimPrefix(e.Error(), "toml: ")
	if bare := s.bareWord(start); bare != "" && isValueFault(message) {
		return s.fault(span{start: start, length: len(bare)}, bare+" is neither text nor true or false",
			"text stands between quotes: "+quoted(bare))
	}
	// The decoder has no other way to tell the two types than its message.
	kinds := regexp.MustCompile(`^cannot decode TOML (.+?) into (?:.*of type )?(\S+)$`).FindStringSubmatch(message)
	if kinds == nil || len(e.Key()) == 0 {
		return s.fault(span{start: start, length: 1}, message, syntaxHint(message))
	}
	key := e.Key()[len(e.Key())-1]
	want, hint := wanted(key, kinds[2])
	return s.fault(s.places.valueAt(start), quoted(key)+" needs "+want+", not "+given(kinds[1]), hint)
}

// isValueFault tells the decoder's messages about a value that begins like none.
func isValueFault(message string) bool {
	return strings.Contains(message, "at start of value") || strings.HasPrefix(message, "expected keyword")
}

// bareWord is the word without quotes that begins at a byte, up to the end of its line.
func (s source) bareWord(start int) string {
	word, _, _ := strings.Cut(string(s.data[start:]), "\n")
	word, _, _ = strings.Cut(word, "#")
	return shown(strings.TrimSpace(word))
}

// offset is the byte at a line and a column in bytes, both from 1.
func (s source) offset(line, col int) int {
	start := 0
	for ; line > 1; line-- {
		next := bytes.IndexByte(s.data[start:], '\n')
		if next < 0 {
			break
		}
		start += next + 1
	}
	return min(start+col-1, len(s.data))
}

// document checks everything and fills in the defaults.
func (c *checker) document(doc document) Config {
	config := Config{
		Data:    c.data(doc.Data),
		Officer: c.line(doc.Officer, "officer"),
		Fetch: Fetch{
			Every:            c.duration(doc.Fetch.Every, defaultEvery, everyLimits(), "fetch", "every"),
			Timeout:          c.duration(doc.Fetch.Timeout, defaultTimeout, timeoutLimits(), "fetch", "timeout"),
			FullText:         doc.Fetch.FullText,
			PrivateAddresses: doc.Fetch.PrivateAddresses == nil || *doc.Fetch.PrivateAddresses,
			UserAgent:        c.line(doc.Fetch.UserAgent, "fetch", "user_agent"),
		},
		Keep: Keep{
			Dismissed: c.days(doc.Keep.Dismissed, "keep", "dismissed"),
			Read:      c.days(doc.Keep.Read, "keep", "read"),
		},
		UI:       UI{Theme: defaultTheme, Keys: "default", Mouse: doc.UI.Mouse, Notify: "none", Bidi: "auto", Clipboard: c.lines(doc.UI.Clipboard, "ui", "clipboard")},
		Serve:    c.serve(doc.Serve),
		Keys:     map[string]string{},
		Feeds:    c.feeds(doc.Feeds, doc.Fetch.FullText),
		Regions:  c.regions(doc.Regions),
		Watches:  c.watches(doc.Watches),
		Searches: c.searches(doc.Searches),
		source:   c.source,
	}
	if doc.Lang != nil && *doc.Lang != "" {
		config.Lang = c.oneOf(*doc.Lang, []string{"en", "fr"}, "lang")
	}
	if doc.UI.Theme != nil {
		config.UI.Theme = c.oneOf(*doc.UI.Theme, []string{"auto", "dark", "light", "none"}, "ui", "theme")
	}
	if doc.UI.Keys != nil {
		config.UI.Keys = c.oneOf(*doc.UI.Keys, []string{"default", "vim", "newsboat"}, "ui", "keys")
	}
	if doc.UI.Notify != nil {
		config.UI.Notify = c.oneOf(*doc.UI.Notify, []string{"none", "bell", "osc9", "osc777"}, "ui", "notify")
	}
	if doc.UI.Bidi != nil {
		config.UI.Bidi = c.oneOf(*doc.UI.Bidi, []string{"auto", "terminal", "app"}, "ui", "bidi")
	}
	maps.Copy(config.Keys, doc.Keys)
	for action, key := range doc.Keys {
		c.keyName(action, key)
	}
	return config
}
