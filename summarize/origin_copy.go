package summarize

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// What makes a copy, measured by runs of three words.
const (
	runWords   = 3
	fewestRuns = 6   // runs that a text must have to be compared at all
	copyShare  = .45 // share of the later text's runs that stand in the earlier one
	wholeText  = .6  // share of the earlier text's runs that stand in the later one, which may add as much again
	addedMost  = .3  // share of the later text's runs that is then from the earlier one
)

// mostHolders is how many articles are remembered to hold a run, the first ones: a run that more have is a turn of
// phrase, or stands in copies of these.
const mostHolders = 32

// findCopies finds the near-identical texts among those that came before. An article whose text is no more than its title
// is compared by both.
func (f *OriginFinder) findCopies(number int, runs []uint64) {
	t := f.texts[number]
	t.length = len(runs)
	f.common = slices.Grow(f.common[:0], number)[:number]
	clear(f.common)
	if number < mostHolders {
		t.runs = runs
		for other, o := range f.texts[:number] {
			f.common[other] = inBoth(runs, o.runs)
		}
	} else {
		f.findHolders(number, runs)
	}
	for other, common := range f.common[:number] {
		if common == 0 {
			continue
		}
		o := f.texts[other]
		earlier, later := o.length, t.length
		if t.published.Before(o.published) {
			earlier, later = later, earlier
		}
		if copies(common, earlier, later) {
			t.twins = append(t.twins, other)
			o.twins = append(o.twins, number)
		}
	}
}

// findHolders counts the runs that earlier texts hold too, by an index: with many texts it is cheaper than comparing each.
func (f *OriginFinder) findHolders(number int, runs []uint64) {
	if f.holders == nil {
		f.holders = map[uint64][]int32{}
		for n, t := range f.texts[:number] {
			for _, r := range t.runs {
				f.holders[r] = append(f.holders[r], int32(n))
			}
			t.runs = nil
		}
	}
	for _, r := range runs {
		held := f.holders[r]
		for _, other := range held {
			f.common[other]++
		}
		if len(held) < mostHolders {
			f.holders[r] = append(held, int32(number))
		}
	}
}

// inBoth counts what two lists have in common, both in ascending order and without repeats.
func inBoth[K cmp.Ordered](a, b []K) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}

func runsOf(title, text string) []uint64 {
	if runs := wordRuns(text); len(runs) >= fewestRuns {
		return runs
	}
	return wordRuns(title + " " + text)
}

// copies tells whether a text of later runs is the text of earlier ones, edited lightly, cut, or with something added.
func copies(common, earlier, later int) bool {
	if min(earlier, later) < fewestRuns {
		return false
	}
	ofLater, ofEarlier := float64(common)/float64(later), float64(common)/float64(earlier)
	return ofLater >= copyShare || ofEarlier >= wholeText && ofLater >= addedMost
}

// wordRuns lists the runs of three words of a text, each once, as hashes. Capitals, accents and punctuation do not
// count.
func wordRuns(text string) []uint64 {
	out := make([]uint64, 0, len(text)/6+1)
	var last [runWords]uint64
	words := 0
	for at := 0; at < len(text); {
		word, end := nextWord(text, at)
		at = end
		if word == 0 {
			continue
		}
		copy(last[:], last[1:])
		last[runWords-1] = word
		words++
		if words >= runWords {
			run := uint64(0)
			for _, w := range last {
				run = run*0x9e3779b97f4a7c15 + w
			}
			out = append(out, run)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// nextWord hashes the letters and digits from at on, and tells where they end; 0 where there are none.
func nextWord(text string, at int) (hashed uint64, end int) {
	const offset, prime = 14695981039346656037, 1099511628211
	hashed = offset
	start := at
	for at < len(text) {
		c := text[at]
		if c < utf8.RuneSelf {
			if !wordRune(rune(c)) {
				break
			}
			hashed = (hashed ^ uint64(lowerASCII(c))) * prime
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		if !wordRune(r) {
			break
		}
		for _, b := range []byte(Fold(text[at : at+size])) {
			hashed = (hashed ^ uint64(b)) * prime
		}
		at += size
	}
	if at == start {
		_, size := utf8.DecodeRuneInString(text[at:])
		return 0, at + size
	}
	return hashed, at
}
