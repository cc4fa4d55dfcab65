package commands

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A disk that is full takes nothing; Linux has one for tests.
const fullDisk = "/dev/full"

func TestACommandWhoseOutputFailsSaysSo(t *testing.T) {
	example, err := os.ReadFile("../../config.example.toml")
	if err != nil {
		t.Fatal(err)
	}
	full, err := os.OpenFile(fullDisk, os.O_WRONLY, 0)
	if err != nil {
		t.Skip("this system has no", fullDisk)
	}
	defer full.Close()
	for _, args := range []string{
		"stories", "stories --json", "brief", "brief --format docx", "handover", "search boats", "search --json boats",
		"feeds list", "feeds list --json", "feeds export", "place --json Gao", "config path", "config check", "doctor", "man", "guide", "--help",
		"feeds check --json ../../testdata/none.xml", "--plain",
	} {
		var said bytes.Buffer
		status := Run(context.Background(), Env{
			Example: example, Version: "test", Args: append(strings.Fields(args), "--data", t.TempDir()), Stdin: nothing(t), Stdout: full, Stderr: &said,
			Now: time.Now,
		})
		if status != exitFailed || !strings.Contains(said.String(), "no space left") || !strings.Contains(said.String(), "\nhint: ") {
			t.Errorf("%s on a full disk ends with %d and %q", args, status, said.String())
		}
	}
}

// nothing is an input that has ended.
func nothing(t *testing.T) *os.File {
	t.Helper()
	f, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// ailing is a disk that has no room for a moment.
type ailing struct {
	io.Writer
	full bool
}

var errNoRoom = errors.New("no room")

func (a *ailing) Write(b []byte) (int, error) {
	if a.full {
		return 0, errNoRoom
	}
	return a.Writer.Write(b)
}

func TestWhatCouldNotBePrintedOnceIsNotForgotten(t *testing.T) {
	for _, test := range []struct {
		name  string
		full  bool
		ended error
		want  error
	}{
		{"nothing fails", false, nil, nil},
		{"the disk is full for a moment", true, nil, errNoRoom},
		{"the command fails", false, io.ErrUnexpectedEOF, io.ErrUnexpectedEOF},
		{"both fail", true, io.ErrUnexpectedEOF, io.ErrUnexpectedEOF},
	} {
		var printed bytes.Buffer
		disk := &ailing{&printed, test.full}
		out := newOutput(disk)
		_, _ = out.direct.Write([]byte("first "))
		disk.full = false
		_, _ = out.WriteString("second")
		if err := out.ended(test.ended); !errors.Is(err, test.want) {
			t.Errorf("%s: the command ends with %v, want %v", test.name, err, test.want)
		}
		if want := map[bool]string{false: "first second"}[test.full]; printed.String() != want {
			t.Errorf("%s: printed is %q, want %q", test.name, printed.String(), want)
		}
	}
}

// Whatever a command writes with -o goes this way: a list of feeds, a brief, a hand-over.
func TestAFileThatACommandCannotFinishIsLeftAsItWas(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feeds.opml")
	if err := os.WriteFile(path, []byte("whole"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := new(program).writeTo(path, func(out io.Writer) error {
		_, err := io.WriteString(out, "half")
		return errors.Join(err, errNoRoom)
	})
	if got, _ := os.ReadFile(path); !errors.Is(err, errNoRoom) || string(got) != "whole" {
		t.Errorf("a write that fails gives %v and leaves %q", err, got)
	}
}
