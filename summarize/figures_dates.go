package summarize

import (
	"strconv"
	"strings"

	"harmattan/internal/news"
)

// dates finds the days of months: "June 10", "10 June", "le 3 et le 9 juin", "between 17 and 26 March".
func (r *figureReader) dates() {
	for i := range r.words {
		if r.words[i].month == 0 {
			continue
		}
		at := len(r.out)
		r.daysBefore(i)
		next := i + 1
		if r.fold(next) == "the" {
			next++
		}
		if len(r.out) == at && next < len(r.words) && (!r.stops(i+1) || len(r.words[i].fold) <= 4) { // "Sept. 12"
			r.day(next, i)
		}
		if len(r.out) > at {
			r.used[i] = true
		}
	}
}

// daysBefore reads the days that stand before the month at word m, over "and", "to" and their like.
func (r *figureReader) daysBefore(m int) {
	for i := m - 1; i >= 0 && i >= m-6; i-- {
		switch r.words[i].fold {
		case "de", "of", "et", "le", "au", "and", "to", "du", "a", "e", "ao", "the", "les":
			if i == m-1 && r.words[i].fold != "de" && r.words[i].fold != "of" {
				return
			}
			continue
		}
		if !r.day(i, m) {
			return
		}
	}
}

// day takes word i as a day of the month at word m.
func (r *figureReader) day(i, m int) bool {
	w := r.words[i]
	if !w.digit || r.used[i] {
		return false
	}
	digits := strings.TrimRight(w.fold, "sthndre")
	d, err := strconv.Atoi(digits)
	if err != nil || d < 1 || d > 31 {
		return false
	}
	r.used[i] = true
	r.out = append(r.out, figure{
		value: float64(int(r.words[m].month)*100 + d), step: 1, unit: monthDay,
		from: min(i, m), to: max(i, m) + 1,
	})
	return true
}

// slashed reads "9/11" as the month and the day.
func (r *figureReader) slashed(i int) (figure, bool) {
	if i+1 >= len(r.words) || !r.words[i+1].digit || r.used[i+1] {
		return figure{}, false
	}
	between := r.text[r.words[i].end:r.words[i+1].start]
	m, err1 := strconv.Atoi(r.words[i].fold)
	d, err2 := strconv.Atoi(strings.TrimSuffix(r.words[i+1].fold, "th"))
	if err1 != nil || err2 != nil || m < 1 || m > 12 || d < 1 || d > 31 {
		return figure{}, false
	}
	if between != "/" && (between != "-" || m != 9 || d != 11) {
		return figure{}, false
	}
	return figure{value: float64(m*100 + d), step: 1, unit: monthDay, from: i, to: i + 2}, true
}

// clockTime reads "3:40 p.m.", "3.40 in the afternoon", "5 h 40", "3h20", "à 8 heures" and "0335 GMT". The value is
// minutes after midnight or noon, since half of the reports leave out which.
func (r *figureReader) clockTime(i int) (figure, bool) {
	f := figure{step: 1, unit: clock, from: i, to: i + 1}
	hour, minute, ok := r.clockParts(i, &f)
	if !ok {
		return f, false
	}
	h, err := strconv.Atoi(hour)
	if err != nil || h > 24 {
		return f, false
	}
	m := 0
	if minute != "" {
		if m, err = strconv.Atoi(minute); err != nil || m > 59 {
			return f, false
		}
	}
	if halfDay(r.fold(f.to)) {
		f.to++
	}
	f.value = float64((h*60 + m) % 720)
	return f, true
}

