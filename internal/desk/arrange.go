package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"harmattan/internal/news"
	"harmattan/internal/store"
	"harmattan/summarize"
)

// What cannot be arranged.
var (
	ErrNotInStory = errors.New("the article is not in the story")
	ErrWholeStory = errors.New("these are all articles of the story")
	ErrSameStory  = errors.New("that is the same story")
	ErrNoRegion   = errors.New("there is no such region")
)

// Split lets articles of a story begin a story of their own. The program never joins the two again.
func (d *Desk) Split(ctx context.Context, story string, articles []string) (news.Step, error) {
	return d.arrange(ctx, news.DeedSplit, deferred{Do: splitStory, Stories: []string{story}, Articles: articles})
}

// Merge lets a story go into another one as a whole. The program never splits the two again.
func (d *Desk) Merge(ctx context.Context, story, into string) (news.Step, error) {
	return d.arrange(ctx, news.DeedMerge, deferred{Do: mergeStories, Stories: []string{story}, Into: into})
}

// MoveArticle puts one article into another story, where it stays.
func (d *Desk) MoveArticle(ctx context.Context, article, into string) (news.Step, error) {
	return d.arrange(ctx, news.DeedMove, deferred{Do: moveArticle, Articles: []string{article}, Into: into})
}

// MoveTo puts a story into a region, where it stays whatever its articles say.
func (d *Desk) MoveTo(ctx context.Context, story, region string) (news.Step, error) {
	if region != news.Unplaced && !slices.Contains(d.RegionOrder(), region) {
		return news.Step{}, fmt.Errorf("move story %s to %q: %w", story, region, ErrNoRegion)
	}
	return d.arrange(ctx, news.DeedRegion, deferred{Do: moveStory, Stories: []string{story}, Into: region})
}

// arrange does one step of the officer's with the grouping at rest; on a shared desk whose server is away once it is back.
func (d *Desk) arrange(ctx context.Context, deed news.Deed, s deferred) (news.Step, error) {
	if err := d.writable(ctx, news.RoleEditor); err != nil {
		return news.Step{}, err
	}
	s.At = d.now()
	steps, waits, err := d.do(ctx, s)
	if err != nil {
		return news.Step{}, err
	}
	if waits {
		return news.Step{At: s.At, Deed: deed, Waits: true}, nil
	}
	return steps[0], nil
}

// takeArranging takes a step that rearranges stories.
func (d *Desk) takeArranging(ctx context.Context, s deferred) (news.Step, error) {
	switch s.Do {
	case splitStory:
		return d.split(ctx, s.Stories[0], s.Articles)
	case mergeStories:
		return d.merge(ctx, s.Stories[0], s.Into)
	case moveArticle:
		return d.moveArticle(ctx, s.Articles[0], s.Into)
	default:
		return d.moveTo(ctx, store.RegionChoice{Story: s.Stories[0], Region: s.Into, At: s.At})
	}
}

func (d *Desk) split(ctx context.Context, story string, articles []string) (news.Step, error) {
	return d.atRest(ctx, "split story "+story, func(ctx context.Context) (news.Step, error) {
		present, all, err := d.articlesOf(ctx, story)
		if err != nil {
			return news.Step{}, err
		}
		for _, id := range articles {
			if !slices.Contains(all, id) {
				return news.Step{}, fmt.Errorf("article %s: %w", id, ErrNotInStory)
			}
		}
		articles = inOrder(all, articles)
		if len(articles) == len(all) || len(articles) == 0 {
			return news.Step{}, ErrWholeStory
		}
		name, err := d.freeName(ctx, articles)
		if err != nil {
			return news.Step{}, err
		}
		r := summarize.Repair{Story: present, Into: name, Articles: articles}
		return d.rearrange(ctx, r, &store.Hand{Deed: news.DeedSplit, Hold: all, Apart: true})
	})
}

func (d *Desk) merge(ctx context.Context, story, into string) (news.Step, error) {
	return d.atRest(ctx, "merge story "+story+" into "+into, func(ctx context.Context) (news.Step, error) {
		from, articles, err := d.articlesOf(ctx, story)
		if err != nil {
			return news.Step{}, err
		}
		to, others, err := d.articlesOf(ctx, into)
		if err != nil {
			return news.Step{}, err
		}
		if from == to {
			return news.Step{}, ErrSameStory
		}
		r := summarize.Repair{Story: from, Into: to, Articles: articles}
		return d.rearrange(ctx, r, &store.Hand{Deed: news.DeedMerge, Hold: slices.Concat(articles, others)})
	})
}

