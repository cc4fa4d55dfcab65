package summarize

import (
	"errors"
	"reflect"
	"strings"
	"sync"
	"testing"
)

func TestASkimmedTextSurvivesItsBytes(t *testing.T) {
	a := invented(1, 12)
	text := NewReader().Skim(a)
	b := text.AppendSkimmed([]byte("before"))
	got, err := DecodeSkimmed(b[len("before"):])
	if err != nil || !reflect.DeepEqual(got, text) {
		t.Errorf("got %+v, %v; want %+v", got, err, text)
	}
	for name, broken := range map[string][]byte{"nothing": nil, "cut short": b[len("before") : len(b)-1], "followed by": append(b[len("before"):], 0)} {
		if _, err := DecodeSkimmed(broken); !errors.Is(err, errSkimmed) {
			t.Errorf("%s: error is %v", name, err)
		}
	}
}

// Readers that share their words read as one that is alone, all at once and whoever met a word first.
func TestReadersThatShareTheirWordsReadAsOneAlone(t *testing.T) {
	shared := NewReader()
	var all sync.WaitGroup
	for first := range 4 {
		r := shared.Another()
		all.Go(func() {
			for i := range 20 {
				a := shortArticle((first*5 + i) % 20)
				if want, got := NewReader().Read(a), r.Read(a); !reflect.DeepEqual(got, want) {
					t.Errorf("reader %d reads %q as %+v, want %+v", first, a.Text, got, want)
				}
			}
		})
	}
	all.Wait()
	if young, _ := metWords(shared.words.met); young == 0 {
		t.Error("nothing was shared")
	}
}

func TestWordingsAreFoundWhereTheyStand(t *testing.T) {
	phrases := append(subscriptions(), "© ", "ab")
	w := newWordings(phrases)
	lines := []string{"", "a", "ab", "b ab", "please sign up for it", "sign up fo", "© 2026", "2026 © x", "اشترك في نشرتنا", "نشرتنا: اشترك في"}
	for _, p := range phrases {
		lines = append(lines, p, "x"+p, p+"x", p[1:], strings.ToUpper(p))
	}
	for _, line := range lines {
		begins, holds := false, false
		for _, p := range phrases {
			begins, holds = begins || strings.HasPrefix(line, p), holds || strings.Contains(line, p)
		}
		if w.begin(line) != begins || w.standIn(line) != holds {
			t.Errorf("%q: begins %v, holds %v; want %v, %v", line, w.begin(line), w.standIn(line), begins, holds)
		}
	}
}
