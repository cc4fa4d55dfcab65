package config

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/language"

	"harmattan/internal/news"
	"harmattan/internal/regions"
)

// checker gathers the mistakes of one configuration.
type checker struct {
	source source
	found  Errors
}

// at notes a mistake in the value of a path.
func (c *checker) at(path []string, message, hint string) {
	c.found = append(c.found, c.source.fault(c.source.places.find(path...).value, message, hint))
}

// data checks the folder of the one file of data, or the address of a shared desk.
func (c *checker) data(dir string) string {
	if strings.Contains(dir, "://") && !isAddress(dir) {
		c.at([]string{"data"}, "data is an address of no kind that we know",
			"name a folder of this machine, e.g. \"~/desk\", or a shared desk: \"postgres://officer@host/database\"")
	}
	return c.line(dir, "data")
}

// line checks that a text holds no line break or other control character.
func (c *checker) line(text string, path ...string) string {
	if strings.ContainsFunc(text, unsafe) {
		c.at(path, path[len(path)-1]+" holds a control character", "write it on one line, without invisible characters")
	}
	return text
}

// lines checks several texts of one key.
func (c *checker) lines(texts []string, path ...string) []string {
	for _, text := range texts {
		c.line(text, path...)
	}
	return texts
}

// unsafe tells the characters that no name or address has: controls, and those that turn the direction of writing.
func unsafe(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }

// oneOf checks a choice.
func (c *checker) oneOf(value string, choices []string, path ...string) string {
	if slices.Contains(choices, value) {
		return value
	}
	hint := "choose one of " + strings.Join(choices, ", ")
	if meant, ok := nearest(value, choices); ok {
		hint = "did you mean " + quoted(meant) + "?"
	}
	c.at(path, fmt.Sprintf("%s cannot be %s", path[len(path)-1], quoted(value)), hint)
	return value
}

// limits are the shortest and the longest time that makes sense.
type limits struct{ least, most time.Duration }

// everyLimits: more often than each minute is no way to treat a publisher; more seldom than each month is never.
func everyLimits() limits { return limits{time.Minute, 31 * 24 * time.Hour} }

func timeoutLimits() limits { return limits{time.Second, 5 * time.Minute} }

func quietLimits() limits { return limits{time.Hour, 366 * 24 * time.Hour} }

// duration reads a length of time such as "90s", "30m" or "1h30m"; without one it is otherwise.
func (c *checker) duration(text *string, otherwise time.Duration, l limits, path ...string) time.Duration {
	if text == nil {
		return otherwise
	}
	d, err := time.ParseDuration(*text)
	if err != nil {
		c.at(path, quoted(*text)+" is no length of time", `write a number and s, m or h: "90s", "30m", "1h30m"`)
		return otherwise
	}
	possible := fmt.Sprintf("from %s to %s is possible", plain(l.least), plain(l.most))
	switch name := path[len(path)-1]; {
	case d < l.least:
		c.at(path, name+" is too short", possible)
	case d > l.most:
		c.at(path, name+" is too long", possible)
	}
	return d
}

// How many days texts may be kept at least, and at most where they are not kept for ever: a story is open to new articles
// for three weeks, and they are held against its texts.
const (
	fewestDays = 30
	mostDays   = 36500
)

// days reads a number of days such as "90d"; "" is none.
func (c *checker) days(text string, path ...string) time.Duration {
	if text == "" {
		return 0
	}
	number, isDays := strings.CutSuffix(text, "d")
	n, err := strconv.Atoi(number)
	switch name := path[len(path)-1]; {
	case err != nil || !isDays:
		c.at(path, quoted(text)+" is no number of days", `write a number and d, such as "90d", or "" for ever`)
		return 0
	case n < fewestDays:
		c.at(path, name+" is too short", fmt.Sprintf("from %dd on is possible", fewestDays))
	case n > mostDays:
		c.at(path, name+" is too long", fmt.Sprintf(`up to %dd is possible, or "" for ever`, mostDays))
	}
	return time.Duration(n) * 24 * time.Hour
}

// plain writes a time as a person would: 5m, not 5m0s.
func plain(d time.Duration) string {
	text := d.String()
	text = strings.TrimSuffix(text, "m0s")
	if text != d.String() {
		text += "m"
	}
	if hours, ok := strings.CutSuffix(text, "h0m"); ok {
		text = hours + "h"
	}
	return text
}

// feeds checks the feed list. fullText holds for feeds that do not say themselves.
func (c *checker) feeds(tables []feedTable, fullText bool) []news.Feed {
	feeds := make([]news.Feed, 0, len(tables))
	seen := map[string]int{} // canonical address -> number of the first feed that has it
	for i, t := range tables {
		table := []string{"feed", strconv.Itoa(i)}
		key := func(name string) []string { return append(slices.Clone(table), name) }
		canonical, ok := c.address(t.URL, table)
		if first, twice := seen[canonical]; twice && ok {
			c.twice(first, i)
		} else if ok {
			seen[canonical] = i
		}
		f := news.Feed{
			URL: t.URL, Outlet: c.line(t.Outlet, key("outlet")...), FullText: fullText,
			Lang: c.lang(t.Lang, key("lang")), Country: c.country(t.Country, key("country")), Grade: c.grade(t.Grade, key("grade")),
			Every: c.duration(t.Every, 0, everyLimits(), key("every")...),
		}
		if t.FullText != nil {
			f.FullText = *t.FullText
		}
		feeds = append(feeds, f)
	}
	return feeds
}

