package regions

import "sync"

// finder finds the names of the gazetteer in a text in one pass. Its names are paths of folded words in a trie: a word
// that begins no name costs one look-up. Once built it is never changed, so any number of goroutines may use it.
type finder struct {
	words  map[string]int32 // the words that names are made of
	sieve  []uint64         // a bit for each of them by its hash
	first  []int32          // by word: the node of names that begin with it, or none
	next   map[step]int32   // from a node by a word to the next
	heads  []int32          // by node: the first meaning of the name that ends there, as an index into senses, or none
	senses []sense          // all meanings; those of one name are a list
	rooms  sync.Pool        // of *[]token: memory that texts are cut into
}

type step struct{ node, word int32 }

// none stands for a word, a node or a meaning that does not exist; nothing leads back to number 0.
const none = 0

// sense is one meaning of a name.
type sense struct {
	place string // "ML", "ML:Gao"; "" for a phrase that means no place; the id of a region for a term
	kind  kind
	doubt bool  // it is also an ordinary word or a person's name
	exact bool  // only in exactly these capitals, as US
	more  int32 // the next meaning of the same name, or none
}

func (s sense) country() string {
	if s.kind == term || s.kind == wide || len(s.place) < 2 {
		return ""
	}
	return s.place[:2]
}

// found is a name where it stands in a text.
type found struct {
	start, end int
	node       int32
}

// newFinder makes room for so many names.
func newFinder(names int) *finder {
	return &finder{
		words: make(map[string]int32, names), sieve: make([]uint64, sieveBits/64), next: make(map[step]int32, names/2), first: make([]int32, 1, names),
		heads: make([]int32, 1, names+names/2), senses: make([]sense, 1, names),
	}
}

// add takes a name, as folded words, and one of its meanings.
func (f *finder) add(name []string, s sense) {
	node := int32(none)
	for _, w := range name {
		word, ok := f.words[w]
		if !ok {
			word = int32(len(f.first))
			f.words[w] = word
			hole := holeOf([]byte(w))
			f.sieve[hole/64] |= 1 << (hole % 64)
			f.first = append(f.first, none)
		}
		node = f.child(node, word)
	}
	if node == none {
		return
	}
	at := &f.heads[node]
	for *at != none {
		at = &f.senses[*at].more
	}
	*at = int32(len(f.senses))
	f.senses = append(f.senses, s)
}

// meanings are what the name that ends at a node stands for.
func (f *finder) meanings(node int32) []sense {
	var out []sense
	for i := f.heads[node]; i != none; i = f.senses[i].more {
		out = append(out, f.senses[i])
	}
	return out
}

func (f *finder) child(node, word int32) int32 {
	to := f.follow(node, word)
	if to != none {
		return to
	}
	to = int32(len(f.heads))
	f.heads = append(f.heads, none)
	if node == none {
		f.first[word] = to
	} else {
		f.next[step{node, word}] = to
	}
	return to
}

func (f *finder) follow(node, word int32) int32 {
	if node == none {
		return f.first[word]
	}
	return f.next[step{node, word}]
}

// find returns the names in text, the longest at each place, none inside another.
func (f *finder) find(text string) []found {
	room, ok := f.rooms.Get().(*[]token)
	if !ok {
		room = new([]token)
	}
	defer f.rooms.Put(room)
	tokens := f.tokens((*room)[:0], text)
	*room = tokens
	var out []found
	for i := 0; i < len(tokens); i++ {
		if node, last := f.longest(text, tokens, i); node != none {
			out = append(out, found{int(tokens[i].start), int(tokens[last].end), node})
			i = last
		}
	}
	return out
}

// longest is the longest name that begins at a word, and its last word.
func (f *finder) longest(text string, tokens []token, i int) (best int32, last int) {
	node := int32(none)
	for j := i; j < len(tokens); j++ {
		if j > i && (tokens[j].order != tokens[j-1].order+1 || !joins(text, tokens[j-1], tokens[j])) {
			break
		}
		if node = f.follow(node, tokens[j].word); node == none {
			break
		}
		if f.heads[node] != none {
			best, last = node, j
		}
	}
	return best, last
}
