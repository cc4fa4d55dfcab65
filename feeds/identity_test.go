package feeds

import (
	"strings"
	"testing"

	"harmattan/internal/news"
)

func TestLinksAreComparedByTheirPage(t *testing.T) {
	for _, same := range [][]string{
		{
			"https://post.example/a/1", "http://post.example/a/1", "https://www.post.example/a/1/", "https://post.example:443/a/1#comments",
			"https://POST.example/a/1?utm_source=rss&utm_medium=feed", "https://post.example/a/1?at_medium=RSS&at_campaign=KARANGA",
			"https://post.example/a/1?xtor=RSS-1", "https://post.example/a/1?fbclid=x&gclid=y", "https://post.example/a/1?source=rss",
			"https://post.example/a/1?maca=en-rss-en-all-1573-rdf", "https://post.example/a/1?",
		},
		{"https://post.example/?p=12&utm_source=x", "https://post.example/?p=12"},
		{"https://post.example/#!/a/1", "https://www.post.example/#!/a/1"},
	} {
		for _, link := range same[1:] {
			if canonical(link) != canonical(same[0]) {
				t.Errorf("%q and %q are compared as %q and %q", link, same[0], canonical(link), canonical(same[0]))
			}
		}
	}
	for _, pair := range [][2]string{
		{"https://post.example/a/1", "https://post.example/a/2"},
		{"https://post.example/a/1", "https://post.example/A/1"},
		{"https://post.example/?p=1", "https://post.example/?p=2"},
		{"https://post.example/a", "https://other.example/a"},
		{"https://post.example/#!/a/1", "https://post.example/#!/a/2"},
		{"http://post.example:8080/a", "http://post.example/a"},
	} {
		if canonical(pair[0]) == canonical(pair[1]) {
			t.Errorf("%q and %q are compared as one", pair[0], pair[1])
		}
	}
	for _, none := range []string{"", "nonsense", "mailto:a@b.example", "https://"} {
		if got := canonical(none); got != "" {
			t.Errorf("canonical(%q) = %q", none, got)
		}
	}
}

// ids are the identities of the items of a feed of an outlet.
func ids(t *testing.T, outlet, items string) []string {
	t.Helper()
	d, err := Parse([]byte(rssOf(items)), Source{Feed: news.Feed{URL: "https://feed.example/rss", Outlet: outlet}, Now: sight()})
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, a := range d.Articles {
		list = append(list, a.ID)
	}
	return list
}

func TestAnArticleStaysItself(t *testing.T) {
	const first = `<item><title>Bridge reopened</title><guid>1</guid><link>https://post.example/1</link></item>`
	want := ids(t, "Sahel Post", first)[0]
	for name, item := range map[string]string{
		"with another guid":     strings.Replace(first, "<guid>1<", "<guid>2<", 1),
		"with another title":    strings.Replace(first, "Bridge", "The bridge", 1),
		"by a tracking link":    strings.Replace(first, "/1</link>", "/1?utm_source=rss</link>", 1),
		"without a guid":        strings.Replace(first, "<guid>1</guid>", "", 1),
		"with its guid as link": `<item><title>Bridge reopened</title><guid>https://post.example/1</guid></item>`,
	} {
		if got := ids(t, "Sahel Post", item)[0]; got != want {
			t.Errorf("%s it is another article", name)
		}
	}
	if ids(t, "Another Post", first)[0] == want {
		t.Error("another outlet's article is another article")
	}
	if got := ids(t, "sahel post!", first)[0]; got != want {
		t.Error("the spelling of the outlet makes another article")
	}
}

func TestLinksThatManyItemsShareIdentifyNone(t *testing.T) {
	const link = "<link>https://post.example/live</link>"
	got := ids(t, "P", `<item><title>A</title><guid isPermaLink="false">1</guid>`+link+`</item><item><title>B</title><guid isPermaLink="false">2</guid>`+link+`</item>`+
		`<item><title>C</title>`+link+`</item>`)
	if len(got) != 3 || got[0] == got[1] || got[1] == got[2] {
		t.Errorf("%q", got)
	}
	home := ids(t, "P", `<item><title>A</title><link>https://post.example/</link></item>`)
	other := ids(t, "P", `<item><title>B</title><link>https://post.example/</link></item>`)
	if home[0] == other[0] {
		t.Error("the front page identifies no article")
	}
}

func TestAnItemThatStandsTwiceComesOnce(t *testing.T) {
	d := parsed(t, rssOf(twoItems+`<item><title>Bridge reopened in Gao</title><link>https://post.example/1?utm_source=x</link><description>Longer</description></item>`))
	if len(d.Articles) != 2 || d.Articles[0].Text != "Longer" {
		t.Errorf("%+v", d.Articles)
	}
}

func TestLinksOfItems(t *testing.T) {
	d, err := Parse([]byte(`<rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
		xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>https://site.example/</link>
		<item><title>relative</title><link>/a/1</link></item>
		<item><title>protocol</title><link>//cdn.example/a</link></item>
		<item><title>guid</title><guid>https://post.example/g</guid></item>
		<item><title>no permalink</title><guid isPermaLink="false">https://post.example/g2</guid></item>
		<item><title>atom</title><atom:link href="https://post.example/atom"/></item>
		<item><title>counter</title><link>https://feeds.example/~r/post/1</link><guid>https://post.example/c</guid></item>
		<item><title>original</title><link>https://feeds.example/1</link><feedburner:origLink>https://post.example/o</feedburner:origLink></item>
		<item><title>spaces</title><link> https://post.example/a b
</link></item>
		<item><title>script</title><link>javascript:alert(1)</link></item>
		<item><title>attribute</title><link href="https://post.example/h"/></item>
		<item rdf:about="https://post.example/about"><title>about</title></item>
		<item xml:base="https://base.example/x/"><title>base</title><link>y</link></item>
		</channel></rss>`), Source{Feed: news.Feed{URL: "https://feed.example/rss"}, Address: "https://feed.example/dir/rss", Now: sight()})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"relative": "https://feed.example/a/1", "protocol": "https://cdn.example/a", "guid": "https://post.example/g", "no permalink": "",
		"atom": "https://post.example/atom", "counter": "https://post.example/c", "original": "https://post.example/o",
		"spaces": "https://post.example/a%20b", "script": "", "attribute": "https://post.example/h", "about": "https://post.example/about",
		"base": "https://base.example/x/y",
	}
	for _, a := range d.Articles {
		if a.URL != want[a.Title] {
			t.Errorf("%s: %q, want %q", a.Title, a.URL, want[a.Title])
		}
	}
	if len(d.Articles) != len(want) {
		t.Errorf("%d articles", len(d.Articles))
	}
}
