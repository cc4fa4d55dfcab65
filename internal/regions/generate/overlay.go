package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/pelletier/go-toml/v2"
)

// overlay is our own facts, by file.
type overlay struct {
	demonyms map[string]map[string][]string // language, country, forms
	words    words
	areas    map[string][]string // other names of divisions
	tongues  map[string][]string // their names in other languages than that of the open data
	sahel    struct {
		Area []ownArea `toml:"area"`
	}
	ordinary struct {
		Words []string `toml:"words"`
	}
}

// words is words.toml.
type words struct {
	Countries map[string][]string `toml:"countries"`
	Powers    map[string][]string `toml:"powers"`
	Exonyms   map[string][]string `toml:"exonyms"`
	Places    map[string][]string `toml:"places"` // by division
	Parts     map[string][]string `toml:"parts"`
	Groups    map[string][]string `toml:"groups"` // by country codes, divided by a space
	People    map[string][]string `toml:"people"`
	Hints     map[string][]string `toml:"hints"`
	Wide      map[string][]string `toml:"wide"` // by M49 code
	Sport     struct {
		Words []string `toml:"words"`
	} `toml:"sport"`
	None struct {
		Phrases []string `toml:"phrases"`
	} `toml:"none"`
	Doubtful struct {
		Countries []string `toml:"countries"` // "TD:Chad"
	} `toml:"doubtful"`
}

// ownArea is a division that the open data does not have yet.
type ownArea struct {
	ID    string   `toml:"id"`
	From  string   `toml:"from"`
	Also  []string `toml:"also"`
	Parts []string `toml:"parts"`
	Towns []string `toml:"towns"`
}

func readOverlay(dir string) (overlay, error) {
	var o overlay
	for name, into := range map[string]any{
		"demonyms.toml": &o.demonyms, "words.toml": &o.words, "areas.toml": &o.areas, "tongues.toml": &o.tongues, "sahel.toml": &o.sahel, "ordinary.toml": &o.ordinary,
	} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return o, fmt.Errorf("read our own facts: %w", err)
		}
		if err := toml.Unmarshal(data, into); err != nil {
			return o, fmt.Errorf("read %s: %w", name, err)
		}
	}
	return o, nil
}