func (d *Desk) moveArticle(ctx context.Context, article, into string) (news.Step, error) {
	return d.atRest(ctx, "move article "+article+" to story "+into, func(ctx context.Context) (news.Step, error) {
		from, err := d.home(ctx, article)
		if err != nil {
			return news.Step{}, err
		}
		if from == "" {
			return news.Step{}, store.ErrNotFound
		}
		to, _, err := d.articlesOf(ctx, into)
		if err != nil {
			return news.Step{}, err
		}
		if from == to {
			return news.Step{}, ErrSameStory
		}
		r := summarize.Repair{Story: from, Into: to, Articles: []string{article}}
		return d.rearrange(ctx, r, &store.Hand{Deed: news.DeedMove, Hold: r.Articles})
	})
}

func (d *Desk) moveTo(ctx context.Context, choice store.RegionChoice) (news.Step, error) {
	return d.atRest(ctx, "move story "+choice.Story, func(ctx context.Context) (news.Step, error) {
		return d.store.SetRegion(ctx, choice)
	})
}

// atRest does one signed step with the grouping at rest, and tells the listeners. One that the log has already is not done again:
// what it depended on is not there any more.
func (d *Desk) atRest(ctx context.Context, what string, do func(context.Context) (news.Step, error)) (news.Step, error) {
	end, err := d.weave(ctx)
	if err != nil {
		return news.Step{}, err
	}
	defer end()
	var step news.Step
	err = d.store.RegrowAll(ctx, func(ctx context.Context) (err error) {
		if err = d.store.NotKept(ctx); err == nil {
			step, err = do(ctx)
		}
		return err
	})
	if err != nil {
		return news.Step{}, fmt.Errorf("%s: %w", what, err)
	}
	if err := d.pin(ctx, d.loom); err != nil {
		return news.Step{}, err
	}
	changed := []string{step.Story}
	if step.Deed != news.DeedRegion {
		changed = append(changed, step.Other)
	}
	d.broker.publish(Event{Kind: StoryChanged, Stories: changed})
	d.broker.publish(Event{Kind: DeskChanged, Story: step.Story})
	return step, nil
}

// pin tells the index what the officer arranged by hand.
func (d *Desk) pin(ctx context.Context, l *loom) error {
	pins, err := d.store.Pins(ctx)
	if err != nil {
		return fmt.Errorf("read what the officer arranged: %w", err)
	}
	l.index.Pin(pins.Held, pins.Apart)
	return nil
}

// articlesOf is the present id of a story, and the ids of its articles in their order.
func (d *Desk) articlesOf(ctx context.Context, story string) (present string, ids []string, err error) {
	if present, err = d.store.Present(ctx, story); err != nil {
		return "", nil, err
	}
	thread, err := d.thread(ctx, present)
	if err != nil {
		return "", nil, err
	}
	for _, a := range thread.articles {
		ids = append(ids, a.ID)
	}
	return present, ids, nil
}

// inOrder lists those of all that are chosen, each once.
func inOrder(all, chosen []string) []string {
	var out []string
	for _, id := range all {
		if slices.Contains(chosen, id) {
			out = append(out, id)
		}
	}
	return out
}

// takeDeedBack takes back a deed, the last step that was not taken back.
func (d *Desk) takeDeedBack(ctx context.Context, deed store.Deed) (news.Step, error) {
	return d.atRest(ctx, "take back the last step", func(ctx context.Context) (news.Step, error) {
		if deed.Kind == news.DeedRegion {
			return d.giveRegionBack(ctx, deed)
		}
		from, all, err := d.articlesOf(ctx, deed.Other)
		if err != nil {
			return news.Step{}, err
		}
		into := deed.Story
		if !deed.Revives {
			if into, err = d.store.Present(ctx, deed.Story); err != nil {
				return news.Step{}, err
			}
		}
		r := summarize.Repair{Story: from, Into: into, Articles: inOrder(all, deed.Articles)}
		return d.rearrange(ctx, r, &store.Hand{Deed: deed.Kind, Undoes: deed.Step})
	})
}

// giveRegionBack gives a story the region back that it had before the officer moved it.
func (d *Desk) giveRegionBack(ctx context.Context, deed store.Deed) (news.Step, error) {
	present, err := d.store.Present(ctx, deed.Story)
	if err != nil {
		return news.Step{}, err
	}
	thread, err := d.thread(ctx, present)
	if err != nil {
		return news.Step{}, err
	}
	var placements []news.Placement
	for _, a := range thread.articles {
		placements = append(placements, thread.placements[a.ID])
	}
	chosen := d.placer.Vote(placements).Region
	return d.store.SetRegion(ctx, store.RegionChoice{
		Story: present, Region: deed.Former, Chosen: chosen, At: d.now(), Undoes: deed.Step,
	})
}
