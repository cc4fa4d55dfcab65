package feeds

import (
	"slices"
	"strings"

	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"
)

// parsePlain reads a sound RSS document of which most items are plain: elements that hold text and no others. The library
// takes most of its time for them and finds nothing in them that a walk over their tags does not. It still reads the
// document, with the plain items cut out, and makes of all items what it makes of its own. ok is false wherever anything
// is not as plain as it must be for both readings to be the same: then the library reads it whole.
func parsePlain(text string) (feed *gofeed.Feed, ok bool) {
	w := plainWalk{text: text, in: tokens{rest: text}}
	if !w.document() || !slices.ContainsFunc(w.items, func(i *rss.Item) bool { return i != nil }) {
		return nil, false
	}
	feed, err := parseWhole(w.rest.String() + text[w.kept:])
	if err != nil {
		return nil, false
	}
	original, ok := feed.OriginalFeed().(*rss.Feed)
	if !ok {
		return nil, false
	}
	plain := &rss.Feed{Items: slices.DeleteFunc(slices.Clone(w.items), func(i *rss.Item) bool { return i == nil })}
	made, err := rssTranslator().Translate(plain)
	if err != nil || len(made.Items) != len(plain.Items) || len(feed.Items) != len(w.items)-len(plain.Items) ||
		len(original.Items) != len(feed.Items) {
		return nil, false
	}
	items := make([]*gofeed.Item, 0, len(w.items))
	for i, item := range w.items {
		if item != nil {
			items, made.Items = append(items, made.Items[0]), made.Items[1:]
			continue
		}
		w.items[i] = original.Items[0]
		items, feed.Items, original.Items = append(items, feed.Items[0]), feed.Items[1:], original.Items[1:]
	}
	feed.Items, original.Items = items, w.items
	return feed, true
}

// plainWalk goes through a document once, and takes its plain items out.
type plainWalk struct {
	text  string
	in    tokens
	open  []string          // the elements that are open, by their names
	bound map[string]string // the namespaces that the root element binds to prefixes
	items []*rss.Item       // nil for one that the library reads
	rest  strings.Builder   // what the library reads
	kept  int               // where in text that goes on
	whole bool              // the channel has been read
}

// at is how far the walk has come.
func (w *plainWalk) at() int { return len(w.text) - len(w.in.rest) }

// document walks from the root element to its end. It returns false for everything that a reader of XML might see
// otherwise: tags that do not pair, attributes without quotation marks, a stray "<".
func (w *plainWalk) document() bool {
	for {
		before := w.at()
		tok, ok := w.in.next()
		if !ok || tok.cut {
			return false
		}
		switch tok.kind {
		case tokenText:
			ok = strings.IndexByte(tok.inner, '<') < 0
		case tokenOther:
			ok = strings.HasPrefix(tok.raw, "<!--") && !strings.Contains(tok.inner, "--") && !strings.HasSuffix(tok.inner, "-")
		case tokenCData:
		case tokenStart, tokenEmpty:
			ok = w.start(tok, before)
		case tokenEnd:
			last := len(w.open) - 1
			if last < 0 || !closes(tok, w.open[last]) {
				return false
			}
			w.open = w.open[:last]
			if last == 0 {
				return true
			}
		}
		if !ok {
			return false
		}
	}
}

// start takes a start tag outside the plain items; before is where it begins.
func (w *plainWalk) start(tok token, before int) bool {
	switch depth := len(w.open); {
	case depth == 0 && (tok.name != "rss" || !w.root(tok)):
		return false
	case depth == 1 && (tok.raw != "<channel>" || w.whole):
		return false
	case depth == 1:
		w.whole = true
	case depth == 2 && tok.raw == "<item>":
		after := w.in
		if item, ok := w.item(); ok {
			w.items = append(w.items, item)
			w.rest.WriteString(w.text[w.kept:before])
			w.kept = w.at()
			return true
		}
		w.in = after
		w.items = append(w.items, nil)
	case isItem(tok.local()):
		return false
	}
	if _, ok := plainAttributes(tok.inner, nil); !ok || !strings.HasSuffix(tok.raw, ">") {
		return false
	}
	if tok.kind == tokenStart {
		w.open = append(w.open, tok.name)
	}
	return true
}

// root reads what the root element binds. A namespace for all elements, or an address that links start from, is not plain.
func (w *plainWalk) root(tok token) bool {
	attrs, ok := plainAttributes(tok.inner, nil)
	if !ok || tok.kind != tokenStart {
		return false
	}
	w.bound = map[string]string{}
	for _, a := range attrs {
		prefix, isPrefix := strings.CutPrefix(a.name, "xmlns:")
		switch {
		case isPrefix:
			w.bound[prefix] = a.value
		case a.name == "xmlns", strings.HasSuffix(a.name, ":base"):
			return false
		}
	}
	return true
}

