//go:build unix

package store

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// nobody is a user without rights, on every system that tests run on.
const nobody = 65534

// Rights do not bind root, as tests run in a container: then the reading is done by a program of nobody's, which is this
// test binary, copied to where nobody may run it.
func TestAFolderWithoutRightsCanBeReadFrom(t *testing.T) {
	folder, err := os.MkdirTemp("", "harmattan-rights") //nolint:usetesting // one of t.TempDir's lets nobody through
	if err != nil {
		t.Fatal(err)
	}
	desk := filepath.Join(folder, "desk")
	t.Cleanup(func() {
		_ = os.Chmod(desk, 0o700)
		_ = os.RemoveAll(folder) // what is left lies in the folder for passing things
	})
	path := filepath.Join(folder, inFolder)
	s := open(t, path, Write)
	save(t, s, change(1))
	shut(t, s)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.Remove(path + ".lock"))
	cmd := other(t, "read", path)
	cmd.Dir = folder
	if os.Geteuid() == 0 {
		must(os.Chmod(folder, 0o711))
		must(os.Chown(desk, 0, 0))
		must(os.Chown(path, nobody, nobody))
		cmd.Path = filepath.Join(folder, "reader")
		must(copyProgram(os.Args[0], cmd.Path))
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	must(os.Chmod(desk, 0o555))
	before, err := os.ReadFile(path)
	must(err)

	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	err = cmd.Run()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		t.Skip("no program can be run as another user here: ", err)
	}
	if err != nil || said.String() != "read\n" {
		t.Fatalf("a program without rights: %v, %s", err, &said)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was changed: %v", err)
	}
	left, err := filepath.Glob(filepath.Join(desk, "*"))
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func copyProgram(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_EXCL, fs.FileMode(0o755))
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
