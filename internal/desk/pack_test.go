package desk

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"testing"
	"time"

	"harmattan/internal/news"
	"harmattan/summarize"
)

// packedArticle packs an article with something in each of its parts.
func packedArticle(p *parcel) (a news.Article, placement news.Placement, text *summarize.Text, r *ready) {
	a = article(newClock(), "soum", "Attack on the market of Djibo", attackText+"\n"+moreText)
	a.GUID, a.Author, a.Grade, a.Origin, a.Guessed, a.Teaser = "g", "AFP", "B", "AFP", true, true
	placement = news.Placement{
		Region: "liptako", Country: "BF", CountryName: "Burkina Faso", Area: "BF:Sahel", Score: 2.5,
		Evidence: []news.Evidence{{Text: "Djibo", Place: "BF:Sahel", Weight: 1.5}}, Also: []string{"ML", "NE"},
	}
	text = summarize.NewReader().Skim(a)
	packed := p.pack(a, text, placement, summarize.NewVector(a, []news.Place{{Code: "BF"}}))
	return a, placement, text, &packed
}

func TestAnArticleComesOutAsItWasPacked(t *testing.T) {
	var p parcel
	packedArticle(&p) // another one before it
	a, placement, text, r := packedArticle(&p)
	got, err := r.unpack()
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.article, a) || !reflect.DeepEqual(got.placement, placement) || !reflect.DeepEqual(got.text, text) {
		t.Errorf("got %+v, %+v\nwant %+v, %+v", got.article, got.placement, a, placement)
	}
	v, err := r.unpackVector(&vectorRoom{})
	if err != nil || !reflect.DeepEqual(v, summarize.NewVector(a, []news.Place{{Code: "BF"}})) {
		t.Errorf("the vector is another one: %v", err)
	}
	lines, err := r.unpackText()
	if err != nil || !reflect.DeepEqual(lines, text) {
		t.Errorf("its lines are %+v, %v", lines, err)
	}
	if got.article.Published != a.Published || r.published != a.Published.UnixMicro() || time.UnixMicro(0).Equal(a.Published) {
		t.Errorf("published %v, want %v", got.article.Published, a.Published)
	}
}

func TestDamagedParcelsAreSaid(t *testing.T) {
	var p parcel
	_, _, _, r := packedArticle(&p)
	r.rest.to--
	if _, err := r.unpack(); !errors.Is(err, errPacked) {
		t.Errorf("error is %v, want errPacked", err)
	}
	r.skimmed.to = r.skimmed.from + 1
	if _, err := r.unpackText(); err == nil {
		t.Error("half of the lines were read")
	}
}

func TestWhatWaitsBeyondMemoryLiesInAFileThatGoes(t *testing.T) {
	folder := t.TempDir()
	w := &waiting{path: filepath.Join(folder, waitingName), held: heldWaiting}
	parcels := make([]parcel, 3)
	var list []*ready
	for i := range parcels {
		_, _, _, r := packedArticle(&parcels[i])
		w.take(&parcels[i])
		list = append(list, r)
	}
	for i, r := range list {
		if parcels[i].packed != nil {
			t.Fatalf("parcel %d lies in memory, which was full", i)
		}
		if got, err := r.unpack(); err != nil || got.article.Text == "" {
			t.Errorf("parcel %d: %+v, %v", i, got.article, err)
		}
	}
	for i := range parcels {
		parcels[i].release()
	}
	if w.end != 0 || w.held != heldWaiting {
		t.Errorf("%d bytes of the file are held though nothing lies in it, and %d of memory", w.end, w.held)
	}
	w.close()
	left, err := os.ReadDir(folder)
	if err != nil || len(left) > 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
}

func TestWhatCannotBeWrittenWaitsInMemory(t *testing.T) {
	w := &waiting{path: filepath.Join(t.TempDir(), "no such folder", waitingName), held: heldWaiting}
	var p parcel
	_, _, _, r := packedArticle(&p)
	w.take(&p)
	if _, err := r.unpack(); err != nil || w.held <= heldWaiting {
		t.Errorf("%v; %d bytes are held", err, w.held)
	}
	p.release()
	if w.held != heldWaiting {
		t.Errorf("%d bytes are held after the parcel was released", w.held)
	}
	w.close()
}

func TestWhoPreparesLetsAllOthersGoFirst(t *testing.T) {
	r := readers{most: runtime.GOMAXPROCS(0)}
	var taken []*summarize.Reader
	for len(taken) == 0 || r.made < runtime.GOMAXPROCS(0) {
		taken = append(taken, r.borrow())
	}
	came := make(chan string)
	wait := func(who string, borrow func() *summarize.Reader, queued int) {
		go func() {
			one := borrow()
			came <- who
			r.giveBack(one)
		}()
		for waits := false; !waits; {
			r.mu.Lock()
			waits = len(r.first)+len(r.late) == queued
			r.mu.Unlock()
		}
	}
	wait("prepares", r.borrowLate, 1)
	wait("collapses", r.borrow, 2)
	r.giveBack(taken[0])
	if first, second := <-came, <-came; first != "collapses" || second != "prepares" {
		t.Errorf("%s goes before %s", first, second)
	}
}
