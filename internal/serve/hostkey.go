package serve

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/crypto/ssh"

	"harmattan/internal/disk"
)

// KeyError is what is wrong with the host key.
type KeyError struct{ Says, Do string }

func (e *KeyError) Error() string { return e.Says }

// Hint says what to do.
func (e *KeyError) Hint() string { return e.Do }

// hostKey reads the key by which officers know this desk again, and makes it where there is none yet.
func hostKey(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeHostKey(path); err != nil && !errors.Is(err, disk.ErrExists) {
			return nil, fmt.Errorf("make the host key: %w", err)
		}
		info, err = os.Stat(path)
	}
	if err != nil {
		return nil, fmt.Errorf("read the host key: %w", err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, &KeyError{"others may read the host key " + path, "chmod 600 " + path}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the host key: %w", err)
	}
	if _, err := ssh.ParsePrivateKey(text); err != nil {
		return nil, &KeyError{
			fmt.Sprintf("the host key %s cannot be used: %v", path, err),
			"bring it back from a backup; without one move it away, and tell the officers that the desk has a new one",
		}
	}
	return text, nil
}

func makeHostKey(path string) error {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	block, err := ssh.MarshalPrivateKey(private, "harmattan")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return disk.New(path, func(f *os.File) error { return errors.Join(f.Chmod(0o600), pem.Encode(f, block)) })
}
