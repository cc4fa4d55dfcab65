package feeds

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mmcdole/gofeed"
)

// readJSON reads JSON Feed. A document that ends early gives the items before its end.
func (r *reader) readJSON(text string) error {
	if short := shortStrings(text); len(short) < len(text) {
		text = short
		r.notes.add(tooLong())
	}
	if len(text) < bigJSON {
		if feed, err := parseWhole(text); err == nil {
			return r.takeJSON(feed)
		}
	}
	parts, whole := cutJSON(text)
	if len(parts) == 0 {
		return errors.New("read the feed: this is no JSON")
	}
	if !whole {
		r.notes.add("the document is no sound JSON: the items before the error were kept")
	}
	for _, part := range parts {
		feed, err := parseWhole(part)
		if err != nil {
			r.notes.once("values of the wrong kind were dropped")
			feed, err = parseWhole(loosened(part))
		}
		if err != nil {
			return fmt.Errorf("read the feed: %w", err)
		}
		if err := r.takeJSON(feed); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) takeJSON(feed *gofeed.Feed) error {
	if feed.FeedVersion == "" && len(feed.Items) == 0 {
		return errUnknown
	}
	if over := r.doc.Items + len(feed.Items) - maxItems; over > 0 {
		r.notes.once(tooMany())
		feed.Items = feed.Items[:max(0, len(feed.Items)-over)]
	}
	r.take(feed, nil)
	return nil
}

// shortStrings cuts strings that are longer than any article, before a reader copies them over and over.
func shortStrings(text string) string {
	var out strings.Builder
	written := 0 // bytes of text that stand in out, or are left out
	for at := 0; at < len(text); {
		open := strings.IndexByte(text[at:], '"')
		if open < 0 {
			break
		}
		first := at + open + 1
		end := first + stringLength(text[first:])
		if end-first > maxRun {
			out.WriteString(text[written:first])
			out.WriteString(wholeEscapes(shorten(text[first:end])))
			written = end
		}
		at = end + 1
	}
	if written == 0 {
		return text
	}
	return out.String() + text[written:]
}

// stringLength is how long a JSON string is whose opening mark has been read, up to its closing mark.
func stringLength(s string) int {
	for at := 0; ; {
		i := strings.IndexAny(s[at:], `"\`)
		if i < 0 {
			return len(s)
		}
		at += i
		if s[at] == '"' {
			return at
		}
		at = min(at+2, len(s))
	}
}

// longestEscape is how long an escape in a JSON string is, in bytes.
const longestEscape = len(`\u00e9`)

// wholeEscapes drops an escape that was cut at the end of a JSON string.
func wholeEscapes(s string) string {
	if i := strings.LastIndexByte(s, '\\'); i >= 0 && i > len(s)-longestEscape {
		s = s[:i]
	}
	return strings.TrimRight(s, `\`)
}

// bigJSON is how long a JSON document is, in bytes, that is read in parts.
const bigJSON = 4 << 20

// cutJSON rebuilds a JSON Feed as documents of few items each, from the values before the place where it is broken.
// whole is false where there is such a place.
func cutJSON(text string) (parts []string, whole bool) {
	in := json.NewDecoder(strings.NewReader(text))
	if open, err := in.Token(); err != nil || open != json.Delim('{') {
		return nil, false
	}
	var fields, items []string
	whole = true
	for whole && in.More() {
		key, err := in.Token()
		name, ok := key.(string)
		if err != nil || !ok {
			whole = false
			break
		}
		if name == "items" {
			items, whole = jsonItems(in)
			continue
		}
		var value json.RawMessage
		if in.Decode(&value) != nil {
			whole = false
			break
		}
		if !strings.ContainsFunc(name, func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') }) { // others say nothing to us
			fields = append(fields, `"`+name+`":`+string(value))
		}
	}
	if len(fields)+len(items) == 0 {
		return nil, false
	}
	for first := 0; first == 0 || first < len(items); first += itemsAtOnce {
		some := items[first:min(first+itemsAtOnce, len(items))]
		list := append(slices.Clone(fields), `"items":[`+strings.Join(some, ",")+"]")
		parts = append(parts, "{"+strings.Join(list, ",")+"}")
	}
	return parts, whole
}

// jsonItems reads a list of items until its end, or until it breaks.
func jsonItems(in *json.Decoder) (list []string, whole bool) {
	if _, err := in.Token(); err != nil {
		return nil, false
	}
	for in.More() {
		var value json.RawMessage
		if in.Decode(&value) != nil {
			return list, false
		}
		list = append(list, string(value))
	}
	_, err := in.Token()
	return list, err == nil
}

// loosened rewrites a JSON Feed in which values are of another kind than the standard has: a number stands for its
// digits, an author's name for the author, and what cannot be taken for the right kind is left out.
func loosened(text string) string {
	in := json.NewDecoder(strings.NewReader(text))
	in.UseNumber()
	var feed map[string]any
	if in.Decode(&feed) != nil {
		return text
	}
	kept := looseFields(feed)
	var items []any
	list, _ := feed["items"].([]any)
	for _, v := range list {
		if item, ok := v.(map[string]any); ok {
			items = append(items, looseFields(item))
		}
	}
	kept["items"] = items
	out, err := json.Marshal(kept)
	if err != nil { // maps, lists and strings alone can always be written
		return text
	}
	return string(out)
}

// looseFields are the fields of a feed or an item that its reader needs, each of its right kind.
func looseFields(from map[string]any) map[string]any {
	kept := map[string]any{}
	for _, key := range []string{
		"version", "title", "home_page_url", "feed_url", "language", "id", "url", "external_url", "content_html",
		"content_text", "summary", "date_published", "date_modified",
	} {
		switch v := from[key].(type) {
		case string:
			kept[key] = v
		case json.Number:
			kept[key] = v.String()
		}
	}
	authors, ok := from["authors"].([]any)
	if !ok {
		authors = []any{from["authors"], from["author"]}
	}
	var names []any
	for _, a := range authors {
		name, ok := a.(string)
		if fields, isObject := a.(map[string]any); isObject {
			name, ok = fields["name"].(string)
		}
		if ok && name != "" {
			names = append(names, map[string]any{"name": name})
		}
	}
	kept["authors"] = names
	return kept
}
