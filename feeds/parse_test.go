package feeds

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/safe"
)

// sight is the time of first sight in these tests.
func sight() time.Time { return time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC) }

// parsed reads a document as a feed of an outlet of our own.
func parsed(t *testing.T, body string) Document {
	t.Helper()
	d, err := Parse([]byte(body), Source{Feed: news.Feed{URL: "https://feed.example/rss", Outlet: "Sahel Post"}, Now: sight()})
	if err != nil {
		t.Fatalf("Parse: %v\n%s", err, body[:min(len(body), 300)])
	}
	return d
}

func titles(d Document) string {
	var list []string
	for _, a := range d.Articles {
		list = append(list, a.Title)
	}
	return strings.Join(list, "|")
}

// rssOf wraps items in a feed.
func rssOf(items string) string {
	return `<?xml version="1.0"?><rss version="2.0"><channel><title>Sahel Post</title>` + items + `</channel></rss>`
}

const twoItems = `<item><title>Bridge reopened in Gao</title><link>https://post.example/1</link></item>` +
	`<item><title>Market closed in Mopti</title><link>https://post.example/2</link></item>`

func TestEveryFormatIsRead(t *testing.T) {
	const want = "Bridge reopened in Gao|Market closed in Mopti"
	for format, body := range map[string]string{
		"rss 2.0":  rssOf(twoItems),
		"rss 0.91": strings.Replace(rssOf(twoItems), `"2.0"`, `"0.91"`, 1),
		"rss 1.0": `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">` +
			`<channel rdf:about="https://post.example/"><title>P</title></channel>` + twoItems + `</rdf:RDF>`,
		"rss 0.9": `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">` +
			`<channel><title>P</title></channel>` + twoItems + `</rdf:RDF>`,
		"rss 1.1": `<Channel xmlns="http://purl.org/net/rss1.1#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ` +
			`rdf:about="https://post.example/"><title>P</title><link>https://post.example/</link><description>D</description>` +
			`<items rdf:parseType="Collection">` + twoItems + `</items></Channel>`,
		"cdf": `<CHANNEL HREF="https://post.example/"><TITLE>P</TITLE><ABSTRACT>D</ABSTRACT>` +
			`<ITEM HREF="https://post.example/1" LASTMOD="2026-02-28T10:00"><TITLE>Bridge reopened in Gao</TITLE></ITEM>` +
			`<ITEM HREF="https://post.example/2"><TITLE>Market closed in Mopti</TITLE></ITEM></CHANNEL>`,
		"atom 1.0": `<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title>` +
			`<entry><title>Bridge reopened in Gao</title><link href="https://post.example/1"/></entry>` +
			`<entry><title>Market closed in Mopti</title><link href="https://post.example/2"/></entry></feed>`,
		"atom 0.3": `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>P</title>` +
			`<entry><title>Bridge reopened in Gao</title><link rel="alternate" href="https://post.example/1"/></entry>` +
			`<entry><title>Market closed in Mopti</title><link rel="alternate" href="https://post.example/2"/></entry></feed>`,
		"json 1.1": `{"version":"https://jsonfeed.org/version/1.1","title":"P","items":[` +
			`{"id":"1","url":"https://post.example/1","title":"Bridge reopened in Gao"},` +
			`{"id":2,"url":"https://post.example/2","title":"Market closed in Mopti"}]}`,
	} {
		d := parsed(t, body)
		if titles(d) != want {
			t.Errorf("%s: %q", format, titles(d))
			continue
		}
		if link := d.Articles[1].URL; link != "https://post.example/2" {
			t.Errorf("%s: link %q", format, link)
		}
		if d.Format != format {
			t.Errorf("format %q, want %q", d.Format, format)
		}
	}
}

