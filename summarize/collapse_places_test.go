package summarize

import (
	"math/rand/v2"
	"testing"
)

// A table of keys says what a map would, however often it is emptied and has to grow.
func TestPlacesAreThoseOfAMap(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var p places
	for range 20 {
		want := map[uint32]int32{}
		for range rng.IntN(3_000) {
			key := rng.Uint32N(2_000) * 0x01010101 // many that meet in one row
			place, had := want[key]
			if at, ok := p.find(key); ok != had || ok && at != place {
				t.Fatalf("key %d is in place %d, %v; want %d, %v", key, at, ok, place, had)
			}
			if !had {
				place = int32(len(want))
				want[key] = place
			}
			if at, isNew := p.of(key); at != place || isNew == had {
				t.Fatalf("key %d gets place %d, new %v; want %d, %v", key, at, isNew, place, !had)
			}
		}
		p.clear()
	}
}
