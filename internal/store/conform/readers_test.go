package conform

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"harmattan/internal/find"
	"harmattan/internal/news"
	"harmattan/internal/store"
)

// reading is a desk as an officer reads it whose marks do not stand with the stories themselves.
type reading struct {
	store.Keeper
	officer string
	known   map[string]bool // stories that were saved
}

func (r reading) by(ctx context.Context) context.Context { return store.ReadBy(ctx, r.officer) }

func (r reading) MarkRead(ctx context.Context, story string, at time.Time, unseen ...news.Mark) error {
	return r.Keeper.MarkRead(r.by(ctx), story, at, unseen...)
}

// SaveArticles lets what a story is said to have been read, when it begins, be this officer's reading.
func (r reading) SaveArticles(ctx context.Context, changes []store.Change) error {
	changes = slices.Clone(changes)
	read := map[string]time.Time{}
	for i, c := range changes {
		if at := c.Story.Read; !r.known[c.Story.ID] && !at.IsZero() {
			read[c.Story.ID], changes[i].Story.Read = at, time.Time{}
		}
		r.known[c.Story.ID] = true
	}
	err := r.Keeper.SaveArticles(ctx, changes)
	for story, at := range read {
		if err == nil {
			err = r.MarkRead(ctx, story, at)
		}
	}
	return err
}

func (r reading) ReadMarks(ctx context.Context, story string) (map[string]store.ReadMark, error) {
	return r.Keeper.ReadMarks(r.by(ctx), story)
}

func (r reading) Unseen(ctx context.Context, story string) (map[news.Mark]bool, error) {
	return r.Keeper.Unseen(r.by(ctx), story)
}

func (r reading) Stories(ctx context.Context, f store.Filter) ([]news.StoryRow, error) {
	return r.Keeper.Stories(r.by(ctx), f)
}

func (r reading) StoriesByID(ctx context.Context, ids []string) ([]news.StoryRow, error) {
	return r.Keeper.StoriesByID(r.by(ctx), ids)
}

func (r reading) Story(ctx context.Context, id string) (news.StoryRow, error) {
	return r.Keeper.Story(r.by(ctx), id)
}

func (r reading) Find(ctx context.Context, ask store.Question, limit int) ([]news.StoryRow, error) {
	return r.Keeper.Find(r.by(ctx), ask, limit)
}

func (r reading) Search(ctx context.Context, ask store.Question, limit int) ([]news.Hit, error) {
	return r.Keeper.Search(r.by(ctx), ask, limit)
}

func (r reading) RegionCounts(ctx context.Context) (map[string]store.Count, error) {
	return r.Keeper.RegionCounts(r.by(ctx))
}

func (r reading) CountryCounts(ctx context.Context) (map[string]store.Count, error) {
	return r.Keeper.CountryCounts(r.by(ctx))
}

func (r reading) Counts(ctx context.Context) (articles, stories, unread int, err error) {
	return r.Keeper.Counts(r.by(ctx))
}

// as is the desk as an officer reads it who is not the first.
func (s desk) as(officer string) desk {
	if r, ok := s.Keeper.(reading); ok {
		s.Keeper = r.Keeper
	}
	s.Keeper, s.officer = reading{s.Keeper, officer, map[string]bool{}}, officer
	return s
}

// An officer who is not the first reads a desk as the first one does: what is said of reading is said of theirs.
func TestADeskIsTheSameForWhoeverReadsIt(t *testing.T) {
	ofReading := []string{
		"news is unread also after the clock was set back", "only texts that nobody needs are let go", "stories are filtered and in order",
		"stories are listed by their ids in order", "counts follow every change", "countries are counted", "read is never taken back",
		"what was not on the screen is kept with its article", "a merge by hand is taken back with all it did",
		"what moved is as read as it was", "a region by hand stays until it is taken back", "a search keeps to its conditions",
	}
	for _, s := range statements() {
		if !slices.Contains(ofReading, s.says) {
			continue
		}
		ofReading = slices.DeleteFunc(ofReading, func(says string) bool { return says == s.says })
		t.Run("in a file, "+s.says, func(t *testing.T) { s.holds(t, newDesk(t, t.TempDir()).as("Bintou")) })
		t.Run("on a server, "+s.says, func(t *testing.T) {
			data := newSchema(t)
			d := newDesk(t, data)
			ask(t, "INSERT INTO "+schemaOf(t, data)+".reader VALUES (0, 'Awa', -1)") // who never read
			s.holds(t, d.as("Bintou"))
		})
	}
	if len(ofReading) > 0 {
		t.Errorf("nothing is stated with %q", ofReading)
	}
}

