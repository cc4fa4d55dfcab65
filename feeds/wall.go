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

// emptyPage is how long a page is at most that holds nothing but a button, in bytes of its text.
const emptyPage = 300

// wallIn finds the marks of walls in a page. A page that only speaks of such things is long; a wall is short.
func wallIn(page string) error {
	lower := strings.ToLower(page)
	const (
		cloudflare = "the site asks for proof of a browser (a Cloudflare challenge), and this is none"
		proof      = "the site asks for proof of a browser, and this is none"
		refuses    = "the site refuses programs"
		captcha    = "the site asks for a captcha"
		consent    = "the site asks for consent first"
	)
	for _, w := range []struct{ mark, what string }{
		{"<title>just a moment", cloudflare},
		{"cf-browser-verification", cloudflare},
		{"/cdn-cgi/challenge-platform/h/", cloudflare},
		{"<title>attention required! | cloudflare", refuses + " (Cloudflare)"},
		{"_incapsula_resource", refuses + " (Imperva)"},
		{"captcha-delivery.com", captcha + " (DataDome)"},
		{"px-captcha", captcha + " (HUMAN)"},
		{"<title>robot check", captcha},
		{"<title>human verification", captcha},
		{"<title>pardon our interruption", refuses},
		{"<title>access denied", refuses},
		{"<title>access to this page has been denied", refuses},
		{"<title>ddos-guard", "the site asks for proof of a browser (DDoS-Guard), and this is none"},
		{"sucuri_cloudproxy_js", "the site asks for proof of a browser (Sucuri), and this is none"},
		{"<title>vercel security checkpoint", proof},
		{"<title>client challenge", proof},
		{"<title>making sure you", proof}, // Anubis
		{"awswafcookiedomainlist", proof},
		{"<title>before you continue", consent},
		{"<title>avant d'accéder", consent},
		{"<title>votre consentement", consent},
	} {
		if strings.Contains(lower, w.mark) {
			if len(paragraphs(page)) < longPage {
				return wallError{w.what}
			}
			return nil
		}
	}
	for _, w := range []struct{ mark, what string }{ // these stand on many pages: only one with nothing else is a wall
		{"g-recaptcha", captcha},
		{"h-captcha", captcha},
		{"sp_message_container", consent}, // Sourcepoint
		{`action="https://consent.`, consent},
	} {
		if strings.Contains(lower, w.mark) && len(paragraphs(page)) < emptyPage {
			return wallError{w.what}
		}
	}
	return nil
}
