package feeds

import (
	"fmt"
	"strings"
	"testing"
)

// itemsOf is a document of so many invented items, each written by item; it has the sizes that news sites send.
func itemsOf(n int, item func(b *strings.Builder, i int)) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The River Post</title><link>https://post.example/</link>` +
		"<description>News of the river</description><language>en</language>\n")
	for i := range n {
		item(&b, i)
	}
	b.WriteString("</channel></rss>\n")
	return []byte(b.String())
}

const benchLink = "https://www.post.example/world/2026/02/28/bridge-over-the-niger-opened-again-%d/?utm_source=rss&amp;utm_medium=referral"

// teaserItem is an item as most feeds have it: a title and a sentence or two, without markup.
func teaserItem(b *strings.Builder, i int) {
	link := fmt.Sprintf(benchLink, i)
	fmt.Fprintf(b, "<item><title>Ministry&#x27;s bridge over the river is opened again, %d years late</title><link>%s</link><guid>%s</guid>"+
		"<pubDate>Sat, 28 Feb 2026 10:%02d:00 +0000</pubDate><description>The bridge was opened again on Sunday after two years of work, "+
		"said the prefect of the department. Lorries of more than &quot;thirty tonnes&quot; still take the ferry, and number %d waits "+
		"at the ramp since Thursday.</description></item>\n", i%7, link, link, i%60, i)
}

// pressItem is an item as publishing systems write it: author, categories, a teaser in CDATA and the whole article in HTML.
func pressItem(b *strings.Builder, i int) {
	link := fmt.Sprintf(benchLink, i)
	fmt.Fprintf(b, "<item>\n\t<title>L&#8217;arm&eacute;e annonce la r&eacute;ouverture du pont num&eacute;ro %d</title>\n\t<link>%s</link>\n"+
		"\t<dc:creator><![CDATA[Aminata Invented]]></dc:creator>\n\t<pubDate>Sat, 28 Feb 2026 10:%02d:00 GMT</pubDate>\n"+
		"\t<category><![CDATA[Sahel]]></category>\n\t<guid isPermaLink=\"false\">https://www.post.example/?p=%d</guid>\n"+
		"\t<description><![CDATA[<p>Le pont a été rouvert dimanche, a dit le préfet&nbsp;[&hellip;]</p>]]></description>\n"+
		"\t<content:encoded><![CDATA[", i, link, i%60, i)
	for range 6 {
		b.WriteString("<p>Le pont a été <strong>rouvert</strong> dimanche, a dit le préfet du <a href=\"https://www.post.example/tag/x/\">" +
			"département</a>, après deux ans de travaux. Les camions de plus de 30&nbsp;tonnes prennent encore le bac.</p>\n")
	}
	b.WriteString("<figure><img src=\"https://www.post.example/a.jpg\" alt=\"\"/><figcaption>Le pont. &copy; Photo</figcaption></figure>]]></content:encoded>\n</item>\n")
}

// benchmarkItems parses a document of so many items, and says what one item costs.
func benchmarkItems(b *testing.B, item func(b *strings.Builder, i int)) {
	b.Helper()
	const items = 100
	body := itemsOf(items, item)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		doc, err := Parse(body, Source{Now: sight(), Address: "https://post.example/feed"})
		if err != nil || len(doc.Articles) != items {
			b.Fatal(err, len(doc.Articles))
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*items), "ns/item")
}

func BenchmarkTeasers(b *testing.B) { benchmarkItems(b, teaserItem) }

func BenchmarkWholeArticles(b *testing.B) { benchmarkItems(b, pressItem) }
