package main

import (
	"fmt"
	"time"

	"harmattan/internal/news"
	"harmattan/summarize"
)

type storyRow struct {
	ID          string    `json:"id"`
	Title       string    `json:"title"`
	Desc        string    `json:"desc"`
	Description string    `json:"description"`
	Text        string    `json:"text"`
	Body        string    `json:"body"`
	Lang        news.Lang `json:"lang"`
	Outlet      string    `json:"outlet"`
	Source      string    `json:"source"`
	Date        string    `json:"date"`
	Published   string    `json:"published"`

	Story string `json:"story"` // a label: read only after the answer is given
}

type storyAnswer struct {
	ID      string `json:"id"`
	Cluster string `json:"cluster"`
}

// clusters puts each row into a story as if it had just arrived, in the file's order.
func (m *measure) clusters(name string) error {
	rows, err := readRows[storyRow](m, name)
	if err != nil {
		return err
	}
	index := summarize.NewIndex()
	answers := make([]storyAnswer, len(rows))
	said, gold := make([]string, len(rows)), make([]string, len(rows))
	labelled := len(rows) > 0
	for _, r := range rows {
		m.join(index, r.article())
	}
	for i, r := range rows {
		said[i] = index.StoryOf(r.ID)
		answers[i] = storyAnswer{r.ID, said[i]}
		gold[i] = r.Story
		labelled = labelled && r.Story != ""
	}
	if labelled {
		precision, recall, f1 := bCubed(said, gold)
		m.table.add(name, "B-cubed precision", precision, len(rows))
		m.table.add(name, "B-cubed recall", recall, len(rows))
		m.table.add(name, "B-cubed F1", f1, len(rows))
	}
	return writeRows(m, name, answers)
}

// join finds an article's story or starts one, and repairs that story where the article shows it is due, as the desk
// does.
func (m *measure) join(index *summarize.Index, a news.Article) {
	v := summarize.NewVector(a, m.placer.Places(a.Title+"\n"+a.Text))
	story, _ := index.Find(v)
	if story == "" {
		story = m.storyName(index, a.ID)
	}
	index.Put(story, a.ID, v)
	for range summarize.RepairsAtOnce {
		r, ok := index.Mend(a.ID)
		if !ok {
			return
		}
		if r.Into == "" {
			r.Into = m.storyName(index, r.Articles[0])
		}
		index.Move(r.Articles, r.Into)
	}
}

// storyName names a story after one of its articles; where that name is taken, by the story it left, once more so.
func (m *measure) storyName(index *summarize.Index, article string) string {
	name := "c-" + article
	for index.Has(name) {
		name += "-"
	}
	return name
}

func (r storyRow) article() news.Article {
	text := firstOf(r.Text, r.Body, r.Desc, r.Description)
	lang := r.Lang
	if lang == news.Unknown {
		lang = summarize.Detect(text, news.Unknown)
	}
	return news.Article{
		ID: r.ID, Title: r.Title, Text: text, Lang: lang, Outlet: firstOf(r.Outlet, r.Source),
		Published: parseTime(firstOf(r.Published, r.Date)),
	}
}

// parseTime reads the forms of time that the rows carry; an unreadable one is no time.
func parseTime(s string) time.Time {
	layouts := []string{
		time.RFC3339, "2006-01-02 15:04:05-07:00", "2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02", time.RFC1123Z,
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}

// number names the rows of a file that carry no id of their own.
func number(i int) string { return fmt.Sprintf("%06d", i) }
