package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"harmattan/internal/news"
)

// writeUntilKilled is the program that is killed: it saves articles, one by one and many at once, two to a story, edits
// some, marks stories, takes steps back, and says of each what is done.
func writeUntilKilled(path string) error {
	ctx := context.Background()
	s, err := Open(ctx, path, Write)
	if err != nil {
		return err
	}
	at, _, _, err := s.Counts(ctx)
	if err != nil {
		return err
	}
	for n := at; ; {
		list := make([]Change, 1+n%12)
		for i := range list {
			list[i] = change(n + i)
			list[i].Story = change(n + i - (n+i)%2).Story
			list[i].Story.Articles = 1 + (n+i)%2
		}
		if err := s.SaveArticles(ctx, list); err != nil {
			return err
		}
		for range list {
			fmt.Println("article", n)
			n++
		}
		if err := editAndDecide(ctx, s, n-1, list[len(list)-1]); err != nil {
			return err
		}
	}
}

// editAndDecide edits an article, and has its story marked and sometimes unmarked.
func editAndDecide(ctx context.Context, s *Store, n int, c Change) error {
	c.Article.Text += "\nThe road is open again."
	if err := s.SaveArticle(ctx, c); err != nil {
		return err
	}
	fmt.Println("edit", n)
	step, err := s.SetState(ctx, c.Story.ID, []news.State{news.Watching, news.Cited, news.Dismissed}[n%3], noon)
	if err != nil {
		return err
	}
	fmt.Println("step", step.ID)
	if n%5 != 0 {
		return nil
	}
	if step, _, err = s.Undo(ctx, noon); err == nil {
		fmt.Println("step", step.ID)
	}
	return err
}

func TestKilledAtAnyMomentNothingFinishedIsLost(t *testing.T) {
	path := filepath.Join(t.TempDir(), "harmattan.db")
	rounds := 20
	if testing.Short() {
		rounds = 4
	}
	done := map[string]bool{}
	for range rounds {
		for _, line := range runAndKill(t, path, time.Duration(rand.IntN(60_000))*time.Microsecond) {
			done[line] = true
		}
		s := open(t, path, Write)
		whole(t, s)
		hasAll(t, s, done)
		shut(t, s)
	}
	if len(done) < rounds {
		t.Errorf("in %d rounds only %d things were done: the test tests little", rounds, len(done))
	}
}

// runAndKill runs the program, ends it a while after its first finished step, and returns the lines of what it finished.
func runAndKill(t *testing.T, path string, after time.Duration) []string {
	t.Helper()
	cmd := other(t, "write", path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	scanner := bufio.NewScanner(out)
	scanner.Scan()
	lines := []string{scanner.Text()}
	kill := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer kill.Stop()
	for scanner.Scan() {
		lines = append(lines, scanner.Text())
	}
	_ = cmd.Wait() // it was killed
	return lines
}

func hasAll(t *testing.T, s *Store, done map[string]bool) {
	t.Helper()
	steps, err := s.Steps(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	logged := map[int64]bool{}
	for _, step := range steps {
		logged[step.ID] = true
	}
	for line := range done {
		var what string
		var n int
		if _, err := fmt.Sscan(line, &what, &n); err != nil {
			t.Fatal(err)
		}
		if what == "step" {
			if n != 0 && !logged[int64(n)] { // 0 is a step that changed nothing
				t.Errorf("step %d is lost", n)
			}
			continue
		}
		a, err := s.Article(t.Context(), change(n).Article.ID)
		if err != nil {
			t.Errorf("article %d is lost: %v", n, err)
		} else if what == "edit" && (len(a.Prior) != 1 || !strings.Contains(a.Text, "open again")) {
			t.Errorf("the edit of article %d is lost: %+v", n, a)
		}
	}
}

func TestALogCutAnywhereLeavesWhatCameBefore(t *testing.T) {
	s := newStore(t)
	const articles = 12
	for n := range articles {
		save(t, s, change(n))
	}
	file, err := os.ReadFile(s.path)
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(s.path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	cuts := []int{0, 1, len(log) - 1, len(log)}
	for range 20 {
		cuts = append(cuts, rand.IntN(len(log)))
	}
	for _, cut := range cuts {
		path := filepath.Join(t.TempDir(), "harmattan.db")
		write(t, path, file)
		write(t, path+"-wal", log[:cut])
		copied := open(t, path, Write)
		whole(t, copied)
		kept, _, _, err := copied.Counts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for n := range articles {
			_, err := copied.Article(t.Context(), change(n).Article.ID)
			if there := err == nil; there != (n < kept) {
				t.Errorf("cut at byte %d of %d: %d articles, and article %d is there: %v", cut, len(log), kept, n, there)
			}
		}
		if cut == len(log) && kept != articles {
			t.Errorf("the whole log keeps %d articles, want %d", kept, articles)
		}
		shut(t, copied)
	}
}
