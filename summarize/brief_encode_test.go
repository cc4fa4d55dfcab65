package summarize

import (
	"reflect"
	"testing"
	"time"

	"harmattan/internal/news"
)

// keptStory is articles of one story, one of them edited.
func keptStory(n int) []news.Article {
	articles := shorts(n)
	for i := range articles {
		a := &articles[i]
		a.Seen, a.Revision = time.Date(2026, 11, 23, 8, i%60, 0, 0, time.UTC), 1
		a.Revised = a.Seen
		if i == 3 {
			a.Prior = []news.Revision{{Number: 1, Seen: a.Seen, Title: a.Title, Text: "Something else was said before."}}
			a.Revision, a.Revised = 2, a.Seen.Add(time.Hour)
		}
	}
	return articles
}

func TestAKeptBriefingIsHadBackAsItWas(t *testing.T) {
	for _, n := range []int{1, 2, 40} {
		articles := keptStory(n)
		b := Brief(articles)
		kept := EncodeBriefing("these", b, InLengths(b))
		got, lengths, ok := DecodeBriefing("these", articles, kept)
		if !ok || !reflect.DeepEqual(got, b) || !reflect.DeepEqual(lengths, InLengths(b)) {
			t.Errorf("of %d articles another briefing comes back; known: %v", n, ok)
		}
	}
}

func TestAKeptBriefingHoldsForItsArticlesAndRulesAlone(t *testing.T) {
	articles := keptStory(40)
	b := Brief(articles)
	kept := EncodeBriefing("these", b, InLengths(b))
	if _, _, ok := DecodeBriefing("others", articles, kept); ok {
		t.Error("it was had back under other rules")
	}
	if _, _, ok := DecodeBriefing("these", articles[:39], kept); ok {
		t.Error("it was had back for fewer articles")
	}
	for name, change := range map[string]func(*news.Article){
		"text": func(a *news.Article) { a.Text += " More." }, "title": func(a *news.Article) { a.Title += "!" },
		"grade": func(a *news.Article) { a.Grade = "A" }, "time": func(a *news.Article) { a.Seen = a.Seen.Add(time.Second) },
	} {
		other := keptStory(40)
		change(&other[7])
		if _, _, ok := DecodeBriefing("these", other, kept); ok {
			t.Errorf("it was had back though an article has another %s", name)
		}
	}
	for at := range kept {
		damaged := append([]byte(nil), kept...)
		damaged[at] ^= 0x10
		if _, _, ok := DecodeBriefing("these", articles, damaged[:max(at, 3)]); ok {
			t.Fatalf("cut at byte %d it was had back", at)
		}
		if at%97 == 0 {
			if _, _, ok := DecodeBriefing("these", articles, damaged); ok {
				t.Fatalf("damaged at byte %d it was had back", at)
			}
		}
	}
}

func BenchmarkKeptBriefOf500(b *testing.B) {
	articles := keptStory(500)
	brief := Brief(articles)
	kept := EncodeBriefing("these", brief, InLengths(brief))
	b.ReportAllocs()
	b.ReportMetric(float64(len(kept)), "bytes")
	for b.Loop() {
		DecodeBriefing("these", articles, kept)
	}
}
