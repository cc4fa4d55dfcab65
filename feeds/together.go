package feeds

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"harmattan/internal/news"
)

// Together is how programs that ask the same hosts keep one pace: each host is asked by all of them no more often, and no more
// times at once, than by one, and is left alone by all where it asked one of them for that.
type Together struct {
	// Enter asks for a turn, as one of atOnce requests that are under way at most; one takes no longer than longest.
	Enter func(ctx context.Context, host string, atOnce int, pause, longest time.Duration) (news.HostTurn, error)
	Leave func(ctx context.Context, host string, place int64) error        // gives a place back
	Hold  func(ctx context.Context, host string, left time.Duration) error // the host wants to be left alone for so long
}

// longestTelling bounds how long it is tried to tell the others of a request that is over: they are told by the clock else.
const longestTelling = 5 * time.Second

// spare waits for a turn among all programs, and for the pause. leave gives it back.
func (p *pace) spare(ctx context.Context, u *url.URL, h *host) (leave func(), err error) {
	name := strings.ToLower(u.Hostname())
	for {
		p.mu.Lock()
		pause := h.pause
		p.mu.Unlock()
		turn, err := p.together.Enter(ctx, name, atOnceHost, pause, p.longest)
		if err != nil {
			return nil, fmt.Errorf("take a turn at %s: %w", name, err)
		}
		leave = func() {
			if turn.Place != 0 {
				p.tell(ctx, func(ctx context.Context) error { return p.together.Leave(ctx, name, turn.Place) })
			}
		}
		if turn.Held > 0 {
			p.hold(u, p.now().Add(turn.Held))
			return nil, heldError{u.Hostname(), p.now().Add(turn.Held)}
		}
		if err := sleep(ctx, turn.Wait); err != nil {
			leave()
			return nil, err
		}
		if turn.Place != 0 {
			return leave, nil
		}
	}
}

// tell tells the others something, also when whoever asked is gone. Where they cannot be told the request is no worse for it.
func (p *pace) tell(ctx context.Context, what func(context.Context) error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), longestTelling)
	defer cancel()
	_ = what(ctx)
}

// heldByHost notes that a host itself asked to be left alone, and tells the other programs.
func (p *pace) heldByHost(ctx context.Context, u *url.URL, until time.Time) {
	p.hold(u, until)
	if left := min(until.Sub(p.now()), ceiling); p.together != nil && !thisMachine(u.Hostname()) && left > 0 {
		p.tell(ctx, func(ctx context.Context) error { return p.together.Hold(ctx, strings.ToLower(u.Hostname()), left) })
	}
}

func sleep(ctx context.Context, wait time.Duration) error {
	if wait <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
