package summarize

import (
	"slices"

	"harmattan/internal/news"
)

// Paragraph is a run of a briefing's statements that read as one text: they follow one another in a paragraph of one
// article.
type Paragraph struct {
	Statements []int // Statement.IDs in order of reading

	// Whole tells that the same articles repeat every statement of it, so that one mark says so for all.
	Whole bool
}

// Paragraphs cuts an order of reading, the briefing's own or a shorter one, into paragraphs. What was left out between
// two statements of one paragraph is what it repeats or what the length leaves out; they still read on.
func Paragraphs(b news.Briefing, order []int) []Paragraph { return ParagraphsOf(b, order)[0] }

// ParagraphsOf is Paragraphs for several orders of one briefing.
func ParagraphsOf(b news.Briefing, orders ...[]int) [][]Paragraph {
	at := statementsByID(b)
	repeated := repeatedBy(b, at)
	out := make([][]Paragraph, len(orders))
	for i, order := range orders {
		out[i] = paragraphs(at, repeated, order)
	}
	return out
}

func paragraphs(at map[int]*news.Statement, repeated map[int][]string, order []int) []Paragraph {
	var out []Paragraph
	before := 0
	for _, id := range order {
		if len(out) > 0 && readsOn(at[before], at[id]) {
			last := &out[len(out)-1]
			last.Statements = append(last.Statements, id)
		} else {
			out = append(out, Paragraph{Statements: []int{id}})
		}
		before = id
	}
	for i := range out {
		first := repeated[out[i].Statements[0]]
		out[i].Whole = len(first) > 0 && !slices.ContainsFunc(out[i].Statements, func(id int) bool {
			return !slices.Equal(repeated[id], first)
		})
	}
	return out
}

func statementsByID(b news.Briefing) map[int]*news.Statement {
	at := make(map[int]*news.Statement, len(b.Statements))
	for i := range b.Statements {
		at[b.Statements[i].ID] = &b.Statements[i]
	}
	return at
}

// readsOn tells whether t stands after s in the same paragraph of the same article.
func readsOn(s, t *news.Statement) bool {
	return s.Article == t.Article && s.Paragraph == t.Paragraph && s.Start < t.Start
}

// repeatedBy lists, for each lead, the articles that say it too, a name for each time, in order.
func repeatedBy(b news.Briefing, at map[int]*news.Statement) map[int][]string {
	out := map[int][]string{}
	for _, r := range b.Repeats {
		var articles []string
		for _, m := range r.Members {
			if m.Kind != news.Lead && m.Kind != news.Differs {
				articles = append(articles, at[m.ID].Article)
			}
		}
		slices.Sort(articles)
		out[r.Lead] = articles
	}
	return out
}
