package feeds

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"harmattan/internal/news"
)

// dates reads the dates of a document. The words of other languages are made ready when a date needs them.
type dates struct{ names *dateNames }

func (d *dates) parse(text string, lang news.Lang) (at time.Time, ok bool) {
	if at, ok := standard(text); ok {
		return at, true
	}
	if d.names == nil {
		d.names = newDateNames()
	}
	return d.names.parse(text, lang)
}

// parse reads a date as publishers write it: RFC 3339 and 822 and all that is meant for them, words of several
// languages, 12-hour clocks, zones by offset, name or place. A date without a zone is read as UTC. ok is false where the
// text names no day.
func (n *dateNames) parse(text string, lang news.Lang) (at time.Time, ok bool) {
	if len(text) > maxDate {
		return time.Time{}, false
	}
	if t, ok := stamp(text); ok {
		return t, true
	}
	d := dateReader{names: n, lang: lang}
	for _, w := range n.cut(text) {
		d.take(w)
	}
	return d.time()
}

// maxDate is the longest text that is read as a date, in bytes.
const maxDate = 200

// standard reads the two forms that the standards name, as nearly all dates are written: RFC 1123 and RFC 3339, to the
// second. What it does not take is read word by word, with the same result and more work.
func standard(text string) (at time.Time, ok bool) {
	var layout string
	switch {
	case len(text) == len(time.RFC1123Z) && text[3] == ',':
		layout = time.RFC1123Z
	case len(text) == len(http.TimeFormat) && text[3] == ',':
		layout = http.TimeFormat
	case (len(text) == len("2006-01-02T15:04:05Z") || len(text) == len("2006-01-02T15:04:05+07:00")) && text[10] == 'T':
		layout = time.RFC3339
	default:
		return time.Time{}, false
	}
	if layout != time.RFC3339 && !weekday(text[:3]) {
		return time.Time{}, false
	}
	at, err := time.Parse(layout, text)
	if err != nil || at.Year() < 1971 || at.Year() > 2200 {
		return time.Time{}, false
	}
	if _, seconds := at.Zone(); seconds < -maxOffset || seconds > maxOffset {
		return time.Time{}, false
	}
	return at, true
}

// maxOffset is how far a zone's clock is from that of Greenwich at most, in seconds: further than any is.
const maxOffset = 18 * 3600

// weekday tells whether a word is the English name of a weekday as it stands before a date, and no month in another
// language.
func weekday(word string) bool {
	switch word {
	case "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun":
		return true
	}
	return false
}

// stamp reads a date that is nothing but digits: seconds or milliseconds since 1970, and day and clock written together.
func stamp(text string) (at time.Time, ok bool) {
	text = strings.TrimSpace(text)
	for _, layout := range []string{"20060102150405", "200601021504"} {
		if t, err := time.Parse(layout, text); err == nil && len(text) == len(layout) && t.Year() > 1970 && t.Year() < 2100 {
			return t, true
		}
	}
	n, err := strconv.ParseInt(text, 10, 64)
	switch {
	case err != nil || n < 100_000_000:
		return time.Time{}, false
	case n >= 100_000_000_000 && n < 100_000_000_000_000:
		at = time.UnixMilli(n).UTC()
	case n < 10_000_000_000 && (n < 19000101 || n > 21001231):
		at = time.Unix(n, 0).UTC()
	}
	return at, at.Year() > 1970 && at.Year() < 2100
}

// dateReader fills in a date word by word.
type dateReader struct {
	names   *dateNames
	lang    news.Lang
	numbers []dateWord // day, month and year, as far as they are numbers
	month   int
	weekday bool // the month's name may have been that of a weekday
	clock   []int
	nanos   int
	pm, am  bool
	zone    *time.Location
	signed  bool // the zone is an offset
	last    dateWord
	bad     bool
}

func (d *dateReader) take(w dateWord) {
	defer func() { d.last = w }()
	if w.number < 0 {
		d.word(w)
		return
	}
	switch {
	case d.offset(w):
	case len(d.clock) > 0 && len(d.clock) < 3 && (w.before == ':' || d.minutesAfterWord(w)):
		d.clock = append(d.clock, w.number)
	case len(d.clock) == 3 && (w.before == '.' || w.before == ',' || w.before == ':') && w.digits <= 9:
		d.nanos = fraction(w)
	case len(d.clock) == 2 && w.before == '.' && w.digits == 2 && d.last.before == '.': // 14.30.05
		d.clock = append(d.clock, w.number)
	case w.before == ':' && len(d.clock) == 0 && len(d.numbers) > 0:
		d.clockFromLast(w)
	case len(d.clock) == 0 && d.compactClock(w):
	case len(d.numbers) < 4:
		d.numbers = append(d.numbers, w)
	}
}

