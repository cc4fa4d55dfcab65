package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWithoutAFileTheExampleRuns(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	c, err := Load("", []byte(`lang = "fr"`))
	if err != nil || c.Lang != "fr" || c.Path != "" {
		t.Errorf("got %+v, %v", c, err)
	}
}

func TestTheOfficersOwnFileComesFirst(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	if err := Init("", []byte(`lang = "fr"`)); err != nil {
		t.Fatal(err)
	}
	c, err := Load("", []byte(`lang = "en"`))
	if err != nil || c.Lang != "fr" || c.Path != Path() {
		t.Errorf("got %+v, %v", c, err)
	}
}

func TestANamedFileMustExist(t *testing.T) {
	if _, err := Load(filepath.Join(t.TempDir(), "none.toml"), []byte(`lang = "fr"`)); err == nil {
		t.Error("a missing file is read as the example")
	}
}

func TestInitNeverOverwrites(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "config.toml")
	if err := Init(path, []byte("# one")); err != nil {
		t.Fatal(err)
	}
	err := Init(path, []byte("# two"))
	if err == nil || !strings.Contains(err.Error(), "already there") || !strings.Contains(err.Error(), "hint:") {
		t.Errorf("got %v", err)
	}
	if got, _ := os.ReadFile(path); string(got) != "# one" {
		t.Errorf("the file now holds %q", got)
	}
}

func TestTheFolderOfData(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", filepath.FromSlash("/data"))
	home, err := os.UserHomeDir()
	if err != nil {
		t.Skip("no home:", err)
	}
	path := filepath.Join(t.TempDir(), "config.toml")
	tests := []struct{ name, data, want string }{
		{"silent", "", "/data/harmattan"},
		{"absolute", "/srv/desk/", "/srv/desk"},
		{"from the configuration", "desk", filepath.Join(filepath.Dir(path), "desk")},
		{"from home", "~/desk", filepath.Join(home, "desk")},
	}
	for _, tt := range tests {
		if err := os.WriteFile(path, []byte("data = \""+tt.data+"\"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := Load(path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := DataDir(c); got != filepath.FromSlash(tt.want) {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestTheExampleIsValidAndHoldsAFullDesk(t *testing.T) {
	data, err := os.ReadFile("../../config.example.toml")
	if err != nil {
		t.Fatal(err)
	}
	c, err := Parse(data, "config.example.toml")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Feeds) < 40 {
		t.Errorf("%d feeds, want 40 or more", len(c.Feeds))
	}
	for _, f := range c.Feeds {
		if f.Outlet == "" || f.Lang == "" || f.Grade == "" {
			t.Errorf("%s has no outlet, language or grade", f.URL)
		}
	}
}

// Settings that the example shows as comments have no space after the sign; with the sign taken away they must parse.
func TestTheExamplesCommentedSettingsAreValid(t *testing.T) {
	data, err := os.ReadFile("../../config.example.toml")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, line := range strings.Split(string(data), "\n") {
		if len(line) > 1 && line[0] == '#' && line[1] != ' ' {
			line = line[1:]
		}
		lines = append(lines, line)
	}
	c, err := Parse([]byte(strings.Join(lines, "\n")), "config.example.toml")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Watches) == 0 || len(c.Searches) == 0 || len(c.Keys) == 0 || len(c.Regions) == 0 {
		t.Errorf("the comments show %d watches, %d searches, %d keys, %d regions",
			len(c.Watches), len(c.Searches), len(c.Keys), len(c.Regions))
	}
}

func BenchmarkParseTheExample(b *testing.B) {
	data, err := os.ReadFile("../../config.example.toml")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Parse(data, "config.example.toml"); err != nil {
			b.Fatal(err)
		}
	}
}
