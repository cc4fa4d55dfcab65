package feeds

import (
	"reflect"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
)

const plainItem = `<item><title>A &amp; B</title><link>https://a.example/1?x=1&amp;y=2</link><guid isPermaLink="false">1</guid>` +
	`<pubDate>Sat, 28 Feb 2026 10:00:00 GMT</pubDate><dc:creator><![CDATA[Aminata]]></dc:creator>` +
	`<description><![CDATA[<p>The bridge is open.</p>]]></description></item>`

const plainDocument = `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">` +
	`<channel><title>Post</title><ttl>60</ttl>` + plainItem +
	`<item><title>Two</title><media:title>x</media:title></item><item><content:encoded>&lt;p&gt;Long &#233;</content:encoded></item></channel></rss>`

// documentOf is what a document becomes after the parser.
func documentOf(feed *gofeed.Feed) Document {
	r := reader{source: Source{Now: sight(), Address: "https://post.example/feed"}}
	r.take(feed, nil)
	return r.finish()
}

// bothWays reads a document with its plain items apart and as a whole, and fails where the two differ. plain tells
// whether items were read apart at all.
func bothWays(t *testing.T, text string) (plain bool) {
	t.Helper()
	root := knownNamespaces(fromRoot(sound(strings.ToValidUTF8(text, ""))))
	if seen := scan(root); seen.deep || seen.long || seen.broken || seen.odd {
		return false
	}
	apart, ok := parsePlain(root)
	if !ok {
		return false
	}
	whole, err := parseWhole(root)
	if err != nil {
		t.Fatalf("the library reads no feed, and the plain reading does, in %q: %v", root, err)
	}
	if one, other := documentOf(apart), documentOf(whole); !reflect.DeepEqual(one, other) {
		t.Fatalf("the plain reading of %q is\n%+v\nthe library's is\n%+v", root, one, other)
	}
	return true
}

func TestPlainItemsAreReadAsTheLibraryReadsThem(t *testing.T) {
	for name, text := range map[string]string{
		"teasers":        string(itemsOf(3, teaserItem)),
		"whole articles": string(itemsOf(3, pressItem)),
		"mixed":          plainDocument,
		"single quotes":  strings.ReplaceAll(plainDocument, `"`, `'`),
		"comments":       strings.ReplaceAll(plainDocument, "<item>", "<!-- an <item> --><item>"),
		"old entities":   strings.ReplaceAll(plainDocument, "&amp;y", "&copy=1;&eacute;&hellip;&nosuch;"),
		"pieces of text": strings.ReplaceAll(plainDocument, "The bridge", "a]]> &lt;b&gt; <![CDATA[c"),
		"line ends":      strings.ReplaceAll(plainDocument, "><", ">\r\n\t<"),
		"empty elements": strings.ReplaceAll(plainDocument, "<title>Two</title>", "<title/><description></description>"),
		"enclosures":     strings.ReplaceAll(plainDocument, "<title>A", `<enclosure url="https://a.example/a.mp3" type="audio/mpeg"/><title>A`),
		"an authors' list": strings.ReplaceAll(plainDocument, "<title>A",
			"<author>a@post.example (Moussa)</author><dc:creator>B</dc:creator><title>A"),
	} {
		if !bothWays(t, text) {
			t.Errorf("%s: no item is plain", name)
		}
	}
}

func TestWhatIsNotPlainIsLeftToTheLibrary(t *testing.T) {
	for name, change := range map[string][2]string{
		"a default namespace": {`<rss `, `<rss xmlns="http://a.example/" `},
		"a base for links":    {`<rss `, `<rss xml:base="http://a.example/" `},
		"a stray tag":         {"A &amp; B", "A <b>B"},
		"tags that cross":     {"<ttl>60</ttl>", "<ttl><a>60</ttl></a>"},
		"no quotation marks":  {`version="2.0"`, "version=2.0"},
		"a document type":     {"<channel>", "<!DOCTYPE a><channel>"},
		"two channels":        {"<channel>", "<channel></channel><channel>"},
		"items in items":      {"<item><title>Two", "<item><item></item><title>Two"},
	} {
		text := strings.Replace(plainDocument, change[0], change[1], 1)
		if _, ok := parsePlain(text); ok || text == plainDocument {
			t.Errorf("%s: items are read as plain", name)
		}
	}
}

// Whatever is put wherever into a plain document: the library alone reads the same in it, or it is left to the library.
func TestAnythingInAPlainDocumentIsReadAsTheLibraryReadsIt(t *testing.T) {
	plain := 0
	for i, piece := range []string{
		"<", ">", "&", ";", "]]>", "<![CDATA[", "<!--", "-->", "<!-- a -->", "<?a b?>", "</item>", "<item>", "<item/>", "<br>", "<b>c</b>",
		"</channel>", "&nbsp;", "&#27;", "&#000000027;", "&amp;lt;", `"`, "'", "=", " ", "\r", "/", " a=b", ` xml:base="http://b.example/"`,
		`<dc:date>2020-01-01</dc:date>`, `<link href="https://b.example/"/>`, "<title>late</title>", "\u00a0", "\x1b[1m", "x", ":", "é",
	} {
		for at := i % 4; at <= len(plainDocument); at += 4 {
			if bothWays(t, plainDocument[:at]+piece+plainDocument[at:]) {
				plain++
			}
		}
	}
	if plain == 0 {
		t.Error("nothing was read as plain")
	}
}

func FuzzPlain(f *testing.F) {
	f.Add(plainDocument)
	f.Add(string(itemsOf(1, teaserItem)))
	f.Add(string(itemsOf(1, pressItem)))
	f.Fuzz(func(t *testing.T, text string) { bothWays(t, text) })
}
