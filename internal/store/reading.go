package store

import (
	"context"
	"strings"

	"harmattan/internal/news"
)

// Lists of an officer whose marks stand in tables of their own. These have a row for each story that was read, so lists go
// through the same indexes as for a desk of one, and leave out, or pick, what was read: a list costs as much as it is long and
// as the officer has read of it.

// hasRead asks whether an officer has read all of a story.
const hasRead = "SELECT 1 FROM reading r WHERE r.story = story.n AND r.reader = ? AND r.unread = 0"

// ownRead is until when they have read of a story. It is before what makes it unread, whatever the clocks say.
const ownRead = "coalesce((SELECT iif(r.unread, min(r.read, story.changed - 1), r.read) FROM reading r WHERE r.story = story.n AND r.reader = ?), " + neverRead + ")"

// columnsOf are the columns of a row as an officer has read it, and what stands in for their placeholders.
func columnsOf(reader int64) (columns string, args []any) {
	if reader == deskReader {
		return storyColumns, nil
	}
	return strings.Replace(storyColumns, " story.read,", " "+ownRead+",", 1), []any{reader}
}

// storiesOf lists stories as an officer has read them: first what is unread, then, where there is room, the rest.
func (s *Store) storiesOf(ctx context.Context, f Filter, reader int64) ([]news.StoryRow, error) {
	onlyUnread := f.Unread
	f.Unread = false // it is for the indexes, which know the first reader's marks
	list, err := s.listOf(ctx, func() (string, []any, error) { return f.questionOf(reader, "NOT EXISTS") })
	if err != nil || onlyUnread || f.Limit > 0 && len(list) >= f.Limit {
		return list, err
	}
	if f.Limit > 0 {
		f.Limit -= len(list)
	}
	rest, err := s.listOf(ctx, func() (string, []any, error) { return f.questionOf(reader, "EXISTS") })
	return append(list, rest...), err
}

// questionOf is Filter.question for what an officer has read, or has not. Stories that the first reader has read, and those
// that are unread there, each stand in order in the indexes.
func (f Filter) questionOf(reader int64, read string) (string, []any, error) {
	states, err := f.states()
	if err != nil {
		return "", nil, err
	}
	limit := f.Limit
	if limit <= 0 {
		limit = -1
	}
	watched := "state = 1"
	if read == "EXISTS" {
		watched = "0" // without news they stand where the others do
	}
	halves, order := []string{" AND unread = 1", " AND unread = 0"}, " ORDER BY "
	if f.few != "" { // of several states
		halves, order = []string{""}, " ORDER BY watched DESC, "
	}
	conditions, more := f.conditions()
	var parts []string
	var args []any
	for _, which := range f.stretches(states) {
		for _, half := range halves {
			parts = append(parts, "SELECT * FROM (SELECT n, "+watched+" AS watched, origins, last FROM story "+which.text+half+
				" AND "+read+" ("+hasRead+")"+conditions+order+"origins DESC, last DESC, n LIMIT ?)")
			args = append(args, which.args...)
			args = append(append(args, reader), more...)
			args = append(args, limit)
		}
	}
	columns := f.columns(strings.Replace(storyColumns, " story.read,", " "+ownRead+",", 1))
	question := "WITH shown AS (" + strings.Join(parts, " UNION ALL ") + " ORDER BY watched DESC, origins DESC, last DESC, n LIMIT ?) SELECT " +
		columns + " FROM shown CROSS JOIN story ON story.n = shown.n" +
		" ORDER BY shown.watched DESC, shown.origins DESC, shown.last DESC, shown.n"
	return question, append(args, limit, reader), nil
}

// readingCounts counts stories by a column: all of them, and those that an officer has not read.
func readingCounts(by string) string {
	return "SELECT " + by + ", sum(stories), sum(iif(state = 0, stories, 0)) - coalesce((SELECT sum(r.stories) FROM reading_tally r" +
		" WHERE r.reader = ? AND r." + by + " = tally." + by + " AND r.state = 0), 0) FROM tally WHERE state < 3 GROUP BY " + by +
		" HAVING sum(stories) > 0"
}

// countReadings counts anew what officers have read.
const countReadings = `INSERT INTO reading_tally SELECT r.reader, story.region, story.country, story.state, count(*)
	FROM reading r JOIN story ON story.n = r.story WHERE r.unread = 0 GROUP BY 1, 2, 3, 4`