// lang checks the language of a feed.
func (c *checker) lang(code string, path []string) news.Lang {
	if code == "" {
		return news.Unknown
	}
	base, err := language.ParseBase(code)
	if err == nil && code == base.String() {
		return news.Lang(code)
	}
	hint := "write two letters, such as en, fr, ar, pt or ha (ISO 639-1)"
	if tag, err := language.Parse(code); err == nil {
		if base, sure := tag.Base(); sure == language.Exact {
			hint = "write " + quoted(base.String())
		}
	}
	c.at(path, quoted(code)+" is no language code", hint)
	return news.Unknown
}

// country checks the home country of a feed.
func (c *checker) country(code string, path []string) string {
	if code == "" || isCountry(code) {
		return code
	}
	hint := "write two capital letters, such as ML or NE (ISO 3166-1), or leave it out for an international outlet"
	if upper := strings.ToUpper(code); isCountry(upper) {
		hint = "write " + quoted(upper)
	} else if upper == "UK" {
		hint = `the United Kingdom is "GB"`
	}
	c.at(path, quoted(code)+" is no country code", hint)
	return ""
}

// grade checks a source's grade.
func (c *checker) grade(grade string, path []string) string {
	if grade == "" || isGrade(grade) {
		return grade
	}
	hint := "A (completely reliable) to E (unreliable), or F (cannot be judged)"
	if upper := strings.ToUpper(grade); isGrade(upper) {
		hint = "write " + quoted(upper)
	}
	c.at(path, quoted(grade)+" is no grade", hint)
	return ""
}

func isGrade(grade string) bool { return len(grade) == 1 && grade[0] >= 'A' && grade[0] <= 'F' }

// watches checks the standing questions.
func (c *checker) watches(tables []watchTable) []news.Watch {
	watches := make([]news.Watch, 0, len(tables))
	seen := map[string]bool{}
	for i, t := range tables {
		table := []string{"watch", strconv.Itoa(i)}
		c.name(t.Name, seen, table)
		if len(t.Any)+len(t.All) == 0 && t.Region == "" {
			c.at(table, "the watch looks for nothing", `give it any = ["one", "of", "these"], all = […] or a region`)
		}
		watches = append(watches, news.Watch{
			Name: t.Name, Any: c.words(t.Any, table, "any"), All: c.words(t.All, table, "all"),
			Not: c.words(t.Not, table, "not"), Region: t.Region, Run: t.Run,
			Quiet: c.duration(t.Quiet, 0, quietLimits(), append(table, "quiet")...),
		})
	}
	return watches
}

// words checks that no term is empty: an empty one would match everything.
func (c *checker) words(terms, table []string, key string) []string {
	for i, term := range terms {
		path := append(slices.Clone(table), key, strconv.Itoa(i))
		if strings.TrimSpace(term) == "" {
			c.at(path, "an empty word in "+key, "every story would match it; leave it out")
		}
		c.line(term, path...)
	}
	return terms
}

// searches checks the kept searches.
func (c *checker) searches(tables []searchTable) []news.Search {
	searches := make([]news.Search, 0, len(tables))
	seen := map[string]bool{}
	for i, t := range tables {
		table := []string{"search", strconv.Itoa(i)}
		c.name(t.Name, seen, table)
		if strings.TrimSpace(t.Query) == "" {
			c.at(append(table, "query"), "the search has no query", `add query = "words to search for"`)
		}
		searches = append(searches, news.Search{Name: t.Name, Query: c.line(t.Query, append(table, "query")...)})
	}
	return searches
}

// regions checks the desk's own regions by laying them over the built-in ones, as the desk will.
func (c *checker) regions(own []regions.Region) []regions.Region {
	if len(own) == 0 {
		return nil
	}
	taxonomy, err := regions.Default()
	if err == nil {
		taxonomy, err = taxonomy.With(own)
	}
	if err == nil {
		_, err = regions.New(taxonomy)
	}
	if err != nil {
		c.at(where(own, err), err.Error(), "")
	}
	return own
}

// where is the path to what is wrong with one of the desk's regions: the value of a list, its key, or the region.
func where(own []regions.Region, err error) []string {
	var m *regions.RegionError
	if !errors.As(err, &m) {
		return []string{"region"}
	}
	number := m.Number
	if number < 0 {
		number = max(0, slices.IndexFunc(own, func(r regions.Region) bool { return r.ID == m.ID }))
	}
	path := []string{"region", strconv.Itoa(number)}
	if m.Key == "" {
		return path
	}
	r := own[number]
	path = append(path, m.Key)
	lists := map[string][]string{"countries": r.Countries, "areas": r.Areas, "terms": r.Terms, "m49": r.M49}
	if i := slices.Index(lists[m.Key], m.Value); i >= 0 {
		path = append(path, strconv.Itoa(i))
	}
	return path
}

// name checks that a watch or a search has a name of its own.
func (c *checker) name(name string, seen map[string]bool, table []string) {
	path := append(slices.Clone(table), "name")
	switch {
	case strings.TrimSpace(name) == "":
		c.at(path, "the "+table[0]+" has no name", `add name = "what the list calls it"`)
	case seen[name]:
		c.at(path, fmt.Sprintf("two of [[%s]] are called %s", table[0], quoted(name)), "give one of them another name")
	}
	seen[name] = true
	c.line(name, path...)
}

// keyName checks what an action is bound to; whether the action exists is known to the reader alone.
func (c *checker) keyName(action, key string) {
	path := []string{"keys", action}
	if strings.TrimSpace(key) == "" || strings.ContainsFunc(key, unsafe) {
		c.at(path, quoted(key)+" is no key", `write one or several, divided by spaces: "w", "ctrl+r", "j down"`)
	}
}
