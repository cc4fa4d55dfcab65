package feeds

import (
	"strings"
	"testing"

	"harmattan/internal/safe"
)

func TestMarkupBecomesParagraphs(t *testing.T) {
	for in, want := range map[string]string{
		"":                                   "",
		"plain":                              "plain",
		" two\n\twords ":                     "two words",
		"<p>One</p><p>Two</p>":               "One\nTwo",
		"<p>One <b>bo</b>ld</p>":             "One bold",
		"One<br>two":                         "One two",
		"One.<br>Two.":                       "One.\nTwo.",
		"One<br/><br />Two":                  "One\nTwo",
		"<h2>Head</h2>Text":                  "Head\nText",
		"<ul><li>a</li><li>b</li></ul>after": "a\nb\nafter",
		"<table><tr><th>Town</th><th>Dead</th></tr><tr><td>Gao</td><td>12</td></tr></table>": "Town, Dead\nGao, 12",
		"<blockquote>Quoted</blockquote>after":                                               "Quoted\nafter",
		"<q>Said</q> he":                                                                     "“Said” he",
		"a<script>alert(1)</script>b<style>x</style>":                                        "ab",
		"<figure><img src=x><figcaption>Photo</figcaption></figure>Text":                     "Text",
		"<script src='x'/>Text after":                                                        "Text after",
		"<iframe src=x />Text after":                                                         "Text after",
		"<!-- no -->Text<![CDATA[ in]]>":                                                     "Text in",
		"Caf&eacute; &amp; L&#8217;&Eacute;tat":                                              "Café & L’État",
		"&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;":                                       "One\nTwo",
		"L&amp;#8217;arm&amp;eacute;e":                                                       "L’armée",
		"&amp;lt;b&amp;gt;twice&amp;lt;/b&amp;gt;":                                           "twice",
		"5 < 6 and 7 > 3":                                                                    "5 < 6 and 7 > 3",
		"Write to <news@post.example> today":                                                 "Write to <news@post.example> today",
		"AT&T and R&D":                                                                       "AT&T and R&D",
		"First line.\nSecond line":                                                           "First line.\nSecond line",
		"A line that\nis wrapped":                                                            "A line that is wrapped",
		"One\n\nTwo":                                                                         "One\nTwo",
		"<p>A line that\nis wrapped</p>":                                                     "A line that is wrapped",
		"5\u00a0800 tonnes":                                                                  "5\u00a0800 tonnes",
		"a&nbsp; b &nbsp;c&nbsp;&nbsp;d":                                                     "a b c d",
		"<p>&nbsp;</p><p>Text</p>":                                                           "Text",
		"<span style='display: none'>hidden</span>shown":                                     "shown",
		"<div hidden><div>in</div>out</div>shown":                                            "shown",
		"One<figure><img><figcaption>cap<p>Two</p><p>Three</p>":                              "One\ncap\nTwo\nThree",
		"<p style='display:none'>hidden<p>Two</p>":                                           "hidden\nTwo",
		"One<script>var x = '<p>no</p>'":                                                     "One",
		"<head><title>no</title><body>Text":                                                  "Text",
		strings.Repeat("<nav>", 50) + "Text":                                                 "Text",
		"<nav>a<button>b<select>c<video>d<audio>e<svg>f<math>g":                              "abcdefg",
		"<pre>one\ntwo</pre>":                                                                "one\ntwo",
		"unclosed <b>bold <i>text":                                                           "unclosed bold text",
		"<p>One<p>Two":                                                                       "One\nTwo",
		"<o:p>Word</o:p> text":                                                               "Word text",
		"<dl><dt>Gao</dt><dd>town</dd></dl>":                                                 "Gao\ntown",
		"<a href='x'>link</a> text":                                                          "link text",
		"<td></td><td></td>":                                                                 "",
	} {
		if got := paragraphs(in); got != want {
			t.Errorf("paragraphs(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestALineIsMadeOfAnything(t *testing.T) {
	for in, want := range map[string]string{
		"<b>Gao</b>\n &amp; Mopti": "Gao & Mopti",
		"One<br>Two<p>Three":       "One Two Three",
	} {
		if got := line(in); got != want {
			t.Errorf("line(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTitlesAreMadeOfFirstWords(t *testing.T) {
	for in, want := range map[string]string{
		"Short text":                             "Short text",
		"Talks resumed in Gao on Sunday. Later.": "Talks resumed in Gao on Sunday",
		strings.Repeat("word ", 40):              strings.TrimSpace(strings.Repeat("word ", 16)) + "…",
		strings.Repeat("é", 100):                 strings.Repeat("é", 80) + "…",
	} {
		if got := firstWords(in); got != want {
			t.Errorf("firstWords(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTeasersAreKnown(t *testing.T) {
	long := strings.Repeat("The bridge was opened again on Sunday. ", 60)
	for _, c := range []struct {
		text, content string
		want          bool
	}{
		{"Short.", "", true},
		{long, "", false},
		{long + "[…]", "", true},
		{long + "\nLire la suite", long, true},
		{long, long, false},
		{strings.Repeat("The bridge was opened again. ", 15), "<p>x</p>", false},
		{"Listen to the programme.", "<p>x</p>", true},
	} {
		if got := teaser(c.text, c.content); got != c.want {
			t.Errorf("teaser(…%q) = %v", c.text[max(0, len(c.text)-20):], got)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"<p>One<br>two</p>", "&amp;lt;b&amp;gt;", "<script>", "<a <b>>", "a\u00a0 b", "<iframe/>x", "&#x9b;31m"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, markup string) {
		text := paragraphs(markup)
		for _, p := range strings.Split(text, "\n") {
			if text != "" && strings.TrimSpace(p) == "" {
				t.Fatalf("paragraphs(%q) has an empty one: %q", markup, text)
			}
		}
		if whole := strings.Join(blocksText(blocks(markup)), "\n"); onlyWords(markup) && whole != markup {
			t.Fatalf("%q counts as words alone, but cleaning makes %q of it", markup, whole)
		}
		if one := safe.Line(line(markup)); strings.Contains(one, "\n") {
			t.Fatalf("line(%q) = %q", markup, one)
		}
	})
}

func BenchmarkClean(b *testing.B) {
	page := strings.Repeat("<p>The bridge was <b>opened</b> again on Sunday, l&#8217;arm&eacute;e dit-on, after two years of work.</p>\n", 100)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		paragraphs(page)
	}
}
