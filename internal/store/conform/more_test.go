package conform

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"harmattan/internal/find"
	"harmattan/internal/news"
	"harmattan/internal/store"
)

// changesSavedTogetherCountInTheirOrder: a batch is what its changes would be one by one.
func changesSavedTogetherCountInTheirOrder(t *testing.T, s desk) {
	t.Helper()
	first, second, edit, other := change(1), change(2), change(1), change(3)
	second.Story.ID, second.Story.Articles = first.Story.ID, 2
	second.Origins = map[string]string{first.Article.ID: "Agence X", second.Article.ID: "Agence X"}
	edit.Article.Text, edit.Article.Origin = "Another text.", "Agence Y"
	edit.Story.Title = "The last row counts"
	other.Article.FeedURL, other.Article.Outlet = "https://example.org/other", "Radio Gao"
	if err := s.SaveArticles(t.Context(), []store.Change{first, second, other, edit}); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveArticles(t.Context(), nil); err != nil {
		t.Errorf("saving nothing: %v", err)
	}
	articles, err := s.StoryArticles(t.Context(), first.Story.ID)
	if err != nil || len(articles) != 2 {
		t.Fatal(articles, err)
	}
	if a := articles[0]; a.Text != "Another text." || a.Origin != "Agence Y" || a.Revision != 2 || len(a.Prior) != 1 || a.Prior[0].Text != first.Article.Text {
		t.Errorf("the edited article is %+v", a)
	}
	if a := articles[1]; a.Origin != "Agence X" {
		t.Errorf("the other one is of %s", a.Origin)
	}
	if row := storyNow(t, s, first.Story.ID); row.Title != "The last row counts" {
		t.Errorf("the row is %+v", row)
	}
	whole(t, s)
}

func undoTakesBackAnyMixtureOfStepsToTheBeginning(t *testing.T, s desk) {
	t.Helper()
	for n := range 4 {
		save(t, s, change(n))
	}
	r := rand.New(rand.NewPCG(4, 1))
	first := statesOf(t, s)
	var stack []map[string]news.State
	at := noon
	for range 80 {
		at = at.Add(time.Minute)
		before := statesOf(t, s)
		if r.IntN(3) > 0 {
			step, err := s.SetState(t.Context(), storyID(r.IntN(4)), allStates()[r.IntN(4)], at)
			if err != nil {
				t.Fatal(err)
			}
			if (step.ID == 0) != (step.From == step.To) {
				t.Fatalf("step %+v: only one that changes nothing has no number", step)
			}
			if step.ID != 0 {
				stack = append(stack, before)
			}
		} else {
			stack = undoOne(t, s, at, stack)
		}
		if r.IntN(20) == 0 { // the log outlives the program
			s = s.again(t)
		}
	}
	for len(stack) > 0 {
		stack = undoOne(t, s, at, stack)
	}
	undoOne(t, s, at, nil)
	if got := statesOf(t, s); !reflect.DeepEqual(got, first) {
		t.Errorf("after undoing all: %v, want %v", got, first)
	}
	whole(t, s)
}

func storiesAreListedByTheirIDsInOrder(t *testing.T, s desk) {
	t.Helper()
	rows := manyStories(t, s, 40)
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	got, err := s.StoriesByID(t.Context(), append(ids[:20:20], "nothing"))
	if want := naive(rows[:20], store.Filter{AnyState: true}); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	if got, err := s.StoriesByID(t.Context(), nil); err != nil || len(got) != 0 {
		t.Errorf("none: got %v, %v", got, err)
	}
	lean, err := s.Stories(t.Context(), store.Filter{AnyState: true, Lean: true, Limit: 3})
	if err != nil || len(lean) != 3 || lean[0].Placement.Evidence != nil {
		t.Errorf("lean rows are %+v, %v", lean, err)
	}
}

