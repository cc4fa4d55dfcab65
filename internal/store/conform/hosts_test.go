package conform

import (
	"context"
	"testing"
	"time"

	"harmattan/internal/news"
)

const host = "news.example"

// enter asks for a turn at the host, which two may have at once, and which a request gives back within a minute.
func enter(t *testing.T, s desk, longest time.Duration) news.HostTurn {
	t.Helper()
	turn, err := s.EnterHost(t.Context(), host, 2, 0, longest)
	if err != nil {
		t.Fatal(err)
	}
	return turn
}

// Whoever has a desk for itself has every turn at once.
func aHostIsAskedAndLeft(t *testing.T, s desk) {
	t.Helper()
	turn := enter(t, s, time.Minute)
	if turn.Place == 0 || turn.Wait > 0 || turn.Held > 0 {
		t.Errorf("the first turn at a host is %+v", turn)
	}
	if err := s.LeaveHost(t.Context(), host, turn.Place); err != nil {
		t.Error(err)
	}
	if err := s.HoldHost(t.Context(), "other.example", time.Hour); err != nil {
		t.Error(err)
	}
	if turn := enter(t, s, time.Minute); turn.Place == 0 || turn.Held > 0 {
		t.Errorf("the turn at a host beside one that wants to be left alone is %+v", turn)
	}
}

func TestAHostHasSoManyAtOnceFromAllPrograms(t *testing.T) {
	data := newSchema(t)
	one, two := newDesk(t, data), newDesk(t, data)
	first := enter(t, one, time.Minute)
	if second := enter(t, two, time.Minute); first.Place == 0 || second.Place == 0 || first.Place == second.Place {
		t.Fatalf("the two places at a host are %+v and %+v", first, second)
	}
	for _, s := range []desk{one, two} {
		if third := enter(t, s, time.Minute); third.Place != 0 {
			t.Errorf("a third program is let in: %+v", third)
		}
	}
	if err := two.LeaveHost(t.Context(), host, first.Place); err != nil {
		t.Fatal(err)
	}
	if third := enter(t, two, time.Minute); third.Place == 0 {
		t.Errorf("the place that was given back is nobody's: %+v", third)
	}
}

// A program that is killed gives nothing back.
func TestAPlaceAtAHostEndsByItself(t *testing.T) {
	data := newSchema(t)
	one, two := newDesk(t, data), newDesk(t, data)
	for range 2 {
		enter(t, one, 50*time.Millisecond)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for {
		turn, err := two.EnterHost(ctx, host, 2, 0, time.Minute)
		if err != nil {
			t.Fatal("places whose time is over are kept from another program: ", err)
		}
		if turn.Place != 0 {
			return
		}
	}
}

func TestAPauseIsLeftByAllProgramsTogether(t *testing.T) {
	data := newSchema(t)
	for n := range 3 { // each is another program, and asks when the one before has its turn
		turn, err := newDesk(t, data).EnterHost(t.Context(), host, 9, time.Hour, time.Minute)
		least := time.Duration(n)*time.Hour - time.Minute
		if err != nil || turn.Place == 0 || turn.Wait < least || turn.Wait > time.Duration(n)*time.Hour {
			t.Errorf("request %d waits %s, %v; want %d hours", n, turn.Wait, err, n)
		}
	}
}

// The host asked one program to be left alone, and is by all: a shorter wish does not end a longer one.
func TestAHostIsLeftAloneByAllPrograms(t *testing.T) {
	data := newSchema(t)
	one, two := newDesk(t, data), newDesk(t, data)
	for _, left := range []time.Duration{time.Hour, time.Second} {
		if err := one.HoldHost(t.Context(), host, left); err != nil {
			t.Fatal(err)
		}
	}
	if turn := enter(t, two, time.Minute); turn.Place != 0 || turn.Held < 59*time.Minute || turn.Held > time.Hour {
		t.Errorf("the turn at a host that wants to be left alone for an hour is %+v", turn)
	}
}
