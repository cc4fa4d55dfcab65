package find

import (
	"slices"
	"strings"
)

// Matcher holds the terms of one watch, ready to be looked for.
type Matcher struct {
	any, all [][]Term // each term with its other names
	not      [][]Term
}

// NewMatcher readies the terms of a watch: of any one is enough, all of all must be there, none of not may be. A term is
// found as whole words side by side, in the plural too; with "*" at its end as the beginning of words. namesakes gives the
// other names of what a term names, nil for none.
func NewMatcher(anyOf, all, not []string, namesakes func(string) []string) Matcher {
	return Matcher{any: named(anyOf, namesakes), all: named(all, namesakes), not: named(not, nil)}
}

func named(terms []string, namesakes func(string) []string) [][]Term {
	var out [][]Term
	for _, text := range terms {
		names := []string{text}
		if namesakes != nil {
			names = append(names, namesakes(text)...)
		}
		var forms []Term
		for _, name := range names {
			if t, ok := loose(name); ok {
				forms = append(forms, t)
			}
		}
		if len(forms) > 0 {
			out = append(out, forms)
		}
	}
	return out
}

// loose is a term of a watch.
func loose(text string) (Term, bool) {
	stem, open := strings.CutSuffix(strings.TrimSpace(text), "*")
	words := Words(stem)
	return Term{Words: words, Whole: !open, Loose: !open}, len(words) > 0
}

// Empty tells whether there is nothing to look for.
func (m Matcher) Empty() bool { return len(m.any) == 0 && len(m.all) == 0 }

// Match tells whether a text has what is looked for. The text has to be folded; see Text.Fold.
func (m Matcher) Match(t Text) bool {
	for _, forms := range m.all {
		if !t.hasOneOf(forms) {
			return false
		}
	}
	if m.Denies(t) {
		return false
	}
	if len(m.any) == 0 {
		return len(m.all) > 0
	}
	return slices.ContainsFunc(m.any, t.hasOneOf)
}

// Denies tells whether a text has what may not be there.
func (m Matcher) Denies(t Text) bool {
	return slices.ContainsFunc(m.not, t.hasOneOf)
}

func (t Text) hasOneOf(forms []Term) bool {
	return slices.ContainsFunc(forms, t.has)
}

func (t Text) has(want Term) bool {
	for i := range t.Spots {
		if t.standsAt(i, want) {
			return true
		}
	}
	return false
}

// Wanted are all terms whose finding the officer wants to see.
func (m Matcher) Wanted() []Term {
	var out []Term
	for _, group := range [][][]Term{m.any, m.all} {
		for _, forms := range group {
			out = append(out, forms...)
		}
	}
	return out
}

// Choices are the terms of which a text that matches has one at least, for an index to begin with: those of one term that
// must be there, or all of any.
func (m Matcher) Choices() []Term {
	if len(m.all) > 0 {
		return m.all[0]
	}
	var out []Term
	for _, forms := range m.any {
		out = append(out, forms...)
	}
	return out
}
