package summarize

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"harmattan/internal/news"
)

// unit says what kind of thing a figure measures. Figures of different units never contradict each other.
type unit uint8

const (
	count    unit = iota // things, named by the words that follow
	percent              // of a hundred
	money                // in whichever currency
	length               // in metres
	mass                 // in kilograms
	hours                // durations shorter than a day
	days                 // durations of days and weeks, in days
	months               // durations in months
	years                // durations in years
	age                  // of somebody, in years
	clock                // minutes after midnight or noon
	monthDay             // month*100 + day
	year                 // of the calendar
	ordinal              // "third", "3e"
	degree               // of temperature
	code                 // the number in a name, such as "N24"
)

// figure is a number of a text with what it measures or counts.
type figure struct {
	value  float64
	step   float64   // one in the last place that was written: .1 in "3.5", a million in "40 million"
	unit   unit      //
	approx bool      // "about", "nearly", "a hundred or so"
	bound  int8      // +1 for "at least", "more than"; -1 for "at most", "up to"
	weak   bool      // "one" as a word, which often counts nothing
	part   bool      // "three of the teachers": some of a number told elsewhere
	nouns  [3]uint32 // the words that tell what is counted, by their keys; 0 where there are fewer
	words  [3]uint8  // which words those are
	from   int       // first word
	to     int       // after the last word, its unit included
}

// figureReader finds the figures of one text.
type figureReader struct {
	text  string
	lang  news.Lang
	words []token
	used  []bool // words that are part of a figure already
	out   []figure
}

// read lists the figures of a text in their order, digits and words alike, and tells whether the text corrects one: what
// it denies is left out.
func (r *figureReader) read() (figures []figure, corrects bool) {
	if !slices.ContainsFunc(r.words, mayCount) {
		return nil, false
	}
	r.used = append(r.used[:0], make([]bool, len(r.words))...)
	r.dates()
	for i := 0; i < len(r.words); i++ {
		if r.used[i] {
			continue
		}
		if f, ok := r.at(i); ok {
			for j := f.from; j < f.to; j++ {
				r.used[j] = true
			}
			r.out = append(r.out, f)
			i = f.to - 1
		}
	}
	corrects = r.leaveOutDenied()
	for i := range r.out {
		r.halve(&r.out[i])
		r.qualify(&r.out[i])
		r.counted(&r.out[i])
		r.named(&r.out[i])
	}
	return r.out, corrects
}

// mayCount tells whether a figure may begin with a word.
func mayCount(w token) bool {
	return w.digit || w.number != 0 || w.month != 0 || w.coded || w.denies
}

// at reads the figure that begins at word i.
func (r *figureReader) at(i int) (figure, bool) {
	w := &r.words[i]
	switch {
	case w.digit:
		return r.digits(i)
	case w.number != 0 && !w.article():
		return r.spelled(i)
	case w.coded:
		return r.codedName(i)
	}
	return r.none(i)
}

// codedName reads a number with letters before it: "US$13.15" and "$US13.15" are money, "E2" and "N24" are names that
// differ when their numbers do.
func (r *figureReader) codedName(i int) (figure, bool) {
	w := r.words[i].fold
	cut := strings.IndexAny(w, "0123456789")
	digits := strings.TrimRight(w[cut:], "abcdefghijklmnopqrstuvwxyz")
	value, step, ok := parseDigits(digits, r.lang)
	if !ok {
		return figure{}, false
	}
	f := figure{value: value, step: step, unit: code, from: i, to: i + 1}
	switch w[:cut] {
	case "us", "a", "c", "nz", "hk", "s", "rs", "cfa", "usd", "fcfa":
		if before := strings.TrimRight(r.text[:r.words[i].start], " "); strings.HasSuffix(before, "$") || len(w[:cut]) > 2 {
			f.unit = money
			for f.to < len(r.words) {
				scale, ok := scaleWord(r.words[f.to].fold)
				if !ok {
					break
				}
				f.value, f.step, f.to = f.value*scale, f.step*scale, f.to+1
			}
			return f, true
		}
	}
	f.nouns[0] = hash(w[:cut])
	return f, true
}

