package serve

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"

	"harmattan/internal/news"
	"harmattan/internal/safe"
)

// Officer is somebody who may come to the desk.
type Officer struct {
	Name string
	Role news.Role
}

// mostOfficersBytes bounds the file of officers.
const mostOfficersBytes = 1 << 20

// LineError is a line of the file of officers that cannot be read.
type LineError struct {
	Path string
	Line int // from 1
	Says string
	Do   string // what to do about it
}

func (e *LineError) Error() string { return fmt.Sprintf("%s:%d: %s", e.Path, e.Line, e.Says) }

// Hint says what to do.
func (e *LineError) Hint() string { return e.Do }

// lineHint shows a whole line.
const lineHint = `name="Aminata Diallo",role="officer" ssh-ed25519 AAAAC3… – with the role reader, officer or editor`

// readOfficers reads a file of officers: lines as those of authorized_keys, with name="…" and role="…" before the key. Empty
// lines and those that begin with # are left out. An officer may have several keys, each on a line of its own.
func readOfficers(path string, data []byte) (map[string]Officer, error) {
	byKey, roles := map[string]Officer{}, map[string]news.Role{}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, mostOfficersBytes)
	for n := 1; lines.Scan(); n++ {
		text := strings.TrimSpace(lines.Text())
		if text == "" || text[0] == '#' {
			continue
		}
		wrong := func(do, format string, args ...any) error {
			return &LineError{Path: path, Line: n, Says: fmt.Sprintf(format, args...), Do: do}
		}
		key, _, options, rest, err := ssh.ParseAuthorizedKey([]byte(text))
		if err != nil || len(rest) > 0 {
			return nil, wrong(lineHint, "there is no key that can be read")
		}
		officer, says := officerOf(options)
		if says != "" {
			return nil, wrong(lineHint, "%s", says)
		}
		if weak := weakness(key); weak != "" {
			return nil, wrong("ssh-keygen -t ed25519 makes a better one", "the key of %s is %s", officer.Name, weak)
		}
		fingerprint := ssh.FingerprintSHA256(key)
		if former, ok := byKey[fingerprint]; ok {
			return nil, wrong("each key belongs to one line", "this key stands above already, as that of %s", former.Name)
		}
		if role, ok := roles[officer.Name]; ok && role != officer.Role {
			return nil, wrong("an officer has one role, whatever the key", "%s is %s above already", officer.Name, role)
		}
		byKey[fingerprint], roles[officer.Name] = officer, officer.Role
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return byKey, nil
}

// officerOf reads the options before a key; says is what is wrong with them.
func officerOf(options []string) (o Officer, says string) {
	for _, option := range options {
		name, value, _ := strings.Cut(option, "=")
		value = strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(value, `"`), `"`), `\"`, `"`)
		switch name {
		case "name":
			o.Name = value
		case "role":
			o.Role = news.Role(value)
		default:
			return o, fmt.Sprintf("no such option: %q", safe.Line(name))
		}
	}
	switch {
	case o.Name == "":
		return o, "the key has no name"
	case !safe.IsName(o.Name):
		return o, fmt.Sprintf("%q cannot be a name", safe.Line(o.Name))
	case o.Role == "":
		return o, o.Name + " has no role"
	case !slices.Contains(news.Roles(), o.Role):
		return o, fmt.Sprintf("no such role: %q", safe.Line(string(o.Role)))
	}
	return o, ""
}

// fewestBits is the shortest RSA key that is let in.
const fewestBits = 2048

// weakness says why a key is none to let in, "" for a good one.
func weakness(key ssh.PublicKey) string {
	switch key.Type() {
	case ssh.KeyAlgoED25519, ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521, ssh.KeyAlgoSKED25519, ssh.KeyAlgoSKECDSA256:
		return ""
	case ssh.KeyAlgoRSA:
		// The length is that of the modulus, the last of three numbers, which has a zero before it.
		var parts struct {
			Type string
			E, N []byte
		}
		if ssh.Unmarshal(key.Marshal(), &parts) == nil && len(bytes.TrimLeft(parts.N, "\x00"))*8 >= fewestBits {
			return ""
		}
		return fmt.Sprintf("shorter than %d bits", fewestBits)
	}
	return "of the kind " + key.Type()
}

// officers are those who may come, as their file says; it is read again when it has changed.
type officers struct {
	path string

	mu    sync.Mutex
	stamp stamp
	byKey map[string]Officer // by its fingerprint
}

// stamp tells one state of a file from another.
type stamp struct {
	at   time.Time
	size int64
}

// openOfficers reads the file for the first time; it has to name somebody.
func openOfficers(path string) (*officers, error) {
	o := &officers{path: path}
	err := o.refresh()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &LineError{Path: path, Line: 1, Says: "there is no file of officers", Do: "write it, a line for each key: " + lineHint}
	}
	if err == nil && len(o.byKey) == 0 {
		return nil, &LineError{Path: path, Line: 1, Says: "nobody may come to this desk", Do: "write a line for each key: " + lineHint}
	}
	return o, err
}

// refresh reads the file again where it has changed. Where it cannot be read those who might come before still may.
func (o *officers) refresh() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	info, err := os.Stat(o.path)
	if err != nil {
		return fmt.Errorf("look for the officers: %w", err)
	}
	now := stamp{info.ModTime(), info.Size()}
	if now == o.stamp {
		return nil
	}
	o.stamp = now // a file that is wrong is told of once
	if info.Size() > mostOfficersBytes {
		return &LineError{Path: o.path, Line: 1, Says: "the file is larger than a megabyte", Do: lineHint}
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o022 != 0 {
		return &LineError{Path: o.path, Line: 1, Says: "others may write this file", Do: "chmod 600 " + o.path}
	}
	data, err := os.ReadFile(o.path)
	if err != nil {
		return fmt.Errorf("read the officers: %w", err)
	}
	byKey, err := readOfficers(o.path, data)
	if err == nil {
		o.byKey = byKey
	}
	return err
}

// of is the officer who has a key.
func (o *officers) of(key ssh.PublicKey) (Officer, bool) {
	if key == nil {
		return Officer{}, false
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	officer, ok := o.byKey[ssh.FingerprintSHA256(key)]
	return officer, ok
}

// named is what an officer is now, by a key of theirs; ok is false where they may no longer come with it.
func (o *officers) named(name, fingerprint string) (officer Officer, ok bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	officer, ok = o.byKey[fingerprint]
	return officer, ok && officer.Name == name
}
