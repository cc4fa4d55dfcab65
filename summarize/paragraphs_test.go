package summarize

import (
	"testing"

	"harmattan/internal/news"
)

func TestAParagraphRepeatedWholeHasOneMark(t *testing.T) {
	const flood = "The river Sirba left its bed near Garbougna on Monday evening. It carried away the bridge and two lorries. Nobody was on the road."
	b := Brief([]news.Article{
		{ID: "a", Outlet: "A", Lang: news.English, Text: flood + "\nThe prefect asked for boats. A helicopter was promised for Wednesday."},
		{ID: "b", Outlet: "B", Lang: news.English, Text: "Rain fell for three days.\n" + flood},
		{ID: "c", Outlet: "C", Lang: news.English, Text: "The prefect asked for boats.\nTraders wait on both banks."},
	})
	paragraphs := Paragraphs(b, b.Order)
	var whole, parts int
	total := 0
	for _, p := range paragraphs {
		total += len(p.Statements)
		switch {
		case p.Whole && len(p.Statements) == 3:
			whole++
		case !p.Whole && len(p.Statements) == 2:
			parts++
		}
	}
	if whole != 1 {
		t.Errorf("%d paragraphs of three statements with one mark, want the flood: %+v", whole, paragraphs)
	}
	if parts != 1 {
		t.Errorf("%d paragraphs of two statements of which one is repeated, want the prefect's: %+v", parts, paragraphs)
	}
	if total != len(b.Order) {
		t.Errorf("%d statements in paragraphs, %d in the briefing", total, len(b.Order))
	}
}

func TestAShorterReadingKeepsOrderAndParagraphs(t *testing.T) {
	b := Brief([]news.Article{{ID: "a", Lang: news.English, Text: "One ferry sank at Ayorou. Two crews searched the river.\nThree villages sent pirogues. Four bodies were found. Five men are missing."}})
	short := Paragraphs(b, []int{b.Order[0], b.Order[3], b.Order[4]})
	if len(short) != 2 || len(short[0].Statements) != 1 || len(short[1].Statements) != 2 {
		t.Errorf("paragraphs %+v, want the first statement, then the last two together", short)
	}
}
