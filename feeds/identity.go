package feeds

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"unicode"

	"harmattan/internal/news"
)

// identify gives each article its identity, and keeps each once. An article is known by its outlet and its link: neither
// another guid nor another feed of the outlet makes it another. Links that several items of a document share tell
// nothing; then the guid does, and without one the title and the day.
func (r *reader) identify() {
	shared := r.sharedLinks()
	seen := make(map[string]int32, len(r.doc.Articles))
	var folded outlets
	kept := r.doc.Articles[:0]
	for i, a := range r.doc.Articles {
		m := r.marks[i]
		if shared[m.link] || frontPage(m.link) {
			a.ID = identity(a, m, folded.fold(a.Outlet), "")
		} else {
			a.ID = identity(a, m, folded.fold(a.Outlet), m.link)
		}
		if at, ok := seen[a.ID]; ok {
			r.notes.add("an item stands twice in the document")
			if len(a.Text) > len(kept[at].Text) {
				kept[at] = a
			}
			continue
		}
		seen[a.ID] = int32(len(kept))
		kept = append(kept, a)
	}
	r.doc.Articles = kept
}

// sharedLinks finds the links that items with different titles and different guids have in common.
func (r *reader) sharedLinks() map[string]bool {
	first := make(map[string]int32, len(r.marks))
	shared := map[string]bool{}
	for i, m := range r.marks {
		j, ok := first[m.link]
		if !ok {
			first[m.link] = int32(i)
			continue
		}
		one, other := r.doc.Articles[j], r.doc.Articles[i]
		sameGUID := one.GUID != "" && one.GUID == other.GUID
		if !sameGUID && fold(one.Title) != fold(other.Title) {
			shared[m.link] = true
		}
	}
	return shared
}

// outlets folds the name of an outlet once for all its articles that follow each other.
type outlets struct{ name, folded string }

func (o *outlets) fold(name string) string {
	if name != o.name {
		o.name, o.folded = name, fold(name)
	}
	return o.folded
}

// identity is what an article is known by: the link that is its own, where it has one. outlet is the name of its outlet,
// folded.
func identity(a news.Article, m mark, outlet, own string) string {
	switch {
	case own != "":
		return hashed("link", outlet, own)
	case a.GUID != "":
		return hashed("guid", outlet, a.GUID)
	}
	day := ""
	if m.published {
		day = a.Published.Format("2006-01-02")
	}
	return hashed("title", outlet, m.link, fold(a.Title), day)
}

// hashed is an identity of parts: 128 bits of SHA-256, hex.
func hashed(parts ...string) string {
	joined := make([]byte, 0, 256)
	for i, part := range parts {
		if i > 0 {
			joined = append(joined, 0)
		}
		joined = append(joined, part...)
	}
	sum := sha256.Sum256(joined)
	return hex.EncodeToString(sum[:16])
}

// fold makes titles and outlets comparable: letters and digits in lower case, single spaces.
func fold(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	}), " ")
}

// frontPage tells whether a canonical link leads to a site's front page: it says nothing of an article.
func frontPage(link string) bool { return !strings.ContainsAny(link, "/?") }

// canonical is a link without what does not change its page: scheme, "www.", the default port, tracking parameters,
// fragment, a slash at the end. It is for comparing, not for opening.
func canonical(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.Host == "" {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	path := strings.TrimRight(u.EscapedPath(), "/")
	if query := withoutTracking(u.RawQuery); query != "" {
		path += "?" + query
	}
	if strings.HasPrefix(u.Fragment, "!") || strings.HasPrefix(u.Fragment, "/") {
		path += "#" + u.Fragment // pages that are made in the browser
	}
	return host + path
}

func withoutTracking(query string) string {
	if query == "" {
		return ""
	}
	var kept []string
	for _, pair := range strings.Split(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if pair != "" && !tracking(strings.ToLower(name), strings.ToLower(value)) {
			kept = append(kept, pair)
		}
	}
	return strings.Join(kept, "&")
}

// tracking tells whether a parameter of a link only says where its reader came from. Most go by a family of names; the
// others say "rss" in their value.
func tracking(name, value string) bool {
	for _, family := range []string{"utm_", "at_", "ns_", "mc_", "pk_", "mtm_", "matomo_", "hsa_", "_hs", "stm_", "wt_"} {
		if strings.HasPrefix(name, family) {
			return true
		}
	}
	switch name {
	case "xtor", "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "igshid", "igsh", "ocid",
		"cmpid", "cmp", "s_cid", "icid", "ito", "smid", "wprss", "maca", "spm", "_ga", "_gl", "ref_src", "ref_url",
		"guccounter", "eref", "ftag", "cmpnid", "sr_share", "feedname", "feedtype", "traffic_source", "__twitter_impression":
		return true
	}
	for _, part := range strings.FieldsFunc(value, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
		if part == "rss" || part == "rdf" {
			return true
		}
	}
	return false
}
