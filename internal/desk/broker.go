package desk

import "sync"

// listenerBuffer is how many events may wait for a listener before progress is dropped.
const listenerBuffer = 256

// broker hands events to whoever listens. Its zero value is ready for use.
type broker struct {
	mu        sync.Mutex
	listeners map[chan Event]struct{}
	closed    bool
}

func (b *broker) listen() (<-chan Event, func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	c := make(chan Event, listenerBuffer)
	if b.closed {
		close(c)
		return c, func() {}
	}
	if b.listeners == nil {
		b.listeners = map[chan Event]struct{}{}
	}
	b.listeners[c] = struct{}{}
	return c, func() { b.end(c) }
}

func (b *broker) end(c chan Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, ok := b.listeners[c]; !ok {
		return
	}
	delete(b.listeners, c)
	close(c)
}

func (b *broker) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	for c := range b.listeners {
		delete(b.listeners, c)
		close(c)
	}
}

// publish never waits: where a listener's buffer is full, progress is dropped, and for the end of a refresh the oldest
// event makes room.
func (b *broker) publish(e Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for c := range b.listeners {
		offer(c, e)
	}
}

func offer(c chan Event, e Event) {
	for {
		select {
		case c <- e:
			return
		default:
		}
		if e.Kind != RefreshDone {
			return
		}
		select {
		case <-c:
		default:
		}
	}
}