func whatIsReadIsEachOfficersOwn(t *testing.T, s desk) {
	t.Helper()
	a, b, c := change(1), change(2), change(3)
	save(t, s, a, b, c)
	mark := news.MarkOf(news.Statement{Article: a.Article.ID, Text: "Two boats reached Mopti."})
	awa, bintou, nobody := s.as("Awa"), s.as("Bintou"), s.as("Chinedu")
	marked(t, awa, 1, noon.Add(time.Hour), mark)
	marked(t, awa, 2, noon.Add(time.Hour))
	marked(t, bintou, 2, noon.Add(2*time.Hour))
	unread := func(says string, who desk, want ...int) {
		t.Helper()
		var ids []string
		for _, n := range want {
			ids = append(ids, storyID(n))
		}
		rows, err := who.Stories(t.Context(), store.Filter{Unread: true})
		if got := idsOf(rows); err != nil || !slices.Equal(sorted(got), ids) {
			t.Errorf("%s: unread are %v, %v; want %v", says, got, err, ids)
		}
		found, err := who.Find(t.Context(), store.Question{Where: []store.Where{{Field: store.StoryUnread}}}, 0)
		if got := idsOf(found); err != nil || !slices.Equal(sorted(got), ids) {
			t.Errorf("%s: found unread are %v, %v; want %v", says, got, err, ids)
		}
		hits, err := who.Search(t.Context(), store.Question{Terms: find.Terms("convoy"), Where: []store.Where{{Field: store.StoryUnread, Not: true}}}, 0)
		if err != nil || len(hits) != 3-len(want) {
			t.Errorf("%s: %d hits are read, %v; want %d", says, len(hits), err, 3-len(want))
		}
		if _, _, left, err := who.Counts(t.Context()); err != nil || left != len(want) {
			t.Errorf("%s: %d are left, %v; want %d", says, left, err, len(want))
		}
		if counts, err := who.RegionCounts(t.Context()); err != nil || counts["central-sahel"] != (store.Count{Total: 3, Left: len(want)}) {
			t.Errorf("%s: the region counts %+v, %v", says, counts, err)
		}
	}
	unread("Awa, who read two", awa, 3)
	unread("Bintou, who read one of them", bintou, 1, 3)
	unread("one who never read", nobody, 1, 2, 3)
	for who, want := range map[string]int{"Awa": 1, "Bintou": 0} {
		if unseen, err := s.as(who).Unseen(t.Context(), storyID(1)); err != nil || len(unseen) != want {
			t.Errorf("%s has %v unseen, %v; want %d", who, unseen, err, want)
		}
	}
	b.Story.Changed = noon.Add(90 * time.Minute) // after Awa read it, before Bintou did: she left before it came to the desk
	save(t, s, b)
	unread("Awa, when one changed", awa, 2, 3)
	unread("Bintou, when one changed", bintou, 1, 2, 3)
	if row := storyNow(t, bintou, storyID(2)); !row.Unread() || row.Read.IsZero() {
		t.Errorf("Bintou finds the story that changed read until %s", row.Read)
	}
	whole(t, s)
}

