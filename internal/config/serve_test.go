package config

import (
	"path/filepath"
	"testing"
)

// Of a desk on a server too, the host key and the audit lie on this machine.
func TestWhatServeWritesLiesOnThisMachine(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", "/var/data")
	folder := filepath.FromSlash("/var/data/harmattan")
	tests := []struct {
		c    Config
		want Serve
	}{
		{Config{Path: "/etc/h/config.toml", Data: "/srv/desk"}, Serve{Officers: "/etc/h/officers", HostKey: "/srv/desk/host_key", Audit: "/srv/desk/audit.jsonl"}},
		{
			Config{Path: "/etc/h/config.toml", Data: "postgres://officer:secret@db.example/desk"},
			Serve{Officers: "/etc/h/officers", HostKey: filepath.Join(folder, "host_key"), Audit: filepath.Join(folder, "audit.jsonl")},
		},
		{
			Config{Path: "/etc/h/config.toml", Data: "/srv/desk", Serve: Serve{Officers: "/a", HostKey: "/b", Audit: "/c"}},
			Serve{Officers: "/a", HostKey: "/b", Audit: "/c"},
		},
	}
	for _, test := range tests {
		if got := ServeFiles(test.c); got != test.want {
			t.Errorf("the files are %+v, want %+v", got, test.want)
		}
	}
}
