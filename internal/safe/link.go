package safe

import (
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// maxLink is the longest link that is opened, in bytes.
const maxLink = 4096

// Link returns a link as it may be shown and opened, and whether it may: http or https with a host, nothing invisible or
// blank in it, no name and password before the host. A host that mixes scripts, as look-alikes do, comes back in its
// ASCII form (RFC 3492), so that what is shown is what is opened.
func Link(link string) (string, bool) {
	link = strings.TrimSpace(link)
	if link == "" || len(link) > maxLink || !visible(link) && (Text(link) != link || strings.ContainsFunc(link, blank)) {
		return "", false
	}
	u, err := url.Parse(link)
	if err != nil || u.User != nil || u.Hostname() == "" || u.Opaque != "" {
		return "", false
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return "", false
	}
	host := u.Hostname()
	if strings.HasPrefix(host, "-") {
		return "", false
	}
	if !mixed(host) {
		return link, true
	}
	ascii, err := idna.Lookup.ToASCII(host)
	if err != nil {
		return "", false
	}
	u.Host = strings.Replace(u.Host, host, ascii, 1)
	return u.String(), true
}

// visible tells whether a link is of ASCII alone, and none of it is blank: most are.
func visible(link string) bool {
	for i := range len(link) {
		if b := link[i]; b <= ' ' || b >= 0x7f || blank(rune(b)) {
			return false
		}
	}
	return true
}

func blank(r rune) bool {
	switch r {
	case '\\', '"', '<', '>', '`', '{', '}', '|', '^':
		return true
	}
	return unicode.IsSpace(r)
}

// mixed tells whether a host's letters come from more than one script.
func mixed(host string) bool {
	if !strings.ContainsFunc(host, func(r rune) bool { return r > unicode.MaxASCII }) {
		return false
	}
	scripts := []*unicode.RangeTable{
		unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Arabic, unicode.Armenian, unicode.Hebrew, unicode.Cherokee,
	}
	found := map[int]bool{}
	for _, r := range host {
		if !unicode.IsLetter(r) {
			continue
		}
		at := len(scripts)
		for i, s := range scripts {
			if unicode.Is(s, r) {
				at = i
				break
			}
		}
		found[at] = true
	}
	return len(found) > 1
}
