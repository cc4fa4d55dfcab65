package find

import (
	"strings"
	"unicode"
)

// Question is what an officer asked: words, and conditions on where they stand.
type Question struct {
	Terms      []Term
	Conditions []Condition
}

// Condition is one operator with its value: region:sahel, -outlet:rfi, since:3d.
type Condition struct {
	Key    Key
	Value  string // as it was typed, without quotation marks
	Absent bool   // the value must not hold
}

// Key is what an operator asks about.
type Key string

// The operators.
const (
	Region  Key = "region"  // a region, or its beginning
	Country Key = "country" // a country's code, or its name or the beginning of it
	Outlet  Key = "outlet"  // part of an outlet's name
	Lang    Key = "lang"    // two letters
	State   Key = "state"   // new, watching, cited, dismissed, unread, differs
	Since   Key = "since"   // published since: 24h, 3d, fri, 2026-11-20
	Until   Key = "until"   // published before
	Grade   Key = "grade"   // A to F; "B" asks for B and better, "=B" for B alone
	Watch   Key = "watch"   // stories that a watch matches
)

// Keys lists the operators, in the order in which they are offered.
func Keys() []Key { return []Key{Region, Country, Outlet, Lang, State, Since, Until, Grade, Watch} }

// keyOf reads the name of an operator, in English or French.
func keyOf(name string) (Key, bool) {
	switch strings.ToLower(Fold(name)) {
	case "region":
		return Region, true
	case "country", "pays":
		return Country, true
	case "outlet", "media":
		return Outlet, true
	case "lang", "langue":
		return Lang, true
	case "state", "etat":
		return State, true
	case "since", "depuis":
		return Since, true
	case "until", "jusqu", "jusque":
		return Until, true
	case "grade", "cote":
		return Grade, true
	case "watch", "veille":
		return Watch, true
	}
	return "", false
}

// Ask reads what an officer typed. What begins like an operator and is none is searched for as words; an operator that
// has no value yet asks for nothing.
func Ask(query string) Question {
	var q Question
	var words strings.Builder
	rest := strings.ToValidUTF8(query, " ")
	for rest != "" {
		size := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsSpace(r) })
		if size < 0 {
			break
		}
		words.WriteString(rest[:size])
		rest = rest[size:]
		c, after, ok := condition(rest)
		if ok {
			if c.Value != "" && len(q.Conditions) < mostTerms {
				q.Conditions = append(q.Conditions, c)
			}
			rest = after
			continue
		}
		word := piece(rest)
		words.WriteString(rest[:word])
		rest = rest[word:]
	}
	q.Terms = Terms(words.String())
	return q
}

// condition reads an operator at the beginning of a text.
func condition(text string) (c Condition, rest string, ok bool) {
	body := text
	if after, minus := strings.CutPrefix(body, "-"); minus {
		c.Absent, body = true, after
	}
	name, value, found := strings.Cut(body, ":")
	if !found || strings.ContainsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || isQuote(r) }) {
		return Condition{}, text, false
	}
	if c.Key, ok = keyOf(name); !ok {
		return Condition{}, text, false
	}
	if inner, quoted := cutQuote(value); quoted {
		c.Value, rest, _ = strings.Cut(inner, closing(value))
		return c, rest, true
	}
	end := strings.IndexFunc(value, unicode.IsSpace)
	if end < 0 {
		end = len(value)
	}
	c.Value = value[:end]
	return c, value[end:], true
}

// piece is the length of the first word of a text, or of what stands in quotation marks there.
func piece(text string) int {
	body := strings.TrimPrefix(text, "-")
	if inner, quoted := cutQuote(body); quoted {
		before := len(text) - len(inner)
		if end := strings.Index(inner, closing(body)); end >= 0 {
			return before + end + len(closing(body))
		}
		return len(text)
	}
	if end := strings.IndexFunc(text, unicode.IsSpace); end >= 0 {
		return end
	}
	return len(text)
}

// Like tells whether a name begins with what was typed, in any of its words: "cent", "sahel" for "Central Sahel".
func Like(name, typed string) bool {
	want, have := Words(typed), Words(name)
	if len(want) == 0 {
		return false
	}
	for i := range have {
		if i+len(want) > len(have) {
			return false
		}
		if likeAt(have[i:], want) {
			return true
		}
	}
	return false
}

func likeAt(have, want []string) bool {
	last := len(want) - 1
	for k, w := range want {
		if have[k] != w && (k < last || !strings.HasPrefix(have[k], w)) {
			return false
		}
	}
	return true
}
