package main

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"harmattan": main})
}

// TestCommands runs the scripts in testdata/script: each says what a command does, in the command's own words.
func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_CONFIG_HOME", env.WorkDir+"/config")
			env.Setenv("XDG_DATA_HOME", env.WorkDir+"/data")
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("TZ", "UTC")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"serve": serve, "exits": exits, "substitute": substitute, "attack": attack, "harmless": harmless,
		},
	})
}

// serve DIR serves a folder on loopback, with validators and 304, and puts its address into $SERVER. Another host, at
// $BUSY, asks everybody to wait: what it wishes holds for all its feeds, so it must not be the same.
func serve(ts *testscript.TestScript, _ bool, args []string) {
	server := httptest.NewServer(http.FileServer(http.Dir(ts.MkAbs(args[0]))))
	ts.Defer(server.Close)
	ts.Setenv("SERVER", server.URL)
	busy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusTooManyRequests)
	}))
	ts.Defer(busy.Close)
	ts.Setenv("BUSY", strings.Replace(busy.URL, "127.0.0.1", "localhost", 1))
}

// substitute FILE writes the addresses where the file says SERVER and BUSY.
func substitute(ts *testscript.TestScript, _ bool, args []string) {
	addresses := strings.NewReplacer("SERVER", ts.Getenv("SERVER"), "BUSY", ts.Getenv("BUSY"))
	for _, name := range args {
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(addresses.Replace(ts.ReadFile(name))), 0o600))
	}
}

// exits STATUS COMMAND... runs a command and holds its exit status against the one given.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("run %s: %v", args[1], err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}
