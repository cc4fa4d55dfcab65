package feeds

import (
	"bytes"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/mmcdole/gofeed"
)

// gap is a document of which gofeed alone gives less than want: the items, each as title, link and time.
type gap struct{ name, body, want string }

const bridge, market = "Bridge reopened in Gao", "Market closed in Mopti"

// utf16Of is a text in UTF-16, little end first, without a mark.
func utf16Of(text string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(text)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

// brokenDocuments are those of which gofeed gives an error, or nothing.
func brokenDocuments() []gap {
	const both = bridge + "|" + market
	return []gap{
		{"an escape character by reference", rssOf(`<item><title>Bridge &#27;reopened in Gao</title></item>`), bridge},
		{"RDF without the last slash", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0">` +
			`<item><title>Bridge reopened in Gao</title></item></rdf:RDF>`, bridge},
		{"UTF-16 without a mark", utf16Of(rssOf(twoItems)), both},
		{"a document that is cut", rssOf(twoItems + `<item><title>Third</title><description>It`)[:285], both},
		{"undeclared Latin-1", rssOf("<item><title>D\xe9p\xeache</title></item>"), "Dépêche"},
		{"XML 1.1", strings.Replace(rssOf(twoItems), `version="1.0"`, `version="1.1"`, 1), both},
		{"a channel without its root", `<channel><title>P</title>` + twoItems + `</channel>`, both},
		{"RSS 1.1", `<Channel xmlns="http://purl.org/net/rss1.1#"><title>P</title><items>` + twoItems + `</items></Channel>`, both},
		{"CDF", `<CHANNEL><ITEM HREF="http://p.example/1"><TITLE>Bridge reopened in Gao</TITLE></ITEM></CHANNEL>`, bridge},
		{"an Atom entry alone", `<entry xmlns="http://www.w3.org/2005/Atom"><title>Bridge reopened in Gao</title></entry>`, bridge},
		{"a root far down", strings.Repeat("<!-- padding -->", 400) + rssOf(twoItems), both},
		{"JSON that is cut", `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"Bridge reopened in Gao"},{"id":"2","ti`, bridge},
		{"a title in base64", `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title type="text/html" mode="base64">` +
			`QnJpZGdlIHJlb3BlbmVkIGluIEdhbw==</title></entry></feed>`, bridge},
	}
}

func TestWhatTheParserAloneLosesIsKept(t *testing.T) {
	for _, g := range brokenDocuments() {
		if feed, err := gofeed.NewParser().ParseString(g.body); err == nil && feed != nil {
			var list []string
			for _, it := range feed.Items {
				list = append(list, it.Title)
			}
			if strings.Join(list, "|") == g.want {
				t.Errorf("%s: gofeed reads it by itself now; the mending may go", g.name)
			}
		}
		if d := parsed(t, g.body); titles(d) != g.want {
			t.Errorf("%s: %q, want %q", g.name, titles(d), g.want)
		}
	}
}

func TestDatesThatTheParserAloneLosesAreKept(t *testing.T) {
	for date, want := range map[string]string{
		"lundi 5 janvier 2026 à 14h30":        "2026-01-05T14:30:00Z",
		"Mo, 05. Januar 2026 14:30 Uhr":       "2026-01-05T14:30:00Z",
		"Mon, 5 Jan 2026 02:30 PM":            "2026-01-05T14:30:00Z",
		"5 Jan 2026 2:30:00 pm GMT":           "2026-01-05T14:30:00Z",
		"Mon, 05 Jan 2026 14:30:00 WAT":       "2026-01-05T13:30:00Z",
		"Mon, 05 Jan 2026 14:30:00 CAT":       "2026-01-05T12:30:00Z",
		"Mon, 05 Jan 2026 14:30:00 EAT":       "2026-01-05T11:30:00Z",
		"5 de janeiro de 2026, 14:30":         "2026-01-05T14:30:00Z",
		"5 de enero de 2026, 2:30 p. m.":      "2026-01-05T14:30:00Z",
		"٥ يناير ٢٠٢٦ ٠٢:٣٠ م":                "2026-01-05T14:30:00Z",
		"Mon, 5 Jan 2026 14:30 Africa/Niamey": "2026-01-05T13:30:00Z",
	} {
		body := rssOf("<item><title>Bridge reopened in Gao</title><pubDate>" + date + "</pubDate></item>")
		feed, err := gofeed.NewParser().ParseString(body)
		if err != nil {
			t.Fatal(err)
		}
		if at := feed.Items[0].PublishedParsed; at != nil && at.UTC().Format(time.RFC3339) == want {
			t.Errorf("%q: gofeed reads it by itself now", date)
		}
		a := parsed(t, body).Articles[0]
		if got := a.Published.UTC().Format(time.RFC3339); got != want || a.Guessed {
			t.Errorf("%q: %s, want %s", date, got, want)
		}
	}
}

func TestLinksThatTheParserAloneLosesAreKept(t *testing.T) {
	atom := func(entry string) string {
		return `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>` + bridge + `</title>` + entry + `</entry></feed>`
	}
	item := func(inside string) string {
		return rssOf("<item><title>" + bridge + "</title>" + inside + "</item>")
	}
	for name, g := range map[string]gap{
		"a guid that is the permalink": {body: item(`<guid>https://post.example/1</guid>`), want: "https://post.example/1"},
		"a link that is relative":      {body: item(`<link>/news/1</link>`), want: "https://feed.example/news/1"},
		"an Atom link between tags":    {body: atom(`<link rel="alternate">https://post.example/1</link>`), want: "https://post.example/1"},
		"an Atom content elsewhere":    {body: atom(`<content src="https://post.example/1" type="text/html"/>`), want: "https://post.example/1"},
		"a url in place of a link":     {body: item(`<url>https://post.example/1</url>`), want: "https://post.example/1"},
		"rdf:about": {body: `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">` +
			`<item rdf:about="https://post.example/1"><title>B</title></item></rdf:RDF>`, want: "https://post.example/1"},
	} {
		feed, err := gofeed.NewParser().ParseString(g.body)
		if err != nil {
			t.Fatal(err)
		}
		if feed.Items[0].Link == g.want {
			t.Errorf("%s: gofeed finds it by itself now", name)
		}
		d, err := Parse([]byte(g.body), Source{Address: "https://feed.example/rss", Now: sight()})
		if err != nil || len(d.Articles) != 1 || d.Articles[0].URL != g.want {
			t.Errorf("%s: %+v, %v", name, d.Articles, err)
		}
	}
}

func TestTextsThatTheParserAloneLosesAreKept(t *testing.T) {
	const full = "The bridge carries lorries again."
	in := func(inside string) string {
		return `<rss version="2.0" xmlns:x="http://www.w3.org/1999/xhtml"><channel><item><title>B</title>` + inside + `</item></channel></rss>`
	}
	for name, body := range map[string]string{
		"a body in XHTML":     in(`<description>The bridge</description><x:body><x:p>The bridge carries <b>lorries</b> again.</x:p></x:body>`),
		"a body, not foreign": in(`<body><p>The bridge carries lorries again.</p></body>`),
		"a full item":         in(`<fullitem>&lt;p&gt;The bridge carries lorries again.&lt;/p&gt;</fullitem>`),
		"a payload": `<Channel xmlns="http://purl.org/net/rss1.1#" xmlns:p="http://purl.org/net/rss1.1/payload#"><title>P</title><items><item>` +
			`<title>B</title><p:payload><div xmlns="http://www.w3.org/1999/xhtml">The bridge carries lorries again.</div></p:payload></item></items></Channel>`,
		"a content in base64": `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>B</title><content mode="base64" type="text/html">` +
			"PHA+VGhlIGJyaWRnZSBjYXJy\naWVzIGxvcnJpZXMgYWdhaW4uPC9wPg==</content></entry></feed>",
	} {
		if feed, err := gofeed.NewParser().ParseString(body); err == nil && len(feed.Items) > 0 && strings.Contains(feed.Items[0].Content, full) {
			t.Errorf("%s: gofeed finds it by itself now", name)
		}
		if d := parsed(t, body); len(d.Articles) != 1 || d.Articles[0].Text != full {
			t.Errorf("%s: %+v", name, d.Articles)
		}
	}
}

func TestAContentThatIsAPictureIsNoText(t *testing.T) {
	d := parsed(t, `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>B</title><content type="image/png">iVBORw0KGgo=</content></entry></feed>`)
	if len(d.Articles) != 1 || d.Articles[0].Text != "" {
		t.Errorf("%+v", d.Articles)
	}
}

func TestANameInElementsIsAName(t *testing.T) {
	d := parsed(t, `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><title>B</title>`+
		`<dc:author><foaf:Person xmlns:foaf="http://xmlns.com/foaf/0.1/"><foaf:name>A. Touré</foaf:name></foaf:Person></dc:author></item></channel></rss>`)
	if len(d.Articles) != 1 || d.Articles[0].Author != "A. Touré" {
		t.Errorf("%+v", d.Articles)
	}
}

func TestAnItemThatOnlyHasADateIsKept(t *testing.T) {
	d := parsed(t, rssOf(`<item><pubDate>Mon, 05 Jan 2026 14:30:00 GMT</pubDate></item><item><enclosure/></item>`))
	if len(d.Articles) != 1 || d.Articles[0].Title != untitled || d.Articles[0].Published.Year() != 2026 {
		t.Errorf("%+v", d.Articles)
	}
}

func TestATitleMaySpeakOfTags(t *testing.T) {
	for raw, want := range map[string]string{
		"The &lt;blink&gt; tag is gone":                "The <blink> tag is gone",
		"5 &lt; 7 &amp;amp; 7 &gt; 5":                  "5 < 7 & 7 > 5",
		"Use &amp;lt;title&amp;gt;":                    "Use <title>",
		"&lt;p&gt;Cut in the mid":                      "Cut in the mid",
		"&lt;script&gt;alert(1)&lt;/script&gt; Bridge": "Bridge",
		"Bridge&lt;br&gt;reopened":                     "Bridge reopened",
		"&lt;x:b&gt;Bridge&lt;/x:b&gt;":                "Bridge",
	} {
		if d := parsed(t, rssOf("<item><title>"+raw+"</title></item>")); titles(d) != want {
			t.Errorf("%q: %q, want %q", raw, titles(d), want)
		}
	}
}

const deepEnv = "HARMATTAN_TEST_DEEP"

// TestDepthKillsTheParserAlone lets gofeed read a deep document in a process of its own, which dies of it: a stack
// overflow cannot be recovered from. What ours makes of depth is in TestDepthIsBounded.
func TestDepthKillsTheParserAlone(t *testing.T) {
	if os.Getenv(deepEnv) != "" {
		debug.SetMaxStack(64 << 20) // the usual gigabyte only takes longer
		_, _ = gofeed.NewParser().ParseString(rssOf("<item>" + strings.Repeat(`<x:a xmlns:x="x">`, 2_000_000)))
		return
	}
	alone := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestDepthKillsTheParserAlone$")
	alone.Env = append(os.Environ(), deepEnv+"=1")
	out, err := alone.CombinedOutput()
	if err == nil || !bytes.Contains(out, []byte("stack overflow")) {
		t.Errorf("gofeed survives depth now, the scan before it may go: %v", err)
	}
}
