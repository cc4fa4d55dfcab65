package feeds

import (
	"encoding/binary"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

const (
	recurs       = 3      // pages of a site that a line must stand on to be the site's and not the article's
	maxRecurring = 60_000 // sightings of lines that are remembered, of all sites

	sightingSize = 16 // bytes of a sighting in the file
)

// recurring remembers short lines of the pages read, to know those that stand on every page of a site. With a folder it
// remembers them from one run of the program to the next: a program that runs for a minute seldom sees three pages.
type recurring struct {
	path string // of the file, "" where there is none

	mu    sync.Mutex
	read  bool
	pages map[uint64][]uint64 // line of a site -> the pages it stood on, no more than recurs
	count int
}

func newRecurring(folder string) *recurring {
	r := &recurring{pages: map[uint64][]uint64{}}
	if folder != "" {
		r.path = filepath.Join(folder, "lines")
	}
	return r
}

// withoutRecurring notes the short lines of a page, and leaves out those that recur.
func (r *recurring) withoutRecurring(site, page string, all []block) []block {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.load()
	at := sum64(page)
	var kept []block
	var fresh []byte
	for _, b := range all {
		if len(b.text) < shortBlock {
			line := sum64(site + "\x00" + b.text)
			if r.see(line, at) {
				fresh = binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(fresh, line), at)
			}
			if len(r.pages[line]) >= recurs {
				continue
			}
		}
		kept = append(kept, b)
	}
	r.add(fresh)
	return kept
}

// see notes that a line stood on a page; it tells whether that is new.
func (r *recurring) see(line, page uint64) bool {
	seen := r.pages[line]
	if len(seen) >= recurs || slices.Contains(seen, page) {
		return false
	}
	r.pages[line] = append(seen, page)
	r.count++
	return true
}

// load reads the file, once. Of one that has grown long, the newer half stays.
func (r *recurring) load() {
	if r.read || r.path == "" {
		return
	}
	r.read = true
	all, err := os.ReadFile(r.path)
	if err != nil {
		return
	}
	all = all[:len(all)-len(all)%sightingSize]
	if len(all) > maxRecurring*sightingSize {
		all = all[len(all)-maxRecurring/2*sightingSize:]
		_ = os.WriteFile(r.path, all, 0o600) //nolint:gosec // the folder is the officer's; lines that are forgotten are learned again
	}
	for ; len(all) > 0; all = all[sightingSize:] {
		r.see(binary.LittleEndian.Uint64(all), binary.LittleEndian.Uint64(all[8:]))
	}
}

// add writes new sightings behind the others, and forgets all where they have become too many.
func (r *recurring) add(fresh []byte) {
	if r.count > maxRecurring {
		clear(r.pages)
		r.count = 0
	}
	if r.path == "" || len(fresh) == 0 || os.MkdirAll(filepath.Dir(r.path), 0o700) != nil {
		return
	}
	f, err := os.OpenFile(r.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	_, _ = f.Write(fresh)
	_ = f.Close()
}

func sum64(s string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(s)) // a hash never fails
	return h.Sum64()
}
