package summarize

import (
	"hash/fnv"
	"strings"

	"harmattan/internal/news"
)

// Recurring learns the sentences that an outlet puts under many articles, such as an invitation to its newsletter. They
// say nothing about an event, and would make one story of all that carry them. It is not safe for two goroutines.
type Recurring struct{ seen map[uint64]uint8 }

// recurs is how many articles of an outlet carry a sentence before it counts as recurring.
const recurs = 3

// NewRecurring knows nothing yet.
func NewRecurring() *Recurring { return &Recurring{seen: map[uint64]uint8{}} }

// Without returns the article less the sentences that its outlet has carried before, for grouping only: the text an
// officer reads is never changed. A title that recurs names a daily column, and counts no more either.
func (r *Recurring) Without(a news.Article) news.Article {
	var b strings.Builder
	for _, s := range Split(a.Text, a.Lang) {
		text := a.Text[s.Start:s.End]
		h := fnv.New64a()
		h.Write([]byte(a.Outlet))
		h.Write([]byte{0})
		h.Write([]byte(Fold(text)))
		key := h.Sum64()
		if r.seen[key] >= recurs {
			continue
		}
		r.seen[key]++
		b.WriteString(text)
		b.WriteByte('\n')
	}
	a.Text = b.String()
	a.Title = r.title(a)
	return a
}
