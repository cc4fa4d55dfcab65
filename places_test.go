//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// recorder is a proxy that answers for every host itself, and notes which were asked for.
type recorder struct {
	mu    sync.Mutex
	hosts []string
}

const secretWord = "Zarmaganda"

func (r *recorder) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	r.mu.Lock()
	r.hosts = append(r.hosts, req.Host)
	r.mu.Unlock()
	if req.Host != "one.example" {
		http.Error(w, "out of order", http.StatusBadGateway)
		return
	}
	fmt.Fprintf(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Invented</title><link>https://site.example</link>
		<item><guid>a1</guid><title>Bridge at Tessoum falls</title><link>https://site.example/1</link><pubDate>Mon, 23 Nov 2026 05:12:00 GMT</pubDate>
		<description>The bridge at Tessoum in Mali fell into the river, a man of %s said. &lt;img src="https://images.example/1.png"&gt;</description></item>
		</channel></rss>`, secretWord)
}

func (r *recorder) asked() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := slices.Clone(r.hosts)
	r.hosts = nil
	slices.Sort(list)
	return slices.Compact(list)
}

// home is an officer's home with nothing in it but a configuration; all that is usually named by the environment is not.
type home struct {
	t      *testing.T
	folder string
	proxy  string
}

func (h home) run(args ...string) string {
	h.t.Helper()
	cmd := exec.CommandContext(h.t.Context(), "harmattan", args...)
	cmd.Dir = filepath.Join(h.folder, "work")
	cmd.Env = []string{
		"HOME=" + h.folder, "PATH=" + os.Getenv("PATH"), "TMPDIR=" + filepath.Join(h.folder, "tmp"),
		"HTTP_PROXY=" + h.proxy, "HTTPS_PROXY=" + h.proxy,
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if strings.Contains(stderr.String(), secretWord) {
		h.t.Errorf("%v tells of an article's text where messages go: %s", args, stderr.String())
	}
	if err != nil && args[0] != "doctor" { // which finds the feed that fails
		h.t.Errorf("%v: %v: %s", args, err, stderr.String())
	}
	return stdout.String()
}

// files lists what there is in the home, with its rights.
func (h home) files() map[string]fs.FileMode {
	h.t.Helper()
	list := map[string]fs.FileMode{}
	err := filepath.WalkDir(h.folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		name, err := filepath.Rel(h.folder, path)
		list[name] = info.Mode()
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return list
}

// Every command is run by an officer whose files are open to all by default. What they write lies where the rules of XDG
// say, or where the command was told, and is the officer's alone; and they ask no host but the feeds'.
func TestCommandsWriteInTheirPlacesAndAskOnlyFeeds(t *testing.T) {
	r := &recorder{}
	server := httptest.NewServer(r)
	defer server.Close()
	h := home{t, t.TempDir(), server.URL}
	if err := os.Chmod(h.folder, 0o700); err != nil {
		t.Fatal(err)
	}
	mask := syscall.Umask(0)
	t.Cleanup(func() { syscall.Umask(mask) })
	for _, folder := range []string{"work", "tmp", ".config"} {
		if err := os.Mkdir(filepath.Join(h.folder, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	h.run("config", "init")
	own := filepath.Join(h.folder, ".config", "harmattan", "config.toml")
	if err := os.WriteFile(own, []byte("[[feed]]\nurl = \"http://one.example/feed\"\n[[feed]]\nurl = \"http://two.example/feed\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	h.run("refresh")
	if asked := r.asked(); !slices.Equal(asked, []string{"one.example", "two.example"}) {
		t.Errorf("a refresh asks %v, want the feeds' hosts alone", asked)
	}
	id := strings.Split(h.run("stories", "--json"), `"id": "`)
	story, _, _ := strings.Cut(id[1], `"`)
	for _, args := range [][]string{
		{"stories"},
		{"search", "bridge"},
		{"brief"},
		{"brief", story, "--format", "json"},
		{"brief", "-o", "brief.md"},
		{"handover"},
		{"log"},
		{"feeds", "list"},
		{"feeds", "export"},
		{"config", "check"},
		{"config", "path"},
		{"doctor"},
		{"place", "Gao"},
		{"summarize", own},
		{"backup", "kept.db"},
		{"restore", "kept.db"},
		{"doctor", "--repair"},
		{"--help"},
		{"--version"},
	} {
		h.run(args...)
		if asked := r.asked(); len(asked) != 0 {
			t.Errorf("%v asks %v", args, asked)
		}
	}
	for name, mode := range h.files() {
		place := slices.ContainsFunc([]string{".config/harmattan", ".local/share/harmattan"}, func(p string) bool {
			return name == p || strings.HasPrefix(name, p+"/")
		})
		parent := slices.Contains([]string{".", "work", "tmp", ".config", ".local", ".local/share"}, name)
		if told := slices.Contains([]string{"work/brief.md", "work/kept.db"}, name); !place && !parent && !told {
			t.Errorf("%s was written", name)
		}
		if mode.Perm()&0o077 != 0 {
			t.Errorf("%s has the rights %o", name, mode.Perm())
		}
	}
}
