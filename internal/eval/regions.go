package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"harmattan/internal/news"
	"harmattan/internal/regions"
)

type regionRow struct {
	Lang  news.Lang  `json:"lang"`
	Title string     `json:"title"`
	Desc  string     `json:"desc"`
	Text  string     `json:"text"`
	Body  string     `json:"body"`
	Gold  goldPlaces `json:"gold"`
}

// goldPlaces are the places that a label accepts: countries by their codes, or divisions, as "NG:Borno" or by name alone. A label
// with one place may be a plain string.
type goldPlaces []string

func (g *goldPlaces) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*g = goldPlaces{}
		if one != "" {
			*g = goldPlaces{one}
		}
		return nil
	}
	var list []string
	if err := json.Unmarshal(data, &list); err != nil {
		return fmt.Errorf("read a label: %w", err)
	}
	*g = list
	return nil
}

// divisions tells whether the label names a division rather than a country.
func (g goldPlaces) divisions() bool {
	return slices.ContainsFunc(g, func(s string) bool { return len(s) > 2 })
}

// holds tells whether the label accepts an area, which may lie inside the division it names.
func (g goldPlaces) holds(area string) bool {
	division, _, _ := strings.Cut(area, "/")
	_, name, _ := strings.Cut(division, ":")
	return slices.ContainsFunc(g, func(s string) bool { return s == division || slices.Equal(regions.Fold(s), regions.Fold(name)) })
}

type regionAnswer struct {
	Country     string `json:"country"`
	CountryName string `json:"country_name"`
	Region      string `json:"region"`
	Area        string `json:"area,omitempty"`
}

// regions places each row's title and lead.
func (m *measure) regions(name string) error {
	rows, err := readRows[regionRow](m, name)
	if err != nil {
		return err
	}
	answers, places := make([]regionAnswer, len(rows)), make([]news.Placement, len(rows))
	labelled := false
	for i, r := range rows {
		p := m.placer.Place(regions.Text{Title: r.Title, Body: firstOf(r.Desc, r.Text, r.Body), Lang: r.Lang})
		answers[i] = regionAnswer{p.Country, p.CountryName, p.Region, p.Area}
		places[i] = p
		labelled = labelled || r.Gold != nil
	}
	switch {
	case slices.ContainsFunc(rows, func(r regionRow) bool { return r.Gold.divisions() }):
		m.divisionFigures(name, rows, places)
	case labelled:
		m.countryFigures(name, rows, places)
	}
	return writeRows(m, name, answers)
}

// countryFigures: precision is over the rows that were given a country, recall over the rows that have one.
func (m *measure) countryFigures(name string, rows []regionRow, places []news.Placement) {
	right, said, labelled := 0, 0, 0
	for i, r := range rows {
		if len(r.Gold) > 0 {
			labelled++
		}
		if places[i].Country != "" {
			said++
		}
		if places[i].Country != "" && slices.Contains(r.Gold, places[i].Country) {
			right++
		}
	}
	precision, recall := ratio(float64(right), float64(said)), ratio(float64(right), float64(labelled))
	m.table.add(name, "country: precision", precision, said)
	m.table.add(name, "country: recall", recall, labelled)
	m.table.add(name, "country: F1", ratio(2*precision*recall, precision+recall), len(rows))
}

// divisionFigures: as countryFigures, and the precision of the surest rows that make up a recall of .45.
func (m *measure) divisionFigures(name string, rows []regionRow, places []news.Placement) {
	const wanted = .45
	var said []scored
	right, labelled := 0, 0
	for i, r := range rows {
		if len(r.Gold) > 0 {
			labelled++
		}
		if places[i].Area == "" {
			continue
		}
		ok := r.Gold.holds(places[i].Area)
		said = append(said, scored{places[i].Score, ok})
		if ok {
			right++
		}
	}
	m.table.add(name, "division: precision", ratio(float64(right), float64(len(said))), len(said))
	m.table.add(name, "division: recall", ratio(float64(right), float64(labelled)), labelled)
	m.table.add(name, "division: precision at recall .45", precisionAt(said, labelled, wanted), len(rows))
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}