// clockParts finds the hour and the minute of a time of day that begins at word i, and how far it goes.
func (r *figureReader) clockParts(i int, f *figure) (hour, minute string, ok bool) {
	w, next := r.words[i].fold, r.fold(i+1)
	if hour, minute, ok = strings.Cut(w, ":"); ok {
		return hour, minute, true
	}
	if hour, minute, ok = strings.Cut(w, "h"); ok {
		return hour, minute, true
	}
	switch {
	case next == "h", next == "hrs", (next == "heures" || next == "heure" || next == "horas") && r.atTime(i):
		f.to = i + 2
		if m := r.fold(i + 2); len(m) == 2 && r.words[i+2].digit {
			minute, f.to = m, i+3
		}
		return w, minute, true
	case halfDay(next), next == "in" && r.fold(i+2) == "the" && dayPart(r.fold(i+3)):
		hour, minute, _ = strings.Cut(w, ".")
		return hour, minute, true
	case next == "gmt" && len(w) == 4:
		f.to = i + 2
		return w[:2], w[2:], true
	}
	return "", "", false
}

// fold is word i, or "" after the end.
func (r *figureReader) fold(i int) string {
	if i < 0 || i >= len(r.words) {
		return ""
	}
	return r.words[i].fold
}

func (r *figureReader) atTime(i int) bool {
	switch r.fold(i - 1) {
	case "a", "as", "vers", "des", "depuis", "avant", "apres", "desde", "pelas", "cerca":
		return true
	}
	return false
}

func halfDay(w string) bool { return w == "p.m" || w == "a.m" || w == "pm" || w == "am" }

func dayPart(w string) bool { return w == "afternoon" || w == "morning" || w == "evening" }

// monthWord is the month a word names, 1 to 12, or 0. English months want a capital, which is for the caller to look at:
// "may" and "march" are verbs too.
func monthWord(fold string, lang news.Lang) uint8 {
	switch fold {
	case "january", "jan", "janvier", "janeiro", "يناير", "janairu":
		return 1
	case "february", "feb", "fevrier", "fevereiro", "فبراير", "fabrairu":
		return 2
	case "march", "mars", "marco", "مارس", "maris":
		return 3
	case "april", "avril", "abril", "ابريل", "افريل", "afrilu":
		return 4
	case "may", "mai", "maio", "مايو", "mayu":
		return 5
	case "june", "juin", "junho", "يونيو", "جوان", "yuni":
		return 6
	case "july", "juillet", "julho", "يوليو", "جويليه", "yuli":
		return 7
	case "august", "aug", "aout", "agosto", "اغسطس", "اوت", "agusta":
		return 8
	case "september", "sept", "septembre", "setembro", "سبتمبر", "satumba":
		if fold == "sept" && lang == news.French {
			return 0
		}
		return 9
	case "october", "oct", "octobre", "outubro", "اكتوبر", "oktoba":
		return 10
	case "november", "nov", "novembre", "novembro", "نوفمبر", "nuwamba":
		return 11
	case "december", "dec", "decembre", "dezembro", "ديسمبر", "disamba":
		return 12
	}
	return 0
}

// weekdayWord is the day of the week a word names, 1 for Monday to 7, or 0; next is the word after it.
func weekdayWord(fold, next string, lang news.Lang) uint8 {
	if lang == news.Portuguese {
		if next == "feira" || next == "feiras" {
			switch fold {
			case "segunda":
				return 1
			case "terca":
				return 2
			case "quarta":
				return 3
			case "quinta":
				return 4
			case "sexta":
				return 5
			}
		}
		if fold == "domingo" {
			return 7
		}
		return 0
	}
	switch fold {
	case "monday", "lundi", "الاثنين", "litinin":
		return 1
	case "tuesday", "mardi", "الثلاثاء", "talata":
		return 2
	case "wednesday", "mercredi", "الاربعاء", "laraba":
		return 3
	case "thursday", "jeudi", "الخميس", "alhamis":
		return 4
	case "friday", "vendredi", "الجمعه", "jumma'a", "juma'a":
		return 5
	case "saturday", "samedi", "السبت", "asabar":
		return 6
	case "sunday", "dimanche", "الاحد", "lahadi":
		return 7
	}
	return 0
}
