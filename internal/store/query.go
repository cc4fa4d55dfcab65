package store

import (
	"strings"

	"harmattan/internal/find"
)

// match writes terms in the language of the search index, and tells whether they ask for anything. All words stand in
// quotation marks, so none is taken for an operator. The index knows which words an article has, not where: several
// words side by side are first asked for as words, and what is found is looked at again (see lookAgain).
func match(terms []find.Term) (string, bool) {
	var wanted, unwanted []string
	for _, t := range terms {
		if t.Absent && len(t.Words) == 1 {
			unwanted = append(unwanted, matchTerm(t))
		} else if !t.Absent {
			wanted = append(wanted, matchTerm(t))
		}
	}
	if len(wanted) == 0 {
		return "", false
	}
	out := strings.Join(wanted, " AND ")
	if len(unwanted) > 0 {
		out = "(" + out + ") NOT (" + strings.Join(unwanted, " OR ") + ")"
	}
	return out, true
}

func matchTerm(t find.Term) string {
	quoted := make([]string, len(t.Words))
	for i, w := range t.Words {
		quoted[i] = `"` + w + `"`
	}
	if !t.Whole {
		quoted[len(quoted)-1] += "*"
	}
	return strings.Join(quoted, " AND ")
}

// lookAgain tells whether the search index cannot answer for a term by itself.
func lookAgain(t find.Term) bool { return len(t.Words) > 1 }
