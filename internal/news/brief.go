package news

import "time"

// WrittenBrief is a brief that was written and kept. It stays as it was, whatever becomes of its stories.
type WrittenBrief struct {
	ID      int64
	At      time.Time
	Who     string
	Title   string
	Stories []string // StoryRow.IDs at the time
}
