package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"harmattan/internal/news"
)

func TestAFullDiskIsSaidAndHurtsNothing(t *testing.T) {
	s := newStore(t)
	save(t, s, change(0))
	if _, err := s.writer.conn.ExecContext(t.Context(), "PRAGMA max_page_count = 60"); err != nil {
		t.Fatal(err)
	}
	saved := 1
	var err error
	for ; saved < 1000 && err == nil; saved++ {
		c := change(saved)
		c.Article.Text = strings.Repeat(fmt.Sprint("word", saved*7919, " "), 200)
		err = s.SaveArticle(t.Context(), c)
	}
	if !errors.Is(err, ErrFull) || !strings.Contains(err.Error(), s.path) {
		t.Fatalf("error is %v, want ErrFull with the file's name", err)
	}
	whole(t, s)
	articles, _, _, err := s.Counts(t.Context())
	if err != nil || articles != saved-1 {
		t.Errorf("%d articles are there, %v; want %d", articles, err, saved-1)
	}
	if _, err := s.writer.conn.ExecContext(t.Context(), "PRAGMA max_page_count = 100000"); err != nil {
		t.Fatal(err)
	}
	save(t, s, change(saved))
}

func TestReadingGoesOnWhileOneWrites(t *testing.T) {
	s := newStore(t)
	save(t, s, change(1))
	err := s.write(t.Context(), forCrash, func(ctx context.Context, w *writer) error {
		if err := w.exec(ctx, "UPDATE story SET title = 'not yet'"); err != nil {
			return err
		}
		list, err := s.Stories(t.Context(), Filter{})
		if err != nil || len(list) != 1 || list[0].Title != change(1).Story.Title {
			t.Errorf("while writing the list is %v, %v", list, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.Stories(t.Context(), Filter{})
	if err != nil || len(list) != 1 || list[0].Title != "not yet" {
		t.Errorf("after writing the list is %v, %v", list, err)
	}
}

func FuzzUnpack(f *testing.F) {
	var p packer
	for _, text := range []string{"", "short", strings.Repeat("sand and wind. ", 60)} {
		packed, err := p.pack(text)
		if err != nil {
			f.Fatal(err)
		}
		if b, ok := packed.([]byte); ok {
			f.Add(b, text)
		}
		f.Add([]byte(text), text)
	}
	f.Add([]byte{withLink, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 1, 0}, "a length that is damaged")
	f.Fuzz(func(t *testing.T, damaged []byte, text string) {
		_, _ = p.unpack(damaged) // an error or a text, never a crash
		_, _, _ = p.unpackLinked(text, "", damaged)
		linked, err := p.packLinked(string(damaged), text, text+text)
		if err != nil {
			t.Fatal(err)
		}
		if link, got, err := p.unpackLinked(string(damaged), "beside", linked); err != nil || link != text || got != text+text {
			t.Errorf("%q came back as %q, %q, %v", text, link, got, err)
		}
		packed, err := p.pack(text)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := p.unpack(packed); err != nil || got != text {
			t.Errorf("%q came back as %q, %v", text, got, err)
		}
	})
}

func TestPlacementsAreWrittenAsJSONWouldBe(t *testing.T) {
	texts := []string{
		"", "Gao", "Tillabéri", "مالي", `"Le\Puits"`, "<b>&amp;</b>", "line\u2028end", "cut \xe2\x80", "\x00\t\x7f", "\U0001f30d",
	}
	numbers := []float64{0, 1, -1.5, 1e-7, 1e-6, .1 + .2, 1e20, 1e21, -3e300}
	for i, text := range texts {
		for j, n := range numbers {
			p := news.Placement{Region: text, Country: "ML", CountryName: texts[(i+j)%len(texts)], Score: n}
			for k := range j % 3 {
				p.Evidence = append(p.Evidence, news.Evidence{Text: text, Place: texts[(i+k)%len(texts)], Weight: numbers[(i+k)%len(numbers)]})
			}
			if j%2 == 0 {
				p.Also = texts[:i]
			}
			got, err := storedPlacement{p}.encode()
			if err != nil {
				t.Fatal(err)
			}
			evidence := []any{}
			for _, e := range p.Evidence {
				evidence = append(evidence, e.Text, e.Place, e.Weight)
			}
			if p.Also == nil && len(evidence) == 0 {
				p.Also = []string{}
			}
			want, err := json.Marshal([]any{p.Region, p.Country, p.CountryName, p.Area, p.Score, [2]any{evidence, p.Also}})
			if err != nil || got != string(want) {
				t.Errorf("got %s\nwant %s, %v", got, want, err)
			}
		}
	}
	if got, err := (storedPlacement{news.Placement{Score: math.NaN()}}).encode(); err == nil {
		t.Errorf("what is no number was written as %s", got)
	}
}

func FuzzEvidence(f *testing.F) {
	f.Add(`[["Gao","ML:Gao",1.5],["NE"]]`)
	f.Add(`[[1,2,3],[4]]`)
	f.Fuzz(func(t *testing.T, damaged string) {
		var p news.Placement
		if decodeEvidence(damaged, &p) != nil {
			return
		}
		again, err := encodeEvidence(p)
		if err != nil {
			t.Fatal(err)
		}
		var q news.Placement
		if err := decodeEvidence(again, &q); err != nil || !reflect.DeepEqual(p, q) {
			t.Errorf("%s came back as %+v, %v; want %+v", damaged, q, err, p)
		}
	})
}
