package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"harmattan/feeds"
	"harmattan/internal/news"
	"harmattan/internal/regions"
	"harmattan/internal/store"
)

// clock is a time that tests move on by hand.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

func newClock() *clock { return &clock{t: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)} }

func openDesk(t *testing.T, folder string, c *clock, list ...news.Feed) *Desk {
	t.Helper()
	taxonomy, err := regions.Default()
	if err != nil {
		t.Fatal(err)
	}
	data, local := dataIn(t, folder), ""
	if store.IsAddress(data) { // what lies beside a desk on a server
		local = filepath.Join(folder, "local")
	}
	d, err := Open(t.Context(), Options{
		Data: data, Local: local, Feeds: list, Regions: taxonomy, Lang: news.English, Now: c.now,
		Fetch: feeds.Options{UserAgent: "Harmattan/test", PrivateAddresses: true, Now: c.now},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return d
}

// article is an invented article of an outlet, published an hour ago.
func article(c *clock, outlet, title, text string) news.Article {
	id := fmt.Sprintf("%x", outlet+title)
	return news.Article{
		ID: id[:min(len(id), 40)], FeedURL: "https://" + outlet + ".example/feed", Outlet: outlet,
		URL: "https://" + outlet + ".example/" + id, Title: title, Lang: news.English, Home: "BF",
		Published: c.now().Add(-time.Hour), Text: text,
	}
}

func ingest(t *testing.T, d *Desk, articles ...news.Article) {
	t.Helper()
	if err := d.Ingest(t.Context(), articles); err != nil {
		t.Fatal(err)
	}
}

func onlyStory(t *testing.T, d *Desk) news.StoryRow {
	t.Helper()
	rows, err := d.Stories(t.Context(), Query{AnyState: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1 {
		t.Fatalf("%d stories, want one: %+v", len(rows), rows)
	}
	return rows[0]
}

const (
	attackText = "Gunmen attacked the market of Djibo in northern Burkina Faso on Sunday. " +
		"Twelve people were killed, the governor said. Shops stayed shut on Monday."
	moreText = "Gunmen attacked the market of Djibo in northern Burkina Faso on Sunday. " +
		"Shops stayed shut on Monday. The army sent two helicopters from Ouahigouya to search the bush."
	otherText = "Gunmen attacked the market of Djibo in northern Burkina Faso on Sunday. " +
		"Fifteen people were killed, survivors said."
)

func TestOneEventIsOneStoryInItsPlace(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	ingest(t, d, article(c, "soum", "Attack on the market of Djibo", attackText),
		article(c, "liptako", "Djibo market attacked", otherText))
	row := onlyStory(t, d)
	if row.Outlets != 2 || row.Placement.Country != "BF" {
		t.Errorf("outlets %d, country %q", row.Outlets, row.Placement.Country)
	}
	if row.Differs != 1 || !strings.Contains(row.Readings, "12") || !strings.Contains(row.Readings, "15") {
		t.Errorf("12 and 15 killed do not show as a difference: %d, %q", row.Differs, row.Readings)
	}
	rows, err := d.Regions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.ID == "central-sahel" && (r.Total != 1 || r.Left != 1) {
			t.Errorf("Central Sahel counts %d stories, %d left; want its child's story counted", r.Total, r.Left)
		}
	}
}

func TestACopyLeavesAReadStoryRead(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	ingest(t, d, article(c, "soum", "Attack on the market of Djibo", attackText))
	read(t, d, c)
	c.add(time.Minute)
	ingest(t, d, article(c, "mirror", "Attack on the market of Djibo", attackText))
	row := onlyStory(t, d)
	if row.Unread() {
		t.Error("a copy brought the story back")
	}
	if row.Outlets != 2 || row.Origins != 1 {
		t.Errorf("%d outlets, %d origins; want 2 and 1", row.Outlets, row.Origins)
	}
}

func read(t *testing.T, d *Desk, c *clock) {
	t.Helper()
	c.add(time.Minute)
	view, err := d.Story(t.Context(), onlyStory(t, d).ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.MarkRead(t.Context(), view.Row.ID, view.At); err != nil {
		t.Fatal(err)
	}
}

func TestOnlyWhatIsNewIsFresh(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	ingest(t, d, article(c, "soum", "Attack on the market of Djibo", attackText))
	read(t, d, c)
	c.add(time.Minute)
	ingest(t, d, article(c, "liptako", "Djibo market attack: army sends helicopters", moreText))
	row := onlyStory(t, d)
	if !row.Unread() {
		t.Fatal("a new fact did not bring the story back")
	}
	view, err := d.Story(t.Context(), row.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range view.Briefing.Statements {
		fresh, want := view.Fresh[s.ID], strings.Contains(s.Text, "helicopters")
		if fresh != want {
			t.Errorf("fresh = %v for %q", fresh, s.Text)
		}
	}
}

func TestAnEditIsARevisionAndKeepsTheState(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	a := article(c, "soum", "Attack on the market of Djibo", attackText)
	ingest(t, d, a)
	if _, err := d.SetState(t.Context(), onlyStory(t, d).ID, news.Cited); err != nil {
		t.Fatal(err)
	}
	c.add(time.Hour)
	a.Text = strings.Replace(attackText, "Twelve", "Fourteen", 1)
	ingest(t, d, a)
	row := onlyStory(t, d)
	if row.State != news.Cited || row.Articles != 1 {
		t.Errorf("state %s, %d articles; want cited and one", row.State, row.Articles)
	}
	articles, err := d.StoryArticles(t.Context(), row.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got := articles[0]; got.Revision != 2 || len(got.Prior) != 1 || got.Prior[0].Text != attackText {
		t.Errorf("revision %d with %d former texts", got.Revision, len(got.Prior))
	}
	if !row.Unread() {
		t.Error("a changed figure did not bring the story back")
	}
}

func TestTheDeskIsTheSameAfterARestart(t *testing.T) {
	c, folder := newClock(), t.TempDir()
	d := openDesk(t, folder, c)
	ingest(t, d, article(c, "soum", "Attack on the market of Djibo", attackText))
	before := onlyStory(t, d)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	again := openDesk(t, folder, c)
	if after := onlyStory(t, again); after.ID != before.ID || after.Title != before.Title || !after.Changed.Equal(before.Changed) {
		t.Errorf("before %+v\nafter %+v", before, after)
	}
	ingest(t, again, article(c, "liptako", "Djibo market attacked", otherText))
	if row := onlyStory(t, again); row.Articles != 2 {
		t.Errorf("an article after the restart did not find its story: %d articles", row.Articles)
	}
}

func TestASecondProgramMayOnlyRead(t *testing.T) {
	if os.Getenv("HARMATTAN_POSTGRES") != "" {
		t.Skip("a desk on a server is held by nobody")
	}
	c, folder := newClock(), t.TempDir()
	first := openDesk(t, folder, c)
	ingest(t, first, article(c, "soum", "Attack on the market of Djibo", attackText))
	second := openDesk(t, folder, c)
	if !second.ReadOnly() || second.Busy() == nil {
		t.Fatal("two programs hold one desk")
	}
	row := onlyStory(t, second)
	if _, err := second.SetState(t.Context(), row.ID, news.Cited); err == nil {
		t.Error("the second program could write")
	}
	if _, err := second.Refresh(t.Context(), Ask{}); err == nil {
		t.Error("the second program could refresh")
	}
}

// publisher serves feeds on loopback: /good with validators, /missing as 404.
func publisher(t *testing.T) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/good" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		if r.Header.Get("If-None-Match") == `"one"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"one"`)
		fmt.Fprint(w, `<rss version="2.0"><channel><title>Soum</title><item><title>Attack on the market of Djibo</title>`+
			`<link>https://soum.example/djibo</link><description>`+attackText+`</description></item></channel></rss>`)
	}))
	t.Cleanup(s.Close)
	return s
}

func TestARefreshStoresAndAsksConditionally(t *testing.T) {
	c, s := newClock(), publisher(t)
	d := openDesk(t, t.TempDir(), c, news.Feed{URL: s.URL + "/good"}, news.Feed{URL: s.URL + "/missing"})
	events, end := d.Listen()
	defer end()
	first, err := d.Refresh(t.Context(), Ask{})
	if err != nil {
		t.Fatal(err)
	}
	if first.NewArticles != 1 || first.NewStories != 1 || len(first.Feeds) != 2 || first.Offline {
		t.Errorf("first refresh: %+v", first)
	}
	status := map[string]news.FetchStatus{}
	for _, f := range first.Feeds {
		status[strings.TrimPrefix(f.URL, s.URL)] = f.Status
	}
	if status["/good"] != news.FetchOK || status["/missing"] != news.FetchFailed {
		t.Errorf("statuses: %v", status)
	}
	kinds := map[EventKind]int{}
	for e := range events {
		kinds[e.Kind]++
		if e.Kind == RefreshDone {
			break
		}
	}
	if kinds[RefreshStarted] != 1 || kinds[FeedDone] != 2 || kinds[StoryChanged] != 1 {
		t.Errorf("events: %v", kinds)
	}
	c.add(time.Second)
	second, err := d.Refresh(t.Context(), Ask{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range second.Feeds {
		if f.Status != news.FetchWaiting {
			t.Errorf("%s was asked again a second later: %s", f.URL, f.Status)
		}
	}
	third, err := d.Refresh(t.Context(), Ask{Feeds: []string{s.URL + "/good"}, Now: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(third.Feeds) != 1 || third.Feeds[0].Status != news.FetchUnchanged || third.NewArticles != 0 {
		t.Errorf("asked at the officer's wish: %+v", third)
	}
	if _, err := d.Refresh(t.Context(), Ask{Feeds: []string{"https://nobody.example/feed"}}); err == nil {
		t.Error("an address that no feed has was accepted")
	}
}

func TestWithoutANetworkTheRefreshSaysSo(t *testing.T) {
	c := newClock()
	s := httptest.NewServer(http.NotFoundHandler())
	address := s.URL
	s.Close() // nobody listens there any more
	d := openDesk(t, t.TempDir(), c, news.Feed{URL: address + "/feed"})
	r, err := d.Refresh(t.Context(), Ask{})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Offline {
		t.Errorf("not offline: %+v", r)
	}
}

func TestACancelledRefreshKeepsWhatItHas(t *testing.T) {
	c, s := newClock(), publisher(t)
	blocked := make(chan struct{})
	slow := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(blocked)
		<-r.Context().Done()
	}))
	t.Cleanup(slow.Close)
	d := openDesk(t, t.TempDir(), c, news.Feed{URL: s.URL + "/good"}, news.Feed{URL: slow.URL + "/slow"})
	events, end := d.Listen()
	defer end()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, err := d.Refresh(ctx, Ask{})
		done <- err
	}()
	<-blocked
	for e := range events {
		if e.Kind == FeedDone {
			break
		}
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("the refresh ended with %v", err)
	}
	onlyStory(t, d)
}

func TestTheEndOfARefreshIsNeverLost(t *testing.T) {
	var b broker
	events, end := b.listen()
	defer end()
	for range listenerBuffer + 10 {
		b.publish(Event{Kind: FeedDone})
	}
	b.publish(Event{Kind: RefreshDone})
	last := Event{}
	for range listenerBuffer {
		last = <-events
	}
	if last.Kind != RefreshDone {
		t.Errorf("the last event is of kind %d", last.Kind)
	}
}

func TestShiftsBeginAtSixTwoAndTen(t *testing.T) {
	day := func(d, h, m int) time.Time { return time.Date(2026, 11, d, h, m, 0, 0, time.UTC) }
	for now, want := range map[time.Time]time.Time{
		day(23, 8, 42): day(23, 6, 0), day(23, 6, 0): day(23, 6, 0), day(23, 5, 59): day(22, 22, 0),
		day(23, 21, 0): day(23, 14, 0), day(23, 23, 0): day(23, 22, 0),
	} {
		if got := ShiftStart(now); !got.Equal(want) {
			t.Errorf("the shift at %s began at %s, want %s", now, got, want)
		}
	}
}

func TestStoriesAreCountedAndListedByCountry(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	ingest(
		t, d,
		article(c, "puits", "Mali: a new well for Kidal", "The well was dug by the town's own masons."),
		article(c, "dune", "Senegal opens a school of boat building", "Twelve pupils began on Monday."),
		article(c, "post", "Harvest festival draws crowds in Sikasso, Mali", "Dancers came from five villages."),
	)
	rows, err := d.Countries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 2 || rows[0].Code != "ML" || rows[0].Name != "Mali" || rows[0].Total != 2 || rows[0].Left != 2 || rows[1].Code != "SN" {
		t.Errorf("the countries are %+v", rows)
	}
	stories, err := d.Stories(t.Context(), Query{Country: "SN"})
	if err != nil || len(stories) != 1 || stories[0].Placement.Country != "SN" {
		t.Errorf("the stories of Senegal are %+v, %v", stories, err)
	}
}

// TestAListInOrderIsCutWhereItIsShown holds every beginning of the list against the whole of it.
func TestAListInOrderIsCutWhereItIsShown(t *testing.T) {
	c := newClock()
	d := openDesk(t, t.TempDir(), c)
	ingest(
		t, d,
		article(c, "puits", "Mali: a new well for Kidal", "The well was dug by the town's own masons."),
		article(c, "lac", "Kenya opens a school of boat building", "Twelve pupils began on Monday in Mombasa."),
		article(c, "post", "Harvest festival draws crowds in Sikasso, Mali", "Dancers came from five villages."),
		article(c, "wire", "Floods close the bridge of Beira in Mozambique", "Lorries wait on both banks."),
	)
	whole, err := d.Stories(t.Context(), Query{})
	if err != nil {
		t.Fatal(err)
	}
	d.ByRegion(whole)
	for n := 1; n <= len(whole); n++ {
		part, err := d.Stories(t.Context(), Query{InOrder: true, Limit: n})
		if err != nil {
			t.Fatal(err)
		}
		if len(part) != n {
			t.Fatalf("of %d stories there are %d", n, len(part))
		}
		for i := range part {
			if part[i].ID != whole[i].ID {
				t.Errorf("of %d stories number %d is %q, want %q", n, i, part[i].Title, whole[i].Title)
			}
		}
	}
}

func TestADeskOpenedToReadIsHeldFromNobody(t *testing.T) {
	c, folder := newClock(), t.TempDir()
	open := func(reading bool) *Desk {
		taxonomy, err := regions.Default()
		if err != nil {
			t.Fatal(err)
		}
		d, err := Open(t.Context(), Options{
			Data: folder, Regions: taxonomy, Lang: news.English, Now: c.now, Fetch: feeds.Options{Now: c.now}, Reading: reading,
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := d.Close(); err != nil {
				t.Error(err)
			}
		})
		return d
	}
	first := open(true) // there is nothing to read yet: it makes the file
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	looking := open(true)
	writing := open(false)
	if writing.ReadOnly() || !looking.ReadOnly() {
		t.Errorf("read-only: the writer %v, the one who looks %v", writing.Busy(), looking.Busy())
	}
	ingest(t, writing, article(c, "soum", "Attack on the market of Djibo", attackText))
	if rows, err := looking.Stories(t.Context(), Query{}); err != nil || len(rows) != 1 {
		t.Errorf("the one who looks sees %d stories, %v", len(rows), err)
	}
	if _, err := looking.SetState(t.Context(), onlyStory(t, writing).ID, news.Cited); err == nil {
		t.Error("a desk opened to read was written")
	}
}

func TestAProgramThatHoldsTheDeskForAMomentIsWaitedFor(t *testing.T) {
	c, folder := newClock(), t.TempDir()
	first := openDesk(t, folder, c)
	done := make(chan error)
	time.AfterFunc(busyPause, func() { done <- first.Close() })
	if second := openDesk(t, folder, c); second.ReadOnly() {
		t.Error("the second is read-only for good, for the first held the desk a moment longer")
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// A reader is left in the moment it starts to refresh: the race detector sees it where closing and beginning overlap.
func TestADeskClosedWhileItBeginsToRefreshEndsInOrder(t *testing.T) {
	for range 15 {
		d := openDesk(t, t.TempDir(), newClock())
		var kept sync.WaitGroup
		kept.Go(func() { d.Keep(t.Context()) })
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		kept.Wait()
	}
}
