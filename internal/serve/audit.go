package serve

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// entry is a line of the audit.
type entry struct {
	At      time.Time `json:"at"`
	Event   string    `json:"event"` // begin, end or refused
	Session int64     `json:"session,omitempty"`
	Officer string    `json:"officer,omitempty"`
	Role    string    `json:"role,omitempty"`
	Key     string    `json:"key,omitempty"` // SHA256:…
	From    string    `json:"from"`
	Command string    `json:"command,omitempty"` // "" for the reader
	Seconds float64   `json:"seconds,omitempty"`
	Status  *int      `json:"status,omitempty"`
	Why     string    `json:"why,omitempty"`
}

// audit is the file that says who came when, by which key, from where and for what: a line of JSON each, which is only ever
// added to. It is opened for each line, so that it may be moved away at any time.
type audit struct {
	path string
	mu   sync.Mutex
}

func newAudit(path string) (*audit, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of the audit: %w", err)
	}
	a := &audit{path: path}
	return a, a.append(nil)
}

// write adds a line.
func (a *audit) write(e entry) error {
	e.At = e.At.UTC().Truncate(time.Millisecond)
	line, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("write the audit: %w", err)
	}
	return a.append(append(line, '\n'))
}

func (a *audit) append(line []byte) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	f, err := os.OpenFile(a.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("write the audit: %w", err)
	}
	_, err = f.Write(line)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write the audit: %w", err)
	}
	return nil
}
