package feeds

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"harmattan/internal/news"
)

// board is what programs that ask the same hosts have in common.
type board struct {
	mu    sync.Mutex
	now   map[string]int
	held  map[string]time.Duration
	place int64

	refused chan struct{} // for each time that there was no place
}

func (b *board) together() *Together {
	return &Together{
		Enter: func(_ context.Context, host string, atOnce int, _, _ time.Duration) (news.HostTurn, error) {
			b.mu.Lock()
			defer b.mu.Unlock()
			if b.held[host] > 0 || b.now[host] == atOnce {
				select {
				case b.refused <- struct{}{}:
				default:
				}
				return news.HostTurn{Held: b.held[host], Wait: time.Millisecond}, nil
			}
			b.now[host]++
			b.place++
			return news.HostTurn{Place: b.place}, nil
		},
		Leave: func(_ context.Context, host string, _ int64) error {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.now[host]--
			return nil
		},
		Hold: func(_ context.Context, host string, left time.Duration) error {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.held[host] = left
			return nil
		},
	}
}

func newBoard() *board {
	return &board{now: map[string]int{}, held: map[string]time.Duration{}, refused: make(chan struct{}, 1)}
}

func TestTwoProgramsAskAHostNoMoreAtOnceThanOne(t *testing.T) {
	const each = 6
	crowd, board := newCrowd(2*each), newBoard()
	var work sync.WaitGroup
	for program := range 2 {
		c := client(Options{Together: board.together()})
		everyNameIs(c, serve(t, crowd.serve))
		for i := range each {
			work.Go(func() {
				c.Fetch(t.Context(), feedAt(fmt.Sprintf("http://busy.example/%d/%d", program, i)), news.FeedState{}, Due)
			})
		}
	}
	for range atOnceHost {
		<-crowd.arrived
	}
	for range 4 * atOnceHost { // those who wait ask again
		select {
		case <-board.refused:
		case <-crowd.arrived:
			t.Error("a request comes to a host that is full")
		}
	}
	close(crowd.release)
	work.Wait()
	if crowd.mostHost > atOnceHost || crowd.all < 2*each || board.now["busy.example"] != 0 {
		t.Errorf("%d at once at a host, %d requests, %d places not given back", crowd.mostHost, crowd.all, board.now["busy.example"])
	}
}

// What a host asks one program for, the other one does too, and its feeds say until when.
func TestAHostThatAsksOneProgramToWaitIsLeftAloneByAnother(t *testing.T) {
	var requests atomic.Int32
	board := newBoard()
	busy := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		requests.Add(1)
		w.Header().Set("Retry-After", "600")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	for program, want := range []news.FetchStatus{news.FetchFailed, news.FetchWaiting} {
		c := client(Options{Together: board.together()})
		everyNameIs(c, busy)
		r := c.Fetch(t.Context(), feedAt(fmt.Sprintf("http://busy.example/%d", program)), news.FeedState{}, AskNow)
		if until := sight().Add(10 * time.Minute); r.State.Status != want || want == news.FetchWaiting && !r.State.Next.Equal(until) {
			t.Errorf("program %d: %+v, want %s until the host may be asked", program, r.State, want)
		}
	}
	if n := requests.Load(); n != 1 {
		t.Errorf("%d requests to a host that wants to be left alone after the first", n)
	}
}

// Whoever gives up waiting, or is refused, leaves no place taken.
func TestAPlaceThatIsNotUsedIsGivenBack(t *testing.T) {
	board := newBoard()
	p := newPace(sight, time.Second, board.together())
	u := at(t, "http://busy.example/")
	ctx, end := context.WithCancel(t.Context())
	leave, err := p.enter(ctx, u)
	if err != nil {
		t.Fatal(err)
	}
	end()
	leave()
	if _, err := p.enter(ctx, u); err == nil {
		t.Error("a request starts for whoever is gone")
	}
	if board.now["busy.example"] != 0 || len(p.slots) != 0 || len(p.host(u).slots) != 0 {
		t.Errorf("%d places are kept", board.now["busy.example"])
	}
}
