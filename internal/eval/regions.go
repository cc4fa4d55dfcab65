package main

import (
	"slices"

	"harmattan/internal/news"
	"harmattan/internal/regions"
)

type regionRow struct {
	Lang  news.Lang `json:"lang"`
	Title string    `json:"title"`
	Desc  string    `json:"desc"`
	Text  string    `json:"text"`
	Body  string    `json:"body"`
	Gold  []string  `json:"gold"`
}

type regionAnswer struct {
	Country     string `json:"country"`
	CountryName string `json:"country_name"`
	Region      string `json:"region"`
}

// regions places each row's title and lead. Precision is over the rows that were given a country, recall over the rows
// that have one.
func (m *measure) regions(name string) error {
	rows, err := readRows[regionRow](m, name)
	if err != nil {
		return err
	}
	answers := make([]regionAnswer, len(rows))
	right, said, labelled, some := 0, 0, 0, false
	for i, r := range rows {
		p := m.placer.Place(regions.Text{Title: r.Title, Body: firstOf(r.Desc, r.Text, r.Body), Lang: r.Lang})
		answers[i] = regionAnswer{p.Country, p.CountryName, p.Region}
		some = some || r.Gold != nil
		if len(r.Gold) > 0 {
			labelled++
		}
		if p.Country != "" {
			said++
		}
		if p.Country != "" && slices.Contains(r.Gold, p.Country) {
			right++
		}
	}
	if some {
		precision, recall := ratio(float64(right), float64(said)), ratio(float64(right), float64(labelled))
		m.table.add(name, "country: precision", precision, said)
		m.table.add(name, "country: recall", recall, labelled)
		m.table.add(name, "country: F1", ratio(2*precision*recall, precision+recall), len(rows))
	}
	return writeRows(m, name, answers)
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}