// digits reads a figure written in digits, with the scale and unit that follow.
func (r *figureReader) digits(i int) (figure, bool) {
	w := r.words[i]
	if f, ok := r.clockTime(i); ok {
		return f, true
	}
	if f, ok := r.slashed(i); ok {
		return f, true
	}
	if v, ok := ordinalDigits(w.fold); ok {
		return figure{value: v, step: 1, unit: ordinal, from: i, to: i + 1}, true
	}
	written, to := []byte(w.fold), i+1
	for to < len(r.words) && r.thousandsGap(to) {
		written = append(written, r.words[to].fold...)
		to++
	}
	value, step, ok := parseDigits(string(written), r.lang)
	if !ok {
		return r.glued(i)
	}
	f := figure{value: value, step: step, from: i, to: to}
	for f.to < len(r.words) {
		scale, ok := scaleWord(r.words[f.to].fold)
		if !ok {
			break
		}
		f.value, f.step, f.to = f.value*scale, f.step*scale, f.to+1
	}
	r.measure(&f)
	switch {
	case f.unit == count && r.aged(&f):
		f.unit = age
	case f.unit == count && r.numbered(i):
		f.unit = ordinal
	}
	if f.unit == count && to == i+1 && len(w.fold) == 4 && value >= 1800 && value < 2100 && f.to == to && !strings.ContainsAny(w.fold, ".,") {
		f.unit = year
	}
	return f, true
}

// numbered tells whether the word before word i makes it a number in a row: "day 528", "n° 3", "week 12".
func (r *figureReader) numbered(i int) bool {
	if i == 0 || strings.Trim(r.text[r.words[i-1].end:r.words[i].start], " .°º\u00a0") != "" {
		return false
	}
	switch r.words[i-1].fold {
	case "day", "week", "no", "number", "page", "part", "round", "phase", "season", "episode", "chapter", "article", "line",
		"jour", "semaine", "n", "numero", "saison", "journee", "dia", "semana":
		return true
	}
	return false
}

// aged tells whether a bare number stands between commas behind a name: "Sadio Keita, 58, said".
func (r *figureReader) aged(f *figure) bool {
	if f.from == 0 || f.value < 1 || f.value > 120 || !r.words[f.from-1].upper || f.to >= len(r.words) {
		return false
	}
	before, after := r.text[r.words[f.from-1].end:r.words[f.from].start], r.text[r.words[f.to-1].end:r.words[f.to].start]
	return strings.TrimSpace(before) == "," && strings.HasPrefix(after, ",")
}

// glued reads "50kg", "12km" and "4bn".
func (r *figureReader) glued(i int) (figure, bool) {
	w := r.words[i].fold
	cut := strings.IndexFunc(w, func(c rune) bool { return (c < '0' || c > '9') && c != '.' && c != ',' })
	if cut <= 0 {
		return figure{}, false
	}
	value, step, ok := parseDigits(w[:cut], r.lang)
	if !ok {
		return figure{}, false
	}
	f := figure{value: value, step: step, from: i, to: i + 1}
	if w[cut:] == "s" && value >= 20 { // "the 1990s"
		f.unit = year
		return f, true
	}
	if scale, ok := scaleWord(w[cut:]); ok {
		f.value, f.step = value*scale, step*scale
		r.measure(&f)
		return f, true
	}
	u, factor, ok := unitWord(w[cut:])
	if !ok {
		return figure{}, false
	}
	f.unit, f.value, f.step = u, value*factor, step*factor
	return f, true
}

// thousandsGap tells whether word i is three digits that a single space joins to the number before it, as in
// "5 800". Writers of English use the comma, so there only a no-break space joins.
func (r *figureReader) thousandsGap(i int) bool {
	w := r.words[i]
	if !w.digit || len(w.fold) != 3 || strings.Trim(w.fold, "0123456789") != "" || strings.ContainsAny(r.words[i-1].fold, ".,") ||
		len(r.words[i-1].fold) > 3 {
		return false
	}
	switch r.text[r.words[i-1].end:w.start] {
	case "\u00a0", "\u202f", "\u2009":
		return true
	case " ":
		return r.lang != news.English
	}
	return false
}

// signed finds the sign that tells a figure's unit, before it or after it.
func (r *figureReader) signed(f *figure) (unit, bool) {
	before := strings.TrimRight(r.text[:r.words[f.from].start], " \u00a0")
	if s, _ := utf8.DecodeLastRuneInString(before); strings.ContainsRune("$€£¥₦", s) {
		return money, true
	}
	after := strings.TrimLeft(r.text[r.words[f.to-1].end:], " \u00a0\u202f-")
	switch s, _ := utf8.DecodeRuneInString(after); s {
	case '%', '٪':
		return percent, true
	case '€', '$', '£', '¥':
		return money, true
	case '°':
		return degree, true
	}
	return count, false
}

