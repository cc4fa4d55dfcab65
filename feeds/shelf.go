package feeds

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// shelf keeps what was read of the web for a while, a file each, so that no page is asked for twice. Whatever goes wrong
// with it only costs another request: it has no errors. Without a folder it keeps nothing.
type shelf struct {
	folder string
	now    func() time.Time
	swept  sync.Once
}

const (
	keepPages  = 14 * 24 * time.Hour
	keepWalls  = 6 * time.Hour // a page that could not be read may be one later
	oldestFile = 30 * 24 * time.Hour
)

// shelved is one file of the shelf.
type shelved struct {
	Until time.Time       `json:"until"`
	What  json.RawMessage `json:"what"`
}

// get reads what was put under a name, while it holds.
func (s *shelf) get(name string, into any) bool {
	if s.folder == "" {
		return false
	}
	body, err := os.ReadFile(filepath.Join(s.folder, name)) //nolint:gosec // the name is a hash
	if err != nil {
		return false
	}
	var found shelved
	if json.Unmarshal(body, &found) != nil || !found.Until.After(s.now()) {
		return false
	}
	return json.Unmarshal(found.What, into) == nil
}

// put keeps something under a name, which must be safe as a file name. It comes whole or not at all.
func (s *shelf) put(name string, what any, lasting time.Duration) {
	if s.folder == "" || os.MkdirAll(s.folder, 0o700) != nil {
		return
	}
	s.swept.Do(s.sweep)
	raw, err := json.Marshal(what)
	if err != nil {
		return
	}
	body, err := json.Marshal(shelved{Until: s.now().Add(lasting), What: raw})
	if err != nil {
		return
	}
	f, err := os.CreateTemp(s.folder, ".new-*")
	if err != nil {
		return
	}
	_, err = f.Write(body)
	if f.Close() != nil || err != nil || os.Rename(f.Name(), filepath.Join(s.folder, name)) != nil { //nolint:gosec // as in get
		_ = os.Remove(f.Name())
	}
}

// sweep removes files that nobody has written for long.
func (s *shelf) sweep() {
	files, err := os.ReadDir(s.folder)
	if err != nil {
		return
	}
	for _, f := range files {
		if about, err := f.Info(); err == nil && s.now().Sub(about.ModTime()) > oldestFile {
			_ = os.Remove(filepath.Join(s.folder, f.Name()))
		}
	}
}
