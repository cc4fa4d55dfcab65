package conform

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// server is the PostgreSQL that the tests of this package work on.
var server struct {
	address string // "" where there is none
	why     string // there is none
	schemas atomic.Int64
}

func TestMain(m *testing.M) {
	stop := func() {}
	server.address = os.Getenv("HARMATTAN_POSTGRES")
	if server.address == "" && os.Getenv("HARMATTAN_NO_SERVER") != "" {
		server.why = "HARMATTAN_NO_SERVER says so"
	} else if server.address == "" {
		var err error
		if server.address, stop, err = startServer(); err != nil {
			server.why = err.Error()
		}
	}
	code := m.Run()
	stop()
	os.Exit(code)
}

// newSchema is the address of a desk that is not there yet, on the tests' server.
func newSchema(tb testing.TB) string {
	tb.Helper()
	if server.address == "" {
		tb.Skipf("there is no PostgreSQL here (%s); HARMATTAN_POSTGRES=postgres://… names one, .ci/postgres starts one", server.why)
	}
	name := fmt.Sprintf("conform_%d_%d", os.Getpid(), server.schemas.Add(1))
	tb.Cleanup(func() {
		ask(tb, "DROP SCHEMA IF EXISTS "+pgx.Identifier{name}.Sanitize()+" CASCADE")
	})
	u, err := url.Parse(server.address)
	if err != nil {
		tb.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", name)
	q.Set("application_name", name)
	u.RawQuery = q.Encode()
	return u.String()
}

// ask runs a statement on the server as another program would.
func ask(tb testing.TB, statement string, args ...any) {
	tb.Helper()
	ctx := context.Background() // also when a test has ended
	conn, err := pgx.Connect(ctx, server.address)
	if err != nil {
		tb.Fatal(err)
	}
	_, err = conn.Exec(ctx, statement, args...)
	if err = errors.Join(err, conn.Close(ctx)); err != nil {
		tb.Error(err)
	}
}

// startServer starts a server in a folder of its own, which nobody but this machine's users can reach, and returns its
// address and what stops it.
func startServer() (address string, stop func(), err error) {
	initdb, err := programOf("initdb")
	if err != nil {
		return "", func() {}, err
	}
	folder, err := os.MkdirTemp("", "harmattan-postgres-")
	if err != nil {
		return "", func() {}, err
	}
	remove := func() { _ = os.RemoveAll(folder) } // what the system's own cleaning finds otherwise
	as, err := unprivileged(folder)
	if err != nil {
		remove()
		return "", func() {}, err
	}
	data := filepath.Join(folder, "data")
	control := filepath.Join(filepath.Dir(initdb), "pg_ctl")
	for _, command := range [][]string{
		{initdb, "-D", data, "-U", "desk", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"},
		{control, "-D", data, "-l", filepath.Join(folder, "log"), "-w", "-o", "-k " + folder + " -c listen_addresses='' -c fsync=off", "start"},
	} {
		if err := run(slices.Concat(as, command)); err != nil {
			remove()
			return "", func() {}, err
		}
	}
	stop = func() {
		_ = run(slices.Concat(as, []string{control, "-D", data, "-m", "immediate", "stop"})) // its data is thrown away next
		remove()
	}
	return "postgres://desk@/postgres?" + url.Values{"host": {folder}}.Encode(), stop, nil
}

// programOf finds a program of the server, which systems keep out of the way of other programs.
func programOf(name string) (string, error) {
	places, err := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if err == nil && len(places) > 0 {
		return places[len(places)-1], nil
	}
	path, err := exec.LookPath(name)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(path)
}

// unprivileged is what commands begin with so that they do not run as root, which the server refuses, and gives the
// folder to whom they run as.
func unprivileged(folder string) ([]string, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		if _, err := user.Lookup(name); err != nil {
			continue
		}
		if err := run([]string{"chown", name, folder}); err != nil {
			return nil, err
		}
		return []string{"runuser", "-u", name, "--"}, nil
	}
	return nil, errors.New("there is no user but root to run it as")
}

// run runs a command that has to end within a minute.
func run(command []string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Dir = "/"
	cmd.WaitDelay = time.Second // pg_ctl leaves its ends of the pipes to the server
	said, err := cmd.CombinedOutput()
	if err != nil && !errors.Is(err, exec.ErrWaitDelay) {
		return fmt.Errorf("%s: %w: %s", strings.Join(command, " "), err, said)
	}
	return nil
}
