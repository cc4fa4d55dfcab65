package feeds

import (
	"context"
	"errors"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"harmattan/internal/news"
	"harmattan/internal/safe"
)

// Discover finds the feeds at an address: the address itself, else what its page names, else the paths where feeds
// mostly lie. None found is no error.
func (c *Client) Discover(ctx context.Context, address string) ([]news.Feed, error) {
	if !strings.Contains(address, "://") && !strings.HasPrefix(address, "feed:") {
		address = "https://" + address // how people write addresses
	}
	got, err := c.ask(ctx, question{address: address, accept: acceptFeed + ", text/html;q=0.8"})
	if err != nil {
		return nil, err
	}
	if got.code/100 != 2 {
		return nil, refusal(got)
	}
	if feed, err := c.asFeed(ctx, got); err == nil {
		return []news.Feed{feed}, nil
	}
	if wall := wallOf(got); wall != nil {
		return nil, wall
	}
	at := base{got.address}
	text, _ := decode(got.body, labels{http: charsetOf(got.header.Get("Content-Type")), declared: metaCharset(got.body)})
	if found := namedFeeds(text, at); len(found) > 0 {
		return found, nil
	}
	return c.usualFeeds(ctx, at)
}

// asFeed reads an answer as a feed.
func (c *Client) asFeed(ctx context.Context, got answer) (news.Feed, error) {
	doc, err := c.parse(ctx, got.body, Source{
		ContentType: got.header.Get("Content-Type"), Address: got.address.String(), Now: c.options.Now(),
	})
	if err != nil {
		return news.Feed{}, err
	}
	feed := news.Feed{URL: got.address.String(), Outlet: doc.Title, Lang: doc.Language}
	if feed.Outlet == "" {
		feed.Outlet = hostOf(feed.URL)
	}
	return feed, nil
}

// namedFeeds are the feeds that a page names in its head. Feeds of comments are left out where there are others.
func namedFeeds(page string, at base) []news.Feed {
	var found, comments []news.Feed
	seen := map[string]bool{}
	var lang news.Lang
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		tok := z.Token()
		switch tok.DataAtom {
		case atom.Html:
			lang = language(value(tok, "lang"))
		case atom.Base:
			if u, ok := at.resolve(value(tok, "href")); ok {
				at.url, _ = webAddress(u)
			}
		case atom.Link, atom.A:
			feed, ok := namedFeed(tok, at)
			if !ok || seen[feed.URL] {
				continue
			}
			seen[feed.URL], feed.Lang = true, lang
			if ofComments(feed) {
				comments = append(comments, feed)
			} else {
				found = append(found, feed)
			}
		}
	}
	if len(found) == 0 {
		return comments
	}
	return found
}

// namedFeed reads a link element that names a feed.
func namedFeed(tok html.Token, at base) (news.Feed, bool) {
	kind := strings.ToLower(value(tok, "type"))
	kind, _, _ = strings.Cut(kind, ";")
	switch strings.TrimSpace(kind) {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml":
	case "application/json", "text/xml", "application/xml":
		if !strings.Contains(strings.ToLower(value(tok, "rel")), "alternate") || strings.Contains(value(tok, "href"), "/wp-json/") {
			return news.Feed{}, false
		}
	default:
		return news.Feed{}, false
	}
	address, ok := at.resolve(value(tok, "href"))
	return news.Feed{URL: address, Outlet: safe.Line(value(tok, "title"))}, ok
}

func ofComments(f news.Feed) bool {
	title := strings.ToLower(f.Outlet)
	return strings.Contains(f.URL, "/comments/") || strings.Contains(title, "comments feed") ||
		strings.Contains(title, "flux des commentaires") || strings.Contains(title, "comentários")
}

func value(tok html.Token, key string) string {
	for _, a := range tok.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// usualFeeds tries the paths where publishing systems put their feeds: WordPress, SPIP, Drupal, Joomla, static sites.
func (c *Client) usualFeeds(ctx context.Context, at base) ([]news.Feed, error) {
	for _, path := range []string{
		"/feed/", "/rss.xml", "/spip.php?page=backend", "/rss", "/feed.xml", "/atom.xml", "/index.xml",
		"/index.php?format=feed&type=rss", "/feed.json",
	} {
		address, ok := at.resolve(path)
		if !ok {
			return nil, errors.New("the address has no host")
		}
		got, err := c.ask(ctx, question{address: address, accept: acceptFeed})
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil || got.code/100 != 2 {
			continue
		}
		if feed, err := c.asFeed(ctx, got); err == nil {
			return []news.Feed{feed}, nil
		}
	}
	return nil, nil
}
