package conform

import (
	"testing"
	"time"

	"harmattan/internal/news"
)

func whatWasNotOnTheScreenIsKeptWithItsArticle(t *testing.T, s desk) {
	t.Helper()
	c := change(1)
	save(t, s, c)
	id, article := c.Story.ID, c.Article.ID
	first := news.MarkOf(news.Statement{Article: article, Text: "Two boats reached Mopti."})
	second := news.MarkOf(news.Statement{Article: article, Text: "Divers search the river."})
	strange := news.MarkOf(news.Statement{Article: "ffff", Text: "Of another story."})
	steps := []struct {
		name   string
		at     int // hours after noon
		unseen []news.Mark
		want   []news.Mark
	}{
		{"two unseen", 2, []news.Mark{first, second, strange}, []news.Mark{first, second}},
		{"an earlier time changes nothing", 1, nil, []news.Mark{first, second}},
		{"one of them seen later", 3, []news.Mark{second}, []news.Mark{second}},
		{"all seen", 4, nil, nil},
	}
	for _, step := range steps {
		if err := s.MarkRead(t.Context(), id, noon.Add(time.Duration(step.at)*time.Hour), step.unseen...); err != nil {
			t.Fatal(err)
		}
		got, err := s.Unseen(t.Context(), id)
		if err != nil || len(got) != len(step.want) {
			t.Errorf("%s: %v, %v; want %v", step.name, got, err, step.want)
		}
		for _, m := range step.want {
			if !got[m] {
				t.Errorf("%s: %v is not kept", step.name, m)
			}
		}
	}
}
