package feeds

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"harmattan/internal/news"
)

func TestCompressedAnswersAreRead(t *testing.T) {
	body := []byte(rssOf(twoItems))
	var zipped, brown, zs bytes.Buffer
	g := gzip.NewWriter(&zipped)
	_, _ = g.Write(body)
	_ = g.Close()
	b := brotli.NewWriter(&brown)
	_, _ = b.Write(body)
	_ = b.Close()
	z, _ := zstd.NewWriter(&zs)
	_, _ = z.Write(body)
	_ = z.Close()
	packed := map[string][]byte{"gzip": zipped.Bytes(), "br": brown.Bytes(), "zstd": zs.Bytes(), "identity": body, "plain": body}
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Path[1:]
		w.Header().Set("Content-Encoding", strings.Replace(name, "plain", "gzip", 1)) // says gzip and is not
		_, _ = w.Write(packed[name])
	})
	c := client(Options{})
	for name := range packed {
		if r := c.Fetch(t.Context(), feedAt(s.URL+"/"+name), news.FeedState{}, Due); len(r.Articles) != 2 {
			t.Errorf("%s: %+v", name, r.State)
		}
	}
}

func TestABombIsNotUnpackedToItsEnd(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		g, _ := gzip.NewWriterLevel(w, gzip.BestSpeed)
		zeros := make([]byte, 1<<20)
		for range 10_000 { // ten gigabytes
			if _, err := g.Write(zeros); err != nil {
				return
			}
		}
		_ = g.Close()
	})
	r := client(Options{}).Fetch(t.Context(), feedAt(s.URL), news.FeedState{}, Due)
	if r.State.Status != news.FetchFailed || !strings.Contains(r.State.Error, "over 32 MiB") {
		t.Errorf("%+v", r.State)
	}
}

func TestAnAnswerThatIsCutGivesWhatCame(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		body := rssOf(twoItems + "<item><title>Third</title></item>")
		w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		w.Header().Set("ETag", `"whole"`)
		before, _, _ := strings.Cut(body, "Third")
		send(w, before)
	})
	r := client(Options{}).Fetch(t.Context(), feedAt(s.URL), news.FeedState{}, Due)
	if r.State.Status != news.FetchOK || len(r.Articles) != 2 || r.State.ETag != "" {
		t.Errorf("%+v: %d articles; the validators of a whole document do not hold for a part", r.State, len(r.Articles))
	}
	if !strings.Contains(strings.Join(r.Warnings, " "), "ended early") {
		t.Errorf("warnings %q", r.Warnings)
	}
}

func TestABodyThatDripsEndsAtTheTimeOut(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte("<rss>"))
		w.(http.Flusher).Flush()
		<-r.Context().Done() // the next byte never comes
	})
	r := client(Options{Timeout: 50 * time.Millisecond}).Fetch(t.Context(), feedAt(s.URL), news.FeedState{}, Due)
	if r.State.Status != news.FetchFailed || !strings.Contains(r.State.Error, "no whole answer within 50ms") {
		t.Errorf("%+v", r.State)
	}
}

func TestAShortPackedAnswerIsUnpackedAndReadBehind(t *testing.T) {
	zip := func(body string) []byte {
		var zipped bytes.Buffer
		g := gzip.NewWriter(&zipped)
		_, _ = g.Write([]byte(body))
		_ = g.Close()
		return zipped.Bytes()
	}
	noise := make([]byte, shortPacked)
	_, _ = rand.NewChaCha8([32]byte{}).Read(noise)
	long := zip(rssOf(twoItems) + "<!-- " + hex.EncodeToString(noise) + " -->")
	for name, c := range map[string]struct {
		encoding string
		body     []byte
		behind   int
	}{
		"packed":      {"gzip", zip(rssOf(twoItems)), 2},
		"packed long": {"gzip", long, 1},
		"plain":       {"identity", []byte(rssOf(twoItems)), 1},
	} {
		s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", c.encoding)
			_, _ = w.Write(c.body)
		})
		behind := 0
		r := client(Options{Behind: func(_ context.Context, read func() error) error {
			behind++
			return read()
		}}).Fetch(t.Context(), feedAt(s.URL), news.FeedState{}, Due)
		if len(r.Articles) != 2 || behind != c.behind {
			t.Errorf("%s: %d articles, %d times behind, want %d: %+v", name, len(r.Articles), behind, c.behind, r.State)
		}
	}
}

func TestAPackedAnswerThatIsCutGivesWhatCame(t *testing.T) {
	var zipped bytes.Buffer
	g := gzip.NewWriter(&zipped)
	_, _ = g.Write([]byte(rssOf(twoItems)))
	_ = g.Flush() // what came until here can be read
	whole := zipped.Len()
	_, _ = g.Write([]byte(strings.Repeat("and more that does not come ", 1000)))
	_ = g.Close()
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Length", fmt.Sprint(zipped.Len()))
		send(w, zipped.String()[:whole])
	})
	r := client(Options{}).Fetch(t.Context(), feedAt(s.URL), news.FeedState{}, Due)
	if r.State.Status != news.FetchOK || len(r.Articles) != 2 || !strings.Contains(strings.Join(r.Warnings, " "), "ended early") {
		t.Errorf("%+v: %d articles, warnings %q", r.State, len(r.Articles), r.Warnings)
	}
}
