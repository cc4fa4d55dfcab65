package feeds

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"harmattan/internal/news"
	"harmattan/internal/safe"
)

const acceptPage = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"

// errNoArticle is why a page that was read gives no text.
var errNoArticle = errors.New("no article is found in the page")

// FullText reads the page of an article that its feed carries only in part. The address comes from content, so the
// site's robots.txt is kept to, and no private address is asked but the very host and port of a feed that the officer has
// in their own network. It fails where the page gives less than the feed did.
func (c *Client) FullText(ctx context.Context, a news.Article) (text string, err error) {
	at, err := webAddress(a.URL)
	if err != nil {
		return "", err
	}
	p, err := c.pageOf(ctx, at, ownNetwork(a.FeedURL))
	if err != nil {
		return "", err
	}
	p.blocks = c.seen.withoutRecurring(hostOf(a.URL), a.URL, p.blocks)
	text = p.text(a.Title)
	switch {
	case len(text) <= len(a.Text):
		return "", errNoArticle
	case a.Text != "" && !speaksOf(text, a.Text):
		return "", errors.New("the page is about something else than its teaser")
	}
	return text, nil
}

// keptPage is a page as the shelf keeps it: its article, or the wall that stood before it.
type keptPage struct {
	Title  string      `json:"title"`
	Blocks []keptBlock `json:"blocks"`
	Wall   string      `json:"wall"`
}

type keptBlock struct {
	Text   string `json:"text"`
	Linked int    `json:"linked"`
	List   bool   `json:"list"`
}

// pageOf reads a page that content names, from the shelf where it is there. What a feed in the officer's own network may
// read is kept apart by home: it must not reach others that way.
func (c *Client) pageOf(ctx context.Context, at *url.URL, home string) (page, error) {
	name := hashed("page", home, at.String())
	read, err, _ := c.asking.Do(name, func() (any, error) {
		var kept keptPage
		if c.kept.get(name, &kept) {
			return kept.page(at)
		}
		if err := c.allowed(ctx, at, home); err != nil {
			return page{}, err
		}
		got, err := c.ask(ctx, question{address: at.String(), to: publicOnly, home: home, accept: acceptPage})
		if err != nil {
			return page{}, err
		}
		p, err := readPage(got)
		if wall, ok := errors.AsType[wallError](err); ok {
			c.kept.put(name, keptPage{Wall: wall.what}, keepWalls)
		}
		if err == nil {
			c.kept.put(name, p.kept(), keepPages)
		}
		return p, err
	})
	p, _ := read.(page)
	p.blocks = slices.Clone(p.blocks) // whoever asked for the same page has them too
	return p, err                     //nolint:wrapcheck // it is ours
}

func (k keptPage) page(at *url.URL) (page, error) {
	if k.Wall != "" {
		return page{}, wallError{k.Wall}
	}
	p := page{address: at.String(), title: k.Title}
	for _, b := range k.Blocks {
		p.blocks = append(p.blocks, block{b.Text, b.Linked, b.List})
	}
	return p, nil
}

// Page reads any web page as an article. The address is the officer's own; a page that is a feed is an
// error.
func (c *Client) Page(ctx context.Context, address string) (news.Article, error) {
	got, err := c.ask(ctx, question{address: address, accept: acceptPage})
	if err != nil {
		return news.Article{}, err
	}
	p, err := readPage(got)
	if err != nil {
		return news.Article{}, err
	}
	now := c.options.Now()
	a := news.Article{
		URL: p.address, Title: p.title, Author: p.author, Lang: p.lang, Outlet: p.site, Text: p.text(p.title),
		Published: now, Guessed: true, Seen: now, Revised: now, Revision: 1,
	}
	if a.Text == "" {
		return news.Article{}, errNoArticle
	}
	a.ID = hashed("link", fold(a.Outlet), canonical(a.URL))
	return a, nil
}

// page is a web page with its article found.
type page struct {
	address, title, author, site string
	lang                         news.Lang
	blocks                       []block
}

func (p page) kept() keptPage {
	k := keptPage{Title: p.title}
	for _, b := range p.blocks {
		k.Blocks = append(k.Blocks, keptBlock{b.text, b.linked, b.list})
	}
	return k
}

// readPage finds the article in an answer.
func readPage(got answer) (page, error) {
	if wall := wallOf(got); wall != nil {
		return page{}, wall
	}
	if got.code/100 != 2 {
		return page{}, refusal(got)
	}
	kind, _, _ := mime.ParseMediaType(got.header.Get("Content-Type"))
	if kind == "" {
		kind, _, _ = mime.ParseMediaType(http.DetectContentType(got.body))
	}
	text, _ := decode(got.body, labels{http: charsetOf(got.header.Get("Content-Type")), declared: metaCharset(got.body)})
	p := page{address: got.address.String(), site: hostOf(got.address.String())}
	switch {
	case kind == "text/plain":
		p.blocks = safeBlocks(blocks(html.EscapeString(text)))
		if len(p.blocks) > 0 {
			p.title = firstWords(p.blocks[0].text)
		}
		return p, nil
	case strings.HasPrefix(kind, "text/"), strings.Contains(kind, "html"), strings.Contains(kind, "xml"):
	default:
		return page{}, fmt.Errorf("this is no page with text, but %s", safe.Line(kind))
	}
	return p, p.extract(text, got.address)
}

