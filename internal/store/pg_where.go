package store

import (
	"fmt"
	"strings"

	"harmattan/internal/news"
)

// pgWhere writes conditions over article a, story and source src.
func pgWhere(list []Where, args *pgArgs) (string, error) {
	var b strings.Builder
	for _, c := range list {
		text, err := c.pgCondition(args)
		if err != nil {
			return "", err
		}
		if c.Not {
			text = "NOT (" + text + ")"
		}
		b.WriteString(" AND " + text)
	}
	return b.String(), nil
}

func (c Where) pgCondition(args *pgArgs) (string, error) {
	switch c.Field {
	case Published:
		return "a.published >= " + args.add(micros(c.At)), nil
	case StoryUnread:
		if c.reader != deskReader {
			return "NOT EXISTS (" + pgHasRead(c.reader, args) + ")", nil
		}
		return "story.unread", nil
	case StoryDiffer:
		return "story.differs > 0", nil
	case ByState:
		codes := make([]int, len(c.In))
		for i, v := range c.In {
			var err error
			if codes[i], err = stateCode(news.State(v)); err != nil {
				return "", err
			}
		}
		return "story.state = ANY(" + args.add(codes) + ")", nil
	}
	column, ok := map[Field]string{
		ByRegion: "story.region", ByCountry: "story.country", ByOutlet: "src.outlet", ByLang: "a.lang", ByGrade: "src.grade",
		ByStory: "story.id",
	}[c.Field]
	if !ok {
		return "", fmt.Errorf("no field %d", c.Field)
	}
	return column + " = ANY(" + args.add(plains(c.In)) + ")", nil
}