// clockFromLast: the number before a colon was an hour.
func (d *dateReader) clockFromLast(w dateWord) {
	hour := d.numbers[len(d.numbers)-1]
	if d.last.number < 0 || hour.digits > 2 {
		return
	}
	d.numbers = d.numbers[:len(d.numbers)-1]
	d.clock = []int{hour.number, w.number}
}

// compactClock reads 143005 or 1430 after a whole date, as in 20240131T143005.
func (d *dateReader) compactClock(w dateWord) bool {
	if d.last.text != "t" || !d.whole() {
		return false
	}
	switch w.digits {
	case 6:
		d.clock = []int{w.number / 10000, w.number / 100 % 100, w.number % 100}
	case 4:
		d.clock = []int{w.number / 100, w.number % 100}
	case 2:
		d.clock = []int{w.number}
	default:
		return false
	}
	return true
}

// whole tells whether a day, a month and a year have been read.
func (d *dateReader) whole() bool {
	n := len(d.numbers)
	return n >= 3 || d.month > 0 && n >= 2 || n == 1 && d.numbers[0].digits == 8
}

// offset reads +0100, +01:00, -3, and GMT+1, where a clock or the name of UTC came before.
func (d *dateReader) offset(w dateWord) bool {
	if d.signed && w.before == ':' && w.digits == 2 && d.last.digits <= 2 {
		d.offsetMinutes(w.number)
		return true
	}
	if w.before != '+' && w.before != '-' || d.signed || w.digits > 4 {
		return false
	}
	named := d.last.number < 0 && utc(d.last.text)
	if len(d.clock) == 0 && !named || w.before == '-' && !d.whole() && (w.digits != 4 || w.number > 1400) {
		return false // a dash between the parts of a date
	}
	hours, minutes := w.number, 0
	if w.digits > 2 {
		hours, minutes = w.number/100, w.number%100
	}
	d.bad = d.bad || hours > 18
	seconds := hours*3600 + minutes*60
	if w.before == '-' {
		seconds = -seconds
	}
	d.zone, d.signed = time.FixedZone("", seconds), true
	return true
}

// offsetMinutes adds the minutes of +05:30 to an offset of hours.
func (d *dateReader) offsetMinutes(minutes int) {
	_, seconds := time.Time{}.In(d.zone).Zone()
	if seconds < 0 {
		minutes = -minutes
	}
	d.zone = time.FixedZone("", seconds+minutes*60)
}

func fraction(w dateWord) int {
	n := w.number
	for range 9 - w.digits {
		n *= 10
	}
	return n
}

// word takes a word: a month, a half of the day, a zone, the "h" of 14h30, or one that says nothing.
func (d *dateReader) word(w dateWord) {
	switch w.text {
	case "am", "صباحا", "صباحًا", "صباحاً", "πμ", "오전", "上午":
		d.half()
		d.am = true
		return
	case "pm", "مساء", "مساءً", "مسا", "μμ", "오후", "下午":
		d.half()
		d.pm = true
		return
	case "ص", "م": // with a clock before it; "م" alone is also the Christian era
		d.am, d.pm = d.am || w.text == "ص" && len(d.clock) > 0, d.pm || w.text == "م" && len(d.clock) > 0
		return
	case "noon", "midi":
		d.clock = []int{12, 0}
		return
	case "midnight", "minuit":
		d.clock = []int{0, 0}
		return
	}
	if clockWord(w.text) && d.last.number >= 0 && d.last.digits <= 2 && d.hourWord() {
		return
	}
	if m := d.names.months[w.text]; m > 0 && (d.month == 0 || d.weekday) {
		d.month, d.weekday = m, w.text == "mar" && len(d.numbers) == 0 // Tuesday in French, Spanish and Italian
		return
	}
	if d.zone == nil {
		d.zone = d.names.zone(w.text)
	}
}

// clockWord tells whether a word stands behind an hour: 14h30, 14 Uhr.
func clockWord(text string) bool {
	return text == "h" || text == "uhr" || text == "hrs" || text == "heures"
}

// minutesAfterWord tells whether a number is the minutes in 14h30.
func (d *dateReader) minutesAfterWord(w dateWord) bool {
	return len(d.clock) == 1 && w.digits == 2 && (w.before == 0 || w.before == ' ') && clockWord(d.last.text)
}

