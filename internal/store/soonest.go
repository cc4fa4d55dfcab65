package store

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// fewLeaves are read in their order. Of more those come first in which the most frequent words stand: few documents are left
// after these, and the other leaves need not be read.
const fewLeaves = 8

// soonest are the frequent words that begin with what is asked for, the most frequent first.
type soonest map[string][]string

// knowSoonest finds out once in a search which words are frequent, where many leaves would have to be read. It holds for all
// pieces: it does not matter what is read first, but for the time that it takes.
func (c *candidates) knowSoonest(ctx context.Context, all []*looking) error {
	many := func(l *looking) bool {
		return slices.ContainsFunc(l.rest, func(x clause) bool { return x.span > fewLeaves })
	}
	if c.first == nil && slices.ContainsFunc(all, many) {
		c.first = soonest{}
		err := c.in.eachOften(ctx, []int64{oftenOf(all[0].last)}, func(o *often) error {
			for _, w := range c.words() {
				if w.begins {
					c.first[w.word] = o.beginningWith(w.word)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, l := range all {
		l.first = c.first
	}
	return nil
}

// beginningWith lists the frequent words that begin with some letters, the most frequent first.
func (o *often) beginningWith(letters string) (words []string) {
	for line := range strings.Lines(o.words) {
		if strings.HasPrefix(line, letters) {
			words = append(words, strings.TrimSuffix(line, "\n"))
		}
	}
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(b[len(b)-1], a[len(a)-1]) })
	for i, line := range words {
		words[i] = line[:len(line)-2]
	}
	return words
}

// leavesWith are the leaves in which the frequent words of a clause stand, in the order of these.
func (p *piece) leavesWith(x clause, first soonest) (list []int) {
	for _, w := range x.words {
		for _, word := range first[w.word] {
			if leaf := p.leavesOf([]wanted{{word: word}})[0].from; !slices.Contains(list, leaf) {
				list = append(list, leaf)
			}
		}
	}
	return list
}