// item reads a plain item whose start tag has been read.
func (w *plainWalk) item() (*rss.Item, bool) {
	item := &rss.Item{}
	for {
		tok, ok := w.in.next()
		if !ok {
			return nil, false
		}
		switch tok.kind {
		case tokenText:
			if strings.TrimSpace(tok.inner) != "" {
				return nil, false
			}
		case tokenEnd:
			return item, tok.raw == "</item>"
		case tokenStart, tokenEmpty:
			inner, ok := w.leaf(tok)
			if !ok || !w.take(item, tok, inner) {
				return nil, false
			}
		case tokenCData, tokenOther:
			return nil, false
		}
	}
}

// leaf reads what stands in an element that holds text alone, up to its end tag.
func (w *plainWalk) leaf(tok token) (inner string, ok bool) {
	if !strings.HasSuffix(tok.raw, ">") || tok.kind == tokenEmpty {
		return "", strings.HasSuffix(tok.raw, ">")
	}
	from := w.at()
	for {
		before := w.at()
		next, ok := w.in.next()
		if !ok || next.cut {
			return "", false
		}
		switch next.kind {
		case tokenText:
			if strings.IndexByte(next.inner, '<') >= 0 || strings.Contains(next.inner, "]]>") {
				return "", false
			}
		case tokenCData:
		case tokenEnd:
			return w.text[from:before], closes(next, tok.name)
		case tokenStart, tokenEmpty, tokenOther:
			return "", false
		}
	}
}

// closes tells whether a token is the end tag of the element of this name, written without anything else.
func closes(tok token, name string) bool {
	return tok.name == name && tok.inner == "" && strings.HasSuffix(tok.raw, ">")
}

// take fills in what an element of an item says. Elements that say nothing of the article are only looked through.
func (w *plainWalk) take(item *rss.Item, tok token, inner string) bool {
	value, ok := plainText(inner)
	if !ok {
		return false
	}
	switch tok.name {
	case "title":
		item.Title = value
	case "description":
		item.Description = value
	case "link":
		item.Link, item.Links = value, append(item.Links, value)
	case "author":
		item.Author = value
	case "pubDate":
		item.PubDate = value
	case "comments":
	case "content:encoded":
		item.Content, ok = value, w.bound["content"] == "http://purl.org/rss/1.0/modules/content/"
	case "dc:creator":
		return tok.inner == "" && w.creator(item, inner, value)
	case "slash:comments":
		ok = w.bound["slash"] == "http://purl.org/rss/1.0/modules/slash/"
	case "wfw:commentRss":
		ok = w.bound["wfw"] == "http://wellformedweb.org/CommentAPI/"
	default:
		return w.takeWithAttributes(item, tok, inner, value)
	}
	return ok && tok.inner == ""
}

// takeWithAttributes is take for elements that have attributes.
func (w *plainWalk) takeWithAttributes(item *rss.Item, tok token, inner, value string) bool {
	var room [8]plainAttribute
	attrs, ok := plainAttributes(tok.inner, room[:0])
	if !ok || slices.ContainsFunc(attrs, func(a plainAttribute) bool { return strings.HasPrefix(a.name, "xml") || strings.Contains(a.name, ":") }) {
		return false
	}
	switch tok.name {
	case "guid":
		item.GUID = &rss.GUID{Value: value, IsPermalink: "true"}
		if len(attrs) == 1 && attrs[0].name == "isPermaLink" && attrs[0].value != "" {
			item.GUID.IsPermalink = attrs[0].value
		} else if len(attrs) > 0 {
			return false
		}
	case "category", "source":
	case "enclosure":
		e := &rss.Enclosure{}
		for _, a := range attrs {
			switch a.name {
			case "url":
				e.URL = a.value
			case "length":
				e.Length = a.value
			case "type":
				e.Type = a.value
			}
			if strings.IndexByte(a.value, '&') >= 0 {
				return false
			}
		}
		item.Enclosure, item.Enclosures = e, append(item.Enclosures, e)
	case "media:content", "media:thumbnail":
		return strings.TrimSpace(inner) == "" && w.bound["media"] == "http://search.yahoo.com/mrss/"
	default:
		return false
	}
	return true
}

// creator adds the name of an author. In an element of another vocabulary the library reads references and line ends in
// another way: a name with any is left to it.
func (w *plainWalk) creator(item *rss.Item, inner, value string) bool {
	if w.bound["dc"] != "http://purl.org/dc/elements/1.1/" || strings.ContainsAny(inner, "&\r") {
		return false
	}
	if item.DublinCoreExt == nil {
		item.DublinCoreExt = &ext.DublinCoreExtension{}
	}
	item.DublinCoreExt.Creator = append(item.DublinCoreExt.Creator, strings.TrimSpace(value))
	return true
}
