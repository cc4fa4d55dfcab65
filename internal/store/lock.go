package store

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// hold takes the lock that lasts as long as the program does. The system frees it when the program ends, however it
// ends; what is written into the file only says who holds it.
func hold(path string) (*flock.Flock, error) {
	name := path + ".lock"
	lock := flock.New(name, flock.SetPermissions(0o600))
	ok, err := lock.TryLock()
	if err != nil {
		return nil, explain(path, fmt.Errorf("lock %s: %w", name, err))
	}
	if !ok {
		return nil, &Error{
			Kind: ErrBusy, Says: fmt.Sprintf("%s is in use by %s", path, holder(name)),
			Do: "close it first; until then this one can only read",
		}
	}
	if err := sign(name); err != nil {
		_ = lock.Unlock() // the error that counts is why the lock could not be signed
		return nil, explain(path, fmt.Errorf("lock %s: %w", name, err))
	}
	return lock, nil
}

// signature stands from the second byte on: on Windows the first one cannot be read while it is locked.
const signatureAt = 1

func sign(name string) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	text := fmt.Sprintf("process %d since %s", os.Getpid(), time.Now().Format("2006-01-02 15:04:05"))
	err = f.Truncate(0)
	if err == nil {
		_, err = f.WriteAt([]byte(text), signatureAt)
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	return err
}

// holder says which process holds the lock. Whoever holds it may not have signed yet.
func holder(name string) string {
	f, err := os.Open(name)
	if err != nil {
		return "another program"
	}
	defer f.Close() //nolint:errcheck // only read
	buf := make([]byte, 80)
	n, _ := f.ReadAt(buf, signatureAt) // a short file is the ordinary case
	text := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' { // anyone may have written into it
			return -1
		}
		return r
	}, string(buf[:n]))
	if text == "" {
		return "another program"
	}
	return "another program (" + text + ")"
}
