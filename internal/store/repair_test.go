package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"harmattan/internal/find"
	"harmattan/internal/news"
)

// worked is a file in which articles are stored, decided on and noted.
func worked(t *testing.T, articles int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "harmattan.db")
	s := open(t, path, Write)
	for n := range articles {
		c := change(n)
		c.Article.Text += strings.Repeat(fmt.Sprintf("\nThe governor of district %d spoke of %d wells.", n, n*n), n%90)
		save(t, s, c)
	}
	for n := range articles / 2 {
		if _, err := s.SetState(t.Context(), storyID(2*n), news.Cited, noon); err != nil {
			t.Fatal(err)
		}
		if _, err := s.SetRemark(t.Context(), []string{storyID(2 * n)}, news.DeedNote, fmt.Sprint("Call number ", n), noon); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.SaveBrief(t.Context(), news.WrittenBrief{At: noon, Stories: []string{storyID(2)}}, []byte("a brief")); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	return path
}

func TestADamagedFileIsReadIntoANewOne(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine reads what is damaged: under the race detector it only takes minutes")
	}
	const articles, page = 120, 4096
	path := worked(t, articles)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	seed := uint64(time.Now().UnixNano())
	r := rand.New(rand.NewPCG(seed, 6))
	t.Logf("%d pages, damaged by seed %d", len(whole)/page, seed)
	tests := map[string]func(file []byte) []byte{
		"one page of noise": func(file []byte) []byte { noise(r, file, page*(1+r.IntN(len(file)/page-1)), page); return file },
		"zeros":             func(file []byte) []byte { clear(file[page*(5+r.IntN(len(file)/page-8)):][:2*page]); return file },
		"single bytes": func(file []byte) []byte {
			for range 40 {
				noise(r, file, page+r.IntN(len(file)-page), 1)
			}
			return file
		},
		"its first page": func(file []byte) []byte { noise(r, file, 0, page); return file },
		"its list of tables": func(file []byte) []byte {
			for at := page; at < len(file); at += page {
				if bytes.Contains(file[at:at+page], []byte("CREATE TABLE")) {
					clear(file[at : at+page])
				}
			}
			return file
		},
		"cut short": func(file []byte) []byte { return file[:len(file)*9/10] },
	}
	const rounds = 2
	for name, damage := range tests {
		for round := range rounds {
			t.Run(fmt.Sprint(name, round), func(t *testing.T) {
				damaged := filepath.Join(t.TempDir(), "harmattan.db")
				content := damage(append([]byte{}, whole...))
				write(t, damaged, content)
				got, err := Repair(t.Context(), damaged, noon)
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("%d articles, %d stories, %d steps; lost %v", got.Articles, got.Stories, got.Steps, got.Lost)
				if kept, err := os.ReadFile(got.Former); err != nil || !bytes.Equal(kept, content) {
					t.Errorf("the damaged file is not kept as it was: %v", err)
				}
				usable(t, damaged)
				if got.Articles < articles/3 || got.Stories < articles/3 {
					t.Errorf("only %d of %d articles, %d stories came back", got.Articles, articles, got.Stories)
				}
			})
		}
	}
}

func noise(r *rand.Rand, file []byte, at, length int) {
	for i := at; i < at+length; i++ {
		file[i] = byte(r.IntN(256))
	}
}