func TestBrokenXMLIsMended(t *testing.T) {
	const bridge = "Bridge reopened in Gao"
	for name, c := range map[string]struct{ body, want string }{
		"stray ampersand":         {rssOf(`<item><title>Gao & Mopti</title></item>`), "Gao & Mopti"},
		"stray less-than":         {rssOf(`<item><title>5 < 6</title></item>`), "5 < 6"},
		"items never closed":      {rssOf(`<item><title>A1</title><item><title>B2</title>`), "A1|B2"},
		"unquoted attribute":      {`<rss version=2.0><channel>` + `<item><title>A1</title><guid isPermaLink=false>x</guid></item></channel></rss>`, "A1"},
		"attribute twice":         {rssOf(`<item a="1" a="2"><title>A1</title></item>`), "A1"},
		"end tag too many":        {rssOf(`<item></b><title>A1</title></item>`), "A1"},
		"HTML entity":             {rssOf(`<item><title>Caf&eacute;&nbsp;A1</title></item>`), "Café A1"},
		"a warning before":        {"<b>Warning</b>: header sent in /var/www on line 3<br />\n" + rssOf(`<item><title>A1</title></item>`), "A1"},
		"a byte order mark":       {"\ufeff" + rssOf(`<item><title>A1</title></item>`), "A1"},
		"control characters":      {rssOf("<item><title>A\x011\x0b</title></item>"), "A1"},
		"own entities":            {`<!DOCTYPE rss [<!ENTITY gao "Gao"> <!ENTITY no SYSTEM "file:///etc/passwd">]>` + rssOf(`<item><title>In &gao;</title></item>`), "In Gao"},
		"junk after the end":      {rssOf(`<item><title>A1</title></item>`) + "<!-- cached --> trailing", "A1"},
		"html without escaping":   {rssOf(`<item><title>` + bridge + `</title><description><p>One<br>two</description></item>`), bridge},
		"unknown namespace":       {`<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel>` + twoItems + `</channel></rss>`, bridge + "|Market closed in Mopti"},
		"undeclared prefix":       {rssOf(`<item><title>A1</title><foo:bar>x</foo:bar></item>`), "A1"},
		"items inside items":      {`<rss version="2.0"><channel><items>` + twoItems + `</items></channel></rss>`, bridge + "|Market closed in Mopti"},
		"a foreign namespace":     {`<feed xmlns="https://odd.example/ns"><entry><title>A1</title></entry></feed>`, "A1"},
		"RSS in Atom's namespace": {`<rss version="2.0" xmlns="http://www.w3.org/2005/Atom"><channel>` + twoItems + `</channel></rss>`, bridge + "|Market closed in Mopti"},
		"a foreign prefix":        {`<x:feed xmlns:x="https://odd.example/ns"><x:entry><x:title>A1</x:title></x:entry></x:feed>`, "A1"},
		"upper case":              {`<RSS version="2.0"><CHANNEL><ITEM><TITLE>A1</TITLE></ITEM></CHANNEL></RSS>`, "A1"},
	} {
		if d := parsed(t, c.body); titles(d) != c.want {
			t.Errorf("%s: %q, want %q (%v)", name, titles(d), c.want, d.Warnings)
		}
	}
}

func TestACutDocumentSaysSo(t *testing.T) {
	whole := rssOf(twoItems + `<item><title>Third</title><description>Half of a sen`)
	before, _, _ := strings.Cut(whole, "a sen")
	d := parsed(t, before)
	if titles(d) != "Bridge reopened in Gao|Market closed in Mopti" {
		t.Errorf("titles %q: half an article would come back as an edit of itself", titles(d))
	}
	if !strings.Contains(strings.Join(d.Warnings, " "), "the document is cut") {
		t.Errorf("warnings %q", d.Warnings)
	}
}

func TestDepthIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine parses: there is nothing for the race detector")
	}
	const deep = 2_000_000
	body := rssOf(`<item><title>Bridge reopened in Gao</title>` + strings.Repeat("<a>", deep) + strings.Repeat("</a>", deep) + `</item>` + twoItems[strings.Index(twoItems, "</item>")+7:])
	d := parsed(t, body)
	if titles(d) != "Bridge reopened in Gao|Market closed in Mopti" || len(d.Warnings) == 0 {
		t.Errorf("%q, %q", titles(d), d.Warnings)
	}
	if d := parsed(t, rssOf(twoItems+strings.Repeat("<x>", deep))); len(d.Articles) != 2 {
		t.Errorf("depth without an end: %d articles", len(d.Articles))
	}
}

func TestItemsAreBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine parses: there is nothing for the race detector")
	}
	var b strings.Builder
	for i := range maxItems + 10 {
		fmt.Fprintf(&b, "<item><title>Item %d</title><link>https://post.example/%d</link></item>", i, i)
	}
	d := parsed(t, rssOf(b.String()))
	if len(d.Articles) != maxItems || !strings.Contains(strings.Join(d.Warnings, " "), "more than 100000") {
		t.Errorf("%d articles, %q", len(d.Articles), d.Warnings)
	}
}

func TestWhatIsNoFeedIsNamed(t *testing.T) {
	for body, want := range map[string]string{
		"":        errEmpty.Error(),
		" \n\t":   errEmpty.Error(),
		"plain":   errUnknown.Error(),
		"<a><b/>": errUnknown.Error(),
		`{"a":1}`: errUnknown.Error(),
		"{":       "read the feed",
		"<!DOCTYPE html><html><head><title>Home</title></head><body>News</body></html>":           errWebPage.Error(),
		`<opml version="2.0"><body/></opml>`:                                                      "import it",
		`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>`:                           "site map",
		`<html><head><title>Just a moment...</title></head><body>Enable JavaScript</body></html>`: "proof of a browser",
	} {
		_, err := Parse([]byte(body), Source{Now: sight()})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Parse(%q): %v, want %q", body, err, want)
		}
	}
}

