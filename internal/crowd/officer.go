package main

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"
)

// officer is one of the crowd, before the reader.
type officer struct {
	name   string
	client *ssh.Client
	in     io.Writer
	screen screen

	moves, steps []time.Duration
}

// screen is what was written to an officer's screen since it was last asked.
type screen struct {
	mu   sync.Mutex
	text strings.Builder
	came chan struct{}
}

func (s *screen) Write(b []byte) (int, error) {
	s.mu.Lock()
	s.text.Write(b)
	s.mu.Unlock()
	select {
	case s.came <- struct{}{}:
	default:
	}
	return len(b), nil
}

// forget begins anew.
func (s *screen) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text.Reset()
}

// errNoAnswer is what is said of a key that was never answered.
var errNoAnswer = errors.New("no answer")

// tail is how many bytes of what came instead of an answer are told.
const tail = 400

// longest is how long an answer is waited for.
const longest = 30 * time.Second

// shows waits until one of some texts is written.
func (s *screen) shows(texts ...string) error {
	late := time.After(longest)
	for {
		s.mu.Lock()
		all := s.text.String()
		s.mu.Unlock()
		for _, text := range texts {
			if strings.Contains(all, text) {
				return nil
			}
		}
		select {
		case <-s.came:
		case <-late:
			return fmt.Errorf("%w: none of %q; the end of what came is %q", errNoAnswer, texts, all[max(0, len(all)-tail):])
		}
	}
}

// The texts by which answers are known: for a key that moves the first that is written at all, for a step what the foot says
// once it is kept.
const (
	anything = "\x1b["
	watching = "watching: "
)

// press sends a key and waits for its answer.
func (c *officer) press(key, answer string) (time.Duration, error) {
	c.screen.forget()
	began := time.Now()
	if _, err := io.WriteString(c.in, key); err != nil {
		return 0, err
	}
	err := c.screen.shows(answer)
	return time.Since(began), err
}

// ownFrame is how long the next key waits at least. Of two in one frame the foot of the first is never written, and of the
// second only what differs from it.
const ownFrame = 50 * time.Millisecond

// triage goes down the list and watches each story.
func (c *officer) triage(o order, seed uint64) error {
	pauses := rand.New(rand.NewPCG(seed, 7)) //nolint:gosec // only pauses, the same in every run
	pause := func() { <-time.After(ownFrame + time.Duration(pauses.Int64N(int64(o.every)))) }
	for range o.steps {
		pause()
		took, err := c.press("j", anything)
		if err != nil {
			return fmt.Errorf("j: %w", err)
		}
		c.moves = append(c.moves, took)
		pause()
		if took, err = c.press("w", watching); err != nil {
			return fmt.Errorf("w: %w", err)
		}
		c.steps = append(c.steps, took)
	}
	return nil
}

func (c *officer) leaves() { _ = c.client.Close() }
