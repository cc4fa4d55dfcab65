package ui

import (
	"fmt"
	"strconv"
	"strings"

	"harmattan/internal/news"
)

// sparkRoom is the width from which the regions pane has room for a line of days.
const sparkRoom = 48

// spark draws counts as a line of blocks, a day a cell: the height tells, colour does not. A day without a story is a dot.
func spark(days []int) string {
	most := 0
	for _, n := range days {
		most = max(most, n)
	}
	blocks := []rune("▁▂▃▄▅▆▇█")
	var b strings.Builder
	for _, n := range days {
		if n == 0 {
			b.WriteRune('·')
			continue
		}
		b.WriteRune(blocks[(n*len(blocks)-1)/most])
	}
	return b.String()
}

// inWords tells the same as spark in words, for whoever does not see it.
func inWords(row news.RegionRow, t *texts) string {
	all, today := 0, 0
	counts := make([]string, len(row.Days))
	for i, n := range row.Days {
		all, today = all+n, n
		counts[i] = strconv.Itoa(n)
	}
	return fmt.Sprintf(t.arrange.days, line(row.Name), all, len(row.Days), today, strings.Join(counts, " "))
}

// addDays adds a region's counts to those of another.
func addDays(sum, days []int) []int {
	if len(sum) < len(days) {
		sum = append(sum, make([]int, len(days)-len(sum))...)
	}
	for i, n := range days {
		sum[i] += n
	}
	return sum
}
