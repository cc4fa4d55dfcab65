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

	wish time.Duration // how long the document asks to be left alone
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
	r := reader{source: d, dates: newDateNames()}
	found, err := r.read(body)
	if err != nil {
		return Document{Warnings: r.notes.list()}, err
	}
	return r.document(found), nil
}

// reader reads one document.
type reader struct {
	source Source
	notes  notes
	dates  dateNames
	about  []string // rdf:about of the items, in order
}

// read makes a gofeed.Feed of bytes in whatever format they are.
func (r *reader) read(body []byte) (*gofeed.Feed, error) {
	lang := string(r.source.Feed.Lang)
	if lang == "" {
		lang = declaredLanguage(body)
	}
	text, note := decode(body, labels{charsetOf(r.source.ContentType), declaredEncoding(body), lang})
	r.notes.add(note)
	text = strings.TrimLeft(text, "\ufeff \t\r\n")
	if text == "" {
		return nil, errEmpty
	}
	if text[0] == '{' {
		return r.readJSON(text)
	}
	kept := sound(text)
	if len(kept) != len(text) {
		r.notes.add("control characters were dropped")
	}
	return r.readXML(text, kept)
}

func (r *reader) readXML(original, text string) (*gofeed.Feed, error) {
	entities := declaredEntities(text)
	text = entities.replace(fromRoot(text))
	seen := scan(text)
	if err := notFeed(seen, original); err != nil {
		return nil, err
	}
	r.about = seen.about
	text = knownNamespaces(text)
	switch seen.root {
	case "channel":
		return r.readChannel(text, seen)
	case "rss", "rdf", "feed":
	default:
		return nil, errUnknown
	}
	return r.readMended(text, seen)
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

// readMended reads a document as it is where it is sound, and mended where it is not or where the parser loses items.
func (r *reader) readMended(text string, seen survey) (*gofeed.Feed, error) {
	tooBig := seen.deep || seen.many || seen.long
	if !tooBig && !seen.broken {
		feed, err := parseXML(text)
		if err == nil && len(feed.Items) >= seen.items {
			return feed, nil
		}
	}
	mended, dropped := mend(text)
	feed, err := parseXML(mended)
	if err != nil {
		return nil, fmt.Errorf("read the feed: %w", err)
	}
	r.noteMending(seen, dropped)
	if lost := seen.items - dropped - len(feed.Items); lost > 0 && !seen.many {
		r.notes.add(fmt.Sprintf("%d items could not be read", lost))
	}
	return feed, nil
}

func (r *reader) noteMending(seen survey, dropped int) {
	switch {
	case seen.deep:
		r.notes.add(fmt.Sprintf("elements lie deeper than %d: what is below was dropped", maxDepth))
	case seen.many:
		r.notes.add(fmt.Sprintf("more than %d items: the rest was dropped", maxItems))
	case seen.long:
		r.notes.add(fmt.Sprintf("a text is longer than %d MiB: it was cut", maxRun>>20))
	case dropped > 0:
		r.notes.add("the document is cut: the items before the cut were kept")
	default:
		r.notes.add("the document is no sound XML: it was mended")
	}
}

// parseXML hands a document to gofeed. The document has passed scan, so a panic is not expected; if one comes, it costs
// the feed and not the program.
func parseXML(text string) (feed *gofeed.Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the parser failed: %v", p)
		}
	}()
	p := gofeed.NewParser()
	p.KeepOriginalFeed = true
	p.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	feed, err = p.Parse(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	return feed, nil
}

// document makes articles of what was read.
func (r *reader) document(feed *gofeed.Feed) Document {
	d := Document{
		Format:   format(feed),
		Title:    safe.Line(line(feed.Title)),
		Language: language(feed.Language),
		Items:    len(feed.Items),
		wish:     wish(feed),
	}
	w := writer{reader: r, feed: feed, base: r.base(feed)}
	d.Link, _ = w.base.resolve(feed.Link)
	d.Articles = w.articles(d)
	d.Warnings = r.notes.list()
	return d
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
