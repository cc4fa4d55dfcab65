package store

import (
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// A password may stand in a file that PGPASSFILE names (or ~/.pgpass), in PGPASSWORD, or in the address. Wherever it
// stands, nothing that the program says has it: errors are made of the parts of an address, never of the address.

// desksOwn is the schema that the tables are in unless the address names another one with search_path=….
const desksOwn = "harmattan"

// connectionsAtOnce is how many connections one program opens at most, unless the address says pool_max_conns=….
const connectionsAtOnce = 6

// IsAddress tells whether data names a server and not a folder.
func IsAddress(data string) bool {
	return strings.HasPrefix(data, "postgres://") || strings.HasPrefix(data, "postgresql://")
}

// readAddress reads an address and settles how connections are made.
func readAddress(address string) (*pgxpool.Config, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, badAddress("it is no address") // err would say all of it, with the password
	}
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, badAddress("a part of it is wrong")
	}
	q := u.Query()
	if !allLocal(config.ConnConfig) && !q.Has("sslmode") && os.Getenv("PGSSLMODE") == "" {
		q.Set("sslmode", "verify-full")
		u.RawQuery = q.Encode()
		if config, err = pgxpool.ParseConfig(u.String()); err != nil {
			return nil, badAddress("a part of it is wrong")
		}
	}
	if !q.Has("pool_max_conns") {
		config.MaxConns = connectionsAtOnce
	}
	set := config.ConnConfig.RuntimeParams
	if set["search_path"] == "" {
		set["search_path"] = desksOwn
	}
	if !regexp.MustCompile(`^[a-z_][a-z0-9_]{0,62}$`).MatchString(set["search_path"]) {
		return nil, badAddress("search_path has to name one schema, in small letters")
	}
	if set["application_name"] == "" {
		set["application_name"] = "harmattan"
	}
	set["plan_cache_mode"] = "force_custom_plan" // how common a word is decides how it is searched for
	// A program whose machine is gone is missed within half a minute, and its turn ends.
	set["tcp_keepalives_idle"], set["tcp_keepalives_interval"], set["tcp_keepalives_count"] = "15", "5", "3"
	set["tcp_user_timeout"] = "30000"
	set["jit"] = "off" // compiling a question takes longer than answering it
	return config, nil
}

func badAddress(what string) error {
	return &Error{
		Kind: ErrRefused, Says: "the address of the desk cannot be read: " + what,
		Do: "write postgres://officer@host:5432/database; the password is best kept in a file that PGPASSFILE names",
	}
}

// allLocal tells whether no way to the server leaves this machine.
func allLocal(c *pgx.ConnConfig) bool {
	local := isLocal(c.Host)
	for _, f := range c.Fallbacks {
		local = local && isLocal(f.Host)
	}
	return local
}

func isLocal(host string) bool {
	network, _ := pgconn.NetworkAddress(host, 0)
	ip := net.ParseIP(host)
	return network == "unix" || host == "localhost" || ip != nil && ip.IsLoopback()
}

// nameOf is an address as it may be shown.
func nameOf(c *pgx.ConnConfig) string {
	u := url.URL{Scheme: "postgres", Host: net.JoinHostPort(c.Host, strconv.Itoa(int(c.Port))), Path: "/" + c.Database}
	if c.User != "" {
		u.User = url.User(c.User)
	}
	if network, _ := pgconn.NetworkAddress(c.Host, c.Port); network == "unix" {
		u.Host, u.RawQuery = "", url.Values{"host": {c.Host}}.Encode()
	}
	return u.String()
}

// NameOf is what data names, as it may be shown: the path of a file, or an address without its password and settings.
func NameOf(data string) string {
	if !IsAddress(data) {
		return filepath.Join(data, FileName)
	}
	config, err := readAddress(data)
	if err != nil {
		return "postgres://…"
	}
	return nameOf(config.ConnConfig)
}