func TestDatesOfArticles(t *testing.T) {
	d := parsed(t, rssOf(
		`<item><title>Given</title><pubDate>Sat, 28 Feb 2026 10:00:00 WAT</pubDate></item>`+
			`<item><title>Missing</title></item>`+
			`<item><title>Future</title><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item>`+
			`<item><title>Nonsense</title><pubDate>soon</pubDate></item>`+
			`<item xmlns:dc="http://purl.org/dc/terms/"><title>Terms</title><dc:issued>2026-02-27</dc:issued></item>`))
	for i, want := range []struct {
		at      time.Time
		guessed bool
	}{
		{time.Date(2026, 2, 28, 9, 0, 0, 0, time.UTC), false},
		{sight(), true},
		{sight(), true},
		{sight(), true},
		{time.Date(2026, 2, 27, 0, 0, 0, 0, time.UTC), false},
	} {
		a := d.Articles[i]
		if !a.Published.Equal(want.at) || a.Guessed != want.guessed {
			t.Errorf("%s: %s, guessed %v; want %s, %v", a.Title, a.Published, a.Guessed, want.at, want.guessed)
		}
	}
	if n := len(d.Warnings); n != 3 {
		t.Errorf("warnings %q: a missing, a future and a nonsense date are said", d.Warnings)
	}
}

func TestTitlesBecomePlain(t *testing.T) {
	d := parsed(t, rssOf(
		`<item><title>&lt;b&gt;Gao&lt;/b&gt; &amp;amp; Mopti</title></item>`+
			`<item><title><![CDATA[L&#8217;armée]]></title></item>`+
			`<item><title>L&amp;amp;#8217;état</title></item>`+
			`<item><title></title><description>Talks resumed in Gao on Sunday. More follows.</description></item>`+
			`<item><title>  </title><link>https://post.example/only-a-link</link></item>`+
			`<item></item>`))
	want := "Gao & Mopti|L’armée|L’état|Talks resumed in Gao on Sunday|https://post.example/only-a-link"
	if titles(d) != want {
		t.Errorf("titles %q\nwant   %q", titles(d), want)
	}
}

func TestTheFullestTextIsTaken(t *testing.T) {
	long := strings.Repeat("The bridge was opened again on Sunday after two years. ", 20)
	d := parsed(t, `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>`+
		`<item><title>A1</title><description>Short.</description><content:encoded><![CDATA[<p>`+long+`</p><p>Second.</p>]]></content:encoded></item>`+
		`<item><title>B2</title><description>Only a teaser [&#8230;]</description></item></channel></rss>`)
	if a := d.Articles[0]; a.Teaser || a.Text != strings.TrimSpace(long)+"\nSecond." {
		t.Errorf("teaser %v, text %q", a.Teaser, a.Text)
	}
	if !d.Articles[1].Teaser {
		t.Error("a text that ends in […] is a teaser")
	}
}

func TestNothingThatSteersATerminalComesThrough(t *testing.T) {
	attack := "a\x1b]52;c;ZXZpbA==\x07b\u009b31mc\u202ed\u200be\U000e0041"
	for _, body := range []string{
		rssOf(`<item><title>` + attack + `</title><author>` + attack + `</author><guid>` + attack + `</guid><description>` + attack +
			`</description><link>https://post.example/` + attack + `</link></item>`),
		rssOf(`<item><title>&#x9b;31m&#155;x&#8238;y</title><description>&amp;#155;31m &amp;amp;#x202e;</description></item>`),
		`{"version":"https://jsonfeed.org/version/1","title":"\u001b]0;t\u0007","items":[{"id":"\u001b[1m","title":"\u009b31mx\u202e","content_text":"\u001b]52;c;x\u0007y"}]}`,
	} {
		d := parsed(t, body)
		for _, a := range d.Articles {
			for _, field := range []string{a.Title, a.Author, a.GUID, a.URL, a.Text, a.Outlet, d.Title, strings.Join(d.Warnings, "")} {
				if safe.Text(field) != field {
					t.Errorf("%q came through", field)
				}
			}
		}
	}
}

func TestLanguageAndOutletComeFromTheDocumentWhereTheFeedSaysNothing(t *testing.T) {
	body := `<rss version="2.0"><channel><title>Le Quotidien</title><language>fr-ML</language><item><title>A1</title></item></channel></rss>`
	d, err := Parse([]byte(body), Source{Feed: news.Feed{URL: "https://q.example/feed"}, Now: sight()})
	if err != nil {
		t.Fatal(err)
	}
	if a := d.Articles[0]; a.Lang != news.French || a.Outlet != "Le Quotidien" || a.Revision != 1 || !a.Seen.Equal(sight()) {
		t.Errorf("%+v", a)
	}
}

