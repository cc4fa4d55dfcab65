package config

import (
	"errors"
	"strings"
	"testing"
	"time"

	"harmattan/internal/news"
)

func TestEveryMistakeNamesItsPlaceAndAHint(t *testing.T) {
	tests := []struct{ name, config, want string }{
		{"unknown key in a feed", "lang = \"fr\"\n\n[[feed]]\nurl = \"https://a.example/feed\"\nlangauge = \"fr\"\n", `
config.toml:5:1: unknown key "langauge" in [[feed]]
    5 | langauge = "fr"
      | ^^^^^^^^
hint: did you mean "lang"?`},
		{"unknown key at the top", "colour = \"dark\"", `
config.toml:1:1: unknown key "colour"
    1 | colour = "dark"
      | ^^^^^^
hint: there are data, feed, fetch, keep, keys, lang, officer, region, search, serve, ui, watch`},
		{"nearly a key of another table", "them = \"dark\"", `
config.toml:1:1: unknown key "them"
    1 | them = "dark"
      | ^^^^
hint: did you mean "theme" under [ui]?`},
		{"key of another table", "theme = \"dark\"", `
config.toml:1:1: unknown key "theme"
    1 | theme = "dark"
      | ^^^^^
hint: "theme" belongs under [ui]`},
		{"key that other readers use", "[[feed]]\nxmlUrl = \"https://a.example/\"\nurl = \"https://a.example/\"", `
config.toml:2:1: unknown key "xmlUrl" in [[feed]]
    2 | xmlUrl = "https://a.example/"
      | ^^^^^^
hint: did you mean "url"?`},
		{"unknown table", "[fetching]\nevery = \"1h\"", `
config.toml:1:2: unknown table [fetching]
    1 | [fetching]
      |  ^^^^^^^^
hint: did you mean "fetch"?`},
		{"number for text", "[fetch]\nevery = 30", `
config.toml:2:9: "every" needs text, not a number
    2 | every = 30
      |         ^^
hint: a length of time has a unit and stands between quotes: "30m", "1h"`},
		{"text for yes or no", "[[feed]]\nurl = \"https://a.example/\"\nfull_text = \"yes\"", `
config.toml:3:13: "full_text" needs true or false, not text
    3 | full_text = "yes"
      |             ^^^^^
hint: write true or false, without quotes`},
		{"text for a list", "[[watch]]\nname = \"x\"\nany = \"Gao\"", `
config.toml:3:7: "any" needs a list of texts, not text
    3 | any = "Gao"
      |       ^^^^^
hint: write ["one", "two"]`},
		{"text for tables", "feed = \"https://a.example/\"", `
config.toml:1:8: "feed" needs tables, not text
    1 | feed = "https://a.example/"
      |        ^^^^^^^^^^^^^^^^^^^^
hint: each begins with a line [[feed]]`},
		{"no scheme", "[[feed]]\nurl = \"a.example/feed\"", `
config.toml:2:7: the address has no http:// or https://
    2 | url = "a.example/feed"
      |       ^^^^^^^^^^^^^^^^
hint: did you mean "https://a.example/feed"?`},
		{"other scheme", "[[feed]]\nurl = \"ftp://a.example/feed\"", `
config.toml:2:7: an address cannot begin with "ftp://"
    2 | url = "ftp://a.example/feed"
      |       ^^^^^^^^^^^^^^^^^^^^^^
hint: feeds are read over http:// and https://`},
		{"no host", "[[feed]]\nurl = \"https:///feed\"", `
config.toml:2:7: the address has no host
    2 | url = "https:///feed"
      |       ^^^^^^^^^^^^^^^
hint: an address looks like https://example.org/feed`},
		{"impossible host", "[[feed]]\nurl = \"https://a..example/\"", `
config.toml:2:7: "a..example" is no host
    2 | url = "https://a..example/"
      |       ^^^^^^^^^^^^^^^^^^^^^
hint: an address looks like https://example.org/feed`},
		{"space", "[[feed]]\nurl = \"https://a.example/my feed\"", `
config.toml:2:7: the address holds a space
    2 | url = "https://a.example/my feed"
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^
hint: write a space inside an address as %20`},
		{"control character", "[[feed]]\nurl = \"https://a.example/\\u001bfeed\"", `
config.toml:2:7: the address holds an invisible character
    2 | url = "https://a.example/\u001bfeed"
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
hint: copy the address again, or type it`},
		{"no address at all", "[[feed]]\noutlet = \"A\"", `
config.toml:1:3: the feed has no url
    1 | [[feed]]
      |   ^^^^
hint: add url = "https://…"; it is the one key a feed must have`},
		{"one address twice", "[[feed]]\nurl = \"https://a.example/feed\"\n[[feed]]\nurl = \"http://A.example:80/feed/\"", `
config.toml:4:7: the feed of line 2 has the same address
    4 | url = "http://A.example:80/feed/"
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^
hint: keep one of the two; http and https, and a slash at the end, make no difference`},
		{"grade", "[[feed]]\nurl = \"https://a.example/\"\ngrade = \"b\"", `
config.toml:3:9: "b" is no grade
    3 | grade = "b"
      |         ^^^
hint: write "B"`},
		{"language", "[[feed]]\nurl = \"https://a.example/\"\nlang = \"fr-FR\"", `
config.toml:3:8: "fr-FR" is no language code
    3 | lang = "fr-FR"
      |        ^^^^^^^
hint: write "fr"`},
		{"country", "[[feed]]\nurl = \"https://a.example/\"\ncountry = \"UK\"", `
config.toml:3:11: "UK" is no country code
    3 | country = "UK"
      |           ^^^^
hint: the United Kingdom is "GB"`},
		{"duration", "[fetch]\ntimeout = \"20\"", `
config.toml:2:11: "20" is no length of time
    2 | timeout = "20"
      |           ^^^^
hint: write a number and s, m or h: "90s", "30m", "1h30m"`},
		{"days", "[keep]\nread = \"12h\"", `
config.toml:2:8: "12h" is no number of days
    2 | read = "12h"
      |        ^^^^^
hint: write a number and d, such as "90d", or "" for ever`},
		{"few days", "[keep]\ndismissed = \"29d\"", `
config.toml:2:13: dismissed is too short
    2 | dismissed = "29d"
      |             ^^^^^
hint: from 30d on is possible`},
		{"too often", "[fetch]\nevery = \"5s\"", `
config.toml:2:9: every is too short
    2 | every = "5s"
      |         ^^^^
hint: from 1m to 744h is possible`},
		{"interface language", "lang = \"ar\"", `
config.toml:1:8: lang cannot be "ar"
    1 | lang = "ar"
      |        ^^^^
hint: choose one of en, fr`},
		{"theme", "[ui]\ntheme = \"darc\"", `
config.toml:2:9: theme cannot be "darc"
    2 | theme = "darc"
      |         ^^^^^^
hint: did you mean "dark"?`},
		{"missing quotes", "lang = fr", `
config.toml:1:8: fr is neither text nor true or false
    1 | lang = fr
      |        ^^
hint: text stands between quotes: "fr"`},
		{"key twice", "[[feed]]\nurl = \"https://a.example/\"\nurl = \"https://b.example/\"", `
config.toml:3:1: key url is already defined
    3 | url = "https://b.example/"
      | ^
hint: each key stands once in its table; another feed begins with a new line [[feed]]`},
		{"watch for nothing", "[[watch]]\nname = \"x\"", `
config.toml:1:3: the watch looks for nothing
    1 | [[watch]]
      |   ^^^^^
hint: give it any = ["one", "of", "these"], all = […] or a region`},
		{"search without a query", "[[search]]\nname = \"x\"", `
config.toml:1:3: the search has no query
    1 | [[search]]
      |   ^^^^^^
hint: add query = "words to search for"`},
		{"the column counts characters", "[ui] # é\n[[feed]]\n\"é\" = 1\nurl = \"https://a.example/\"", `
config.toml:3:1: unknown key "é" in [[feed]]
    3 | "é" = 1
      | ^^^
hint: [[feed]] knows country, every, full_text, grade, lang, outlet, url`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse([]byte(tt.config), "config.toml")
			if err == nil {
				t.Fatal("no error")
			}
			if got, want := err.Error(), strings.TrimPrefix(tt.want, "\n"); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestAllMistakesAreToldInTheOrderOfTheFile(t *testing.T) {
	_, err := Parse([]byte("[[feed]]\nurl = \"x\"\ngrade = \"Z\"\n[fetch]\nevery = \"soon\"\n"), "c.toml")
	var all Errors
	if !errors.As(err, &all) {
		t.Fatalf("got %v, want several errors", err)
	}
	var lines []int
	for _, e := range all {
		lines = append(lines, e.Line)
	}
	if len(lines) != 3 || lines[0] != 2 || lines[1] != 3 || lines[2] != 5 {
		t.Errorf("lines %v, want 2, 3 and 5", lines)
	}
}

func TestASilentFileMeansTheDefaults(t *testing.T) {
	c, err := Parse(nil, "empty")
	if err != nil {
		t.Fatal(err)
	}
	if c.Lang != "" || c.UI.Theme != "auto" || len(c.Feeds) != 0 {
		t.Errorf("got %+v", c)
	}
	want := Fetch{Every: 30 * time.Minute, Timeout: 20 * time.Second, PrivateAddresses: true}
	if c.Fetch != want {
		t.Errorf("fetch %+v, want %+v", c.Fetch, want)
	}
}

func TestAFeedsOwnWordBeatsTheGeneralOne(t *testing.T) {
	c, err := Parse([]byte(`
lang = "fr"
[fetch]
full_text = true
[[feed]]
url = "https://a.example/feed"
outlet = "A"
lang = "ar"
country = "TD"
grade = "C"
full_text = false
every = "2h"
[[feed]]
url = "https://b.example/feed"
`), "config.toml")
	if err != nil {
		t.Fatal(err)
	}
	want := news.Feed{
		URL: "https://a.example/feed", Outlet: "A", Lang: news.Arabic, Country: "TD", Grade: "C", Every: 2 * time.Hour,
	}
	if c.Feeds[0] != want {
		t.Errorf("first feed %+v, want %+v", c.Feeds[0], want)
	}
	if second := c.Feeds[1]; !second.FullText || second.Every != 0 {
		t.Errorf("second feed %+v does not follow [fetch]", second)
	}
}

func TestFeedsThatDifferInTheirQueryAreTwo(t *testing.T) {
	_, err := Parse([]byte("[[feed]]\nurl = \"https://a.example/?cat=1\"\n[[feed]]\nurl = \"https://a.example/?cat=2\"\n"), "c")
	if err != nil {
		t.Error(err)
	}
}

func TestAMarkAndWindowsLineEndsAreNoMistake(t *testing.T) {
	c, err := Parse([]byte("\uFEFFlang = \"fr\"\r\n[ui]\r\ntheme = \"light\"\r\n"), "c")
	if err != nil || c.Lang != "fr" || c.UI.Theme != "light" {
		t.Errorf("got %+v, %v", c, err)
	}
}

func TestMessagesHoldNoEscapes(t *testing.T) {
	_, err := Parse([]byte("[[feed]]\nurl = \"https://a.example/\"\n\"\\u001b[31m\\u202e\" = 1\n"), "c.toml")
	if err == nil || strings.ContainsAny(err.Error(), "\x1b\u202e") {
		t.Errorf("got %q", err)
	}
}

func TestALongLineShowsThePartWithTheMistake(t *testing.T) {
	line := "url = \"https://a.example/" + strings.Repeat("x", 300) + "\"; grade"
	_, err := Parse([]byte("[[feed]]\n"+line+"\n"), "c.toml")
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v", err)
	}
	for _, row := range strings.Split(e.Error(), "\n") {
		if len(row) > 140 {
			t.Errorf("row of %d characters", len(row))
		}
	}
}

func TestKeysAreCheckedAgainstTheActionsOfTheReader(t *testing.T) {
	c, err := Parse([]byte("[keys]\nwatch = \"w W\"\ncte = \"c\"\n"), "c.toml")
	if err != nil {
		t.Fatal(err)
	}
	err = c.CheckKeys([]string{"watch", "cite", "dismiss"})
	if err == nil {
		t.Fatal("an unknown action is no error")
	}
	want := strings.TrimPrefix(`
c.toml:3:1: unknown action "cte" in [keys]
    3 | cte = "c"
      | ^^^
hint: did you mean "cite"?`, "\n")
	if err.Error() != want {
		t.Errorf("got\n%s\nwant\n%s", err, want)
	}
	if err := c.CheckKeys([]string{"watch", "cte"}); err != nil {
		t.Errorf("known actions: %v", err)
	}
}

func TestARegionThatCannotBeIsToldWhereItStands(t *testing.T) {
	for _, c := range []struct {
		name, toml   string
		line, column int
	}{
		{"no region to hide", "[[region]]\nid = \"liptako\"\nextend = true\nterms = [\"Kourou\"]\n\n[[region]]\nid = \"nowhere\"\nhide = true\n", 7, 6},
		{"an area that does not exist", "[[region]]\nid = \"a\"\nareas = [\"ML:Gao\",\n  \"ML:Atlantis\"]\n", 4, 3},
		{"a country that does not exist", "[[region]]\nid = \"a\"\ncountries = [\"ML\", \"QQ\"]\n", 3, 20},
		{"a country in small letters", "[[region]]\nid = \"a\"\nterms = [\"x\"]\n[[region]]\nid = \"b\"\ncountries = [\"ml\"]\n", 6, 14},
		{"a parent", "[[region]]\nid = \"a\"\nterms = [\"x\"]\nparent = \"nowhere\"\n", 4, 10},
		{"nothing in it", "[[region]]\nid = \"a\"\n", 1, 3},
		{"the same twice", "[[region]]\nid = \"a\"\nterms = [\"x\"]\n[[region]]\nid = \"a\"\nterms = [\"y\"]\n", 5, 6},
		{"no id", "[[region]]\nterms = [\"x\"]\n", 1, 3},
		{"an area added to a region", "[[region]]\nid = \"liptako\"\nextend = true\nareas = [\"ML:Kidal\", \"Gao\"]\n", 4, 22},
	} {
		_, err := Parse([]byte(c.toml), "c.toml")
		var e *Error
		if !errors.As(err, &e) || e.Line != c.line || e.Col != c.column {
			t.Errorf("%s: got %v, want an error at %d:%d", c.name, err, c.line, c.column)
		}
	}
}

func TestARegionMayNameAParentBelowIt(t *testing.T) {
	_, err := Parse([]byte("[[region]]\nid = \"a\"\nname = { en = \"A\" }\nparent = \"b\"\nareas = [\"ML:Gao\"]\n\n[[region]]\nid = \"b\"\nname = { en = \"B\" }\ncountries = [\"ML\"]\n"), "c.toml")
	if err != nil {
		t.Error(err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("lang = \"fr\"\n[[feed]]\nurl = \"https://a.example/\"\n[feed.x]\ny = 1\n"))
	f.Add([]byte("feed = [{url = \"x\"}, 3]\n[region.name]\n[watch]\nany = [\"\"]\n"))
	f.Add([]byte("[keys]\na.b = {c = [1, {d = 2}]}\n\"\x1b\" = 1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := Parse(data, "fuzz.toml")
		if err == nil {
			return
		}
		var one *Error
		if !errors.As(err, &one) {
			t.Fatalf("an error without a place: %v", err)
		}
		if one.Line < 1 || one.Col < 1 || one.Width < 1 {
			t.Errorf("impossible place %d:%d, %d wide", one.Line, one.Col, one.Width)
		}
		if strings.ContainsAny(err.Error(), "\x1b\x00\r") {
			t.Errorf("control characters in %q", err)
		}
	})
}
