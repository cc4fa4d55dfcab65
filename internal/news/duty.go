package news

import "time"

// Duty is an entry of the log about shifts.
type Duty struct {
	ID    int64
	At    time.Time
	Who   string
	Deed  DutyDeed
	Whom  string    // to whom a shift was handed over, or from whom it was taken; "" else
	Since time.Time // when the shift began that was handed over
	About int64     // of Taken the ID of the hand-over
	Name  string    // of Renamed the name that Whom has from then on
}

// DutyDeed says what an entry about shifts tells.
type DutyDeed string

// What officers do about their shifts, and that one of them was given another name.
const (
	CameOn  DutyDeed = "on"
	WentOff DutyDeed = "off"    // without handing over
	Handed  DutyDeed = "handed" // over to a person
	Taken   DutyDeed = "taken"  // acknowledged by that person
	Renamed DutyDeed = "renamed"
)
