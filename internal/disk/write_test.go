package disk

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestAFileAppearsWholeOrNotAtAll(t *testing.T) {
	torn := errors.New("the pen broke")
	says := func(text string, err error) func(*os.File) error {
		return func(f *os.File) error {
			_, wrote := f.WriteString(text)
			return errors.Join(wrote, err)
		}
	}
	for _, c := range []struct {
		name   string
		write  func(string, func(*os.File) error) error
		before string // "" for none
		fails  error
		want   error
		after  string
	}{
		{"a new file", New, "", nil, nil, "now"},
		{"a new file over another one", New, "then", nil, ErrExists, "then"},
		{"a new file that fails", New, "", torn, torn, ""},
		{"a file replaced", Replace, "then", nil, nil, "now"},
		{"a file that was not there", Replace, "", nil, nil, "now"},
		{"a replacement that fails", Replace, "then", torn, torn, "then"},
	} {
		path := filepath.Join(t.TempDir(), "brief.md")
		if c.before != "" {
			if err := os.WriteFile(path, []byte(c.before), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.write(path, says("now", c.fails)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
		if got, _ := os.ReadFile(path); string(got) != c.after {
			t.Errorf("%s: the file says %q, want %q", c.name, got, c.after)
		}
		files, err := os.ReadDir(filepath.Dir(path))
		if err != nil || len(files) > 1 || len(files) == 1 && c.after == "" {
			t.Errorf("%s: left behind %v, %v", c.name, files, err)
		}
		if info, err := os.Stat(path); err == nil && info.Mode().Perm() != 0o600 {
			t.Errorf("%s: the rights are %v", c.name, info.Mode())
		}
	}
}
