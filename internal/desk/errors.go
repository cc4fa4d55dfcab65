package desk

import (
	"errors"

	"harmattan/internal/store"
)

// What a caller may want to tell apart.
var (
	ErrNoStory    = store.ErrNotFound                          // no story has this id
	ErrNoFeed     = store.ErrNotFound                          // no added feed has this address
	ErrAway       = store.ErrAway                              // the server of a shared desk cannot be reached
	ErrRefreshing = errors.New("a refresh is already running") // one is enough

	ErrNoTime   = errors.New("no time can be read")                                              // in what an officer typed
	ErrPast     = errors.New("that is past")                                                     // of a time that has to come
	ErrNotWatch = errors.New("write a name, a colon, then the terms: Fuel: tanker, fuel convoy") // what is typed has no name yet
	ErrNoTerm   = errors.New("no term to look for yet")
	ErrNoSpan   = errors.New("no length of time: write quiet:3d")
)
