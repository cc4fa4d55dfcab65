package main

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/creack/pty"
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
			"arrange": arrange, "onterminal": onTerminal, "garble": garble,
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

// garble FILE overwrites the first page of a file of data.
func garble(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_WRONLY, 0o600)
	ts.Check(err)
	_, err = f.WriteAt([]byte(strings.Repeat("garbled ", 512)), 0)
	ts.Check(errors.Join(err, f.Close()))
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

// arrange VERB [ARGUMENT...] runs "stories VERB" on the desk of the script: on its first two stories, or on the first one
// where an argument is given.
func arrange(ts *testscript.TestScript, _ bool, args []string) {
	desk := []string{"--config", "config.toml", "--data", "desk"}
	ts.Check(ts.Exec("harmattan", append([]string{"stories", "--json"}, desk...)...))
	var list struct{ Stories []struct{ ID string } }
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &list))
	if len(list.Stories) < 2 {
		ts.Fatalf("%d stories, want two", len(list.Stories))
	}
	command := append([]string{"stories", args[0]}, desk...)
	command = append(command, list.Stories[0].ID)
	if len(args) == 1 {
		command = append(command, list.Stories[1].ID)
	}
	ts.Check(ts.Exec("harmattan", append(command, args[1:]...)...))
}

// onTerminal FILE COMMAND... runs a command on a terminal that answers nothing, and keeps in FILE what it showed there.
func onTerminal(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: onterminal FILE COMMAND...")
	}
	path, err := findIn(ts.Getenv("PATH"), args[1])
	ts.Check(err)
	cmd := exec.Command(path, args[2:]...)
	cmd.Dir, cmd.Env = ts.Getenv("WORK"), []string{"TERM=xterm-256color", "HOME=" + ts.Getenv("HOME")}
	terminal, err := pty.Start(cmd)
	ts.Check(err)
	shown, _ := io.ReadAll(terminal) // Linux ends a terminal with an error
	if err := cmd.Wait(); (err != nil) != neg {
		ts.Fatalf("%v: %v", args[1:], err)
	}
	ts.Check(terminal.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), shown, 0o600))
}

// findIn looks for a command in the folders of a PATH.
func findIn(folders, name string) (string, error) {
	for _, folder := range filepath.SplitList(folders) {
		if path := filepath.Join(folder, name); fileIsThere(path) {
			return path, nil
		}
	}
	return "", exec.ErrNotFound
}

func fileIsThere(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
