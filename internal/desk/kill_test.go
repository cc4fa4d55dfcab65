package desk

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"harmattan/feeds"
	"harmattan/internal/disk"
	"harmattan/internal/news"
	"harmattan/internal/regions"
	"harmattan/internal/store"
)

// done is a step that the reader finished before it was killed, as it said so.
type done struct {
	Kind  string  // round, step, draft, brief
	N     int     // of the round, of the brief
	Steps []int64 // numbers in the log
	Story string
	State news.State
	Note  string
}

// say tells of a finished step, in one write: a line comes whole or not at all.
func say(d done) error {
	line, err := json.Marshal(d)
	if err == nil {
		_, err = os.Stdout.Write(append(line, '\n'))
	}
	return err
}

const killFeeds = 5

// workUntilKilled is the reader that is killed. It refreshes, decides and writes briefs, all at once, and says of each
// step when it is finished.
func workUntilKilled(folder, address, number string) error {
	seed, err := strconv.ParseUint(number, 10, 64)
	if err != nil {
		return err
	}
	ctx, clock := context.Background(), newClock()
	round, err := askRound(ctx, address+"/now")
	if err != nil {
		return err
	}
	clock.add(time.Duration(round) * time.Minute)
	taxonomy, err := regions.Default()
	if err != nil {
		return err
	}
	d, err := Open(ctx, Options{
		Data: folder, Feeds: wireFeeds(address, killFeeds), Regions: taxonomy, Lang: news.English, Now: clock.now, Officer: "A. Diallo",
		Fetch: feeds.Options{UserAgent: "Harmattan/test", PrivateAddresses: true, Now: clock.now},
	})
	if err != nil {
		return err
	}
	failed := make(chan error, 3)
	decisions, briefs := make(chan struct{}, decisionsARound), make(chan struct{}, 1)
	go func() { failed <- keepRefreshing(ctx, d, address, clock, decisions, briefs) }()
	go func() { failed <- keepDeciding(ctx, d, rand.New(rand.NewPCG(seed, 1)), decisions) }()
	go func() { failed <- keepBriefing(ctx, d, folder, briefs) }()
	return <-failed
}

// decisionsARound keeps the officer from taking all the time there is.
const decisionsARound = 6

// allow lets work go on, as far as it has not been allowed already.
func allow(work chan<- struct{}) {
	for len(work) < cap(work) {
		work <- struct{}{}
	}
}

// askRound asks the agency which round it is, or lets it go on to the next one.
func askRound(ctx context.Context, address string) (round int, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return 0, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	_, err = fmt.Fscan(answer.Body, &round)
	return round, errors.Join(err, answer.Body.Close())
}

// keepRefreshing begins with the round in which the reader before was killed: what that one had not stored is there again.
func keepRefreshing(ctx context.Context, d *Desk, address string, clock *clock, allowed ...chan<- struct{}) error {
	for path := "/now"; ; path = "/turn" {
		round, err := askRound(ctx, address+path)
		if err != nil {
			return err
		}
		for _, work := range allowed {
			allow(work)
		}
		if _, err := d.Refresh(ctx, Ask{Now: true}); err != nil {
			return err
		}
		if err := say(done{Kind: "round", N: round}); err != nil {
			return err
		}
		clock.add(time.Minute)
	}
}

func keepDeciding(ctx context.Context, d *Desk, r *rand.Rand, allowed <-chan struct{}) error {
	for n := 0; ; n++ {
		<-allowed
		rows, err := d.Stories(ctx, Query{AnyState: true})
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			continue
		}
		story := rows[r.IntN(len(rows))].ID
		steps, err := decide(ctx, d, r.IntN(8), story, n)
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if err := tell(ctx, d, story, steps); err != nil {
			return err
		}
	}
}

// decide takes one step, of the kind that is drawn.
func decide(ctx context.Context, d *Desk, kind int, story string, n int) (steps []news.Step, err error) {
	list := []string{story}
	switch kind {
	case 0, 1, 2:
		return d.SetStates(ctx, list, []news.State{news.Watching, news.Cited, news.Dismissed}[kind])
	case 3:
		return d.SetNote(ctx, list, fmt.Sprintf("Ask the prefect by noon.\nThen call number %d.", time.Now().UnixNano()))
	case 4:
		return d.SetOwner(ctx, list, fmt.Sprint("Officer ", n))
	case 5:
		text := fmt.Sprintf("a note at %d that stops here", time.Now().UnixNano()) // later ones compare as greater
		if err := d.KeepUnfinished(ctx, story, text); err != nil {
			return nil, err
		}
		return nil, say(done{Kind: "draft", Story: story, Note: text})
	case 6:
		view, err := d.Story(ctx, story)
		if err != nil {
			return nil, err
		}
		return nil, d.MarkRead(ctx, story, view.At)
	}
	step, ok, err := d.Undo(ctx)
	if ok {
		steps = append(steps, step)
	}
	return steps, err
}