// measure finds the unit of a figure: the sign before it, the sign or the word after it.
func (r *figureReader) measure(f *figure) {
	if u, ok := r.signed(f); ok {
		f.unit = u
		return
	}
	if f.to >= len(r.words) {
		return
	}
	at := f.to
	if next := r.words[at].fold; (next == "per" || next == "pour" || next == "por") && at+1 < len(r.words) && strings.HasPrefix(r.words[at+1].fold, "cent") {
		f.unit, f.to = percent, at+2
		return
	}
	if r.words[at].fold == "de" && at+1 < len(r.words) { // "40 millions de francs"
		at++
	}
	u, factor, ok := unitWord(r.words[at].fold)
	if !ok || r.stops(f.to) {
		return
	}
	f.unit, f.value, f.step, f.to = u, f.value*factor, f.step*factor, at+1
	if u == years && f.to < len(r.words) && r.words[f.to].fold == "old" {
		f.unit, f.to = age, f.to+1
	}
	if u == money && f.to < len(r.words) && (r.words[f.to].fold == "francs" || r.words[f.to].fold == "cfa") {
		f.to++
	}
}

// stops tells whether punctuation stands before word i.
func (r *figureReader) stops(i int) bool {
	return strings.ContainsAny(r.text[r.words[i-1].end:r.words[i].start], ",;:.!?()»”\"،؛")
}

// qualify reads the words before a figure: "about", "at least", "up to".
func (r *figureReader) qualify(f *figure) {
	for back := 1; back <= 4 && f.from-back >= 0; back++ {
		w := r.words[f.from-back].fold
		prev := ""
		if f.from-back > 0 {
			prev = r.words[f.from-back-1].fold
		}
		switch w {
		case "about", "around", "some", "nearly", "almost", "roughly", "approximately", "estimated", "circa",
			"environ", "quelque", "pres", "presque", "autour", "cerca", "quase", "aproximadamente", "uns", "umas",
			"حوالي", "نحو", "قرابه", "زهاء", "kimanin", "kusan":
			f.approx = true
		case "close":
			f.approx = f.approx || back <= 2
		case "least", "moins":
			if prev == "at" || prev == "au" {
				f.bound = 1
			} else if w == "moins" && back <= 2 {
				f.bound = -1
			}
		case "fewer", "less":
			f.bound = -1
			if prev == "no" || prev == "not" {
				f.bound = 1
			}
			return
		case "more", "over", "plus", "mais", "اكثر", "fiye":
			f.bound = 1
		case "pelo", "الاقل":
			f.bound = 1
		case "under", "below", "menos", "ate", "اقل":
			f.bound = -1
		case "to", "than", "de", "of", "d", "a", "an", "the", "que", "at", "une", "un", "من", "as", "many", "very":
			continue
		}
		return
	}
}

// parseDigits reads a number in digits. A comma or point before exactly three digits divides thousands where the
// language writes them so; otherwise it begins the decimals.
func parseDigits(s string, lang news.Lang) (value, step float64, ok bool) {
	point := -1
	var plain []byte
	for i := range len(s) {
		c := s[i]
		if c >= '0' && c <= '9' {
			plain = append(plain, c)
			continue
		}
		if c != '.' && c != ',' {
			return 0, 0, false
		}
		if !dividesThousands(s, i, lang) {
			point = len(plain)
		}
	}
	value, err := strconv.ParseFloat(string(plain), 64)
	if err != nil {
		return 0, 0, false
	}
	step = 1
	if point >= 0 {
		step = math.Pow10(point - len(plain))
	}
	return value * step, step, true
}

func dividesThousands(s string, i int, lang news.Lang) bool {
	digits := 0
	for j := i + 1; j < len(s) && s[j] >= '0' && s[j] <= '9'; j++ {
		digits++
	}
	if digits != 3 || i == 0 || i > 3 && strings.IndexByte(s, s[i]) == i || s[0] == '0' {
		return false
	}
	if strings.Count(s, string(s[i])) > 1 {
		return true
	}
	if s[i] == ',' {
		return lang != news.French && lang != news.Portuguese
	}
	return lang == news.Portuguese || lang == news.French
}

// ordinalDigits reads "3rd", "21st", "3e", "1er" and "2º".
func ordinalDigits(s string) (float64, bool) {
	cut := strings.IndexFunc(s, func(c rune) bool { return c < '0' || c > '9' })
	if cut <= 0 {
		return 0, false
	}
	switch s[cut:] {
	case "st", "nd", "rd", "th", "e", "er", "ere", "eme", "nde", "º", "ª":
		v, err := strconv.ParseFloat(s[:cut], 64)
		return v, err == nil
	}
	return 0, false
}
