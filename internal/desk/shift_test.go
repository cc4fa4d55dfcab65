package desk

import (
	"context"
	"errors"
	"testing"
	"time"

	"harmattan/internal/news"
)

// A shift goes from one officer to another: who is on, what waits, that it is acknowledged once and by whom it is meant for.
func TestAShiftIsHandedOverToAPerson(t *testing.T) {
	clock := newClock()
	d := openDesk(t, t.TempDir(), clock)
	awa, bintou := As(t.Context(), "Awa"), As(t.Context(), "Bintou Ba")
	began := clock.now()
	on := func(says string, want ...string) {
		t.Helper()
		s, err := d.Shift(t.Context())
		if err != nil || len(s.On) != len(want) {
			t.Fatalf("%s: on are %+v, %v; want %v", says, s.On, err, want)
		}
		for i, who := range want {
			if s.On[i].Who != who {
				t.Errorf("%s: on are %+v, want %v", says, s.On, want)
			}
		}
	}
	on("at first")
	must(t, d.ComeOn(bintou, clock.now()))
	must(t, d.GoOff(bintou))
	must(t, d.ComeOn(awa, clock.now()))
	clock.add(2 * time.Hour)
	must(t, d.ComeOn(awa, clock.now())) // she opened a second reader
	on("one came on", "Awa")
	if _, err := d.TakeOver(bintou); !errors.Is(err, ErrNothingHanded) {
		t.Errorf("what nobody handed over is taken: %v", err)
	}
	for _, to := range []string{"", "  ", "awa"} {
		if _, err := d.HandOver(awa, to); !errors.Is(err, ErrNobody) {
			t.Errorf("handed over to %q: %v", to, err)
		}
	}
	clock.add(time.Hour)
	h, err := d.HandOver(awa, " bintou  ba ")
	if err != nil || h.Whom != "Bintou Ba" || !h.Since.Equal(began) {
		t.Fatalf("the hand-over is %+v, %v; want to Bintou Ba, since %s", h, err, began)
	}
	on("it is handed over")
	if _, err := d.TakeOver(awa); !errors.Is(err, ErrNothingHanded) {
		t.Errorf("whoever handed over takes it: %v", err)
	}
	if s, err := d.Shift(t.Context()); err != nil || len(s.To("Bintou Ba")) != 1 || len(s.To("Awa")) != 0 {
		t.Errorf("what waits is %+v, %v", s.Handed, err)
	}
	if _, err := d.TakeOver(In(bintou, news.RoleReader)); !errors.Is(err, ErrRole) {
		t.Errorf("a reader takes over: %v", err)
	}
	clock.add(time.Minute)
	got, err := d.TakeOver(bintou)
	if err != nil || got.Who != "Awa" || !got.At.Equal(h.At) {
		t.Errorf("taken is %+v, %v; want %+v", got, err, h)
	}
	if _, err := d.TakeOver(bintou); !errors.Is(err, ErrNothingHanded) {
		t.Errorf("it is taken twice: %v", err)
	}
	on("it is taken", "Bintou Ba")
	log, err := d.Duties(t.Context(), time.Time{})
	last := log[len(log)-2:]
	if err != nil || last[0].Deed != news.Handed || last[1].Deed != news.Taken || last[1].About != last[0].ID || !last[1].At.After(last[0].At) {
		t.Errorf("the log ends with %+v, %v", last, err)
	}
	clock.add(longestShift)
	on("a shift that nobody ended")
}

func TestTheSameHandOverIsTakenOnce(t *testing.T) {
	d := openDesk(t, t.TempDir(), newClock())
	if _, err := d.HandOver(As(t.Context(), "Awa"), "Bintou"); err != nil {
		t.Fatal(err)
	}
	took := make(chan error, 8)
	for range cap(took) {
		go func() {
			_, err := d.TakeOver(As(context.Background(), "Bintou"))
			took <- err
		}()
	}
	taken := 0
	for range cap(took) {
		switch err := <-took; {
		case err == nil:
			taken++
		case !errors.Is(err, ErrNothingHanded):
			t.Error(err)
		}
	}
	if taken != 1 {
		t.Errorf("it was taken %d times", taken)
	}
}
