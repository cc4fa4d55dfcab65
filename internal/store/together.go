package store

import (
	"context"
	"errors"
	"slices"
)

// mostTogether is how many transactions are kept with one wait for the disk.
const mostTogether = 64

// pending is work that waits for its turn to be kept for a power cut. Whoever has the turn takes it along.
type pending struct {
	ctx    context.Context
	work   func(context.Context) error
	done   chan struct{} // closed once it is kept, or is not
	err    error
	broken any // what work panicked with
}

// together runs work in a transaction that outlives a power cut. What waits for the same meanwhile goes into it too, each
// kept or not by itself: they wait for the disk once, not one behind the other.
func (w *writer) together(ctx context.Context, work func(context.Context) error) error {
	p := &pending{ctx: ctx, work: work, done: make(chan struct{})}
	w.mu.Lock()
	w.waiting = append(w.waiting, p)
	w.mu.Unlock()
	select {
	case <-p.done:
		return p.result()
	case w.turn <- struct{}{}:
	case <-w.shut:
		return w.giveUp(p, errClosed)
	case <-ctx.Done():
		return w.giveUp(p, ctx.Err())
	}
	defer func() { <-w.turn }()
	if !w.withdraw(p) { // somebody took it along just now
		<-p.done
		return p.result()
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	var along []*pending
	err := w.whole(func() error {
		return w.begun(context.WithoutCancel(ctx), forPowerCut, func(ctx context.Context) error {
			if err := work(ctx); err != nil {
				return err
			}
			along = w.take()
			return w.allOf(ctx, along)
		})
	})
	for _, p := range along {
		if p.err == nil {
			p.err = err
		}
		close(p.done)
	}
	return err
}

// allOf runs the work of others, each so that nothing is left of it where it fails.
func (w *writer) allOf(ctx context.Context, along []*pending) error {
	for _, p := range along {
		if err := w.exec(ctx, "SAVEPOINT one"); err != nil {
			return err
		}
		if p.err = p.run(); p.err != nil {
			w.forget()
			if err := w.exec(ctx, "ROLLBACK TO one"); err != nil {
				return errors.Join(p.err, err)
			}
		}
		if err := w.exec(ctx, "RELEASE one"); err != nil {
			return err
		}
	}
	return nil
}

// errBroken stands for a panic, which goes on where the work came from.
var errBroken = errors.New("it panicked")

func (p *pending) run() (err error) {
	defer func() {
		if p.broken = recover(); p.broken != nil {
			err = errBroken
		}
	}()
	if err := p.ctx.Err(); err != nil {
		return err
	}
	return p.work(context.WithoutCancel(p.ctx))
}

func (p *pending) result() error {
	if p.broken != nil {
		panic(p.broken)
	}
	return p.err
}

// take takes what waits.
func (w *writer) take() []*pending {
	w.mu.Lock()
	defer w.mu.Unlock()
	count := min(len(w.waiting), mostTogether)
	along := slices.Clone(w.waiting[:count])
	w.waiting = slices.Delete(w.waiting, 0, count)
	return along
}

// withdraw takes back what waits; false where somebody has taken it along.
func (w *writer) withdraw(p *pending) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	at := slices.Index(w.waiting, p)
	if at < 0 {
		return false
	}
	w.waiting = slices.Delete(w.waiting, at, at+1)
	return true
}

// giveUp ends a wait, where nobody has taken the work along.
func (w *writer) giveUp(p *pending, why error) error {
	if w.withdraw(p) {
		return why
	}
	<-p.done
	return p.result()
}