func storiesAreCountedByTheDayTheyBegan(t *testing.T, s desk) {
	t.Helper()
	from := noon.Add(-12 * time.Hour)
	for n, hours := range []int{-1, 0, 5, 23, 24, 60, 72} {
		c := change(n)
		c.Story.First = from.Add(time.Duration(hours) * time.Hour)
		c.Story.Placement.Region = []string{"central-sahel", "coastal"}[n%2]
		save(t, s, c)
	}
	set(t, s, 5, news.Dismissed)
	got, err := s.StoriesByDay(t.Context(), from, 3)
	want := map[string][]int{"coastal": {2, 0, 0}, "central-sahel": {1, 1, 0}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
}

func aFeedIsGradedAnew(t *testing.T, s desk) {
	t.Helper()
	held(t, s, 3)
	if err := s.Regrade(t.Context(), change(0).Article.FeedURL, "D"); err != nil {
		t.Fatal(err)
	}
	a, err := s.Article(t.Context(), change(0).Article.ID)
	if err != nil || a.Grade != "D" {
		t.Errorf("the article is of grade %s, %v", a.Grade, err)
	}
	counts, err := s.ArticlesSince(t.Context(), noon.Add(time.Minute))
	if err != nil || !reflect.DeepEqual(counts, map[string]int{change(0).Article.FeedURL: 2}) {
		t.Errorf("counted %v, %v", counts, err)
	}
	outlets, err := s.Outlets(t.Context())
	if err != nil || !slices.Equal(outlets, []string{"Radio Kidal"}) {
		t.Errorf("outlets are %q, %v", outlets, err)
	}
	whole(t, s)
}

func aSearchKeepsToItsConditions(t *testing.T, s desk) {
	t.Helper()
	for n := range 6 {
		c := change(n)
		c.Article.Lang = []news.Lang{news.English, news.French}[n%2]
		c.Article.Grade = []string{"A", "B", "C"}[n%3]
		c.Article.Outlet = []string{"Radio Kidal", "L’Été"}[n%2]
		c.Story.Placement.Region = []string{"coastal", "lake-chad"}[n/3]
		c.Story.Placement.Country = []string{"BJ", ""}[n/3]
		c.Story.Differs = n / 5
		save(t, s, c)
	}
	set(t, s, 2, news.Cited)
	if err := s.MarkRead(t.Context(), storyID(4), noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	in := func(f store.Field, values ...string) store.Where { return store.Where{Field: f, In: values} }
	not := func(w store.Where) store.Where { w.Not = true; return w }
	tests := []struct {
		query string
		where []store.Where
		want  []int // articles, the newest first
	}{
		{"", []store.Where{in(store.ByRegion, "coastal")}, []int{2, 1, 0}},
		{"convoy", []store.Where{in(store.ByRegion, "coastal"), in(store.ByLang, "fr")}, []int{1}},
		{"convoy", []store.Where{not(in(store.ByRegion, "coastal"))}, []int{5, 4, 3}},
		{`"convoy 4"`, []store.Where{in(store.ByGrade, "A", "B")}, []int{4}},
		{`"convoy 4"`, []store.Where{in(store.ByGrade, "A")}, nil},
		{"", []store.Where{in(store.ByOutlet, "L’Été"), in(store.ByCountry, "BJ")}, []int{1}},
		{"", []store.Where{in(store.ByState, "cited")}, []int{2}},
		{"", []store.Where{in(store.ByStory, storyID(3), "")}, []int{3}},
		{"", []store.Where{{Field: store.Published, At: noon.Add(4 * time.Minute)}}, []int{5, 4}},
		{"", []store.Where{{Field: store.StoryUnread, Not: true}}, []int{4}},
		{"", []store.Where{{Field: store.StoryDiffer}}, []int{5}},
		{"convoy -4", []store.Where{in(store.ByRegion, "lake-chad")}, []int{5, 3}},
		{"", []store.Where{in(store.ByOutlet)}, nil},
		{"camel", []store.Where{in(store.ByRegion, "coastal")}, nil},
	}
	for _, test := range tests {
		ask := store.Question{Terms: find.Terms(test.query), Where: test.where}
		hits, err := s.Search(t.Context(), ask, 0)
		var got, stories []int
		for _, h := range hits {
			got = append(got, numberOf(h.Article))
		}
		if err != nil || !slices.Equal(got, test.want) {
			t.Errorf("%q %+v: got %v, %v; want %v", test.query, test.where, got, err, test.want)
		}
		rows, err := s.Find(t.Context(), ask, 0)
		for _, r := range rows {
			stories = append(stories, numberOf(strings.TrimPrefix(r.ID, "s")))
		}
		slices.Sort(stories)
		slices.Reverse(stories)
		if err != nil || !slices.Equal(stories, test.want) {
			t.Errorf("%q %+v: stories %v, %v; want %v", test.query, test.where, stories, err, test.want)
		}
	}
	if _, err := s.Search(t.Context(), store.Question{Where: []store.Where{in(store.ByState, "lost")}}, 0); err == nil {
		t.Error("a state that does not exist is no error")
	}
}

// numberOf is the number that an id was made of.
func numberOf(id string) int {
	var n int
	if _, err := fmt.Sscanf(id, "%x", &n); err != nil {
		return -1
	}
	return n
}

// texts are written as publishers write them, and worse.
func texts() []string {
	return []string{
		"Drought in Gao", "L’armée à N'Djaména", "قُتِل ١٢ جنديًا", "Ɓarna ƙofar", "e\u0301cole", "𞤀𞤣🙂𞤤", `it's "quoted" \ and ' ''`,
		"Œuvre ß ﬁne ＦＵＬＬ ½ ²", strings.Repeat("x", 5000) + " " + strings.Repeat("é", 2000) + "z end", "ⵜⴰⵎⴰⵣⵉⵖⵜ ߒߞߏ ꓲ",
	}
}

func everyWordOfAnArticleFindsIt(t *testing.T, s desk) {
	t.Helper()
	for n, text := range texts() {
		c := change(n)
		c.Article.Title, c.Article.Text = "-", text
		save(t, s, c)
		for _, word := range find.Words(text) {
			for _, query := range []string{word, fmt.Sprintf("%q", word), string([]rune(word)[:1])} {
				found := slices.ContainsFunc(hitsOf(t, s, query, 0), func(h news.Hit) bool { return h.Article == c.Article.ID })
				if !found {
					t.Errorf("%.40q does not find %.60q", query, text)
				}
			}
		}
	}
}

func whatAPublisherMayWriteIsNoTrouble(t *testing.T, s desk) {
	t.Helper()
	long := change(0)
	var b strings.Builder
	for n := 0; b.Len() < 512<<10; n++ { // as long as a text gets, each word another one
		fmt.Fprintf(&b, "ﷺ%dx%d ", n, n*7919)
	}
	long.Article.Text = b.String()
	save(t, s, long)
	a, err := s.Article(t.Context(), long.Article.ID)
	if err != nil || a.Text != long.Article.Text {
		t.Errorf("%d bytes came back as %d, %v", len(long.Article.Text), len(a.Text), err)
	}
	whole(t, s)
	for _, query := range []string{"\x00", "\xff\xfe", "ß«»“", `' | 'x':* & !`, "a\\", "convoy:*", "%", "';--"} {
		hitsOf(t, s, query, 5)
	}
	if _, err := s.Story(t.Context(), "\x00\xff"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("error is %v, want ErrNotFound", err)
	}
	if _, err := s.Known(t.Context(), []string{"\x00", "\xff"}); err != nil {
		t.Error(err)
	}
}

func whatIsForReadingOnlyIsNotWritten(t *testing.T, s desk) {
	t.Helper()
	held(t, s, 1)
	reader := openDesk(t, s.data, store.ReadOnly)
	if row := storyNow(t, reader, storyID(0)); row.Title != change(0).Story.Title {
		t.Errorf("read %+v", row)
	}
	for name, write := range map[string]func() error{
		"an article": func() error { return reader.SaveArticles(t.Context(), []store.Change{change(1)}) },
		"a step":     func() error { _, err := reader.SetState(t.Context(), storyID(0), news.Cited, noon); return err },
		"a fact":     func() error { return reader.SetMeta(t.Context(), "a", "b") },
		"a name": func() error {
			_, err := reader.RenameOfficer(t.Context(), store.Renaming{From: "a", To: "b"})
			return err
		},
	} {
		var hinted interface{ Hint() string }
		if err := write(); !errors.Is(err, store.ErrNoWriting) || !errors.As(err, &hinted) || hinted.Hint() == "" {
			t.Errorf("%s: error is %v, want ErrNoWriting with a hint", name, err)
		}
	}
	save(t, s, change(1)) // the other one can
	if row := storyNow(t, reader, storyID(1)); row.ID != storyID(1) {
		t.Errorf("read %+v", row)
	}
}

func aDeskThatIsOpenedAgainHasAllItHad(t *testing.T, s desk) {
	t.Helper()
	rows := manyStories(t, s, 20)
	set(t, s, 3, news.Cited)
	before := list(t, s, store.Filter{AnyState: true})
	s = s.again(t)
	if after := list(t, s, store.Filter{AnyState: true}); len(after) != len(rows) || !reflect.DeepEqual(after, before) {
		t.Errorf("got %+v\nwant %+v", after, before)
	}
	whole(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveArticles(t.Context(), []store.Change{change(50)}); err == nil {
		t.Error("a desk that was closed was written")
	}
}

func vectorsAreRecalled(t *testing.T, s desk) {
	t.Helper()
	held(t, s, 4)
	if err := s.ForgetVectors(t.Context(), noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := s.RecallVectors(t.Context(), noon.Add(2*time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	err := s.Vectors(t.Context(), time.Time{}, 100, func(_, article string, vector []byte) error {
		got = append(got, fmt.Sprint(numberOf(article), len(vector)))
		return nil
	})
	if want := []string{"2 0", "3 0"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
	whole(t, s)
}

func onlyTextsThatNobodyNeedsAreLetGo(t *testing.T, s desk) {
	t.Helper()
	stories := []string{"left alone", "dismissed", "read", "read and cited", "read with a note", "dismissed and matched", "read and then more came"}
	day := noon.Add(24 * time.Hour)
	for n, name := range stories {
		save(t, s, change(n))
		if strings.HasPrefix(name, "read") {
			if err := s.MarkRead(t.Context(), storyID(n), day, news.Mark{Article: change(n).Article.ID, Words: 7}); err != nil {
				t.Fatal(err)
			}
		}
	}
	edited := change(1)
	edited.Article.Text += " It left again."
	more := change(6)
	more.Story.Changed = day.Add(time.Hour)
	save(t, s, edited, more)
	set(t, s, 1, news.Dismissed)
	set(t, s, 3, news.Cited)
	set(t, s, 5, news.Dismissed)
	if _, err := s.SetRemark(t.Context(), []string{storyID(4)}, news.DeedNote, "ask again", day); err != nil {
		t.Fatal(err)
	}
	if err := s.SetStoryWatches(t.Context(), storyID(5), []string{"boats"}, day); err != nil {
		t.Fatal(err)
	}
	at, cut := noon.Add(100*24*time.Hour), noon.Add(90*24*time.Hour)
	var place store.Place
	for done := false; !done; {
		var err error
		if place, done, err = s.LetGo(t.Context(), store.Keeping{Dismissed: cut, Read: cut, At: at}, place); err != nil {
			t.Fatal(err)
		}
	}
	for more := true; more; {
		var err error
		if more, err = s.Compact(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for n, name := range stories {
		a, err := s.Article(t.Context(), change(n).Article.ID)
		gone := name == "dismissed" || name == "read"
		if err != nil || gone != (a.Text == "") || gone != a.LetGo.Equal(at) || a.Title != change(n).Article.Title {
			t.Errorf("a story %s: text %q, let go %s, %v", name, a.Text, a.LetGo, err)
		}
		if gone && len(a.Prior) > 0 && a.Prior[0].Text != "" {
			t.Errorf("a story %s keeps a former text", name)
		}
	}
	if hits := hitsOf(t, s, "governor", 0); len(hits) != len(stories)-2 {
		t.Errorf("a word of all texts finds %d", len(hits))
	}
	if hits := hitsOf(t, s, `"convoy 1"`, 0); len(hits) != 1 {
		t.Errorf("the title of a text that was let go finds %d", len(hits))
	}
	save(t, s, edited) // it comes again
	if a, err := s.Article(t.Context(), edited.Article.ID); err != nil || a.Text == "" || a.Revision != 2 || !a.LetGo.IsZero() {
		t.Errorf("a text that came again is %+v, %v", a, err)
	}
	whole(t, s)
}

// The time of the news is the second newest outlet's, where feeds said when.
func theNewsTellTheTime(t *testing.T, s desk) {
	t.Helper()
	want := func(at time.Time) {
		t.Helper()
		got, err := s.TimeOfNews(t.Context())
		if err != nil || !got.Equal(at) {
			t.Errorf("the time of the news is %v, %v; want %v", got, err, at)
		}
	}
	want(time.Time{})
	a, b, guessed := change(5), change(3), change(9)
	b.Article.Outlet = "Le Puits"
	guessed.Article.Outlet, guessed.Article.Guessed = "Radio Dune", true
	save(t, s, guessed)
	want(time.Time{})
	save(t, s, a, change(4))
	want(a.Article.Published)
	save(t, s, b)
	want(b.Article.Published)
}
