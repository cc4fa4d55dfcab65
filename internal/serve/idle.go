package serve

import (
	"time"
)

// watchEvery is how often it is looked whether a session has to end, or the officers have changed.
const watchEvery = 2 * time.Second

// look ends what has gone on for too long without a key, and the sessions of those who may no longer come.
func (s *Server) look(now time.Time) {
	s.reread()
	var stuck []*caller
	s.seats.each(func(v *visit) {
		v.mu.Lock()
		last, ended := v.last, v.ended
		v.mu.Unlock()
		if !ended.IsZero() && now.Sub(ended) > patience { // it was told to end and did not: nobody takes what it says
			stuck = append(stuck, v.caller)
		}
		switch officer, ok := s.officers.named(v.officer.Name, v.key); {
		case !ok:
			v.end("you may no longer come to this desk")
		case officer.Role != v.officer.Role:
			v.end("your role on this desk has changed")
		case s.o.Idle > 0 && now.Sub(last) >= s.o.Idle:
			v.end("no key was pressed for a while")
		}
	})
	if s.o.Idle > 0 {
		stuck = append(stuck, s.door.idlers(now.Add(-s.o.Idle))...)
	}
	for _, c := range stuck {
		_ = c.Close()
	}
}

// reread reads the officers again where their file has changed; where it cannot be read they stay as they were.
func (s *Server) reread() {
	if err := s.officers.refresh(); err != nil {
		s.o.Log.Error("the officers stay as they were", "error", err)
	}
}
