package feeds

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// maxHops is how many redirects are followed.
const maxHops = 10

// question is one GET request.
type question struct {
	address      string
	to           reach  // publicOnly when the address comes from content and not from the officer
	home         string // host and port of the officer's own private feed, which a publicOnly question may reach too
	accept       string
	etag         string
	lastModified string
}

// answer is what came back, after redirects.
type answer struct {
	code    int
	header  http.Header
	packed  *packed // the body where it is still to be unpacked
	body    []byte
	cut     error    // not nil when the body ended early
	address *url.URL // that answered
	moved   string   // where permanent redirects alone lead; "" when there were none
}

// ask sends a question and reads the answer whole, within the client's time-out. It follows redirects itself: each of
// them is content, so it may lead from one private address to another, but never from a public one to a private one.
func (c *Client) ask(ctx context.Context, q question) (answer, error) {
	at, err := webAddress(q.address)
	if err != nil {
		return answer{}, err
	}
	got, err := c.follow(ctx, q, at)
	if err != nil && !userAsked(ctx) && timedOut(err) {
		return got, fmt.Errorf("no whole answer within %s", c.options.Timeout)
	}
	return got, err
}

// follow asks at, and then wherever redirects lead.
func (c *Client) follow(ctx context.Context, q question, at *url.URL) (answer, error) {
	to, permanent, left := q.to, true, c.options.Timeout
	var moved string
	for range maxHops + 1 {
		got, v, err := c.visit(ctx, q, at, c.reachOf(at, to, q.home), left)
		got.address, got.moved = at, moved
		if err != nil {
			return got, err
		}
		next, ok := redirect(got, at)
		if !ok {
			return c.unpacked(ctx, got)
		}
		target, err := webAddress(next)
		if err != nil {
			return got, fmt.Errorf("redirected: %w", err)
		}
		permanent = permanent && (got.code == http.StatusMovedPermanently || got.code == http.StatusPermanentRedirect)
		if permanent {
			moved = target.String()
		}
		if !v.private {
			to = publicOnly
		}
		at, left = target, left-v.took
	}
	return answer{}, fmt.Errorf("redirected more than %d times", maxHops)
}

// visit is what is known of one request besides its answer.
type visit struct {
	private bool // a private address answered
	took    time.Duration
}

// visit sends one request when it is its host's turn, within a time that starts then. What a host says of when it may be
// asked again is kept for all that is on it.
func (c *Client) visit(ctx context.Context, q question, at *url.URL, to reach, within time.Duration) (answer, visit, error) {
	leave, err := c.pace.enter(ctx, at)
	if err != nil {
		return answer{}, visit{}, err
	}
	defer leave()
	begun := time.Now()
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	got, private, err := c.once(ctx, q, at, to)
	if got.code == http.StatusTooManyRequests || got.code == http.StatusServiceUnavailable {
		if until := retryAfter(got.header, c.options.Now()); !until.IsZero() {
			c.pace.heldByHost(ctx, at, until)
		}
	}
	return got, visit{private, time.Since(begun)}, err
}

// reachOf is what may be reached in asking at: its own host always counts as home, and nothing private does where the
// officer's settings say so.
func (c *Client) reachOf(at *url.URL, to reach, home string) reach {
	switch {
	case !c.options.PrivateAddresses:
		return publicOnly
	case home != "" && hostPort(at) == home:
		return anywhere
	}
	return to
}

// redirect returns where an answer sends us.
func redirect(a answer, at *url.URL) (string, bool) {
	switch a.code {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return "", false
	}
	location := a.header.Get("Location")
	if location == "" {
		return "", false
	}
	to, err := at.Parse(location)
	if err != nil {
		return location, true // webAddress says what is wrong with it
	}
	if to.Fragment == "" {
		to.Fragment = at.Fragment
	}
	return to.String(), true
}

// once sends one request. wasPrivate tells whether a private address answered.
func (c *Client) once(ctx context.Context, q question, at *url.URL, to reach) (got answer, wasPrivate bool, err error) {
	trace := &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
		remote, err := netip.ParseAddrPort(info.Conn.RemoteAddr().String())
		wasPrivate = err == nil && private(remote.Addr())
	}}
	req, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, trace), http.MethodGet, at.String(), http.NoBody)
	if err != nil {
		return got, false, fmt.Errorf("read the address: %w", err)
	}
	c.dress(req, q)
	transport := c.open
	if to == publicOnly {
		transport = c.guarded
		guarded, err := byProxy(req.Context(), req)
		if err != nil {
			return got, false, err
		}
		req = req.WithContext(guarded)
	}
	resp, err := transport.RoundTrip(req)
	if err != nil {
		return got, wasPrivate, plainError(err)
	}
	defer resp.Body.Close() //nolint:errcheck // only read
	got.code, got.header = resp.StatusCode, resp.Header
	if resp.StatusCode == http.StatusNotModified || resp.StatusCode/100 == 3 && resp.Header.Get("Location") != "" {
		return got, wasPrivate, nil
	}
	err = c.receive(&got, resp.Body)
	return got, wasPrivate, err
}

// dress sets the headers of a request: who asks, what is understood, what is known already. No cookie, no referrer.
func (c *Client) dress(req *http.Request, q question) {
	req.Header.Set("User-Agent", c.options.UserAgent)
	req.Header.Set("Accept", q.accept)
	req.Header.Set("Accept-Encoding", acceptEncoding)
	if sendable(q.etag) {
		req.Header.Set("If-None-Match", q.etag)
	}
	if sendable(q.lastModified) {
		req.Header.Set("If-Modified-Since", q.lastModified)
	}
	if u := req.URL.User; u != nil {
		password, _ := u.Password()
		req.SetBasicAuth(u.Username(), password)
	}
}

// sendable tells whether a validator may stand in a header. Some servers send one that they would not take back.
func sendable(v string) bool {
	return v != "" && !strings.ContainsFunc(v, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f })
}

// webAddress reads an address that can be asked: http or https, with a host.
func webAddress(address string) (*url.URL, error) {
	address = strings.TrimSpace(address)
	u, err := url.Parse(address)
	if err != nil {
		var why *url.Error
		if errors.As(err, &why) {
			err = why.Err
		}
		return nil, fmt.Errorf("%q is no address: %w", address, err)
	}
	switch {
	case u.Scheme == "feed" && u.Opaque != "": // feed:https://…, as some buttons have it
		return webAddress(u.Opaque)
	case u.Scheme == "feed":
		u.Scheme = "http"
	case u.Scheme == "":
		return nil, fmt.Errorf("%q is no address: it must begin with http:// or https://", address)
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("%s addresses are not asked, only http and https", u.Scheme)
	}
	if u.Hostname() == "" {
		return nil, fmt.Errorf("%q is no address: it names no host", address)
	}
	return u, nil
}

// plainError says in a few words why a connection failed, without the address: whoever asked knows it.
func plainError(err error) error {
	var dns *net.DNSError
	if errors.As(err, &dns) {
		if dns.IsNotFound {
			return fmt.Errorf("no host of the name %s: %w", dns.Name, err)
		}
		return fmt.Errorf("cannot look up %s: %w", dns.Name, err)
	}
	if errors.Is(err, ErrPrivate) {
		return ErrPrivate
	}
	return fmt.Errorf("connect: %w", err)
}

// timedOut tells whether an error is a time-out, ours or the network's.
func timedOut(err error) bool {
	var slow net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &slow) && slow.Timeout()
}
