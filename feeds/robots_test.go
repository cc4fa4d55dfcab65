package feeds

import (
	"testing"
	"time"
)

func TestRobotsRulesAreReadAsTheStandardSays(t *testing.T) {
	const text = `
# for everybody
User-agent: *
Disallow: /private
Allow: /private/open
Disallow: /*.pdf$
Disallow: /search?
Crawl-delay: 3

User-agent: OtherBot
User-agent: Harmattan/1.0
Disallow: /bots   # us
Crawl-delay: 600
`
	us := parseRobots(text)
	for path, want := range map[string]bool{"/": true, "/bots/x": false, "/private": true} {
		if got := us.allows(path); got != want {
			t.Errorf("our group, %s: %v", path, got)
		}
	}
	if us.delay != maxDelay {
		t.Errorf("delay %s", us.delay)
	}
	everybody := parseRobots("User-agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /*.pdf$\nDisallow: /search?\nDisallow:\nCrawl-delay: 3\nSitemap: https://x.example/s.xml")
	for path, want := range map[string]bool{
		"/": true, "/private": false, "/private/x": false, "/private/open/x": true, "/a.pdf": false, "/a.pdf?x": true, "/search?q": false,
		"/search": true, "/public": true,
	} {
		if got := everybody.allows(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
	if everybody.delay != 3*time.Second {
		t.Errorf("delay %s", everybody.delay)
	}
	for _, free := range []string{"", "User-agent: OtherBot\nDisallow: /", "Disallow: /", "User-agent: *\nDisallow:"} {
		if !parseRobots(free).allows("/x") {
			t.Errorf("%q forbids /x", free)
		}
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*a*b$\nCrawl-delay: 1e309", "/xaxb")
	f.Fuzz(func(t *testing.T, text, path string) {
		rules := parseRobots(text)
		rules.allows(path)
		if rules.delay < 0 || rules.delay > maxDelay {
			t.Fatalf("delay %s", rules.delay)
		}
	})
}
