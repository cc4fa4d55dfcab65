package feeds

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"harmattan/internal/news"
)

// pageOf is a page with an article as sites lay them out.
func pageOf(paragraphs ...string) string {
	return `<!DOCTYPE html><html lang="en-GB"><head><title>Bridge reopened in Gao | Sahel Post</title>
<meta property="og:site_name" content="Sahel Post"><meta name="author" content="A. Touré"><meta property="og:title" content="Bridge reopened in Gao"></head>
<body><nav><a href="/">Home</a> <a href="/mali">Mali</a></nav><header><h1>Bridge reopened in Gao</h1></header><article>
<p>` + strings.Join(paragraphs, "</p>\n<p>") + `</p>
<ul><li><a href="/x">Cattle market closed in Mopti after a week of rain</a></li><li><a href="/y">Ferry sinks near Tillabéri</a></li></ul>
<p>Read also: <a href="/z">The ferry that never came back</a></p>
<figure><img src="b.jpg"><figcaption>The bridge seen from the north. Photo: someone</figcaption></figure>
</article><footer>Copyright</footer><script>var x = "no";</script></body></html>`
}

func story() []string {
	return []string{
		"The bridge over the Niger at Gao was opened again on Sunday, two years after a lorry with explosives had destroyed its southern span.",
		"Engineers of the army rebuilt three pillars with stone from Ansongo, the governor told reporters on the bank, and the market women of the town cheered.",
		"The first lorries crossed at noon with 40 tonnes of rice, while boats that had carried goods since the attack lay empty below the pillars.",
	}
}

func answerOf(body, contentType string) answer {
	return answer{
		code: http.StatusOK, body: []byte(body), header: header("Content-Type", contentType),
		address: &url.URL{Scheme: "https", Host: "post.example", Path: "/1"},
	}
}

