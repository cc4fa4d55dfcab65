package feeds

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"

	"harmattan/internal/news"
	"harmattan/internal/safe"
)

// Source says where a document comes from.
type Source struct {
	Feed        news.Feed
	ContentType string    // of the HTTP answer, "" for a file
	Address     string    // that relative links start from, "" when there is none
	Now         time.Time // the time of first sight of what is new in it
}

// Document is a feed's document, read and cleaned.
type Document struct {
	Format   string // e.g. "rss 2.0", "atom 1.0", "json 1.1"
	Title    string
	Link     string    // of the site that the feed belongs to
	Language news.Lang // as the document says
	Items    int       // items in the document, whether or not they became articles
	Articles []news.Article
	Warnings []string

	wish  time.Duration // how long the document asks to be left alone
	quiet quietTimes    // when it is not to be asked
}

// What a document can be instead of a feed.
var (
	errWebPage = errors.New("this is a web page, not a feed")
	errEmpty   = errors.New("the document is empty")
	errUnknown = errors.New("this is no feed: neither RSS, Atom, JSON Feed nor CDF")
)

// Parse reads a feed's document. It fails only where there is no feed; what is broken inside one is repaired as far as
// it goes, and said in Document.Warnings.
func Parse(body []byte, d Source) (Document, error) {
	if d.Now.IsZero() {
		d.Now = time.Now()
	}
	r := reader{source: d}
	if err := r.read(body); err != nil {
		return Document{Warnings: r.notes.list()}, err
	}
	return r.finish(), nil
}

// reader reads one document.
type reader struct {
	source Source
	dates  dates
	notes  notes
	format string // where it is known before the parser sees the document

	declared string // language that stands somewhere in the document's head
	doc      Document
	marks    []mark // of the articles, in their order
}

// read takes a document apart, in whatever format it is.
func (r *reader) read(body []byte) error {
	r.declared = declaredLanguage(body)
	lang := string(r.source.Feed.Lang)
	if lang == "" {
		lang = r.declared
	}
	text, note := decode(body, labels{charsetOf(r.source.ContentType), declaredEncoding(body), lang})
	r.notes.add(note)
	text = strings.TrimLeft(text, "\ufeff \t\r\n")
	if text == "" {
		return errEmpty
	}
	if text[0] == '{' {
		return r.readJSON(text)
	}
	kept := sound(text)
	if len(kept) != len(text) {
		r.notes.add("control characters were dropped")
	}
	return r.readXML(kept)
}

func (r *reader) readXML(text string) error {
	root := knownNamespaces(declaredEntities(text).replace(fromRoot(text)))
	seen := scan(root)
	if err := notFeed(seen, text); err != nil {
		return err
	}
	switch seen.root {
	case "entry": // one alone
		root = `<feed xmlns="http://www.w3.org/2005/Atom">` + root + "</feed>"
		seen = scan(root)
	case "channel":
		root = r.fromChannel(root)
		seen = scan(root)
	case "rss", "rdf", "feed":
	default:
		return errUnknown
	}
	if seen.odd {
		root = rewrite(root, seen.root == "feed")
		seen = scan(root)
	}
	return r.readMended(root, seen)
}

// notFeed says what a document is that is no feed.
func notFeed(seen survey, text string) error {
	switch seen.root {
	case "html", "head", "body", "script", "div", "center", "meta", "title":
		if wall := wallIn(text); wall != nil {
			return wall
		}
		return errWebPage
	case "opml":
		return errors.New("this is a list of feeds (OPML), not a feed: import it")
	case "urlset", "sitemapindex":
		return errors.New("this is a site map, not a feed")
	case "":
		return errUnknown
	}
	return nil
}

// itemsAtOnce is how many items are handed to the parser at once: what it makes of an item is many times its size.
const itemsAtOnce = 2000

// readMended reads a document as it is where it is sound, and mended where it is not or where the parser loses items.
func (r *reader) readMended(text string, seen survey) error {
	if !seen.deep && !seen.long && !seen.broken && seen.items <= itemsAtOnce {
		feed, ok := parsePlain(text)
		var err error
		if !ok {
			feed, err = parseWhole(text)
		}
		if err == nil && len(feed.Items) >= seen.items {
			r.take(feed, seen.about)
			return nil
		}
	}
	r.marks = make([]mark, 0, seen.items)
	r.doc.Articles = make([]news.Article, 0, len(seen.starts)) // a list that grows is in memory twice
	dropped, lost := 0, 0
	for i := 0; i == 0 || i < len(seen.starts); i += itemsAtOnce {
		part, items := seen.part(text, i)
		mended, cut := mend(part, asDeclared)
		feed, err := parseWhole(mended)
		if err != nil || len(feed.Items) < items-cut {
			feed, err = r.readAsNamed(part, feed)
		}
		if err != nil {
			return fmt.Errorf("read the feed: %w", err)
		}
		dropped += cut
		lost += max(0, items-cut-len(feed.Items))
		r.take(feed, seen.about[i:i+items])
	}
	r.noteMending(seen, dropped)
	if lost > 0 {
		r.notes.add(fmt.Sprintf("items that could not be read: %d", lost))
	}
	return nil
}