// hourWord: the number before "h" was an hour.
func (d *dateReader) hourWord() bool {
	if len(d.clock) > 0 || len(d.numbers) == 0 {
		return len(d.clock) > 0
	}
	n := len(d.numbers)
	if n > 1 && d.last.before == '.' && d.last.digits == 2 && d.numbers[n-2].number < 24 { // 14.30 Uhr
		d.clock, d.numbers = []int{d.numbers[n-2].number, d.numbers[n-1].number}, d.numbers[:n-2]
		return true
	}
	d.clock, d.numbers = []int{d.numbers[n-1].number}, d.numbers[:n-1]
	return true
}

// half: "3 pm" without minutes.
func (d *dateReader) half() {
	if len(d.clock) == 0 && d.last.number >= 0 && d.last.digits <= 2 && len(d.numbers) > 0 {
		d.clock = []int{d.last.number}
		d.numbers = d.numbers[:len(d.numbers)-1]
	}
}

// time puts the pieces together.
func (d *dateReader) time() (time.Time, bool) {
	year, month, day, ok := d.day()
	if !ok || d.bad {
		return time.Time{}, false
	}
	var clock [3]int
	copy(clock[:], d.clock)
	hour, minute, second := clock[0], clock[1], clock[2]
	switch {
	case d.pm && hour < 12:
		hour += 12
	case d.am && hour == 12:
		hour = 0
	}
	if hour > 24 || minute > 59 || second > 60 || hour == 24 && minute+second > 0 {
		return time.Time{}, false
	}
	zone := d.zone
	if zone == nil {
		zone = time.UTC
	}
	at := time.Date(year, time.Month(month), day, hour, minute, second, d.nanos, zone)
	if at.Year() < 1971 || at.Year() > 2200 {
		return time.Time{}, false // the zero of some clock, or no year
	}
	return at, true
}

// day finds year, month and day among the numbers.
func (d *dateReader) day() (year, month, day int, ok bool) {
	n := d.numbers
	switch {
	case d.month > 0:
		year, day, ok = d.aroundMonth()
		month = d.month
	case len(n) >= 3:
		year, month, day, ok = d.threeNumbers(n[0], n[1], n[2])
	case len(n) == 2 && n[0].digits == 4 && n[1].digits == 3: // day of the year
		at := time.Date(n[0].number, 1, n[1].number, 0, 0, 0, 0, time.UTC)
		return at.Year(), int(at.Month()), at.Day(), n[1].number > 0 && n[1].number <= 366
	case len(n) == 2 && n[0].digits == 4:
		year, month, day, ok = n[0].number, n[1].number, 1, true
	case len(n) == 1 && n[0].digits == 8:
		year, month, day, ok = n[0].number/10000, n[0].number/100%100, n[0].number%100, true
	case len(n) == 1 && n[0].digits == 4 && len(d.clock) == 0:
		year, month, day, ok = n[0].number, 1, 1, true
	}
	if !ok || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return 0, 0, 0, false
	}
	return year, month, day, true
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// aroundMonth finds day and year around the name of a month.
func (d *dateReader) aroundMonth() (year, day int, ok bool) {
	n := d.numbers
	switch {
	case len(n) == 1 && n[0].digits == 4:
		return n[0].number, 1, true
	case len(n) < 2:
		return 0, 0, false
	case n[0].digits == 4: // 2024 January 31
		return n[0].number, n[1].number, true
	case n[1].digits == 4 || n[0].number <= 31:
		return fullYear(n[1]), n[0].number, true
	}
	return fullYear(n[0]), n[1].number, true // 99-Dec-31
}

// threeNumbers orders a date of numbers. With the year at its head it goes down; else it goes up, but for dates that
// can only be, or by their 12-hour clock are, written the American way.
func (d *dateReader) threeNumbers(a, b, c dateWord) (year, month, day int, ok bool) {
	switch {
	case a.digits >= 3:
		return a.number, b.number, c.number, a.digits == 4
	case c.digits == 3:
		return 0, 0, 0, false
	case b.number > 12 && a.number <= 12:
		return fullYear(c), a.number, b.number, true
	case b.before == '/' && (d.am || d.pm) && a.number <= 12 && d.lang != news.French && d.lang != news.Arabic:
		return fullYear(c), a.number, b.number, true
	case a.number > 31:
		return fullYear(a), b.number, c.number, true
	}
	return fullYear(c), b.number, a.number, true
}

// fullYear reads a year of two digits as RFC 2822 and its readers do.
func fullYear(w dateWord) int {
	switch {
	case w.digits > 2:
		return w.number
	case w.number < 69:
		return 2000 + w.number
	}
	return 1900 + w.number
}
