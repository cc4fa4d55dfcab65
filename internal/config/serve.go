package config

import (
	"fmt"
	"net"
	"path/filepath"
	"strconv"
	"time"
)

// Serve says how officers come to a shared desk.
type Serve struct {
	Listen     string // host:port
	Officers   string // the file of officers
	HostKey    string // the file of the host key
	Audit      string // the file of the audit
	Idle       time.Duration
	Sessions   int    // at once, of all officers
	PerOfficer int    // at once, of one
	Health     string // host:port of /healthz and /metrics, "" for none
}

type serveTable struct {
	Listen     *string `toml:"listen"`
	Officers   string  `toml:"officers"`
	HostKey    string  `toml:"host_key"`
	Audit      string  `toml:"audit"`
	Idle       *string `toml:"idle"`
	Sessions   *int    `toml:"sessions"`
	PerOfficer *int    `toml:"per_officer"`
	Health     string  `toml:"health"`
}

// The values of [serve] where the file is silent.
const (
	defaultListen     = "127.0.0.1:2222"
	defaultIdle       = time.Hour
	defaultSessions   = 64
	defaultPerOfficer = 4
	mostSessions      = 1000
)

func idleLimits() limits { return limits{time.Minute, 24 * time.Hour} }

// serve checks how officers come.
func (c *checker) serve(t serveTable) Serve {
	s := Serve{
		Listen: defaultListen, Officers: c.line(t.Officers, "serve", "officers"), HostKey: c.line(t.HostKey, "serve", "host_key"),
		Audit: c.line(t.Audit, "serve", "audit"), Idle: c.duration(t.Idle, defaultIdle, idleLimits(), "serve", "idle"),
		Sessions:   c.number(t.Sessions, defaultSessions, mostSessions, "serve", "sessions"),
		PerOfficer: c.number(t.PerOfficer, defaultPerOfficer, mostSessions, "serve", "per_officer"),
	}
	if t.Listen != nil {
		s.Listen = *t.Listen
		if err := CheckListen(s.Listen); err != nil {
			c.at([]string{"serve", "listen"}, err.Error(), listenHint)
		}
	}
	if s.Health = t.Health; s.Health != "" {
		if err := CheckListen(s.Health); err != nil {
			c.at([]string{"serve", "health"}, err.Error(), `write a host and a port, such as "127.0.0.1:9120", or "" for none`)
		}
	}
	return s
}

const listenHint = `write a host and a port: "127.0.0.1:2222" for this machine alone, ":2222" for all that reach it`

// CheckListen says what is wrong with an address to listen on.
func CheckListen(address string) error {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("%s is no address to listen on", quoted(address))
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return fmt.Errorf("%s is no port", quoted(port))
	}
	return nil
}

// number checks a whole number from 1 on.
func (c *checker) number(n *int, otherwise, most int, path ...string) int {
	if n == nil {
		return otherwise
	}
	if *n < 1 || *n > most {
		c.at(path, fmt.Sprintf("%s cannot be %d", path[len(path)-1], *n), fmt.Sprintf("from 1 to %d is possible", most))
	}
	return *n
}

// ServeFiles are the files of [serve], with their usual places where the configuration names none: the officers beside the
// configuration, what the program writes itself beside the data.
func ServeFiles(c Config) Serve {
	s := c.Serve
	beside := func(name, folder, usual string) string {
		if name != "" {
			return name
		}
		return filepath.Join(folder, usual)
	}
	path := c.Path
	if path == "" {
		path = Path()
	}
	s.Officers = beside(s.Officers, filepath.Dir(path), "officers")
	s.HostKey = beside(s.HostKey, LocalDir(DataDir(c)), "host_key")
	s.Audit = beside(s.Audit, LocalDir(DataDir(c)), "audit.jsonl")
	return s
}
