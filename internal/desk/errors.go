package desk

import (
	"errors"

	"harmattan/internal/store"
)

// What a caller may want to tell apart.
var (
	ErrNoStory    = store.ErrNotFound                          // no story has this id
	ErrNoFeed     = store.ErrNotFound                          // no added feed has this address
	ErrRefreshing = errors.New("a refresh is already running") // one is enough
)
