package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"harmattan/internal/news"
)

// Countries lists the countries that have stories, those of most stories first. Stories without a country are counted in a row
// without a code, which stands last.
func (d *Desk) Countries(ctx context.Context) ([]news.CountryRow, error) {
	counts, err := d.store.CountryCounts(ctx)
	if err != nil {
		return nil, fmt.Errorf("count the countries' stories: %w", err)
	}
	rows := make([]news.CountryRow, 0, len(counts))
	for code, c := range counts {
		rows = append(rows, news.CountryRow{Code: code, Name: d.CountryName(code), Total: c.Total, Left: c.Left})
	}
	slices.SortFunc(rows, func(a, b news.CountryRow) int {
		if (a.Code == "") != (b.Code == "") {
			return cmp.Compare(b.Code, a.Code)
		}
		return cmp.Or(cmp.Compare(b.Total, a.Total), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Code, b.Code))
	})
	return rows, nil
}

// CountryName names a country in the language of the interface; an unknown code is its own name.
func (d *Desk) CountryName(code string) string {
	return cmp.Or(d.placer.CountryName(code, d.lang), code)
}
