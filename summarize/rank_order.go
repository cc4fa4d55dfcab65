package summarize

import (
	"cmp"
	"slices"

	"harmattan/internal/news"
)

// order lists the statements in the order of reading: the leads and what nobody repeats, no asides. It follows the
// leading article; a statement that only others have comes after the paragraph of the one it follows in its own article,
// and where it follows none of those, after what it contradicts, or at the end. A lead stands where the first of its group stands in
// the leading article, so the order of events is kept.
func order(b news.Briefing, leading string) []int {
	lead, skip := leads(b)
	against := contradicted(b)
	out := slices.Grow([]int(nil), len(b.Statements))
	placed, met := make([]bool, len(b.Statements)+1), make([]int, len(b.Statements)+1)
	for nth, article := range readingOrder(b, leading) {
		last := -1 // place in out of what was read before in this article
		for _, s := range article {
			id := cmp.Or(lead[s.ID], s.ID)
			if skip[id] || met[id] == nth+1 { // said again in one article, it moves nothing
				continue
			}
			met[id] = nth + 1
			switch {
			case placed[id]:
				last = slices.Index(out, id)
			default:
				last = paragraphEnd(out, after(out, last, against[id]), statement(b, id), b)
				out = slices.Insert(out, last, id)
				placed[id] = true
			}
		}
	}
	return out
}

// statement is the one with an id: they are numbered from 1 in the order of the briefing.
func statement(b news.Briefing, id int) *news.Statement { return &b.Statements[id-1] }

// after is the place behind last, where that is known; else the place behind the statement that is contradicted, else
// the end.
func after(out []int, last, contradicts int) int {
	if last >= 0 {
		return last + 1
	}
	if contradicts != 0 {
		if at := slices.Index(out, contradicts); at >= 0 {
			return at + 1
		}
	}
	return len(out)
}

// paragraphEnd moves a place for s forward to where it cuts no paragraph of another article in two, if that is near: what
// belongs to a sentence must not stand far behind it.
func paragraphEnd(out []int, place int, s *news.Statement, b news.Briefing) int {
	end := place
	for end > 0 && end < len(out) && statement(b, out[end]).Article != s.Article && readsOn(statement(b, out[end-1]), statement(b, out[end])) {
		if end++; end-place > maxPassed {
			return place
		}
	}
	return end
}

// maxPassed is how many statements a place may move forward.
const maxPassed = 2

// contradicted gives each statement that differs the lead it differs from.
func contradicted(b news.Briefing) []int {
	out := make([]int, len(b.Statements)+1)
	for _, r := range b.Repeats {
		for _, m := range r.Members {
			if m.Kind == news.Differs {
				out[m.ID] = r.Lead
			}
		}
	}
	return out
}

// leads gives each statement of a group its lead, and tells which statements are left out of the order.
func leads(b news.Briefing) (lead []int, skip []bool) {
	lead, skip = make([]int, len(b.Statements)+1), make([]bool, len(b.Statements)+1)
	for _, r := range b.Repeats {
		for _, m := range r.Members {
			if m.Kind != news.Differs {
				lead[m.ID] = r.Lead
			}
		}
	}
	for _, a := range b.Asides {
		if lead[a.ID] == 0 || lead[a.ID] == a.ID {
			skip[a.ID] = true
		}
	}
	return lead, skip
}

// readingOrder lists the articles, each by its statements: the leading one first, then the others as they came.
func readingOrder(b news.Briefing, leading string) [][]news.Statement {
	var out [][]news.Statement
	for from := 0; from < len(b.Statements); {
		to := from + 1
		for to < len(b.Statements) && b.Statements[to].Article == b.Statements[from].Article {
			to++
		}
		if b.Statements[from].Article == leading {
			out = slices.Insert(out, 0, b.Statements[from:to])
		} else {
			out = append(out, b.Statements[from:to])
		}
		from = to
	}
	return out
}