// usable opens a repaired file and does with it what a reader does.
func usable(t *testing.T, path string) {
	t.Helper()
	s := open(t, path, Write)
	whole(t, s)
	rows, err := s.Stories(t.Context(), Filter{AnyState: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if _, err := s.StoryArticles(t.Context(), row.ID); err != nil {
			t.Error(err)
		}
		if _, err := s.StoryPlacements(t.Context(), row.ID); err != nil {
			t.Error(err)
		}
	}
	for _, err := range []error{
		second(s.Steps(t.Context(), time.Time{})), second(s.Briefs(t.Context(), time.Time{})), second(s.FeedStates(t.Context())),
		second(s.Search(t.Context(), Question{Terms: find.Terms("convoy")}, 5)),
		s.Vectors(t.Context(), time.Time{}, 1000, func(string, string, []byte) error { return nil }),
		s.SaveArticle(t.Context(), change(500)),
		second(s.SetState(t.Context(), storyID(500), news.Cited, noon)),
		third(s.Undo(t.Context(), noon)),
	} {
		if err != nil {
			t.Error(err)
		}
	}
	whole(t, s)
	shut(t, s)
}

// What an officer decided and wrote outlives the loss of all that it was about.
func TestARepairKeepsDecisionsAndNotesWithoutTheirArticles(t *testing.T) {
	path := worked(t, 40)
	run(t, path, "PRAGMA foreign_keys = off; DELETE FROM article; DELETE FROM source; DELETE FROM story WHERE n % 4 < 3; DELETE FROM vector")
	got, err := Repair(t.Context(), path, noon)
	if err != nil {
		t.Fatal(err)
	}
	if got.Steps != 40 {
		t.Errorf("%d steps came back, want 40", got.Steps)
	}
	usable(t, path)
	s := open(t, path, ReadOnly)
	rows, err := s.Stories(t.Context(), Filter{State: news.Cited})
	if err != nil || len(rows) != 20 {
		t.Fatalf("%d stories are cited, %v; want 20", len(rows), err)
	}
	for _, row := range rows {
		if !strings.HasPrefix(row.Note, "Call number ") {
			t.Errorf("story %s has the note %q", row.ID, row.Note)
		}
	}
}

// A story whose row is lost comes back under its name, with the state that the log gives it.
func TestARepairGivesArticlesTheirStoryBack(t *testing.T) {
	path := worked(t, 10)
	run(t, path, "PRAGMA foreign_keys = off; DELETE FROM story WHERE n IN (1, 2)")
	if _, err := Repair(t.Context(), path, noon); err != nil {
		t.Fatal(err)
	}
	s := open(t, path, ReadOnly)
	for n, want := range []news.State{news.Cited, news.New} {
		a, err := s.Article(t.Context(), change(n).Article.ID)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := s.Stories(t.Context(), Filter{AnyState: true})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(rows, func(r news.StoryRow) bool { return r.Title == a.Title })
		if i < 0 || rows[i].State != want || !strings.HasPrefix(rows[i].ID, "s"+a.ID[:16]) || rows[i].Placement.Country != "ML" || a.URL != change(n).Article.URL {
			t.Errorf("the story of article %d is not among %+v", n, rows)
		}
	}
}

func TestWhatCannotBeRepairedStaysAsItIs(t *testing.T) {
	folder := t.TempDir()
	for name, content := range map[string][]byte{"text": []byte(strings.Repeat("no database", 999)), "zeros": make([]byte, 9*4096)} {
		path := filepath.Join(folder, name)
		write(t, path, content)
		_, err := Repair(t.Context(), path, noon)
		var hint interface{ Hint() string }
		if !errors.Is(err, ErrDamaged) || !errors.As(err, &hint) || !strings.Contains(hint.Hint(), "restore") {
			t.Errorf("%s: %v", name, err)
		}
		if left, err := os.ReadFile(path); err != nil || !bytes.Equal(left, content) {
			t.Errorf("%s was changed, %v", name, err)
		}
	}
	foreign := filepath.Join(folder, "foreign")
	run(t, foreign, "CREATE TABLE bookmarks (url TEXT)")
	if _, err := Repair(t.Context(), foreign, noon); !errors.Is(err, ErrForeign) {
		t.Errorf("a database of another program was repaired: %v", err)
	}
	path := worked(t, 2)
	if got, err := Repair(t.Context(), path, noon); err != nil || got.Former != "" {
		t.Errorf("a whole file was repaired: %+v, %v", got, err)
	}
	run(t, path, "UPDATE source SET articles = 7")
	held := open(t, path, Write)
	if _, err := Repair(untilWanted(t, held), path, noon); !errors.Is(err, ErrBusy) {
		t.Errorf("repaired under a program that writes: %v", err)
	}
	shut(t, held)
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Repair(stopped, path, noon); err == nil {
		t.Error("a repair was finished after its end")
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".harmattan-*")); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if got, err := Repair(t.Context(), path, noon); err != nil || got.Former == "" {
		t.Errorf("wrong counts were not repaired: %+v, %v", got, err)
	}
	usable(t, path)
}

// A text that was let go is no damaged one: its hash stays, so that its feed does not bring it back as an edit.
func TestARepairLeavesTextsThatWereLetGo(t *testing.T) {
	path := worked(t, 4)
	run(t, path, "UPDATE article SET text = '', let_go = 1 WHERE n = 2; UPDATE source SET articles = 7")
	got, err := Repair(t.Context(), path, noon)
	if err != nil || got.Lost["text"] != 0 {
		t.Fatalf("recovered %+v, %v", got, err)
	}
	s := open(t, path, ReadOnly)
	want := change(1)
	known, err := s.Known(t.Context(), []string{want.Article.ID})
	text := want.Article.Text + "\nThe governor of district 1 spoke of 1 wells."
	if err != nil || known[want.Article.ID].Hash != HashText(want.Article.Title, text) {
		t.Errorf("the hash is %x, %v", known[want.Article.ID].Hash, err)
	}
}
