package main

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// attacks are what a publisher could write to steer the officer's terminal or to fool the eye. Each holds PWN where it
// would act; in those of payload it must not even be shown.
func attacks() []string {
	return []string{
		"\x1b]52;c;PWN\a", "\x1b]52;c;PWN\x1b\\", "\x1b]0;PWN\a", "\x1b]8;;http://PWN.example/\x1b\\", "\x1b]8;;\x1b\\",
		"\x1b[2J", "\x1b[31m", "\x1b[?1049h", "\x1b[6n", "\x1b[1;1H", "\x1b[8m", "\x1bP1$qPWN\x1b\\", "\x1b_PWN\x1b\\", "\x1b^PWN\x1b\\",
		"\u009b31m", "\u009d52;c;PWN\u009c", "\u0090PWN\u009c", "\a\b\x7f\x00", "\x1b]52;c;PWN",
		"\u202e\u202d", "\u2066\u2069", "\u200b\u200c\u2060\ufeff", "\U000e0050\U000e0057\U000e004e\U000e007f", "\u061c\u200f", "\u0336\u0336\u0336\u0336\u0336\u0336",
	}
}

// attack DIR writes feeds, a page and a list of feeds that carry every attack in every field: raw, as references and
// escaped twice.
func attack(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o700))
	for name, carry := range map[string]func(string) string{
		"raw": func(s string) string { return s }, "reference": references, "twice": func(s string) string { return html.EscapeString(references(s)) },
	} {
		ts.Check(os.WriteFile(filepath.Join(dir, name+".xml"), []byte(hostileFeed(carry)), 0o600))
	}
	ts.Check(os.WriteFile(filepath.Join(dir, "hostile.json"), []byte(hostileJSON()), 0o600))
	ts.Check(os.WriteFile(filepath.Join(dir, "page.html"), []byte(hostilePage()), 0o600))
	text := "The bridge at Gao in Mali " + strings.Join(attacks(), " is open. It ") + "\nThe last sentence of it.\n"
	ts.Check(os.WriteFile(filepath.Join(dir, "text.txt"), []byte(text), 0o600))
	ts.Check(os.WriteFile(filepath.Join(dir, "hostile.opml"), []byte(`<opml version="2.0"><body><outline type="rss" text="`+
		references(strings.Join(attacks(), "x"))+`" xmlUrl="`+ts.Getenv("SERVER")+`/raw.xml" language="`+references(attacks()[0])+`"/></body></opml>`), 0o600))
}

// references writes each rune that is not plain as a character reference.
func references(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < ' ' || r >= 0x7f {
			fmt.Fprintf(&b, "&#%d;", r)
		} else {
			b.WriteString(html.EscapeString(string(r)))
		}
	}
	return b.String()
}

func hostileFeed(carry func(string) string) string {
	var b strings.Builder
	all := carry(strings.Join(attacks(), " "))
	b.WriteString(`<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Post ` + all + `</title><language>e` + all + `</language>`)
	for i, a := range attacks() {
		a = carry(a)
		inLink := a
		if strings.Contains(a, "&amp;#") {
			inLink = "" // in a link a reference of HTML is plain signs
		}
		fmt.Fprintf(&b, "<item><title>Bridge %d%s at Gao</title><link>https://post.example/%d%s</link><guid>g%s%d</guid><dc:creator>A. %s Touré</dc:creator>"+
			"<pubDate>Mon, 05 Jan 2026 10:00:00 GMT%s</pubDate><category>c%s</category><description>The bridge %d at Gao in Mali %s was opened. It is new.</description></item>\n",
			i, a, i, inLink, a, i, a, a, a, i, a)
	}
	return b.String() + "</channel></rss>"
}

func hostileJSON() string {
	var items []string
	for i, a := range attacks() {
		a = strings.Trim(strconv.QuoteToASCII(a), `"`)
		a = regexp.MustCompile(`\\x(..)`).ReplaceAllString(strings.ReplaceAll(strings.ReplaceAll(a, `\a`, `\u0007`), `\b`, `\u0008`), `\u00$1`)
		a = regexp.MustCompile(`\\U000e(.{4})`).ReplaceAllString(a, `\udb40\udc50`)
		items = append(items, fmt.Sprintf(`{"id":"j%d%s","url":"https://json.example/%d","title":"Ferry %d%s at Konna","authors":[{"name":"B. %s"}],`+
			`"content_text":"The ferry %d at Konna in Mali %s crossed. It is old."}`, i, a, i, i, a, a, i, a))
	}
	return `{"version":"https://jsonfeed.org/version/1.1","title":"Notes","items":[` + strings.Join(items, ",") + `]}`
}

func hostilePage() string {
	all := references(strings.Join(attacks(), " "))
	return `<!doctype html><html><head><meta charset="utf-8"><title>Page ` + all + `</title><meta name="author" content="C. ` + all + `"></head><body><article><h1>Page ` + all +
		`</h1><p>The first sentence of the page ` + all + ` is long enough to be taken for one, and it names Gao.</p><p>The second sentence of this page ` +
		strings.Join(attacks(), " ") + ` is long as well, so that the article is found.</p></article></body></html>`
}

var jsonEscape = regexp.MustCompile(`\\u[0-9a-fA-F]{4}`)

// harmless FILE... holds what was written against the attacks: nothing that acts, hides or turns, whether it stands there
// raw or behind the escapes of JSON, and nothing of what terminals would have swallowed.
func harmless(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		text := ts.ReadFile(name)
		plain := jsonEscape.ReplaceAllStringFunc(text, func(s string) string {
			n, err := strconv.ParseUint(s[2:], 16, 32)
			ts.Check(err)
			return string(rune(n))
		})
		for at, r := range plain {
			if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e ||
				r >= 0x2060 && r <= 0x2069 || r == 0x61c || r == 0xfeff || r >= 0xe0000 && r <= 0xe007f {
				ts.Fatalf("%s: %U passes: %q", name, r, plain[max(0, at-60):min(len(plain), at+60)])
			}
		}
		if strings.Contains(plain, "\u0336\u0336\u0336\u0336\u0336") {
			ts.Fatalf("%s: a tower of marks passes", name)
		}
		if i := strings.Index(plain, "PWN"); i >= 0 {
			ts.Fatalf("%s: the payload of a sequence is shown: %q", name, plain[max(0, i-60):min(len(plain), i+60)])
		}
	}
}
