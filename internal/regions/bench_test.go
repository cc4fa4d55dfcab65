package regions

import (
	"strings"
	"testing"
)

// newsText is about 100 kB of invented news in English and French, with a name every other sentence.
func newsText() string {
	const day = `Traders in the old market said prices had doubled since the rains failed. Officials in Niamey met envoys from Burkina
Faso and Mali to discuss how grain could reach the towns along the river before the end of the month. Aucun bilan n'a été communiqué par les
autorités, mais des habitants de Djibo ont fait état de plusieurs maisons brûlées et d'un marché fermé depuis quinze jours. The committee
will publish what it found next week; nobody could say why the road had been left without repair for so long. `
	return strings.Repeat(day, 180)
}

func BenchmarkFind(b *testing.B) {
	f := newPlacer(b).finder()
	text := newsText()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		f.find(text)
	}
}

// arabicText is invented news in Arabic, whose words are looked up with and without what is written together with them.
func arabicText() string {
	const day = `قال سكان في باماكو إن أسعار الحبوب تضاعفت منذ تأخر الأمطار، والتقى مسؤولون في نيامي وفودا من بوركينا فاسو ومالي لبحث كيفية إيصال
الحبوب إلى البلدات الواقعة على النهر قبل نهاية الشهر. ولم تنشر السلطات أي حصيلة، لكن سكانا تحدثوا عن منازل محترقة وسوق مغلقة منذ أسبوعين. `
	return strings.Repeat(day, 250)
}

func BenchmarkFindArabic(b *testing.B) {
	f := newPlacer(b).finder()
	text := arabicText()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		f.find(text)
	}
}

func BenchmarkPlace(b *testing.B) {
	p := newPlacer(b)
	text := Text{Title: "Envoys meet in Niamey over grain", Body: newsText()[:3000]}
	p.Place(text)
	b.ReportAllocs()
	for b.Loop() {
		p.Place(text)
	}
}

// BenchmarkStart is what the regions cost a program that opens: reading the taxonomy and the countries, without the names.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		newPlacer(b)
	}
}

// BenchmarkFirst is what the first text costs on top: building the finder.
func BenchmarkFirst(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		p := newPlacer(b)
		b.StartTimer()
		p.finder()
	}
}