// maxPage is how much of a page is read, in bytes of text: what comes later is no article.
const maxPage = 4 << 20

// extract finds the article with the rules of Readability, and cleans it with ours.
func (p *page) extract(text string, address *url.URL) (err error) {
	defer func() {
		if failed := recover(); failed != nil { // a hostile page costs itself, not the program
			err = fmt.Errorf("the page cannot be read: %v", failed)
		}
	}()
	parser := readability.NewParser()
	parser.KeepClasses = true // captions are known by them
	found, err := parser.Parse(io.LimitReader(strings.NewReader(text), maxPage), address)
	if err != nil {
		return fmt.Errorf("find the article: %w", err)
	}
	p.title = safe.Line(line(html.EscapeString(found.Title())))
	p.author = safe.Line(line(html.EscapeString(found.Byline())))
	p.lang = language(found.Language())
	if site := safe.Line(found.SiteName()); site != "" {
		p.site = site
	}
	if found.Node != nil {
		var body strings.Builder
		if err := html.Render(&body, found.Node); err != nil {
			return fmt.Errorf("write the article: %w", err)
		}
		p.blocks = safeBlocks(blocks(body.String()))
	}
	if better := otherwise(text, p.blocks); better != nil {
		p.blocks = better
	}
	if len(p.blocks) == 0 {
		return errNoArticle
	}
	return nil
}

// text is the article's paragraphs without what pages put between them.
func (p *page) text(title string) string {
	var kept []string
	last := ""
	for _, b := range p.blocks {
		if furniture(b) || b.text == last || len(kept) == 0 && fold(b.text) == fold(title) {
			continue
		}
		kept = append(kept, b.text)
		last = b.text
	}
	return safe.Text(strings.Join(kept, "\n"))
}

const (
	shortBlock = 200 // letters; a longer block is hardly a list of links or a caption
	mostlyLink = 0.7 // share of letters in links that makes a short block a link and not a sentence
)

// furniture tells whether a block of a page is no part of its article: links to other pages, captions, appeals.
func furniture(b block) bool {
	letters := len([]rune(b.text))
	if letters < shortBlock && float64(b.linked) > mostlyLink*float64(letters) {
		return true
	}
	return letters < shortBlock && appeal().MatchString(b.text)
}

// appeal matches how lines begin that lead away from an article, in the languages of our feeds.
//
//nolint:gochecknoglobals // an expression, compiled once
var appeal = onFirstUse(`(?i)^\W*(?:read (?:also|more|next)\b|also read\b|see also\b|related(?: articles| stories)?\s*:|recommended\s*:|` +
	`lire (?:aussi|également)|à lire (?:aussi|également)|a lire aussi|voir aussi|(?:à|a) voir\b.{0,12}:|sur le même sujet|` +
	`leia (?:também|mais)|veja também|lesen sie auch|siehe auch|lea también|اقرأ أيضا|اقرأ أيضاً|إقرأ أيضا|شاهد أيضا|طالع أيضا|` +
	`share (?:this|on)\b|partager (?:sur|cet|l['’]article)|follow us\b|suivez[- ]nous|sign up (?:for|to)\b|subscribe (?:to|now)\b|` +
	`inscrivez-vous|abonnez-vous|newsletter\b|advertisement\b|publicité$|photo(?:graph)?\s*(?:by|:|©)|image\s*:|crédit(?:s)? photo|` +
	`©|\(?(?:photo|image) (?:credit|crédit))`)

// speaksOf tells whether a text has a fair share of the words of its teaser.
func speaksOf(text, teaser string) bool {
	have := map[string]bool{}
	for _, w := range strings.Fields(fold(text)) {
		have[w] = true
	}
	words, found := 0, 0
	for _, w := range strings.Fields(fold(teaser)) {
		if len([]rune(w)) < 4 {
			continue
		}
		words++
		if have[w] {
			found++
		}
	}
	return words == 0 || found*3 >= words
}

var metaElement = onFirstUse(`(?i)<meta\s[^>]*?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]+)`) //nolint:gochecknoglobals // an expression, compiled once

// metaCharset is the encoding that a page's meta element names, else what an XML declaration does.
func metaCharset(body []byte) string {
	if m := metaElement().FindSubmatch(head(body)); m != nil {
		return string(m[1])
	}
	return declaredEncoding(body)
}
