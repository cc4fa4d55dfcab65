package feeds

import (
	"fmt"
	"net/http"
	"strings"
)

// wallError is why a page is not the one that was asked for.
type wallError struct{ what string }

func (e wallError) Error() string { return e.what }

// wallOf says whether an answer is a wall: a page that asks for proof of a browser, or for consent.
func wallOf(got answer) error {
	if strings.EqualFold(got.header.Get("Cf-Mitigated"), "challenge") {
		return wallError{"the site asks for proof of a browser (a Cloudflare challenge), and this is none"}
	}
	if got.address != nil {
		host := got.address.Hostname()
		if strings.HasPrefix(host, "consent.") || strings.HasPrefix(host, "guce.") {
			return wallError{fmt.Sprintf("the site asks for consent first, at %s", host)}
		}
	}
	switch got.code {
	case http.StatusOK, http.StatusForbidden, http.StatusServiceUnavailable, http.StatusTooManyRequests, http.StatusAccepted,
		http.StatusUnauthorized:
		return wallIn(string(got.body[:min(len(got.body), 16*headOf)]))
	}
	return nil
}

// longPage is how long a page is at least that is more than a wall, in bytes of its text.
const longPage = 1500

// wallIn finds the marks of walls in a page. A page that only speaks of such things is long; a wall is short.
func wallIn(page string) error {
	lower := strings.ToLower(page)
	for _, w := range []struct{ mark, what string }{
		{"<title>just a moment", "the site asks for proof of a browser (a Cloudflare challenge), and this is none"},
		{"cf-browser-verification", "the site asks for proof of a browser (a Cloudflare challenge), and this is none"},
		{"/cdn-cgi/challenge-platform/h/", "the site asks for proof of a browser (a Cloudflare challenge), and this is none"},
		{"<title>attention required! | cloudflare", "the site refuses programs (Cloudflare)"},
		{"_incapsula_resource", "the site refuses programs (Imperva)"},
		{"captcha-delivery.com", "the site asks for a captcha (DataDome)"},
		{"px-captcha", "the site asks for a captcha (HUMAN)"},
		{"<title>pardon our interruption", "the site refuses programs"},
		{"<title>access denied", "the site refuses programs"},
		{"<title>ddos-guard", "the site asks for proof of a browser (DDoS-Guard), and this is none"},
		{"sucuri_cloudproxy_js", "the site asks for proof of a browser (Sucuri), and this is none"},
		{"<title>before you continue", "the site asks for consent first"},
		{"<title>avant d'accéder", "the site asks for consent first"},
	} {
		if strings.Contains(lower, w.mark) && len(paragraphs(page)) < longPage {
			return wallError{w.what}
		}
	}
	return nil
}
