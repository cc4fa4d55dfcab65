package news

import "time"

// Edit is what one revision of an article changed against the one before.
type Edit struct {
	Number      int       // of the revision that the edit made
	Seen        time.Time // when that revision was first seen
	Removed     []string  // sentences that stand no more, the title first
	Added       []string  // sentences that did not stand before
	Corrections []Correction
}

// Correction is a figure, a day or a denial that an edit changed.
type Correction struct {
	Was, Now string // "12", "15"
}
