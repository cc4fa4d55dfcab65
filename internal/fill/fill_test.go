package main

import (
	"bytes"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/regions"
)

func small(t *testing.T) order {
	t.Helper()
	return order{
		data: filepath.Join(t.TempDir(), "desk"), articles: 40, days: 10, words: 20, largest: 10,
		until: time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC),
	}
}

func TestAFilledDeskIsReadAsAnyOther(t *testing.T) {
	o := small(t)
	if err := run(t.Context(), o, new(bytes.Buffer)); err != nil {
		t.Fatal(err)
	}
	taxonomy, err := regions.Default()
	if err != nil {
		t.Fatal(err)
	}
	d, err := desk.Open(t.Context(), desk.Options{Data: o.data, Regions: taxonomy, Lang: news.English, Now: func() time.Time { return o.until }})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}()
	rows, err := d.Stories(t.Context(), desk.Query{})
	if err != nil {
		t.Fatal(err)
	}
	articles, largest := 0, 0
	for _, r := range rows {
		articles, largest = articles+r.Articles, max(largest, r.Articles)
	}
	if len(rows) != 11 || articles != 40 || largest != 10 {
		t.Errorf("%d stories of %d articles, the largest has %d", len(rows), articles, largest)
	}
}

func TestADeskThatIsThereIsNotFilled(t *testing.T) {
	o := small(t)
	if err := run(t.Context(), o, new(bytes.Buffer)); err != nil {
		t.Fatal(err)
	}
	if err := run(t.Context(), o, new(bytes.Buffer)); err == nil {
		t.Error("it was filled again")
	}
}

func TestTheSameOrderInventsTheSame(t *testing.T) {
	o := small(t)
	if a, b := o.change(35), o.change(35); !reflect.DeepEqual(a, b) {
		t.Errorf("%v, then %v", a, b)
	}
}

func TestArticlesComeInOrderOfTime(t *testing.T) {
	o := small(t)
	for i := 1; i < o.articles; i++ {
		if before, a := o.change(i-1).Article, o.change(i).Article; !a.Published.After(before.Published) || a.Published.After(o.until) {
			t.Errorf("article %d came at %v, the one before at %v", i, a.Published, before.Published)
		}
	}
}
