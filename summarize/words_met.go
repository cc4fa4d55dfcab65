package summarize

import (
	"hash/maphash"
	"sync"

	"harmattan/internal/news"
)

// met is the words that several readers have met, for each to look up what no other has. It is safe for many goroutines; a
// form does not change once it is made. Words lie in parts by their hash, each under a lock of its own: under one for all, two
// readers at work waited for each other at every tenth word, and a thread that waits costs more than looking a word up.
type met struct {
	seed  maphash.Seed // of the hashes that its readers know words by, see atPlace
	parts [1 << partBits]metPart
}

// metPart is a part of the words, by language.
type metPart struct {
	mu    sync.Mutex
	langs map[news.Lang]*forms
}

// forms are the words of one language met last, in two halves: when the young one is full it becomes the old one, and what
// is not met again before the next turn is forgotten.
type forms struct {
	young, old map[uint64]*form
}

const (
	partBits    = 6
	sharedForms = 24_000 >> partBits // words in a half of a part; all halves of a language take about 12 MB
)

func newMet() *met { return &met{seed: maphash.MakeSeed()} }

// part is where a word of a hash lies: by its first bits, as readers go by its last.
func (m *met) part(hash uint64) *metPart { return &m.parts[hash>>(64-partBits)] }

// form is what was kept of a word, or nil.
func (m *met) form(hash uint64, lang news.Lang) *form {
	p := m.part(hash)
	p.mu.Lock()
	defer p.mu.Unlock()
	all := p.langs[lang]
	if all == nil {
		return nil
	}
	if f := all.young[hash]; f != nil {
		return f
	}
	return all.old[hash]
}

// keep keeps a word for all readers.
func (m *met) keep(hash uint64, f *form, lang news.Lang) {
	p := m.part(hash)
	p.mu.Lock()
	defer p.mu.Unlock()
	all := p.langs[lang]
	if all == nil {
		if p.langs == nil || len(p.langs) >= maxLangs {
			p.langs = map[news.Lang]*forms{}
		}
		all = &forms{young: map[uint64]*form{}}
		p.langs[lang] = all
	}
	if len(all.young) >= sharedForms {
		all.old, all.young = all.young, make(map[uint64]*form, sharedForms)
	}
	all.young[hash] = f
}
