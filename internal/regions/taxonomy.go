package regions

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"harmattan/internal/news"
)

//go:embed regions.toml
var defaultRegions string

// When says under what condition a region takes a story.
type When string

// The conditions of a region.
const (
	Always    When = ""           // whenever its areas, countries or terms match
	NoCountry When = "no-country" // by its terms, when the text has no country of its own
	None      When = "none"       // when no other region fits; exactly one region is so
)

// Region is one region of the desk, as [[region]] in a configuration file gives it.
type Region struct {
	ID        string            `toml:"id"`
	Name      map[string]string `toml:"name"`      // by language, "en" and others
	Parent    string            `toml:"parent"`    // id of the region that it is shown under
	Countries []string          `toml:"countries"` // ISO 3166-1 alpha-2
	Areas     []string          `toml:"areas"`     // "ML:Gao", "NE:Tahoua/Tillia"
	Terms     []string          `toml:"terms"`     // words of a text that point to the region
	M49       []string          `toml:"m49"`       // the United Nations' codes of parts of the world, "150" for Europe
	When      When              `toml:"when"`
	After     string            `toml:"after"`  // id of the region it is shown after; its own place otherwise
	Extend    bool              `toml:"extend"` // add to the region of this id instead of replacing it
	Hide      bool              `toml:"hide"`   // drop the region of this id

	own bool // the officer's: it claims its countries before the regions that come with the program
}

// Taxonomy is the regions of a desk in the order they are shown.
type Taxonomy struct {
	Regions []Region
}

// Default reads the regions that come with the program.
func Default() (Taxonomy, error) {
	list, err := parse([]byte(defaultRegions))
	if err != nil {
		return Taxonomy{}, err
	}
	return Taxonomy{}.With(list)
}

// parse reads [[region]] tables; keys it does not know are an error that names the line.
func parse(data []byte) ([]Region, error) {
	var file struct {
		Region []Region `toml:"region"`
	}
	decoder := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	if err := decoder.Decode(&file); err != nil {
		var strict *toml.StrictMissingError
		if errors.As(err, &strict) && len(strict.Errors) > 0 {
			row, column := strict.Errors[0].Position()
			return nil, fmt.Errorf("line %d:%d: unknown key %q", row, column, strings.Join(strict.Errors[0].Key(), "."))
		}
		var decode *toml.DecodeError
		if errors.As(err, &decode) {
			row, column := decode.Position()
			return nil, fmt.Errorf("line %d:%d: %w", row, column, err)
		}
		return nil, fmt.Errorf("read regions: %w", err)
	}
	return file.Region, nil
}

// With lays an officer's own regions over t: one with a known id replaces that region where it stands, with Extend it adds
// to it, with Hide it drops it, and others are added before the regions that take what is left over. After moves a
// region. What is wrong with a region is a *RegionError.
func (t Taxonomy) With(own []Region) (Taxonomy, error) {
	list := slices.Clone(t.Regions)
	numbers := make(map[string]int, len(own))
	for i, r := range own {
		if r.ID == "" {
			return t, &RegionError{Number: i, Key: "id", says: fmt.Sprintf("region %d has no id", i+1)}
		}
		if _, twice := numbers[r.ID]; twice {
			return t, &RegionError{Number: i, Key: "id", says: fmt.Sprintf("region %q stands there twice", r.ID)}
		}
		numbers[r.ID], r.own = i, len(t.Regions) > 0
		var m *RegionError
		if list, m = lay(list, r); m != nil {
			m.Number = i
			return t, m
		}
	}
	out := Taxonomy{Regions: list}
	err := out.check()
	var m *RegionError
	if errors.As(err, &m) {
		if i, ours := numbers[m.ID]; ours {
			m.Number = i
		}
	}
	return out, err
}

// lay puts one of the officer's regions into the list.
func lay(list []Region, r Region) ([]Region, *RegionError) {
	at := slices.IndexFunc(list, func(o Region) bool { return o.ID == r.ID })
	switch {
	case (r.Hide || r.Extend) && at < 0:
		return list, mistake(r.ID, "id", "", "there is no such region to hide or extend")
	case r.Hide && r.ID == news.Unplaced:
		return list, mistake(r.ID, "hide", "", "it cannot be hidden: stories that no region fits need a place")
	case r.Hide:
		return drop(list, at), nil
	case r.Extend:
		r = extend(list[at], r)
	}
	if at >= 0 {
		list[at] = r
	} else {
		at = leftovers(list)
		if r.When != Always {
			at = len(list)
		}
		list = slices.Insert(list, at, r)
	}
	return move(list, at)
}

// drop removes a region; regions shown under it move up to where it stood.
func drop(list []Region, at int) []Region {
	gone := list[at]
	list = slices.Delete(list, at, at+1)
	for i := range list {
		if list[i].Parent == gone.ID {
			list[i].Parent = gone.Parent
		}
	}
	return list
}

// extend is old with what r gives: lists grow, single values are replaced where r has one.
func extend(old, r Region) Region {
	out := old
	out.Name = make(map[string]string, len(old.Name)+len(r.Name))
	for _, names := range []map[string]string{old.Name, r.Name} {
		for lang, name := range names {
			out.Name[lang] = name
		}
	}
	out.Countries = slices.Concat(old.Countries, r.Countries)
	out.Areas = slices.Concat(old.Areas, r.Areas)
	out.Terms = slices.Concat(old.Terms, r.Terms)
	out.M49 = slices.Concat(old.M49, r.M49)
	out.After, out.own = r.After, r.own
	if r.Parent != "" {
		out.Parent = r.Parent
	}
	if r.When != Always {
		out.When = r.When
	}
	return out
}

// leftovers is where the regions begin that take what has no country.
func leftovers(list []Region) int {
	at := slices.IndexFunc(list, func(r Region) bool { return r.When != Always })
	if at < 0 {
		return len(list)
	}
	return at
}

// move puts the region at a place behind the one that its After names.
func move(list []Region, at int) ([]Region, *RegionError) {
	r := list[at]
	if r.After == "" {
		return list, nil
	}
	list = slices.Delete(list, at, at+1)
	to := slices.IndexFunc(list, func(o Region) bool { return o.ID == r.After })
	if to < 0 {
		return list, mistake(r.ID, "after", "", "after = %q names no region", r.After)
	}
	return slices.Insert(list, to+1, r), nil
}
