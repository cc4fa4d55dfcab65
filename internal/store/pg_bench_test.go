package store

import (
	"os"
	"testing"
	"time"

	"harmattan/internal/find"
)

// BenchmarkServer asks a desk on a server what screens ask. HARMATTAN_POSTGRES_DESK names one, which is only read; fill
// makes one as large as it is to be.
func BenchmarkServer(b *testing.B) {
	address := os.Getenv("HARMATTAN_POSTGRES_DESK")
	if address == "" {
		b.Skip("HARMATTAN_POSTGRES_DESK names no desk")
	}
	open := func(b *testing.B) Keeper {
		b.Helper()
		k, err := OpenDesk(b.Context(), address, ReadOnly)
		if err != nil {
			b.Fatal(err)
		}
		return k
	}
	k := open(b)
	b.Cleanup(func() { _ = k.Close() }) // only read
	articles, stories, _, err := k.Counts(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	latest, err := k.TimeOfNews(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d articles, %d stories", articles, stories)
	lists := map[string]Filter{
		"first screen": {Limit: 100}, "a region": {Regions: []string{"central-sahel"}, Limit: 100}, "a country": {Country: "ML", Limit: 100},
		"what differs": {Differs: true, Limit: 100}, "watching, unread": {State: "watching", Unread: true, Limit: 100},
	}
	asks := map[string]func() error{
		"open": func() error { return open(b).Close() },
		"counts of regions": func() error {
			_, err := k.RegionCounts(b.Context())
			return err
		},
		"counts of countries": func() error {
			_, err := k.CountryCounts(b.Context())
			return err
		},
	}
	for name, f := range lists {
		asks["list "+name] = func() error {
			_, err := k.Stories(b.Context(), f)
			return err
		}
	}
	for name, x := range map[string]struct {
		query string
		where []Where
	}{
		"one letter":                       {"b", nil},
		"two letters":                      {"be", nil},
		"a frequent word":                  {"people", nil},
		"two frequent words":               {"babe bebe", nil},
		"three frequent words":             {"babe bebe kube", nil},
		"a word that nobody wrote":         {"zzz", nil},
		"a region and a frequent word":     {"babe", []Where{{Field: ByRegion, In: []string{"central-sahel"}}}},
		"a country and a frequent word":    {"babe", []Where{{Field: ByCountry, In: []string{"ML"}}}},
		"an outlet and a frequent word":    {"babe", []Where{{Field: ByOutlet, In: []string{"Invented Outlet 25"}}}},
		"since and a frequent word":        {"babe", []Where{{Field: Published, At: latest.Add(-72 * time.Hour)}}},
		"until and a frequent word":        {"babe", []Where{{Field: Published, At: latest.Add(-900 * 24 * time.Hour), Not: true}}},
		"a region alone":                   {"", []Where{{Field: ByRegion, In: []string{"central-sahel"}}}},
		"an outlet alone":                  {"", []Where{{Field: ByOutlet, In: []string{"Invented Outlet 25"}}}},
		"since alone":                      {"", []Where{{Field: Published, At: latest.Add(-72 * time.Hour)}}},
		"until alone":                      {"", []Where{{Field: Published, At: latest.Add(-900 * 24 * time.Hour), Not: true}}},
		"a state and a word":               {"babe", []Where{{Field: ByState, In: []string{"watching"}}}},
		"a state alone":                    {"", []Where{{Field: ByState, In: []string{"new"}}}},
		"a grade alone":                    {"", []Where{{Field: ByGrade, In: []string{"A"}}}},
		"unread and a word":                {"babe", []Where{{Field: StoryUnread}}},
		"what differs":                     {"babe", []Where{{Field: StoryDiffer}}},
		"a rare word in a region":          {"gupudi", []Where{{Field: ByRegion, In: []string{"central-sahel"}}}},
		"another language":                 {"babe", []Where{{Field: ByLang, In: []string{"en"}, Not: true}}},
		"not a grade":                      {"babe", []Where{{Field: ByGrade, In: []string{"A"}, Not: true}}},
		"without a beginning":              {"babe -be", nil},
		"without a letter":                 {"people -b", nil},
		"a phrase that articles have":      {`"open for babe"`, nil},
		"a phrase of frequent words":       {`"babe open for"`, nil},
		"another phrase of frequent words": {`"babe bebe kube bube"`, nil},
		"a denied phrase":                  {`people -"open for"`, nil},
		"a denied phrase that few have":    {`people -"babe bebe"`, nil},
	} {
		asks["search "+name] = func() error {
			_, err := k.Search(b.Context(), Question{Terms: find.Terms(x.query), Where: x.where}, 50)
			return err
		}
	}
	for name, ask := range asks {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := ask(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