// TestRealFeedsLoseNothing reads the real feeds that lie beside the repository: as many articles come out as items stand
// in each document, but for those that stand twice.
func TestRealFeedsLoseNothing(t *testing.T) {
	root := os.Getenv("HARMATTAN_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	paths, _ := filepath.Glob(filepath.Join(root, "feeds", "*", "*"))
	if len(paths) == 0 {
		t.Skip("no real feeds beside the repository")
	}
	for _, path := range paths {
		if strings.HasSuffix(path, ".tsv") {
			continue
		}
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d, err := Parse(body, Source{Feed: news.Feed{URL: "https://feed.example/rss"}, Now: sight()})
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(path), err)
			continue
		}
		raw := strings.Count(string(body), "<item>") + strings.Count(string(body), "<item ") + strings.Count(string(body), "<entry>")
		twice := 0
		for _, w := range d.Warnings {
			if _, err := fmt.Sscanf(w, "an item stands twice in the document (%d times)", &twice); err == nil {
				break
			}
		}
		if len(d.Articles)+twice != raw {
			t.Errorf("%s: %d items, %d articles: %v", filepath.Base(path), raw, len(d.Articles), d.Warnings)
		}
	}
}

// TestTimeGrowsWithTheDocument reads what makes careless readers quadratic: it would run for minutes.
func TestTimeGrowsWithTheDocument(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine parses: there is nothing for the race detector")
	}
	const n = 1 << 20
	in := func(text string) string {
		return rssOf("<item><title>A1</title><description>" + text + "</description></item>")
	}
	for name, body := range map[string]string{
		"declarations":   rssOf(strings.Repeat("<![>", n)),
		"open quotes":    rssOf(strings.Repeat(`<a b="`, n)),
		"comments":       rssOf(strings.Repeat("<!-- ", n)),
		"sections":       rssOf(strings.Repeat("<![CDATA[", n/2)),
		"half tags":      in(strings.Repeat("&lt;b ", n)),
		"hard spaces":    in(strings.Repeat("a&#160; ", n/2)),
		"ampersands":     in(strings.Repeat("&amp;", n)),
		"escaped escape": in(strings.Repeat("&amp;lt;", n/2)),
		"attributes":     rssOf("<item" + strings.Repeat(" a='b'", n) + "><title>A1</title></item>"),
		"escapes":        in(strings.Repeat("\u009d", n/4)),
		"end tags":       rssOf("<item><title>A1</title>" + strings.Repeat("</b>", n) + "</item>"),
		"a long head":    rssOf("<description>" + strings.Repeat("head ", n) + "</description>" + strings.Repeat("<item><title>A1</title></item>", 20_000)),
	} {
		if _, err := Parse([]byte(body), Source{Now: sight()}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, g := range brokenDocuments() {
		f.Add([]byte(g.body), "text/xml")
	}
	f.Add([]byte(rssOf(twoItems)), "application/rss+xml; charset=utf-8")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		d, err := Parse(body, Source{ContentType: contentType, Now: sight()})
		if err != nil {
			if errors.Is(err, nil) || safe.Line(err.Error()) == "" {
				t.Fatal("an error that says nothing")
			}
			return
		}
		for _, a := range d.Articles {
			if a.ID == "" || a.Title == "" || a.Published.IsZero() || a.Published.After(sight()) {
				t.Fatalf("%+v", a)
			}
			if safe.Text(a.Text) != a.Text || safe.Line(a.Title) != a.Title {
				t.Fatalf("%q, %q", a.Title, a.Text)
			}
		}
	})
}

func FuzzScan(f *testing.F) {
	f.Add("<a b='<c'><![CDATA[x]]><!--y--><?z?></a>")
	f.Add("<!DOCTYPE a [<!ENTITY b 'c'>]><a>")
	f.Fuzz(func(t *testing.T, text string) {
		var whole strings.Builder
		in := tokens{rest: text}
		for tok, ok := in.next(); ok; tok, ok = in.next() {
			whole.WriteString(tok.raw)
		}
		if whole.String() != text {
			t.Fatalf("the pieces of %q are %q", text, whole.String())
		}
		mended, _ := mend(text, asDeclared)
		if again := scan(mended); again.deep {
			t.Fatalf("mend(%q) is still deep", text)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	var items strings.Builder
	for i := range 100 {
		fmt.Fprintf(&items, "<item><title>Item %d</title><link>https://post.example/%d</link><pubDate>Sat, 28 Feb 2026 10:00:00 +0000</pubDate>"+
			"<description>&lt;p&gt;The bridge was opened again on Sunday after two years.&lt;/p&gt;</description></item>", i, i)
	}
	body := []byte(rssOf(items.String()))
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if _, err := Parse(body, Source{Now: sight()}); err != nil {
			b.Fatal(err)
		}
	}
}
