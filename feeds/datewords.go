package feeds

import (
	"strings"
	"time"
	_ "time/tzdata" // zones by place are known on every machine; it costs nothing before one is asked for
)

// monthNames are the names of the months as dates have them, each month's in one line: English, French, German,
// Portuguese, Spanish, Italian, Dutch, Hausa, Turkish, Polish, Arabic (Egypt and the
// Gulf, Maghreb, Levant), Greek, Hungarian and Danish where they differ, Russian.
const monthNames = `jan january janvier janv januar jänner jaenner jän janeiro enero ene gennaio gen januari janairu ocak sty stycznia يناير جانفي ιαν ιανουαρίου január янв января
feb february février fevrier févr fevr fév fev februar fevereiro febrero febbraio februari faburairu fabrairu şubat lut lutego فبراير فيفري شباط φεβ φεβρουαρίου február фев февр февраля
mar march mars märz maerz mär mrz mrt março marco marzo maart maris mart marca مارس آذار اذار μαρ μάρ μαρτίου március marts марта
apr april avril avr abril abr aprile afrilu nisan kwi kwietnia أبريل ابريل إبريل أفريل افريل نيسان απρ απριλίου április апр апреля
may mai maio mayo maggio mag mei mayu mayıs maj maja مايو ماي أيار ايار μάι μαι μαΐου május май мая
jun june juin juni junho junio giugno giu yuni haziran cze czerwca يونيو جوان يونيه حزيران ιουν ιούν ιουνίου június июн июня
jul july juillet juil juli julho julio luglio lug yuli temmuz lip lipca يوليو جويلية يوليه تموز ιουλ ιούλ ιουλίου július июл июля
aug august août aout aoû agosto ago agusta augustus ağustos sie sierpnia أغسطس اغسطس أوت اوت آب αυγ αυγούστου augusztus авг августа
sep sept september septembre setembro set septiembre settembre satumba eylül wrz września سبتمبر شتنبر أيلول ايلول σεπ σεπτεμβρίου szeptember сен сент сентября
oct october octobre oktober okt outubro out octubre ottobre ott oktoba ekim paź października أكتوبر اكتوبر οκτ οκτωβρίου október окт октября
nov november novembre novembro noviembre nuwamba kasım lis listopada نوفمبر نونبر νοε νοεμβρίου ноя нояб ноября
dec december décembre decembre déc dezember dez dezembro diciembre dic dicembre disamba aralık gru grudnia ديسمبر دجنبر δεκ δεκεμβρίου дек декабря`

// dateNames are the words of dates, ready to be looked up.
type dateNames struct {
	months map[string]int
	zones  map[string]*time.Location
	joined *strings.Replacer // writes as one word what is one
}

func newDateNames() *dateNames {
	n := &dateNames{months: map[string]int{}, zones: map[string]*time.Location{}, joined: strings.NewReplacer(
		"كانون الثاني", "يناير", "كانون الأول", "ديسمبر", "كانون الاول", "ديسمبر", // the Levantine months of two words
		"تشرين الثاني", "نوفمبر", "تشرين الأول", "أكتوبر", "تشرين الاول", "أكتوبر",
		"a. m.", "am", "p. m.", "pm", "\u200f", "", "\u200e", "",
	)}
	for i, names := range strings.Split(monthNames, "\n") {
		for _, name := range strings.Fields(names) {
			n.months[name] = i + 1
		}
	}
	fields := strings.Fields(zoneNames)
	for i := 0; i+1 < len(fields); i += 2 {
		if minutes, err := time.ParseDuration(fields[i+1] + "m"); err == nil {
			n.zones[fields[i]] = time.FixedZone(strings.ToUpper(fields[i]), int(minutes.Seconds()))
		}
	}
	return n
}

// utc tells whether a word names Coordinated Universal Time.
func utc(word string) bool {
	switch word {
	case "gmt", "utc", "ut", "z", "tu", "wet", "zulu", "غرينتش", "غ":
		return true
	}
	return false
}

// zoneNames are zone abbreviations and their offsets in minutes. Where a name is used by several places, it is the one
// that feeds in our languages mean.
const zoneNames = `wat 60 wast 120 cat 120 eat 180 sast 120 gmt 0 utc 0 ut 0 z 0 tu 0 wet 0 west 60 bst 60 ist 330 cet 60 cest 120
mez 60 mesz 120 hec 60 heec 120 eet 120 eest 180 msk 180 msd 240 trt 180 idt 180 ast -240 adt -180 est -300 edt -240
cst -360 cdt -300 mst -420 mdt -360 pst -480 pdt -420 akst -540 akdt -480 hst -600 hast -600 nst -210 ndt -150 art -180
brt -180 brst -120 clt -240 clst -180 cot -300 pet -300 vet -240 bot -240 gst 240 irst 210 pkt 300 uzt 300 npt 345
bdt 360 mmt 390 ict 420 wib 420 hkt 480 sgt 480 myt 480 pht 480 awst 480 jst 540 kst 540 acst 570 acdt 630 aest 600
aedt 660 nzst 720 nzdt 780 cvt -60 azot -60`

// zone finds a zone by its abbreviation or by its place ("africa/niamey"); nil for another word.
func (n *dateNames) zone(word string) *time.Location {
	if zone, ok := n.zones[word]; ok {
		return zone
	}
	if !strings.Contains(word, "/") {
		return nil
	}
	parts := strings.Split(word, "/")
	for i, part := range parts {
		words := strings.Split(part, "_")
		for j, w := range words {
			if w != "" {
				words[j] = strings.ToUpper(w[:1]) + w[1:]
			}
		}
		parts[i] = strings.Join(words, "_")
	}
	zone, err := time.LoadLocation(strings.Join(parts, "/"))
	if err != nil {
		return nil
	}
	return zone
}
