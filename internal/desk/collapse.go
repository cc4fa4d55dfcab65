package desk

import (
	"context"

	"harmattan/internal/news"
	"harmattan/summarize"
)

// aheadInStory is how many articles of a story are read before the first of them is compared.
const aheadInStory = 16

// collapse is the briefing of a story's articles. While one is compared with those before it, the next are read. It ends
// early with ctx: who goes through a list does not wait for the stories that were passed.
func (d *Desk) collapse(ctx context.Context, articles []news.Article) (news.Briefing, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	texts := make(chan *summarize.Text, aheadInStory)
	go func() {
		defer close(texts)
		r := summarize.NewReader()
		for _, a := range articles {
			select {
			case texts <- r.Read(a):
			case <-ctx.Done():
				return
			}
		}
	}()
	c := summarize.NewCollapser(d.habits)
	for _, a := range articles {
		t, ok := <-texts
		if !ok || ctx.Err() != nil {
			return news.Briefing{}, ctx.Err()
		}
		c.AddRead(a, t)
	}
	return c.Briefing(), nil
}
