package feeds

import (
	"net/url"
	"strings"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"

	"harmattan/internal/safe"
)

// base is the address that the relative links of a document start from; nil where there is none.
type base struct{ url *url.URL }

// base is the document's own address, else the site that it names. What stands under an xml:base the parser has
// resolved already.
func (r *reader) base(feed *gofeed.Feed) base {
	for _, address := range []string{r.source.Address, feed.FeedLink, feed.Link, r.source.Feed.URL} {
		if u, err := webAddress(address); err == nil {
			return base{u}
		}
	}
	return base{}
}

// resolve makes a link absolute and safe to show and open; ok is false when it cannot be.
func (b base) resolve(link string) (string, bool) {
	if link == "" {
		return "", false
	}
	if absolute, ok := safe.Link(link); ok && !strings.Contains(link, "&amp;") {
		return absolute, true // nothing to tidy
	}
	if link = tidyLink(link); link == "" {
		return "", false
	}
	if absolute, ok := safe.Link(link); ok {
		return absolute, true
	}
	u, err := url.Parse(link)
	if err != nil {
		return "", false
	}
	if b.url != nil {
		u = b.url.ResolveReference(u)
	}
	return safe.Link(u.String())
}

// tidyLink drops white space inside and around a link, and what steers a terminal before it could be encoded, and
// encodes what may not stand in one.
func tidyLink(link string) string {
	link = strings.TrimSpace(safe.Text(strings.ReplaceAll(link, "&amp;", "&")))
	if !strings.ContainsFunc(link, unfit) {
		return link
	}
	link = strings.NewReplacer("\n", "", "\r", "", "\t", "").Replace(link)
	return strings.NewReplacer(" ", "%20", "|", "%7C", "^", "%5E", "`", "%60", "{", "%7B", "}", "%7D",
		"<", "%3C", ">", "%3E", `"`, "%22", `\`, "%5C").Replace(link)
}

// unfit tells whether a rune may not stand in a link as it is.
func unfit(r rune) bool {
	switch r {
	case ' ', '\t', '\r', '\n', '|', '^', '`', '{', '}', '<', '>', '"', '\\':
		return true
	}
	return false
}

// link is where an item's page is: its link, else a guid that is the permalink, else what RDF says it is about, else
// another link of it.
func (w *writer) link(from *gofeed.Item, original *rss.Item, about string) string {
	for _, link := range []string{firstExtension(from, "feedburner", "origLink"), from.Link} {
		resolved, ok := w.base.resolve(link)
		if !ok {
			continue
		}
		if !counter(resolved) {
			return resolved
		}
		if page, named := safe.Link(permalink(from.GUID, original)); named && !counter(page) {
			return page // the page itself, where it is named beside the way by a counter
		}
		return resolved
	}
	if from.Link != "" {
		w.notes.add("a link is no web address: " + quoted(from.Link))
	}
	candidates := []string{permalink(from.GUID, original), about, from.Custom["url"]}
	candidates = append(candidates, from.Links...)
	for _, e := range from.Extensions["atom"]["link"] {
		if rel := e.Attrs["rel"]; rel == "" || rel == "alternate" {
			candidates = append(candidates, e.Attrs["href"])
		}
	}
	for _, c := range candidates {
		if u, err := url.Parse(strings.TrimSpace(c)); err != nil || u.Host == "" && !strings.HasPrefix(c, "/") {
			continue
		}
		if resolved, ok := w.base.resolve(c); ok {
			w.notes.add("a link is missing: the item's id or another link stands in for it")
			return resolved
		}
	}
	if len(from.Enclosures) > 0 && from.Enclosures[0] != nil && from.Link == "" {
		if resolved, ok := w.base.resolve(from.Enclosures[0].URL); ok {
			return resolved
		}
	}
	return ""
}

// counter tells whether a link only leads to the page by way of one who counts.
func counter(link string) bool {
	for _, mark := range []string{"/~r/", "/click.phdo", "/iclick/", "feedsportal.com/", "feedproxy.google.com/"} {
		if strings.Contains(link, mark) {
			return true
		}
	}
	return false
}

// permalink is a guid that is a link by RSS's rule, or by its look in formats that have no rule.
func permalink(guid string, original *rss.Item) string {
	if original != nil && original.GUID != nil && strings.EqualFold(strings.TrimSpace(original.GUID.IsPermalink), "false") {
		return ""
	}
	if u, err := webAddress(guid); err == nil {
		return u.String()
	}
	return ""
}

func firstExtension(from *gofeed.Item, prefix, name string) string {
	for _, e := range from.Extensions[prefix][name] {
		if e.Value != "" {
			return e.Value
		}
	}
	return ""
}

// hostOf is the host of an address without "www.", "" when it has none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}