// readAsNamed reads a part again, without its namespaces, and returns what holds more items: that, or what was read
// before.
func (r *reader) readAsNamed(part string, before *gofeed.Feed) (*gofeed.Feed, error) {
	mended, _ := mend(part, asNamed)
	feed, err := parseWhole(mended)
	if err == nil && (before == nil || len(feed.Items) > len(before.Items)) {
		r.notes.once("the items are in no namespace of a feed, or not where they belong: read by their names")
		return feed, nil
	}
	if before == nil {
		return nil, err
	}
	return before, nil
}

// noteMending says why a document was not read as it is.
func (r *reader) noteMending(seen survey, dropped int) {
	switch {
	case seen.deep:
		r.notes.add(fmt.Sprintf("elements lie deeper than %d: what is below was dropped", maxDepth))
	case seen.long:
		r.notes.add(tooLong())
	case dropped > 0:
		r.notes.add("the document is cut: the items before the cut were kept")
	case seen.broken, seen.items <= itemsAtOnce:
		r.notes.add("the document is no sound XML: it was mended")
	}
	if seen.many {
		r.notes.add(tooMany())
	}
}

func tooMany() string { return fmt.Sprintf("more than %d items: the rest was dropped", maxItems) }

func tooLong() string { return fmt.Sprintf("a text is longer than %d MiB: it was cut", maxRun>>20) }

// parseWhole hands a document to gofeed. The document has passed scan, so a panic is not expected; if one comes, it costs
// the feed and not the program.
func parseWhole(text string) (feed *gofeed.Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the parser failed: %v", p)
		}
	}()
	p := gofeed.NewParser()
	p.KeepOriginalFeed = true
	p.RSSTranslator = rssTranslator()
	feed, err = p.Parse(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	return feed, nil
}

// rssTranslator makes items of RSS the library's general ones, without looking for pictures in their texts.
func rssTranslator() *gofeed.DefaultRSSTranslator {
	return &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
}

// take makes articles of what the parser read: the whole document, or one part of a long one. about is what RDF says
// its items are about.
func (r *reader) take(feed *gofeed.Feed, about []string) {
	w := writer{reader: r, feed: feed, base: r.base(feed)}
	d := &r.doc
	if d.Format == "" {
		d.Format = r.format
		if d.Format == "" {
			d.Format = format(feed)
		}
		d.Title, d.Language, d.wish = safe.Line(line(feed.Title)), language(feed.Language), wish(feed)
		if d.Language == news.Unknown {
			d.Language = language(r.declared)
		}
		d.quiet = quiet(feed)
		d.Link, _ = w.base.resolve(feed.Link)
	}
	d.Items += len(feed.Items)
	w.articles(about)
}

// finish gives the articles their identities, and the document its warnings.
func (r *reader) finish() Document {
	r.identify()
	r.doc.Warnings = r.notes.list()
	return r.doc
}

// format names the format of a feed.
func format(feed *gofeed.Feed) string {
	version := feed.FeedVersion
	if i := strings.LastIndexByte(version, '/'); i >= 0 { // JSON Feed gives an address
		version = version[i+1:]
	}
	if version == "" {
		return feed.FeedType
	}
	return feed.FeedType + " " + safe.Line(version)
}

// language is a language tag cut down to its first part: "fr-ML" is "fr".
func language(tag string) news.Lang {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if i := strings.IndexAny(tag, "-_ "); i >= 0 {
		tag = tag[:i]
	}
	if len(tag) != 2 || strings.ContainsFunc(tag, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return news.Unknown
	}
	return news.Lang(tag)
}

// originalItems are the items as RSS has them, nil for other formats.
func originalItems(feed *gofeed.Feed) []*rss.Item {
	if original, ok := feed.OriginalFeed().(*rss.Feed); ok && len(original.Items) == len(feed.Items) {
		return original.Items
	}
	return nil
}
