package conform

import (
	"errors"
	"fmt"
	"net/url"
	"testing"

	"github.com/jackc/pgx/v5"

	"harmattan/internal/news"
	"harmattan/internal/store"
)

// member is the address of a desk for somebody who is a member of a role alone.
func member(t *testing.T, data, role string) string {
	t.Helper()
	name := pgx.Identifier{role + "_member"}.Sanitize()
	ask(t, fmt.Sprintf("CREATE ROLE %s LOGIN PASSWORD 'known only here' IN ROLE %s", name, pgx.Identifier{role}.Sanitize()))
	t.Cleanup(func() { ask(t, "DROP ROLE "+name) })
	u, err := url.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.UserPassword(role+"_member", "known only here")
	return u.String()
}

// Each role does what its programs do, and is refused what they do not.
func TestRolesHaveTheRightsThatTheyNeedAndNoMore(t *testing.T) {
	data := newSchema(t)
	roles, err := store.GrantRoles(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for _, role := range []string{roles.Worker, roles.Officer} {
			name := pgx.Identifier{role}.Sanitize()
			ask(t, "DROP OWNED BY "+name)
			ask(t, "DROP ROLE "+name)
		}
	})
	if _, err := store.GrantRoles(t.Context(), data); err != nil {
		t.Errorf("asked for again: %v", err)
	}
	worker, officer := newDesk(t, member(t, data, roles.Worker)), newDesk(t, member(t, data, roles.Officer))
	a, b := change(1), change(2)
	mine := stint(t, worker)
	placing := []store.Placing{{Article: a.Article.ID, Story: a.Story.ID, Vector: a.Vector, Seen: 1}}
	if err := worker.Place(t.Context(), placing); err != nil {
		t.Errorf("a worker places: %v", err)
	}
	mine.End()
	save(t, worker, a, b)
	if err := worker.SaveFeedStates(t.Context(), news.FeedState{URL: "https://outlet.example/feed"}); err != nil {
		t.Errorf("a worker keeps the state of a feed: %v", err)
	}
	if _, err := officer.SetState(t.Context(), a.Story.ID, news.Cited, noon); err != nil {
		t.Errorf("an officer decides: %v", err)
	}
	if err := officer.MarkRead(store.ReadBy(t.Context(), "A. Diallo"), a.Story.ID, noon); err != nil {
		t.Errorf("an officer reads: %v", err)
	}
	if _, err := officer.RenameOfficer(t.Context(), store.Renaming{From: "A. Diallo", To: "A. Sow", At: noon, Own: isOfTests}); err != nil {
		t.Errorf("an officer is given another name: %v", err)
	}
	if err := worker.ChangeHabit(t.Context(), "https://outlet.example/feed", func([]byte) []byte { return []byte("x") }); err != nil {
		t.Errorf("a worker keeps what it learned: %v", err)
	}
	a.Story.Articles, b.Story.Articles = 0, 2
	merge := store.Rearrangement{
		From: a.Story, Into: b.Story, Articles: []string{a.Article.ID}, At: noon,
		Hand: &store.Hand{Deed: news.DeedMerge, Hold: []string{a.Article.ID, b.Article.ID}},
	}
	if _, err := officer.Rearrange(t.Context(), merge); err != nil {
		t.Errorf("an officer merges stories: %v", err)
	}
	if _, err := officer.SaveBrief(t.Context(), news.WrittenBrief{At: noon, Title: "Brief"}, []byte("text")); err != nil {
		t.Errorf("an officer keeps a brief: %v", err)
	}
	for what, err := range map[string]error{
		"an officer stores an article":          officer.SaveArticles(t.Context(), []store.Change{change(3)}),
		"an officer changes a feed's state":     officer.SaveFeedStates(t.Context(), news.FeedState{URL: "https://outlet.example/feed"}),
		"a worker adds a feed":                  worker.AddFeed(t.Context(), news.Feed{URL: "https://other.example/feed"}),
		"a worker keeps a watch":                worker.SaveWatch(t.Context(), news.Watch{Name: "Fuel", Any: []string{"fuel"}}),
		"a worker reads what was sent out":      second(worker.Brief(t.Context(), 1)),
		"an officer gives roles their rights":   second(store.GrantRoles(t.Context(), officer.data)),
		"a worker begins a desk of its own":     second(store.OpenDesk(t.Context(), otherSchema(t, worker.data), store.Write)),
		"an officer begins a desk of their own": second(store.OpenDesk(t.Context(), otherSchema(t, officer.data), store.Write)),
	} {
		if !errors.Is(err, store.ErrNoWriting) {
			t.Errorf("%s: %v, want %v", what, err, store.ErrNoWriting)
		}
	}
	whole(t, officer)
}

func second[T any](_ T, err error) error { return err }

func otherSchema(t *testing.T, data string) string {
	t.Helper()
	u, err := url.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", q.Get("search_path")+"_other")
	u.RawQuery = q.Encode()
	return u.String()
}
