package summarize

import (
	"encoding/binary"
	"slices"
	"strings"
)

// pageLines are the words by which lines of the page around an article are known.
type pageLines struct{ pointers, credits, copyrights, subscriptions, cookies, headings wordings }

func newPageLines() *pageLines {
	return &pageLines{
		pointers: newWordings(pointers()), credits: newWordings(credits()), copyrights: newWordings(copyrights()),
		subscriptions: newWordings(subscriptions()), cookies: newWordings(cookies()), headings: newWordings(headings()),
	}
}

// wordings are phrases that are looked for all at once: by their first four bytes, most of which a line holds nowhere.
type wordings struct {
	sieve [1 << wordingBits / 64]uint64 // a bit for each four bytes
	by    map[uint32][]string
	short []string // phrases of fewer bytes
}

const (
	wordingHead = 4
	wordingBits = 12
)

// wordingHole is the bit of four bytes.
func wordingHole(head uint32) (word, bit uint32) {
	hole := head * 0x9e3779b1 >> (32 - wordingBits)
	return hole / 64, hole % 64
}

func newWordings(phrases []string) wordings {
	w := wordings{by: map[uint32][]string{}}
	for _, p := range phrases {
		if len(p) < wordingHead {
			w.short = append(w.short, p)
			continue
		}
		head := binary.LittleEndian.Uint32([]byte(p[:wordingHead]))
		word, bit := wordingHole(head)
		w.sieve[word] |= 1 << bit
		w.by[head] = append(w.by[head], p)
	}
	return w
}

// begin tells whether a line begins with one of the phrases.
func (w *wordings) begin(line string) bool {
	own := func(p string) bool { return strings.HasPrefix(line, p) }
	return w.beginsLong(line) || slices.ContainsFunc(w.short, own)
}

// standIn tells whether a line holds one of the phrases.
func (w *wordings) standIn(line string) bool {
	for at := range len(line) {
		if w.beginsLong(line[at:]) {
			return true
		}
	}
	return slices.ContainsFunc(w.short, func(p string) bool { return strings.Contains(line, p) })
}

func (w *wordings) beginsLong(line string) bool {
	if len(line) < wordingHead {
		return false
	}
	head := uint32(line[0]) | uint32(line[1])<<8 | uint32(line[2])<<16 | uint32(line[3])<<24
	word, bit := wordingHole(head)
	return w.sieve[word]&(1<<bit) != 0 && slices.ContainsFunc(w.by[head], func(p string) bool { return strings.HasPrefix(line, p) })
}
