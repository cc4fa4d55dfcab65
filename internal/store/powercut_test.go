package store

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"harmattan/internal/news"
)

// What an officer did is on the disk before it counts as done; what can be fetched again need not be. SQLite itself is
// asked, from within each transaction, which setting holds in it: 1 is normal, 2 is full.
func TestWhatAnOfficerDoesIsWrittenForAPowerCut(t *testing.T) {
	s := newStore(t)
	save(t, s, change(1), change(2), change(3))
	watchSynchronous(t, s)
	id, ctx := storyID(1), t.Context()
	tests := []struct {
		name string
		full bool
		do   func() error
	}{
		{"an article", false, func() error { return s.SaveArticle(ctx, change(4)) }},
		{"the state of a feed", false, func() error { return s.SaveFeedStates(ctx, news.FeedState{URL: "https://a.example/feed"}) }},
		{"a state", true, func() error { return second(s.SetState(ctx, id, news.Cited, noon)) }},
		{"a set of states", true, func() error { return second(s.SetStates(ctx, []string{id, storyID(2)}, news.Watching, noon)) }},
		{"a note", true, func() error { return second(s.SetRemark(ctx, []string{id}, news.DeedNote, "Call the prefect.", noon)) }},
		{"an undone step", true, func() error { return third(s.Undo(ctx, noon)) }},
		{"a small fact", true, func() error { return s.SetMeta(ctx, "unfinished note", "Call") }},
		{"a brief", true, func() error { return second(s.SaveBrief(ctx, news.WrittenBrief{At: noon}, []byte("brief"))) }},
		{"a feed of the officer's", true, func() error { return s.AddFeed(ctx, news.Feed{URL: "https://b.example/feed"}) }},
		{"a watch", true, func() error { return s.SaveWatch(ctx, news.Watch{Name: "Fuel", Any: []string{"fuel"}}) }},
		{"a search", true, func() error { return s.SaveSearch(ctx, news.Search{Name: "Fuel", Query: "fuel"}) }},
		{"a region by hand", true, func() error { return second(s.SetRegion(ctx, RegionChoice{Story: id, Region: "coastal", At: noon})) }},
		{"what was read", false, func() error { return s.MarkRead(ctx, id, noon.Add(time.Hour)) }},
	}
	for _, test := range tests {
		forgetSynchronous(t, s)
		if err := test.do(); err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		want := []int{1}
		if test.full {
			want = []int{2}
		}
		if got := synchronousSeen(t, s); !slices.Equal(got, want) {
			t.Errorf("%s is written with synchronous %v, want %v", test.name, got, want)
		}
	}
}

func second[T any](_ T, err error) error        { return err }
func third[T, U any](_ T, _ U, err error) error { return err }

// watchSynchronous notes with each row that is written which setting holds then. Its triggers and its table are this
// connection's own.
func watchSynchronous(t *testing.T, s *Store) {
	t.Helper()
	script := "CREATE TEMP TABLE held (level);"
	for _, table := range []string{"article", "step", "remark", "meta", "brief", "feed", "feed_state", "watch", "saved_search", "region_by_hand", "story"} {
		for _, what := range []string{"INSERT", "UPDATE", "DELETE"} {
			script += fmt.Sprintf(`CREATE TEMP TRIGGER %[2]s_of_%[1]s AFTER %[2]s ON main.%[1]s BEGIN
				INSERT INTO held SELECT synchronous FROM pragma_synchronous; END;`, table, what)
		}
	}
	onWriter(t, s, script)
}

func forgetSynchronous(t *testing.T, s *Store) {
	t.Helper()
	onWriter(t, s, "DELETE FROM held")
}

func onWriter(t *testing.T, s *Store, script string) {
	t.Helper()
	if _, err := s.writer.conn.ExecContext(t.Context(), script); err != nil {
		t.Fatal(err)
	}
}

func synchronousSeen(t *testing.T, s *Store) (levels []int) {
	t.Helper()
	rows, err := s.writer.conn.QueryContext(t.Context(), "SELECT DISTINCT level FROM held ORDER BY 1")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var level int
		if err := rows.Scan(&level); err != nil {
			t.Fatal(err)
		}
		levels = append(levels, level)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return levels
}

// takeSteps stores articles, decides and notes, one transaction a step, and returns what there is to be found after each.
func takeSteps(t *testing.T, s *Store) []func(*Store) bool {
	t.Helper()
	var steps []func(*Store) bool
	ctx := t.Context()
	for n := range 12 {
		save(t, s, change(n))
		steps = append(steps, func(s *Store) bool { return second(s.Article(ctx, change(n).Article.ID)) == nil })
		if _, err := s.SetState(ctx, storyID(n), news.Cited, noon); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, func(s *Store) bool {
			row, err := s.Story(ctx, storyID(n))
			return err == nil && row.State == news.Cited
		})
		note := fmt.Sprint("Call number ", n)
		if _, err := s.SetRemark(ctx, []string{storyID(n)}, news.DeedNote, note, noon); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, func(s *Store) bool {
			got, err := s.OwnNote(ctx, storyID(n))
			return err == nil && got == note
		})
	}
	return steps
}

// torn is a log as a power cut may leave it: its end missing, or not what was written: zeros where the file had grown and
// nothing was written yet, a sector of something else, one bit that is wrong.
func torn(log []byte, r *rand.Rand) (how string, left []byte) {
	at := r.IntN(len(log))
	left = slices.Clone(log)
	switch r.IntN(4) {
	case 0:
		return fmt.Sprintf("cut at byte %d", at), left[:at]
	case 1:
		clear(left[at:])
		return fmt.Sprintf("zeros from byte %d on", at), left
	case 2:
		for i := at - at%512; i < min(at-at%512+512, len(left)); i++ {
			left[i] = byte(r.IntN(256))
		}
		return fmt.Sprintf("another sector at byte %d", at-at%512), left
	}
	left[at] ^= 1 << r.IntN(8)
	return fmt.Sprintf("a wrong bit in byte %d", at), left
}

func TestALogTornAnywhereLeavesTheFirstSteps(t *testing.T) {
	s := newStore(t)
	steps := takeSteps(t, s)
	file, err := os.ReadFile(s.path)
	if err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(s.path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	seed := uint64(time.Now().UnixNano())
	r := rand.New(rand.NewPCG(seed, 5))
	t.Logf("a log of %d bytes, torn by seed %d", len(log), seed)
	some := 0
	for range 60 {
		how, left := torn(log, r)
		path := filepath.Join(t.TempDir(), "harmattan.db")
		write(t, path, file)
		write(t, path+"-wal", left)
		copied := open(t, path, Write)
		whole(t, copied)
		kept := 0
		for kept < len(steps) && steps[kept](copied) {
			kept++
		}
		for n := kept; n < len(steps); n++ {
			if steps[n](copied) {
				t.Errorf("%s: step %d is lost, and step %d is there", how, kept, n)
			}
		}
		if kept > 0 && kept < len(steps) {
			some++
		}
		shut(t, copied)
	}
	if some == 0 {
		t.Error("no tear fell between the first step and the last: the test tests nothing")
	}
}
