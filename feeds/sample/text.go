package sample

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// fold joins the lines of each paragraph by a space and the paragraphs by a line break.
func fold(text string) string {
	var paragraphs []string
	for paragraph := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		paragraphs = append(paragraphs, strings.Join(strings.Fields(paragraph), " "))
	}
	return strings.Join(paragraphs, "\n")
}

// placeholder is a day that a text names: {day 26h} is the day of the week 26 hours before now.
var placeholder = regexp.MustCompile(`\{day (-?\d+)h\}`)

// days puts the names of days in the place of their placeholders. Texts that are written once and read on any day need
// it: an attack "on Tuesday" has to lie before the article that tells it.
func days(text, lang string, now time.Time) string {
	return placeholder.ReplaceAllStringFunc(text, func(found string) string {
		hours, err := strconv.Atoi(placeholder.FindStringSubmatch(found)[1])
		if err != nil {
			return found
		}
		return weekday(now.Add(-time.Duration(hours)*time.Hour).Weekday(), lang)
	})
}

// weekday is the name of a day within a sentence.
func weekday(day time.Weekday, lang string) string {
	switch lang {
	case "fr":
		return [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}[day]
	case "ar":
		return [...]string{"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"}[day]
	}
	return day.String()
}
