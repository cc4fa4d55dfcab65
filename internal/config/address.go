package config

import (
	"fmt"
	"net/netip"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// address checks the url of a feed and returns it in the one form that all ways of writing it share.
func (c *checker) address(text string, table []string) (canonical string, ok bool) {
	at := append(slices.Clone(table), "url")
	if text == "" {
		c.at(at, "the feed has no url", `add url = "https://…"; it is the one key a feed must have`)
		return "", false
	}
	u, message, hint := readAddress(text)
	if message != "" {
		c.at(at, message, hint)
		return "", false
	}
	return canonicalAddress(u), true
}

// readAddress reads a web address, or says what is wrong with it and what to do.
func readAddress(text string) (u *url.URL, message, hint string) {
	if strings.ContainsFunc(text, unicode.IsSpace) {
		return nil, "the address holds a space", "write a space inside an address as %20"
	}
	if strings.ContainsFunc(text, unsafe) {
		return nil, "the address holds an invisible character", "copy the address again, or type it"
	}
	u, err := url.Parse(text)
	if err != nil {
		return nil, quoted(text) + " is no address", "an address looks like https://example.org/feed"
	}
	switch scheme := strings.ToLower(u.Scheme); {
	case scheme == "http", scheme == "https":
	case scheme == "feed":
		return nil, `an address cannot begin with "feed:"`, "begin it with https://"
	case !strings.Contains(text, "://"):
		return nil, "the address has no http:// or https://", "did you mean \"https://" + shown(strings.TrimLeft(text, "/")) + "\"?"
	default:
		return nil, fmt.Sprintf("an address cannot begin with %q", u.Scheme+"://"), "feeds are read over http:// and https://"
	}
	if why := hostFault(u); why != "" {
		return nil, why, "an address looks like https://example.org/feed"
	}
	return u, "", ""
}

// hostFault says what is wrong with the host of an address, "" when nothing is.
func hostFault(u *url.URL) string {
	host := u.Hostname()
	if host == "" {
		return "the address has no host"
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return "the address has no possible port: " + quoted(port)
		}
	}
	if _, err := netip.ParseAddr(host); err == nil {
		return ""
	}
	for label := range strings.SplitSeq(strings.TrimSuffix(host, "."), ".") {
		if label == "" || len(label) > 63 || strings.ContainsFunc(label, notInHost) {
			return quoted(host) + " is no host"
		}
	}
	return ""
}

// notInHost tells the characters that no name of a host has; letters of any script are possible.
func notInHost(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '-' && r != '_'
}

// canonicalAddress is one form for all addresses that surely name the same feed: http and https, capital letters in the
// host, the usual port, a slash at the end and the part after # make no difference.
func canonicalAddress(u *url.URL) string {
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	// path.Clean also takes the slash from the end.
	text := "//" + host + path.Clean("/"+u.EscapedPath())
	if u.RawQuery != "" {
		text += "?" + u.RawQuery
	}
	return text
}

// twice notes that two feeds have one address, and names both lines.
func (c *checker) twice(first, second int) {
	place := func(feed int) span { return c.source.places.find("feed", strconv.Itoa(feed), "url").value }
	line := c.source.fault(place(first), "", "").Line
	c.found = append(c.found, c.source.fault(place(second), fmt.Sprintf("the feed of line %d has the same address", line),
		"keep one of the two; http and https, and a slash at the end, make no difference"))
}
