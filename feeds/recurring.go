package feeds

import (
	"hash/maphash"
	"sync"
)

const (
	recurs       = 3      // pages of a site that a line must stand on to be the site's and not the article's
	maxRecurring = 20_000 // lines that are remembered of all sites
)

// recurring remembers short lines of the pages read, to know those that stand on every page of a site. It only knows
// the pages of one run of the program.
type recurring struct {
	mu    sync.Mutex
	seed  maphash.Seed
	pages map[uint64]map[uint64]bool // line of a site -> the pages it stood on
}

func newRecurring() *recurring {
	return &recurring{seed: maphash.MakeSeed(), pages: map[uint64]map[uint64]bool{}}
}

// withoutRecurring notes the short lines of a page, and leaves out those that recur.
func (r *recurring) withoutRecurring(site, page string, all []block) []block {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.pages) > maxRecurring {
		clear(r.pages)
	}
	at := maphash.String(r.seed, page)
	var kept []block
	for _, b := range all {
		if len(b.text) < shortBlock {
			key := maphash.String(r.seed, site+"\x00"+b.text)
			if r.pages[key] == nil {
				r.pages[key] = map[uint64]bool{}
			}
			if len(r.pages[key]) < recurs {
				r.pages[key][at] = true
			}
			if len(r.pages[key]) >= recurs {
				continue
			}
		}
		kept = append(kept, b)
	}
	return kept
}
