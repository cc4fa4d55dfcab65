package ui

import (
	"strconv"
	"strings"
)

// maxRuns is how many runs of numbers stand beside a statement; unfolded, each article is named.
const maxRuns = 5

// superscripts writes the numbers of articles, in order, small and raised behind a statement: "¹⁻³·⁵".
func superscripts(numbers []int) string {
	var runs []string
	for i := 0; i < len(numbers); {
		k := i
		for k+1 < len(numbers) && numbers[k+1] == numbers[k]+1 {
			k++
		}
		switch {
		case len(runs) == maxRuns:
			return strings.Join(runs, "·") + "⁺" + raised(len(numbers)-i)
		case k > i+1:
			runs = append(runs, raised(numbers[i])+"⁻"+raised(numbers[k]))
		case k == i+1:
			runs = append(runs, raised(numbers[i]), raised(numbers[k]))
		default:
			runs = append(runs, raised(numbers[i]))
		}
		i = k + 1
	}
	return strings.Join(runs, "·")
}

// raised writes a number in superscript digits.
func raised(n int) string {
	digits := []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")
	var out strings.Builder
	for _, d := range strconv.Itoa(n) {
		out.WriteRune(digits[d-'0'])
	}
	return out.String()
}
