package feeds

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// ErrPrivate is why an address that content names is not asked: it lies on this machine or in a private network.
var ErrPrivate = errors.New("the address lies on this machine or in a private network")

// reach says which addresses a transport may connect to.
type reach int

const (
	anywhere reach = iota
	publicOnly
)

const (
	connectTimeout  = 10 * time.Second
	tlsTimeout      = 10 * time.Second
	idleTimeout     = 60 * time.Second
	maxHeader       = 1 << 20 // bytes of a response's header
	idlePerHost     = atOnce  // what pace lets a host have: two for a publisher's, as many as in all for this machine
	keepAlivePeriod = 30 * time.Second
)

// newTransport returns a transport for HTTP/1.1 and HTTP/2, by the proxy of the environment, without cookies.
func newTransport(timeout time.Duration, to reach) *http.Transport {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            dialer(to),
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    tlsTimeout,
		ResponseHeaderTimeout:  timeout,
		MaxResponseHeaderBytes: maxHeader,
		MaxIdleConnsPerHost:    idlePerHost,
		IdleConnTimeout:        idleTimeout,
		DisableCompression:     true, // unpack does it, for three kinds and with a cap
	}
}

type dial func(ctx context.Context, network, address string) (net.Conn, error)

// dialer returns the dial function of a transport. The check comes after the name was resolved and for each address
// that is tried, so that a name cannot point to a public address first and to a private one when it counts.
func dialer(to reach) dial {
	plain := &net.Dialer{Timeout: connectTimeout, KeepAlive: keepAlivePeriod}
	if to == anywhere {
		return plain.DialContext
	}
	checked := &net.Dialer{Timeout: connectTimeout, KeepAlive: keepAlivePeriod, Control: refusePrivate}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		if proxy, ok := ctx.Value(proxyKey{}).(string); ok && proxy == address {
			return plain.DialContext(ctx, network, address) // the officer's own proxy may be anywhere
		}
		return checked.DialContext(ctx, network, address)
	}
}

// refusePrivate is called with the resolved address just before a connection is made.
func refusePrivate(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("read address %q: %w", address, err)
	}
	if private(at.Addr()) {
		return ErrPrivate
	}
	return nil
}

// private tells whether an address is not one of the public Internet: the special-purpose ranges of RFC 6890 and its
// updates, among them the metadata services of clouds (169.254.169.254, fd00:ec2::254, 100.100.100.200).
func private(a netip.Addr) bool {
	a = a.Unmap()
	if a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() || !a.IsValid() {
		return true
	}
	if a.Is6() {
		return privateSix(a)
	}
	four := a.As4()
	switch four[0] {
	case 0:
		return true
	case 100:
		return four[1]&0xc0 == 64 // 100.64.0.0/10, shared by carriers
	case 192:
		return four[1] == 0 && (four[2] == 0 || four[2] == 2) || four[1] == 88 && four[2] == 99
	case 198:
		return four[1]&0xfe == 18 || four[1] == 51 && four[2] == 100
	case 203:
		return four[1] == 0 && four[2] == 113
	}
	return four[0] >= 240
}

// privateSix looks through the ranges of IPv6 that carry an IPv4 address, and refuses what is not global unicast.
func privateSix(a netip.Addr) bool {
	b := a.As16()
	switch {
	case b[0] == 0 && b[1] == 0x64 && b[2] == 0xff && b[3] == 0x9b: // NAT64, 64:ff9b::/96 and 64:ff9b:1::/48
		return private(netip.AddrFrom4([4]byte(b[12:16])))
	case b[0] == 0x20 && b[1] == 0x02: // 6to4
		return private(netip.AddrFrom4([4]byte(b[2:6])))
	case b[0] == 0x20 && b[1] == 0x01 && b[2] == 0 && b[3] == 0: // Teredo
		return true
	case b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && b[3] == 0xb8: // documentation
		return true
	}
	return b[0]&0xe0 != 0x20 // global unicast is 2000::/3
}

// proxyKey is the context key under which a request carries the address of the proxy it goes by.
type proxyKey struct{}

// byProxy readies a guarded request that goes by a proxy. The proxy resolves the name, so the check at dial time would
// only see the proxy: the name is resolved here as well.
func byProxy(ctx context.Context, req *http.Request) (context.Context, error) {
	proxy, err := http.ProxyFromEnvironment(req)
	if err != nil {
		return ctx, fmt.Errorf("read the proxy setting: %w", err)
	}
	if proxy == nil {
		return ctx, nil
	}
	found, err := net.DefaultResolver.LookupNetIP(ctx, "ip", req.URL.Hostname())
	if err != nil && looksPrivate(req.URL.Hostname()) {
		return ctx, ErrPrivate // only the proxy knows where it is: its look must do
	}
	for _, a := range found {
		if private(a) {
			return ctx, ErrPrivate
		}
	}
	return context.WithValue(ctx, proxyKey{}, hostPort(proxy)), nil
}

// hostPort is the address that a transport dials for a URL.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		switch u.Scheme {
		case "https":
			port = "443"
		case "socks5", "socks5h":
			port = "1080"
		default:
			port = "80"
		}
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// looksPrivate tells by its name alone whether a host is the officer's own: a private address or a local name.
func looksPrivate(host string) bool {
	if a, err := netip.ParseAddr(host); err == nil {
		return private(a)
	}
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	for _, end := range []string{".local", ".lan", ".internal", ".home.arpa", ".localhost"} {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	return !strings.Contains(host, ".")
}
