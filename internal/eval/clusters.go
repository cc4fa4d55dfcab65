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
	for i, r := range rows {
		said[i] = m.join(index, r.article())
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

// join finds an article's story or starts one, just as the desk does, and returns the story's name.
func (m *measure) join(index *summarize.Index, a news.Article) string {
	v := summarize.NewVector(a, m.placer.Places(a.Title+"\n"+a.Text))
	story, _ := index.Find(v)
	if story == "" {
		story = "c-" + a.ID
	}
	index.Put(story, a.ID, v)
	return story
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