// tell says which steps are finished and how the story stands now.
func tell(ctx context.Context, d *Desk, story string, steps []news.Step) error {
	told := done{Kind: "step", Story: story}
	for _, s := range steps {
		if s.ID != 0 {
			told.Steps = append(told.Steps, s.ID)
		}
	}
	row, err := d.store.Story(ctx, story)
	if err != nil {
		return err
	}
	if told.Note, err = d.Note(ctx, story); err != nil {
		return err
	}
	told.State = row.State
	return say(told)
}

// briefEnd stands at the end of each brief that is written.
const briefEnd = "— end of brief —"

func keepBriefing(ctx context.Context, d *Desk, folder string, allowed <-chan struct{}) error {
	for n := 0; ; n++ {
		<-allowed
		rows, err := d.Stories(ctx, Query{Limit: 12})
		if err != nil {
			return err
		}
		var text strings.Builder
		var stories []string
		for _, row := range rows {
			view, err := d.Story(ctx, row.ID)
			if errors.Is(err, store.ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			stories = append(stories, row.ID)
			for _, s := range view.Briefing.Statements {
				fmt.Fprintln(&text, s.Text)
			}
		}
		text.WriteString(briefEnd)
		err = disk.Replace(filepath.Join(folder, "brief.md"), func(f *os.File) error {
			_, err := f.WriteString(text.String())
			return err
		})
		if err != nil {
			return err
		}
		if err := d.KeepBrief(ctx, fmt.Sprint("Brief ", n), stories, []byte(text.String())); err != nil {
			return err
		}
		written, err := d.Briefs(ctx, time.Time{})
		if err != nil {
			return err
		}
		if err := say(done{Kind: "brief", N: int(written[0].ID)}); err != nil {
			return err
		}
	}
}

// killsAsked is the variable that says how often the reader is killed, where the usual number is not enough.
const killsAsked = "HARMATTAN_KILLS"

// killsADesk is after how many kills a new desk is begun: a grown one takes longer to look through.
const killsADesk = 10

func TestAReaderKilledAtAnyMomentLosesNothingFinished(t *testing.T) {
	kills := 20
	if testing.Short() {
		kills = 3
	}
	if asked := os.Getenv(killsAsked); asked != "" {
		var err error
		if kills, err = strconv.Atoi(asked); err != nil {
			t.Fatal(err)
		}
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("%d kills, moments drawn from seed %d", kills, seed)
	moments := rand.New(rand.NewPCG(seed, 3))
	var mu sync.Mutex
	count := map[string]int{}
	t.Run("desks", func(t *testing.T) {
		for begun := 0; begun < kills; begun += killsADesk {
			seed := moments.Uint64()
			t.Run(strconv.Itoa(begun), func(t *testing.T) {
				t.Parallel()
				finished := killAgain(t, min(killsADesk, kills-begun), seed)
				mu.Lock()
				defer mu.Unlock()
				for _, d := range finished {
					count[d.Kind]++
				}
			})
		}
	})
	t.Logf("finished before a kill: %v", count)
	for _, kind := range []string{"round", "step", "draft", "brief"} {
		if count[kind] == 0 && kills >= killsADesk { // a few moments may miss what is rare
			t.Errorf("no %s was ever finished: the test tests little", kind)
		}
	}
}

// killAgain kills the readers of one desk, one after the other, and looks through the desk after each.
func killAgain(t *testing.T, kills int, seed uint64) (finished []done) {
	t.Helper()
	w := newWire(newClock().now().Add(-time.Hour))
	defer w.close(t)
	folder, moments := t.TempDir(), rand.New(rand.NewPCG(seed, 4))
	for n := range kills {
		finished = append(finished, workAndKill(t, reader(t, folder, w.server.URL, seed+uint64(n)), moments)...)
		nothingFinishedIsLost(t, folder, finished)
	}
	return finished
}

// workAndKill lets the reader work and kills it at a moment that is drawn: while it opens the desk, in its first refresh,
// or, most often, in a later one. It returns what the reader had finished.
func workAndKill(t *testing.T, cmd *exec.Cmd, moments *rand.Rand) (finished []done) {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if warm := moments.IntN(4) > 0; warm {
		for lines.Scan() {
			finished = append(finished, heard(t, lines.Bytes()))
			if finished[len(finished)-1].Kind == "round" {
				break
			}
		}
	}
	kill := time.AfterFunc(time.Duration(moments.IntN(150_000))*time.Microsecond, func() { _ = cmd.Process.Kill() })
	defer kill.Stop()
	for lines.Scan() {
		finished = append(finished, heard(t, lines.Bytes()))
	}
	if err := cmd.Wait(); err == nil || cmd.ProcessState.Exited() {
		t.Fatalf("the reader ended by itself: %v", err)
	}
	return finished
}

func heard(t *testing.T, line []byte) (d done) {
	t.Helper()
	if err := json.Unmarshal(line, &d); err != nil {
		t.Fatalf("the reader said %q: %v", line, err)
	}
	return d
}

// nothingFinishedIsLost opens the file as the next start of the program does, and looks for all that was finished.
func nothingFinishedIsLost(t *testing.T, folder string, finished []done) {
	t.Helper()
	path := filepath.Join(folder, FileName)
	s, err := store.Open(t.Context(), path, store.Write)
	if err != nil {
		t.Fatalf("the file does not open: %v", err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	articles := wholeStories(t, s)
	steps, err := s.Steps(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	logged, touched := map[int64]bool{}, map[string]int64{}
	for _, step := range steps {
		logged[step.ID] = true
		touched[step.Story] = step.ID
	}
	last, highest := map[string]done{}, int64(0) // what was told of each story last, but for what came after unheard
	for _, d := range finished {
		switch d.Kind {
		case "round":
			roundIsThere(t, articles, d.N)
		case "brief":
			content, err := s.Brief(t.Context(), int64(d.N))
			if err != nil || !strings.HasSuffix(string(content), briefEnd) {
				t.Errorf("brief %d ends in %.40q, %v", d.N, content, err)
			}
		default:
			for _, id := range d.Steps {
				highest = max(highest, id)
				if !logged[id] {
					t.Errorf("step %d on story %s is lost", id, d.Story)
				}
			}
			if touched[d.Story] <= highest {
				last[d.Kind+d.Story] = d
			}
		}
	}
	joined := joinedStories(t, s, articles)
	for _, d := range last {
		if !joined[d.Story] {
			standsAsTold(t, s, d)
		}
	}
	if text, err := os.ReadFile(filepath.Join(folder, "brief.md")); err == nil && !strings.HasSuffix(string(text), briefEnd) {
		t.Errorf("half a brief: it ends in %.60q", text[max(0, len(text)-60):])
	}
}

// wholeStories holds each story against its articles, and each article against what its feed said, and returns the
// articles by their GUID.
func wholeStories(t *testing.T, s *store.Store) map[string]news.Article {
	t.Helper()
	rows, err := s.Stories(t.Context(), store.Filter{AnyState: true})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]news.Article{}
	for _, row := range rows {
		articles, err := s.StoryArticles(t.Context(), row.ID)
		if err != nil {
			t.Fatal(err)
		}
		outlets := map[string]bool{}
		for _, a := range articles {
			outlets[a.Outlet] = true
			found[a.GUID] = a
			var feed, event int
			if _, err := fmt.Sscanf(a.GUID, "e%df%d", &event, &feed); err != nil {
				t.Fatal(err)
			}
			if a.Text != textOf(feed, event, false) && a.Text != textOf(feed, event, true) || a.Title != headline(feed, event) {
				t.Errorf("half an article: %q, %q", a.Title, a.Text)
			}
		}
		if len(articles) != row.Articles || len(outlets) != row.Outlets || row.Title == "" {
			t.Errorf("half a story: %d articles of %d outlets, and its row says %+v", len(articles), len(outlets), row)
		}
	}
	return found
}

// roundIsThere looks for what the feeds carried in a round.
func roundIsThere(t *testing.T, articles map[string]news.Article, round int) {
	t.Helper()
	for event := max(0, round-lasting+1); event <= round; event++ {
		for feed := range killFeeds {
			if !carries(feed, event) {
				continue
			}
			a, ok := articles[guidOf(feed, event)]
			if !ok {
				t.Errorf("article %s of round %d is lost", guidOf(feed, event), round)
			} else if round > event && a.Text != textOf(feed, event, true) {
				t.Errorf("article %s has not the text of round %d: %q", a.GUID, round, a.Text)
			}
		}
	}
}

// joinedStories are the stories that others went into: what state they have follows from the steps on all of them.
func joinedStories(t *testing.T, s *store.Store, articles map[string]news.Article) map[string]bool {
	t.Helper()
	joined := map[string]bool{}
	for _, a := range articles {
		for _, name := range []string{storyID(a.ID), storyID(a.ID) + "-2"} {
			now, err := s.Present(t.Context(), name)
			if err == nil && now != name {
				joined[name], joined[now] = true, true
			} else if err != nil && !errors.Is(err, store.ErrNotFound) {
				t.Fatal(err)
			}
		}
	}
	return joined
}

// standsAsTold holds a story against what the reader said of it.
func standsAsTold(t *testing.T, s *store.Store, d done) {
	t.Helper()
	row, err := s.Story(t.Context(), d.Story)
	if err != nil || row.ID != d.Story {
		t.Errorf("story %s is lost: %q, %v", d.Story, row.ID, err)
		return
	}
	if d.Kind == "draft" {
		text, err := s.Meta(t.Context(), unfinished+d.Story)
		if err != nil || text < d.Note { // what was kept later, and not told, is as good
			t.Errorf("the note under way on story %s is %q, %v; want %q", d.Story, text, err, d.Note)
		}
		return
	}
	note, err := s.OwnNote(t.Context(), d.Story)
	if err != nil || row.State != d.State || note != d.Note {
		t.Errorf("story %s is %s with the note %q, %v; want %s with %q", d.Story, row.State, note, err, d.State, d.Note)
	}
}
