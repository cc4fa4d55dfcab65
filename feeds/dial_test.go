package feeds

import (
	"net/netip"
	"testing"
)

func TestPrivateAddressesAreKnown(t *testing.T) {
	for _, a := range []string{
		"127.0.0.1", "127.8.9.10", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
		"100.100.100.200", "100.127.255.255", "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.1.1.1", "255.255.255.255", "240.0.0.1",
		"192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254",
		"ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001:db8::1",
		"2001::1", "fec0::1", "100::1",
	} {
		if !private(netip.MustParseAddr(a)) {
			t.Errorf("%s counts as public", a)
		}
	}
	for _, a := range []string{"8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.32.0.1", "192.0.3.1", "2606:4700::1111", "2a00:1450::1", "64:ff9b::808:808"} {
		if private(netip.MustParseAddr(a)) {
			t.Errorf("%s counts as private", a)
		}
	}
}

func TestTheOfficersOwnNamesAreKnown(t *testing.T) {
	for name, want := range map[string]bool{
		"localhost": true, "nas": true, "nas.local": true, "feeds.internal": true, "10.0.0.1": true, "router.home.arpa.": true,
		"example.org": false, "8.8.8.8": false, "local.example.org": false,
	} {
		if got := looksPrivate(name); got != want {
			t.Errorf("looksPrivate(%q) = %v", name, got)
		}
	}
}
