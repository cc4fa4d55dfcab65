package config

import (
	"time"

	"harmattan/internal/news"
	"harmattan/internal/regions"
)

// Config is a checked configuration, with defaults where the file is silent.
type Config struct {
	Path     string            // the file it was read from, "" for the built-in example
	Data     string            // folder of the one file of data, "" for the usual one; or postgres://…; see DataDir
	Lang     string            // language of the interface: "en" or "fr"; "" for that of the system
	Officer  string            // who works with the program, for the log; "" for the name of the account
	Fetch    Fetch             // how feeds are asked
	Keep     Keep              // how long texts are kept
	UI       UI                // how the screen looks
	Serve    Serve             // how officers come to a shared desk; see ServeFiles
	Keys     map[string]string // action -> keys, divided by spaces; the reader knows the actions, see CheckKeys
	Feeds    []news.Feed       // in the order of the file
	Regions  []regions.Region  // the desk's own, to be laid over the built-in ones
	Watches  []news.Watch
	Searches []news.Search

	source source // the text, so that later checks can point into it
}

// Fetch says how feeds are asked.
type Fetch struct {
	Every            time.Duration // how often a feed is asked that names no time of its own
	Timeout          time.Duration // for one request, from dialling to the last byte
	FullText         bool          // fetch the page behind a teaser, for feeds that do not say themselves
	PrivateAddresses bool          // a feed address in the file may lie on this machine or in a private network
	UserAgent        string        // how requests introduce themselves; "" is the program's own name
}

// Keep says how long articles keep their texts; 0 is for ever.
type Keep struct {
	Dismissed time.Duration // after their story was dismissed
	Read      time.Duration // after their story was read to its end
}

// UI says how the screen looks.
type UI struct {
	Theme  string // auto, dark, light or none
	Keys   string // the set of keys that [keys] is laid over: default, vim or newsboat
	Mouse  bool   // clicks, the wheel, and the border between panes
	Notify string // how the terminal tells that a watch matched: none, bell, osc9 or osc777
	Bidi   string // who sets text read from right to left in order: auto, terminal or app

	Clipboard []string // a command and its arguments that takes what is copied; none for what the desktop has
}

// The values that hold where the file is silent.
const (
	defaultEvery   = 30 * time.Minute
	defaultTimeout = 20 * time.Second
	defaultTheme   = "auto"
)
