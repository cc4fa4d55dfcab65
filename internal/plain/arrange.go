package plain

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"harmattan/internal/news"
	"harmattan/internal/report"
)

// arrange answers the commands that put stories together, take them apart, and move them to a region.
func (r *reader) arrange(ctx context.Context, word, rest string) (done bool, err error) {
	switch word {
	case "M", "merge":
		return true, r.merge(ctx, rest)
	case "S", "split":
		return true, r.split(ctx, rest)
	case "P", "move-to":
		return true, r.moveTo(ctx, rest)
	}
	return false, nil
}

// merge puts the story, or that of the first number, into that of the last one.
func (r *reader) merge(ctx context.Context, rest string) error {
	words := strings.Fields(rest)
	if len(words) == 1 {
		words = []string{strconv.Itoa(r.at + 1), words[0]}
	}
	if len(words) != 2 {
		return errors.New(r.says.merges)
	}
	from, errFrom := strconv.Atoi(words[0])
	into, errInto := strconv.Atoi(words[1])
	if errFrom != nil || errInto != nil || min(from, into) < 1 || max(from, into) > len(r.rows) {
		return errors.New(r.says.end)
	}
	step, err := r.Desk.Merge(ctx, r.rows[from-1].ID, r.rows[into-1].ID)
	return r.arranged(ctx, step, err)
}

// split begins a story with articles of this one, by their numbers in the list of links.
func (r *reader) split(ctx context.Context, rest string) error {
	if r.at >= len(r.rows) || rest == "" {
		return errors.New(r.says.splits)
	}
	articles, err := r.Desk.StoryArticles(ctx, r.rows[r.at].ID)
	if err != nil {
		return err
	}
	var ids []string
	for _, word := range strings.FieldsFunc(rest, func(c rune) bool { return c == ' ' || c == ',' }) {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 || n > len(articles) {
			return errors.New(r.says.splits)
		}
		ids = append(ids, articles[n-1].ID)
	}
	step, err := r.Desk.Split(ctx, r.rows[r.at].ID, ids)
	return r.arranged(ctx, step, err)
}

// moveTo puts stories into a region, named by its id or its name; without one, into that of the program's choice.
func (r *reader) moveTo(ctx context.Context, rest string) error {
	rows, name, err := r.numbered(rest)
	if err != nil {
		return err
	}
	region, err := r.regionNamed(name)
	if err != nil {
		return err
	}
	for _, row := range rows {
		step, err := r.Desk.MoveTo(ctx, row.ID, region)
		if err := r.arranged(ctx, step, err); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) regionNamed(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	for _, id := range r.Desk.RegionOrder() {
		if strings.EqualFold(id, name) || strings.EqualFold(r.Desk.RegionName(id), name) {
			return id, nil
		}
	}
	return "", fmt.Errorf(r.says.noRegion, name)
}

// arranged says what was done, and reads the list again.
func (r *reader) arranged(ctx context.Context, step news.Step, err error) error {
	if err != nil || step.Waits { // which is told with the others that wait
		return err
	}
	step.Title = r.title(ctx, step.Story)
	r.say("%s", report.StepText(step, r.options()))
	return r.load(ctx)
}

// title is what a story is called, "" where it is not known.
func (r *reader) title(ctx context.Context, story string) string {
	if i := slices.IndexFunc(r.rows, func(x news.StoryRow) bool { return x.ID == story }); i >= 0 {
		return r.rows[i].Title
	}
	view, err := r.Desk.Story(ctx, story)
	if err != nil {
		return ""
	}
	return view.Row.Title
}