// What several officers have read lies beside what the first has, and goes where the stories go: through every list, every
// count, and a copy.
func whatOfficersReadIsListedAndCounted(t *testing.T, s desk) {
	t.Helper()
	const stories = 30
	random := rand.New(rand.NewPCG(7, 9))
	who := []desk{s, s.as("Awa"), s.as("Bintou"), s.as("never")}
	for n := range stories {
		save(t, s, varied(n))
	}
	for step := range 240 {
		n := random.IntN(stories)
		id := storyID(n)
		row, err := s.Story(t.Context(), id)
		if err != nil || row.ID != id { // it went into another one
			continue
		}
		at := noon.Add(time.Duration(step) * time.Hour)
		switch random.IntN(8) {
		case 0:
			row.Changed = at
			c := varied(n + stories*random.IntN(2)) // in another region, or not
			c.Article.ID, c.Story.ID = varied(n).Article.ID, id
			c.Story.Changed = at
			save(t, s, c)
		case 1:
			_, err = s.SetState(t.Context(), id, allStates()[random.IntN(4)], at)
		case 2:
			into := varied(random.IntN(stories))
			if now, found := s.Story(t.Context(), into.Story.ID); found == nil && now.ID == into.Story.ID && now.ID != id && step%3 == 0 {
				err = merged(t, s, row, now, at)
			}
		default:
			err = who[random.IntN(3)].MarkRead(t.Context(), id, at)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range who {
		listsAndCountsAgree(t, d)
	}
	whole(t, s)
	folder := filepath.Join(t.TempDir(), "copy")
	if err := store.Copy(t.Context(), s.data, folder, func(store.Copied) {}); err != nil {
		t.Fatal(err)
	}
	file := newDesk(t, folder)
	for _, d := range who[1:] {
		was, err := d.Stories(t.Context(), store.Filter{AnyState: true})
		if err != nil {
			t.Fatal(err)
		}
		is, err := file.as(d.officer).Stories(t.Context(), store.Filter{AnyState: true})
		if err != nil || fmt.Sprint(idsOf(is)) != fmt.Sprint(idsOf(was)) {
			t.Errorf("in the copy the list of %s is %v, %v; want %v", d.officer, idsOf(is), err, idsOf(was))
		}
	}
}

// listsAndCountsAgree holds lists and counts of an officer against the rows one by one.
func listsAndCountsAgree(t *testing.T, d desk) {
	t.Helper()
	var ids []string
	for n := range 30 {
		ids = append(ids, storyID(n))
	}
	all, err := d.StoriesByID(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	filters := []store.Filter{
		{},
		{AnyState: true},
		{Limit: 7},
		{Unread: true},
		{Unread: true, Limit: 3},
		{State: news.Watching},
		{Regions: []string{"lake-chad"}},
		{Country: "ML", Limit: 9},
		{Since: noon.Add(20 * time.Hour)},
		{Regions: []string{"lake-chad", "central-sahel"}, Limit: 25, Lean: true},
	}
	for _, f := range filters {
		var want []string
		for _, r := range all {
			if lists(f, r) {
				want = append(want, fmt.Sprint(r.ID, " ", r.Unread()))
			}
		}
		if f.Limit > 0 {
			want = want[:min(len(want), f.Limit)]
		}
		rows, err := d.Stories(t.Context(), f)
		var got []string
		for _, r := range rows {
			got = append(got, fmt.Sprint(r.ID, " ", r.Unread()))
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q lists %+v as\n%v, %v; want\n%v", d.officer, f, got, err, want)
		}
	}
	left, total := map[string]int{}, 0
	for _, r := range all {
		if r.State != news.Dismissed && r.Unread() {
			total++
		}
		if r.State == news.New && r.Unread() {
			left[r.Placement.Region]++
		}
	}
	counts, err := d.RegionCounts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for region, c := range counts {
		if c.Left != left[region] {
			t.Errorf("%q has %d left in %s, want %d", d.officer, c.Left, region, left[region])
		}
	}
	if _, _, unread, err := d.Counts(t.Context()); err != nil || unread != total {
		t.Errorf("%q has %d unread, %v; want %d", d.officer, unread, err, total)
	}
}

// lists tells whether a filter takes a row.
func lists(f store.Filter, r news.StoryRow) bool {
	return (f.AnyState || f.State == "" && r.State != news.Dismissed || f.State == r.State) && (!f.Unread || r.Unread()) &&
		!r.Changed.Before(f.Since) && (len(f.Regions) == 0 || slices.Contains(f.Regions, r.Placement.Region)) &&
		(f.Country == "" || f.Country == r.Placement.Country)
}

// A text is kept as long as one of those who read the desk has still to read it, and no longer for one who reads nothing.
func textsAreKeptForAllWhoRead(t *testing.T, s desk) {
	t.Helper()
	for n := range 4 {
		save(t, s, change(n))
	}
	first, awa, bintou, gone := s.as("Zeinab"), s.as("Awa"), s.as("Bintou"), s.as("Chinedu")
	marked(t, first, 0, noon.Add(24*time.Hour))
	for n := range 2 {
		marked(t, awa, n, noon.Add(24*time.Hour))
		marked(t, bintou, n, noon.Add(25*time.Hour))
	}
	marked(t, awa, 2, noon.Add(26*time.Hour))
	marked(t, gone, 3, noon.Add(time.Hour))
	for _, d := range []desk{first, awa, bintou} { // all still read, but for one
		marked(t, d, 3, noon.Add(1000*time.Hour))
	}
	k := store.Keeping{Read: noon.Add(48 * time.Hour), At: noon.Add(1000 * time.Hour)}
	if _, done, err := s.LetGo(t.Context(), k, store.Place{}); !done || err != nil {
		t.Fatal(done, err)
	}
	for n, want := range map[int]bool{0: true, 1: false, 2: false, 3: false} {
		if a, err := s.Article(t.Context(), change(n).Article.ID); err != nil || (a.Text == "") != want {
			t.Errorf("the text of story %d is let go: %t, %v; want %t", n, a.Text == "", err, want)
		}
	}
	whole(t, s)
}

func marked(t *testing.T, s desk, n int, at time.Time, unseen ...news.Mark) {
	t.Helper()
	if err := s.MarkRead(t.Context(), storyID(n), at, unseen...); err != nil {
		t.Fatal(err)
	}
}

// varied is change with a region, a country and a number of origins that differ from one to the next.
func varied(n int) store.Change {
	c := change(n)
	c.Placement.Region = []string{"central-sahel", "lake-chad", "coastal"}[(n+n/30)%3]
	c.Placement.Country = []string{"ML", "TD"}[n%2]
	c.Story.Placement = c.Placement
	c.Story.Origins = 1 + n%4
	return c
}

// merged lets a story go into another one, with all its articles.
func merged(t *testing.T, s desk, from, into news.StoryRow, at time.Time) error {
	t.Helper()
	articles, err := s.StoryArticleIDs(t.Context(), from.ID)
	if err != nil {
		return err
	}
	into.Articles += len(articles)
	from.Articles = 0
	_, err = s.Rearrange(t.Context(), store.Rearrangement{From: from, Into: into, Articles: articles, At: at})
	return err
}

func idsOf(rows []news.StoryRow) []string {
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return ids
}

func sorted(ids []string) []string {
	slices.Sort(ids)
	return ids
}
