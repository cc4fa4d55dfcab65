package summarize

import (
	"strings"

	"harmattan/internal/news"
)

// numberWord is the value of a number word below a thousand and how it joins others; 0 when the word is none.
func numberWord(fold string, lang news.Lang) (uint16, numberKind) {
	switch lang {
	case news.English:
		return englishNumber(fold)
	case news.French:
		return frenchNumber(fold)
	case news.Portuguese:
		return portugueseNumber(fold)
	case news.Arabic:
		return arabicNumber(fold)
	}
	return 0, noNumber
}

func englishNumber(fold string) (uint16, numberKind) {
	const small = " one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
	const tens = " twenty thirty forty fifty sixty seventy eighty ninety "
	if n := place(small, fold); n > 0 {
		return n, units
	}
	if n := place(tens, fold); n > 0 {
		return (n + 1) * 10, units
	}
	switch fold {
	case "hundred":
		return 100, hundred
	case "dozen":
		return 12, collected
	}
	const ranks = " first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
	if n := place(ranks, fold); n > 0 {
		return n, ordinals
	}
	return 0, noNumber
}

func frenchNumber(fold string) (uint16, numberKind) {
	const small = " un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
	if n := place(small, fold); n > 0 {
		return n, units
	}
	const tens = " vingt trente quarante cinquante soixante septante huitante nonante "
	if n := place(tens, strings.TrimSuffix(fold, "s")); n > 0 {
		return (n + 1) * 10, units
	}
	switch fold {
	case "cent", "cents":
		return 100, hundred
	case "dizaine":
		return 10, collected
	case "douzaine":
		return 12, collected
	case "quinzaine":
		return 15, collected
	case "centaine":
		return 100, collected
	}
	const about = " vingtaine trentaine quarantaine cinquantaine soixantaine "
	if n := place(about, fold); n > 0 && n != 3 { // a "quarantaine" is a quarantine more often than forty
		return (n + 1) * 10, collected
	}
	const ranks = " premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme "
	if n := place(ranks, fold); n > 0 {
		return n, ordinals
	}
	return 0, noNumber
}

func portugueseNumber(fold string) (uint16, numberKind) {
	const small = " um dois tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezasseis dezassete dezoito dezanove "
	if n := place(small, fold); n > 0 {
		return n, units
	}
	const tens = " vinte trinta quarenta cinquenta sessenta setenta oitenta noventa "
	if n := place(tens, fold); n > 0 {
		return (n + 1) * 10, units
	}
	const hundreds = " cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos "
	if n := place(hundreds, fold); n > 0 {
		return n * 100, units
	}
	switch fold {
	case "duas":
		return 2, units
	case "cem":
		return 100, units
	case "quatorze":
		return 14, units
	case "dezesseis":
		return 16, units
	case "dezessete":
		return 17, units
	case "dezenove":
		return 19, units
	case "dezena":
		return 10, collected
	case "duzia":
		return 12, collected
	case "centena":
		return 100, collected
	}
	return 0, noNumber
}

func arabicNumber(fold string) (uint16, numberKind) {
	w := fold
	if rest, ok := strings.CutPrefix(fold, "و"); ok && rest != "احد" {
		w = rest
	}
	const small = " واحد اثنان ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره "
	if n := place(small, w); n > 1 {
		return n, units
	}
	const feminine = " واحده اثنتان ثلاث اربع خمس ست سبع ثماني تسع عشر "
	if n := place(feminine, w); n > 1 {
		return n, units
	}
	const tens = " عشرون ثلاثون اربعون خمسون ستون سبعون ثمانون تسعون "
	if n := place(tens, w); n > 0 {
		return (n + 1) * 10, units
	}
	const tensOblique = " عشرين ثلاثين اربعين خمسين ستين سبعين ثمانين تسعين "
	if n := place(tensOblique, w); n > 0 {
		return (n + 1) * 10, units
	}
	switch w {
	case "اثنين", "اثنتين":
		return 2, units
	case "مئه", "مائه":
		return 100, hundred
	case "مئتي", "مئتان", "مئتين", "مائتي":
		return 200, units
	}
	return 0, noNumber
}

// place is the rank of word in a list of words with spaces around them, from 1, or 0.
func place(list, word string) uint16 {
	if word == "" {
		return 0
	}
	at := strings.Index(list, " "+word+" ")
	if at < 0 {
		return 0
	}
	return uint16(strings.Count(list[:at+1], " ")) //nolint:gosec // the lists are short
}
