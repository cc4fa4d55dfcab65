package store

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestTheFileIsForItsOfficerAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has other rights")
	}
	s := newStore(t)
	save(t, s, change(1))
	folder := filepath.Dir(s.path)
	for name, want := range map[string]os.FileMode{
		folder: 0o700, s.path: 0o600, s.path + "-wal": 0o600, s.path + "-shm": 0o600, s.path + ".lock": 0o600,
	} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has rights %o, want %o", filepath.Base(name), got, want)
		}
	}
}

// TestToOpenAFileWritesNothing also stands for the start of the reader: what is written at an opening waits for the disk.
func TestToOpenAFileWritesNothing(t *testing.T) {
	s := newStore(t)
	save(t, s, change(1))
	shut(t, s)
	s = open(t, s.path, Write)
	if info, err := os.Stat(s.path + "-wal"); err == nil && info.Size() > 0 {
		t.Errorf("to open the file wrote %d bytes", info.Size())
	}
}

func TestAnyPathIsAPath(t *testing.T) {
	for _, name := range []string{"a b.db", "50%.db", "what?mode=memory.db", "n#1.db", "émeute.db"} {
		path := filepath.Join(t.TempDir(), name)
		s := open(t, path, Write)
		save(t, s, change(1))
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
		shut(t, s)
		if _, err := open(t, path, ReadOnly).Article(t.Context(), change(1).Article.ID); err != nil {
			t.Error(err)
		}
	}
}

// holdUntilStdinEnds is the other program of the next test.
func holdUntilStdinEnds(path string) error {
	s, err := Open(context.Background(), path, Write)
	if err != nil {
		return err
	}
	fmt.Println("held")
	_, _ = io.Copy(io.Discard, os.Stdin)
	return s.Close()
}

func TestOneProgramWritesAndOthersRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "harmattan.db")
	first := open(t, path, Write)
	save(t, first, change(1))
	shut(t, first)

	cmd := other(t, "hold", path)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal("the other program did not get the file:", err)
	}

	_, err = Open(t.Context(), path, Write)
	if !errors.Is(err, ErrBusy) {
		t.Fatalf("error is %v, want ErrBusy", err)
	}
	if want := fmt.Sprintf("process %d since ", cmd.Process.Pid); !strings.Contains(err.Error(), want) {
		t.Errorf("error %q does not say %q", err, want)
	}
	reader := open(t, path, ReadOnly)
	if _, err := reader.Article(t.Context(), change(1).Article.ID); err != nil {
		t.Error(err)
	}
	if err := reader.SaveArticle(t.Context(), change(2)); !errors.Is(err, ErrNoWriting) {
		t.Errorf("writing while reading only: %v, want ErrNoWriting", err)
	}

	if err := errors.Join(in.Close(), cmd.Wait()); err != nil {
		t.Fatal(err)
	}
	save(t, open(t, path, Write), change(2))
	if _, err := reader.Article(t.Context(), change(2).Article.ID); err != nil {
		t.Error("who only reads does not see what another program writes:", err)
	}
}

func TestWhatCannotBeOpenedSaysWhy(t *testing.T) {
	tests := []struct {
		name string
		make func(t *testing.T, path string)
		mode Mode
		want error
	}{
		{"no database", func(t *testing.T, path string) {
			t.Helper()
			write(t, path, []byte(strings.Repeat("a letter to the editor\n", 50)))
		}, Write, ErrForeign},
		{"a database of another program", func(t *testing.T, path string) {
			t.Helper()
			run(t, path, "CREATE TABLE bookmarks (url TEXT)")
		}, Write, ErrForeign},
		{"a newer version", func(t *testing.T, path string) {
			t.Helper()
			run(t, path, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d; CREATE TABLE new (x)", applicationID, version+1))
		}, Write, ErrNewer},
		{"a newer version, only read", func(t *testing.T, path string) {
			t.Helper()
			run(t, path, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d; CREATE TABLE new (x)", applicationID, version+1))
		}, ReadOnly, ErrNewer},
		{"an empty file, only read", func(t *testing.T, path string) {
			t.Helper()
			write(t, path, nil)
		}, ReadOnly, ErrOlder},
		{"no file, only read", func(*testing.T, string) {}, ReadOnly, os.ErrNotExist},
		{"a folder", func(t *testing.T, path string) {
			t.Helper()
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
		}, Write, ErrNoWriting},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "harmattan.db")
			test.make(t, path)
			_, err := Open(t.Context(), path, test.mode)
			if !errors.Is(err, test.want) {
				t.Fatalf("error is %v, want %v", err, test.want)
			}
			if !strings.Contains(err.Error(), path) {
				t.Errorf("error %q does not name the file", err)
			}
			var hint interface{ Hint() string }
			if !errors.Is(err, os.ErrNotExist) && (!errors.As(err, &hint) || hint.Hint() == "") {
				t.Errorf("error %q has no hint", err)
			}
		})
	}
}

func TestOpeningAgainKeepsEverything(t *testing.T) {
	path := filepath.Join(t.TempDir(), "harmattan.db")
	for n := range 3 {
		s := open(t, path, Write)
		save(t, s, change(n))
		whole(t, s)
		shut(t, s)
	}
	articles, stories, unread, err := open(t, path, ReadOnly).Counts(t.Context())
	if err != nil || articles != 3 || stories != 3 || unread != 3 {
		t.Errorf("counts are %d, %d, %d, %v; want 3, 3, 3", articles, stories, unread, err)
	}
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// run runs a script on a file by SQLite alone.
func run(t *testing.T, path, script string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.ExecContext(t.Context(), script)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

// A step that comes after the store was closed is told so: it once waited for its turn without end.
func TestAClosedStoreRefusesWhatIsWritten(t *testing.T) {
	s := newStore(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.SetMeta(context.WithoutCancel(t.Context()), "name", "value") }()
	select {
	case err := <-ended:
		if !errors.Is(err, errClosed) {
			t.Fatalf("writing into a closed store says %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("writing into a closed store never ends")
	}
}