func TestThePageOfAnArticleGivesItsParagraphs(t *testing.T) {
	p, err := readPage(answerOf(pageOf(story()...), "text/html; charset=utf-8"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := p.text("Bridge reopened in Gao"), strings.Join(story(), "\n"); got != want {
		t.Errorf("text %q\nwant %q", got, want)
	}
	if p.title != "Bridge reopened in Gao" || p.author != "A. Touré" || p.lang != news.English || p.site != "Sahel Post" {
		t.Errorf("%+v", p)
	}
}

func TestAPageIsReadInItsEncoding(t *testing.T) {
	french := "Le pont a été rouvert dimanche à Gao, deux ans après l'attaque qui avait détruit la pile côté sud, a annoncé l'armée, dans un communiqué."
	page := pageOf(french, french+" Bis.", french+" Ter.")
	latin := strings.Replace(page, "<head>", `<head><meta charset="iso-8859-1">`, 1)
	for name, a := range map[string]answer{
		"by its meta element":  answerOf(string(in(t, charmap.ISO8859_1, latin)), "text/html"),
		"by HTTP":              answerOf(string(in(t, charmap.ISO8859_1, page)), "text/html; charset=iso-8859-1"),
		"UTF-8 wrongly called": answerOf(latin, "text/html; charset=iso-8859-1"),
	} {
		if p, err := readPage(a); err != nil || !strings.Contains(p.text(""), french) {
			t.Errorf("%s: %v, %q", name, err, p.text(""))
		}
	}
}

func TestWallsAreNamed(t *testing.T) {
	challenge := answerOf("<html><head><title>Just a moment...</title></head><body></body></html>", "text/html")
	challenge.code = http.StatusForbidden
	consent := answerOf(pageOf(story()...), "text/html")
	consent.address = &url.URL{Scheme: "https", Host: "consent.post.example", Path: "/"}
	for name, a := range map[string]answer{
		"proof of a browser": challenge,
		"captcha":            answerOf(`<html><body><script src="https://ct.captcha-delivery.com/c.js"></script></body></html>`, "text/html"),
		"consent":            consent,
	} {
		if _, err := readPage(a); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	about := answerOf(pageOf(append(story(), strings.Repeat("The word captcha-delivery.com stands in a long article about such walls. ", 30))...), "text/html")
	if _, err := readPage(about); err != nil {
		t.Errorf("an article about walls: %v", err)
	}
}

func TestWhatIsNoPageIsNamed(t *testing.T) {
	if _, err := readPage(answerOf("%PDF-1.7", "application/pdf")); err == nil || !strings.Contains(err.Error(), "application/pdf") {
		t.Error(err)
	}
	p, err := readPage(answerOf("One line.\n\nAnother <line>.", "text/plain"))
	if err != nil || p.text("") != "One line.\nAnother <line>." {
		t.Errorf("plain text: %v, %q", err, p.text(""))
	}
}

// onPublicGround lets a client take this test's server for one on the open Internet.
func onPublicGround(t *testing.T, c *Client, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := serve(t, h)
	c.guarded = c.open
	return s
}

func TestFullTextKeepsToRobotsAndToTheTeaser(t *testing.T) {
	c := client(Options{})
	asked := map[string]int{}
	s := onPublicGround(t, c, func(w http.ResponseWriter, r *http.Request) {
		asked[r.URL.Path]++
		switch r.URL.Path {
		case "/robots.txt":
			send(w, "User-agent: *\nDisallow: /closed")
		case "/closed", "/open":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			send(w, pageOf(story()...))
		default:
			http.NotFound(w, r)
		}
	})
	teaser := "The bridge over the Niger at Gao was opened again on Sunday…"
	text, err := c.FullText(t.Context(), news.Article{URL: s.URL + "/open", Title: "Bridge reopened in Gao", Text: teaser})
	if err != nil || text != strings.Join(story(), "\n") {
		t.Errorf("%v, %q", err, text)
	}
	for name, a := range map[string]news.Article{
		"robots.txt":              {URL: s.URL + "/closed", Text: teaser},
		"404":                     {URL: s.URL + "/lost", Text: teaser},
		"no article":              {URL: s.URL + "/open", Text: strings.Join(story(), "\n") + " And more than the page has."},
		"something else":          {URL: s.URL + "/open", Text: "Zinder wheat harvest feared poor this autumn season"},
		"no address":              {URL: "", Text: teaser},
		"addresses are not asked": {URL: "file:///etc/passwd", Text: teaser},
	} {
		if text, err := c.FullText(t.Context(), a); err == nil || text != "" || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v, %q", name, err, text)
		}
	}
	if asked["/closed"] != 0 || asked["/robots.txt"] != 1 {
		t.Errorf("asked %v", asked)
	}
}

func TestContentMayNotNamePrivatePages(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { send(w, pageOf(story()...)) })
	if _, err := client(Options{}).FullText(t.Context(), news.Article{URL: s.URL + "/1", Text: "x"}); err == nil {
		t.Error("a private page was read because a feed names it")
	}
}

func TestPagesBesideTheOfficersOwnFeedAreRead(t *testing.T) {
	elsewhere := serve(t, func(w http.ResponseWriter, _ *http.Request) { send(w, pageOf(story()...)) })
	home := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			http.NotFound(w, r)
		case "/away":
			http.Redirect(w, r, elsewhere.URL+"/1", http.StatusFound)
		default:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			send(w, pageOf(story()...))
		}
	})
	const teaser = "The bridge over the Niger at Gao was opened again on Sunday…"
	of := func(feed, page string) news.Article { return news.Article{FeedURL: feed, URL: page, Text: teaser} }
	c := client(Options{})
	if text, err := c.FullText(t.Context(), of(home.URL+"/feed.xml", home.URL+"/1")); err != nil || text == "" {
		t.Errorf("the feed's own host: %v, %q", err, text)
	}
	for name, a := range map[string]news.Article{
		"another port":              of(home.URL+"/feed.xml", elsewhere.URL+"/1"),
		"a redirect to one":         of(home.URL+"/feed.xml", home.URL+"/away"),
		"a public publisher's page": of("https://post.example/feed.xml", home.URL+"/1"),
	} {
		if text, err := c.FullText(t.Context(), a); !errors.Is(err, ErrPrivate) {
			t.Errorf("%s: %v, %q", name, err, text)
		}
	}
	strict := NewClient(Options{Now: sight})
	if _, err := strict.FullText(t.Context(), of(home.URL+"/feed.xml", home.URL+"/1")); !errors.Is(err, ErrPrivate) {
		t.Errorf("where the officer allows no private address: %v", err)
	}
}

func TestLinesThatRecurOverASiteAreDropped(t *testing.T) {
	r := newRecurring("")
	for i, page := range []string{"/1", "/2", "/3", "/3"} {
		got := r.withoutRecurring("post.example", page, []block{{text: "Join our channel"}, {text: "News of " + page}})
		want := 2
		if i >= 2 {
			want = 1
		}
		if page == "/3" && len(got) != want {
			t.Errorf("%s: %v", page, got)
		}
	}
}

func TestAnyPageIsReadAsAnArticle(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		send(w, pageOf(story()...))
	})
	a, err := client(Options{}).Page(t.Context(), s.URL+"/1")
	if err != nil || a.Title != "Bridge reopened in Gao" || a.Text != strings.Join(story(), "\n") || a.URL != s.URL+"/1" || a.ID == "" {
		t.Errorf("%v: %+v", err, a)
	}
}

func FuzzPage(f *testing.F) {
	f.Add(pageOf(story()...))
	f.Add("<html><body><table><tr><td><p>x<article>")
	f.Fuzz(func(t *testing.T, body string) {
		p, err := readPage(answerOf(body, "text/html"))
		if err == nil {
			p.text(p.title)
		}
	})
}
