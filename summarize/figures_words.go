package summarize

import (
	"strings"

	"harmattan/internal/news"
)

// numberKind says how a number word joins its neighbours.
type numberKind uint8

const (
	noNumber  numberKind = iota
	units                // below a hundred: "twelve", "quarenta"
	hundred              // multiplies what stands before it by a hundred
	collected            // "dozen", "centaine": about as many
	ordinals             // "third", "deuxième"
)

// spelled reads a number in words, such as "six hundred and forty", "six mille deux cents", "trinta e um" or
// "une centaine", with the unit that follows.
func (r *figureReader) spelled(i int) (figure, bool) {
	f := figure{step: 1, from: i, to: i, weak: r.words[i].weak}
	total, current, read := 0.0, 0.0, 0
	for f.to < len(r.words) {
		w := r.words[f.to]
		if read > 0 && (w.fold == "and" || w.fold == "et" || w.fold == "e") && f.to+1 < len(r.words) && r.continues(f.to+1, current) {
			f.to++
			continue
		}
		if scale, ok := scaleWord(w.fold); ok && (read > 0 || !strings.HasSuffix(w.fold, "s")) && !r.dash(f.to, read) {
			if current == 0 {
				current = 1
			}
			total, current = total+current*scale, 0
			f.step = max(f.step, 1)
		} else if !r.add(w, &current, &f) {
			break
		}
		f.to++
		read++
		if f.unit == ordinal {
			break
		}
	}
	f.value = total + current
	if read == 0 || f.value == 0 {
		return f, false
	}
	if read > 1 {
		f.weak = false
	}
	if f.unit != ordinal {
		r.measure(&f)
	}
	return f, true
}

// dash tells whether a scale word stands far from the number before it, after punctuation.
func (r *figureReader) dash(i, read int) bool { return read > 0 && r.stops(i) }

// continues tells whether the word at i goes on with a number whose last part is current: "hundred and forty",
// "vingt et un", "trinta e um", but not "twelve and three".
func (r *figureReader) continues(i int, current float64) bool {
	w := r.words[i]
	if w.number == 0 || w.kind != units || r.describes(i) {
		return false
	}
	rest := int(current) % 100
	return rest == 0 || rest >= 20 && float64(rest)+float64(w.number) < 100 && w.number < 20
}

// describes tells whether the number at word i belongs to the word after it, as in "four-person teams".
func (r *figureReader) describes(i int) bool {
	return i+1 < len(r.words) && r.text[r.words[i].end:r.words[i+1].start] == "-" && r.words[i+1].number == 0
}

// add joins a number word to the number read so far and reports whether it belongs to it.
func (r *figureReader) add(w token, current *float64, f *figure) bool {
	if w.number == 0 || f.to > f.from && (r.stops(f.to) || r.describes(f.to)) {
		return false
	}
	n, rest := float64(w.number), int(*current)%100
	switch w.kind {
	case ordinals:
		if *current != 0 && rest < 20 && rest != 0 {
			return false
		}
		*current += n
		f.unit = ordinal
	case hundred:
		if *current >= 100 {
			return false
		}
		*current = max(*current, 1) * 100
	case collected:
		*current = max(*current, 1) * n
		f.approx = n != 12
		f.step = n / 10
	default:
		if !r.joinsUnits(w, rest) {
			return false
		}
		if n == 20 && rest == 4 { // quatre-vingts
			n = 76
		}
		*current += n
	}
	return true
}

// joinsUnits tells whether a number word below a hundred goes on with a number whose last part is rest: "forty" and
// "two", "soixante" and "douze", "dix" and "sept", in Arabic "five" and "and twenty".
func (r *figureReader) joinsUnits(w token, rest int) bool {
	n := int(w.number)
	switch {
	case rest == 0, n == 20 && rest == 4:
		return true
	case r.lang == news.French && (rest == 60 || rest == 80):
		return n < 20
	case r.lang == news.French && rest%20 == 10 && rest != 30 && rest != 50:
		return n > 6 && n < 10
	case rest < 10:
		return n >= 20 && strings.HasPrefix(w.fold, "و")
	}
	return rest >= 20 && rest%10 == 0 && n < 10
}

// scaleWord is what a word multiplies the number before it by.
func scaleWord(w string) (float64, bool) {
	switch w {
	case "thousand", "mille", "mil", "millier", "milliers", "milhares", "الف", "الاف", "k", "dubu":
		return 1e3, true
	case "million", "millions", "milhao", "milhoes", "مليون", "ملايين", "mn", "miliyan":
		return 1e6, true
	case "billion", "billions", "milliard", "milliards", "mil milhoes", "bilhao", "bilhoes", "مليار", "مليارات", "bn", "biliyan":
		return 1e9, true
	case "trillion", "trillions", "tn":
		return 1e12, true
	}
	return 0, false
}

// unitWord is the unit that a word names and its size in the unit's base.
func unitWord(w string) (unit, float64, bool) {
	switch w {
	case "percent", "percentage", "pct", "بالمئه", "بالمائه":
		return percent, 1, true
	case "dollar", "dollars", "euro", "euros", "franc", "francs", "francos", "cfa", "naira", "nairas", "yen", "pound",
		"pounds", "livres", "fcfa", "dinar", "dinars", "riyal", "riyals", "دولار", "يورو", "فرنك", "دينار", "usd", "eur", "xof", "xaf", "rupees", "yuan":
		return money, 1, true
	case "cents", "pence":
		return money, .01, true
	case "km", "kilometre", "kilometres", "kilometer", "kilometers", "kms", "quilometros", "quilometro", "كيلومتر", "كيلومترا", "كلم":
		return length, 1e3, true
	case "m", "metre", "metres", "meter", "meters", "metro", "metros", "متر", "مترا":
		return length, 1, true
	case "cm", "centimetre", "centimetres", "centimeters":
		return length, .01, true
	case "mile", "miles", "milhas", "ميل":
		return length, 1609, true
	case "feet", "foot", "ft":
		return length, .3048, true
	case "inch", "inches":
		return length, .0254, true
	case "kg", "kilo", "kilos", "kilogram", "kilograms", "kilogrammes", "quilos", "كيلوغرام", "كغ":
		return mass, 1, true
	case "tonne", "tonnes", "tons", "ton", "toneladas", "tonelada", "طن", "طنا", "t":
		return mass, 1e3, true
	case "gram", "grams", "gramme", "grammes", "g":
		return mass, 1e-3, true
	}
	return durationWord(w)
}

func durationWord(w string) (unit, float64, bool) {
	switch w {
	case "minute", "minutes", "minutos", "دقيقه", "دقائق":
		return hours, 1. / 60, true
	case "hour", "hours", "heure", "heures", "hora", "horas", "ساعه", "ساعات", "awa", "awoyi":
		return hours, 1, true
	case "day", "days", "jour", "jours", "dia", "dias", "يوم", "يوما", "ايام", "kwana", "kwanaki":
		return days, 1, true
	case "week", "weeks", "semaine", "semaines", "semana", "semanas", "اسبوع", "اسابيع", "mako":
		return days, 7, true
	case "month", "months", "mois", "mes", "meses", "شهر", "اشهر", "شهور", "wata", "watanni":
		return months, 1, true
	case "year", "years", "an", "ans", "annee", "annees", "ano", "anos", "سنه", "سنوات", "عام", "عاما", "اعوام", "shekara", "shekaru":
		return years, 1, true
	case "degree", "degrees", "degre", "degres", "graus", "درجه", "درجات":
		return degree, 1, true
	}
	return count, 0, false
}
