package feeds

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// What follows reads robots.txt as RFC 9309 says, for pages that content names. The one Go library for it has not moved
// in years and does not resolve "longest match wins"; the rules fit on a page.

// errRobots is why a page is not read.
var errRobots = errors.New("the site's robots.txt asks programs not to read this page")

const (
	robotsName = "harmattan" // what we answer to in robots.txt
	robotsFor  = 24 * time.Hour
	robotsSize = 500 << 10        // bytes that are read, as the RFC has it
	maxDelay   = 10 * time.Second // of Crawl-delay
)

// robotsRule allows or forbids the paths that match a pattern.
type robotsRule struct {
	pattern string
	allow   bool
}

// robotsRules are the rules of a site that hold for us.
type robotsRules struct {
	rules []robotsRule
	delay time.Duration // Crawl-delay
}

// allows tells whether a path may be read: the longest pattern that matches decides, and allow wins a tie.
func (r robotsRules) allows(path string) bool {
	best, allowed := -1, true
	for _, rule := range r.rules {
		if !matches(rule.pattern, path) {
			continue
		}
		if n := len(rule.pattern); n > best || n == best && rule.allow {
			best, allowed = n, rule.allow
		}
	}
	return allowed
}

// matches compares a path with a pattern, in which "*" is anything and a "$" at the end is the end.
func matches(pattern, path string) bool {
	pattern, anchored := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	path = path[len(parts[0]):]
	for i, part := range parts[1:] {
		if anchored && i == len(parts)-2 {
			return strings.HasSuffix(path, part)
		}
		at := strings.Index(path, part)
		if at < 0 {
			return false
		}
		path = path[at+len(part):]
	}
	return !anchored || path == ""
}

// parseRobots reads a robots.txt: the groups that name us, else those for everybody.
func parseRobots(text string) robotsRules {
	groups := map[string]*robotsRules{}
	var agents []string
	inRules := true
	for _, row := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		row, _, _ = strings.Cut(row, "#")
		key, value, ok := strings.Cut(row, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if key == "user-agent" {
			if inRules {
				agents, inRules = nil, false
			}
			agents = append(agents, agentName(value))
			continue
		}
		inRules = true
		for _, a := range agents {
			if groups[a] == nil {
				groups[a] = &robotsRules{}
			}
			groups[a].add(key, value)
		}
	}
	for _, name := range []string{robotsName, "*"} {
		if g := groups[name]; g != nil {
			return *g
		}
	}
	return robotsRules{}
}

// agentName is the product that a user-agent line names, without its version.
func agentName(value string) string {
	name, _, _ := strings.Cut(strings.ToLower(value), "/")
	return strings.TrimSpace(name)
}

func (r *robotsRules) add(key, value string) {
	switch key {
	case "allow", "disallow":
		if value != "" {
			r.rules = append(r.rules, robotsRule{pattern: value, allow: key == "allow"})
		}
	case "crawl-delay":
		if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds > 0 {
			r.delay = min(time.Duration(min(seconds, 1e6)*float64(time.Second)), maxDelay)
		}
	}
}

// robotsCache remembers the rules of sites for a day.
type robotsCache struct {
	kept *shelf

	mu    sync.Mutex
	sites map[string]robotsSite
}

type robotsSite struct {
	rules robotsRules
	until time.Time
}

func newRobotsCache(kept *shelf) *robotsCache {
	return &robotsCache{kept: kept, sites: map[string]robotsSite{}}
}

// robotsFile is what is kept of a robots.txt: its status and its text.
type robotsFile struct {
	Code int    `json:"code"`
	Text string `json:"text"`
}

func (r *robotsCache) get(site string, now time.Time) (robotsRules, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if s, ok := r.sites[site]; ok && s.until.After(now) {
		return s.rules, true
	}
	var file robotsFile
	if !r.kept.get(hashed("robots", site), &file) {
		return robotsRules{}, false
	}
	rules := rulesOf(file)
	r.sites[site] = robotsSite{rules, now.Add(time.Hour)} // then the file is looked at again
	return rules, true
}

func (r *robotsCache) put(site string, file robotsFile, now time.Time) robotsRules {
	r.mu.Lock()
	defer r.mu.Unlock()
	rules := rulesOf(file)
	r.sites[site] = robotsSite{rules, now.Add(robotsFor)}
	r.kept.put(hashed("robots", site), file, robotsFor)
	return rules
}

// allowed asks a site's robots.txt whether the page at u may be read. A site without one allows everything; one whose
// server fails allows nothing for now.
// home is as in question.
func (c *Client) allowed(ctx context.Context, u *url.URL, home string) error {
	site := u.Scheme + "://" + hostPort(u)
	now := c.options.Now()
	rules, ok := c.robots.get(site, now)
	if !ok {
		got, err := c.ask(ctx, question{
			address: u.Scheme + "://" + u.Host + "/robots.txt", to: publicOnly, home: home, accept: "text/plain, */*;q=0.5",
		})
		if err != nil && !errors.Is(err, errTooLong) {
			return err
		}
		text := strings.ToValidUTF8(string(got.body[:min(len(got.body), robotsSize)]), "")
		rules = c.robots.put(site, robotsFile{got.code, text}, now)
	}
	c.pace.slow(u, rules.delay)
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !rules.allows(path) {
		return errRobots
	}
	return nil
}

func rulesOf(file robotsFile) robotsRules {
	switch {
	case file.Code == http.StatusOK:
		return parseRobots(file.Text)
	case file.Code >= 500:
		return robotsRules{rules: []robotsRule{{pattern: "/"}}}
	}
	return robotsRules{}
}
