package store

import (
	"os"
	"testing"

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
	b.Logf("%d articles, %d stories", articles, stories)
	lists := map[string]Filter{
		"first screen": {Limit: 100}, "a region": {Regions: []string{"region-1"}, Limit: 100}, "a country": {Country: "TD", Limit: 100},
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
	for _, query := range []string{"b", "bc", "bcd", "bcde", "convoy", "bb bc", `"road to"`, "bcd -bb", "zzz"} {
		asks["search "+query] = func() error {
			_, err := k.Search(b.Context(), Question{Terms: find.Terms(query)}, 50)
			return err
		}
		asks["search in a region "+query] = func() error {
			_, err := k.Search(b.Context(), Question{Terms: find.Terms(query), Where: []Where{{Field: ByRegion, In: []string{"region-3"}}}}, 50)
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
