package desk

import (
	"testing"

	"harmattan/feeds/sample"
)

// TestTheSampleBecomesItsEvents reads the sample the ordinary way, in whatever order its feeds answer, and holds the
// stories against the events it was written from: each article's share of like company in its story, and of its event's
// company that is there (B-cubed, Bagga and Baldwin 1998).
func TestTheSampleBecomesItsEvents(t *testing.T) {
	c := newClock()
	s, err := sample.Serve(t.Context(), c.now())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close the sample: %v", err)
		}
	})
	d := openDesk(t, t.TempDir(), c, s.Feeds...)
	if _, err := d.Refresh(t.Context(), Ask{}); err != nil {
		t.Fatal(err)
	}
	event := eventsByTitle(t)
	rows, err := d.Stories(t.Context(), Query{})
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]map[string]int{} // story -> event -> articles
	size := map[string]int{}            // event -> articles
	for _, row := range rows {
		articles, err := d.StoryArticles(t.Context(), row.ID)
		if err != nil {
			t.Fatal(err)
		}
		told[row.ID] = map[string]int{}
		for _, a := range articles {
			told[row.ID][event[a.Title]]++
			size[event[a.Title]]++
		}
	}
	var precision, recall, all float64
	for id, events := range told {
		total := 0
		for _, n := range events {
			total += n
		}
		for e, n := range events {
			precision += float64(n*n) / float64(total)
			recall += float64(n*n) / float64(size[e])
			all += float64(n)
			if len(events) > 1 {
				t.Logf("story %s holds %d of %s", id, n, e)
			}
		}
	}
	precision, recall = precision/all, recall/all
	t.Logf("precision %.3f, recall %.3f over %.0f articles in %d stories", precision, recall, all, len(rows))
	if precision < .85 || recall < .9 { // over orders of arrival precision was .90 to .99
		t.Errorf("precision %.3f, recall %.3f", precision, recall)
	}
}

// eventsByTitle names the event of each article of the sample by its headline, the edited ones' too.
func eventsByTitle(t *testing.T) map[string]string {
	t.Helper()
	events, err := sample.Events()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, e := range events {
		for _, a := range e.Articles {
			out[a.Title] = e.Name
		}
	}
	return out
}
