package summarize

import (
	"strings"

	"harmattan/internal/news"
)

// numeral is the value of a number word and how it joins its neighbours.
type numeral struct {
	value uint16
	kind  numberKind
}

// numerals lists the number words below a thousand of a language.
func numerals(lang news.Lang) map[string]numeral {
	n := numeralList{}
	switch lang {
	case news.English:
		n.english()
	case news.French:
		n.french()
	case news.Portuguese:
		n.portuguese()
	case news.Arabic:
		n.arabic()
	}
	return n
}

type numeralList map[string]numeral

// run enters words whose values go up by step from first; "-" leaves one out.
func (n numeralList) run(kind numberKind, first, step uint16, words string) {
	for i, w := range strings.Fields(words) {
		if w != "-" {
			n[w] = numeral{first + uint16(i)*step, kind}
		}
	}
}

func (n numeralList) english() {
	n.run(units, 1, 1, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	n.run(units, 20, 10, "twenty thirty forty fifty sixty seventy eighty ninety")
	n.run(ordinals, 1, 1, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth")
	n.run(hundred, 100, 0, "hundred")
	n.run(collected, 12, 0, "dozen")
}

// french leaves out the word for about forty, which is a quarantine more often.
func (n numeralList) french() {
	n.run(units, 1, 1, "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
	n.run(units, 20, 10, "vingt trente quarante cinquante soixante septante huitante nonante")
	n.run(units, 20, 0, "vingts")
	n.run(hundred, 100, 0, "cent cents")
	n.run(collected, 20, 10, "vingtaine trentaine - cinquantaine soixantaine")
	n.run(collected, 10, 0, "dizaine")
	n.run(collected, 12, 0, "douzaine")
	n.run(collected, 15, 0, "quinzaine")
	n.run(collected, 100, 0, "centaine")
	n.run(ordinals, 1, 1, "premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme")
}

func (n numeralList) portuguese() {
	n.run(units, 1, 1, "um dois tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezasseis dezassete dezoito dezanove")
	n.run(units, 14, 1, "quatorze - dezesseis dezessete - dezenove")
	n.run(units, 2, 0, "duas")
	n.run(units, 20, 10, "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa")
	n.run(units, 100, 100, "cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos")
	n.run(units, 100, 0, "cem")
	n.run(collected, 10, 0, "dezena")
	n.run(collected, 12, 0, "duzia")
	n.run(collected, 100, 0, "centena")
}

// arabic enters each word also with the "and" that is written onto it.
func (n numeralList) arabic() {
	for _, and := range []string{"", "و"} {
		enter := func(kind numberKind, first, step uint16, words string) {
			n.run(kind, first, step, and+strings.ReplaceAll(words, " ", " "+and))
		}
		enter(units, 3, 1, "ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره")
		enter(units, 3, 1, "ثلاث اربع خمس ست سبع ثماني تسع عشر")
		enter(units, 20, 10, "عشرون ثلاثون اربعون خمسون ستون سبعون ثمانون تسعون")
		enter(units, 20, 10, "عشرين ثلاثين اربعين خمسين ستين سبعين ثمانين تسعين")
		enter(units, 2, 0, "اثنان اثنين اثنتان اثنتين")
		enter(hundred, 100, 0, "مئه مائه")
		enter(units, 200, 0, "مئتي مئتان مئتين مائتي")
	}
}
