package store

import (
	"database/sql"
	"net/url"
	"path/filepath"
	"strings"
)

// readersAtOnce is how many questions are answered at the same time: a list, a search and a briefing.
const readersAtOnce = 3

// The settings of every connection. Memory: each keeps at most so many KiB of pages, the writer the same. The file is
// not mapped into memory: a file cut short by another program would then kill this one.
const (
	cachePages  = "_pragma=cache_size(-1000)"
	writerPages = "_pragma=cache_size(-8000)" // an article more touches a page of each index: they should be at hand
	inMemory    = "_pragma=temp_store(memory)"
	waitForLock = "_pragma=busy_timeout(5000)" // milliseconds; only a checkpoint of another program makes us wait at all
)

// The settings of the connection that writes.
//
// With synchronous=normal a write is safe against the end of the program at once, and against a power cut from the next
// checkpoint on: such a cut takes the last transactions as a whole and never damages the file. Refreshing fetches them
// again. What an officer decided cannot be fetched again, so triage is written with synchronous=full (see forPowerCut).
//
// They are run in this order.
func writerSettings() []string {
	return []string{
		"journal_mode = wal", "synchronous = normal", "foreign_keys = on",
		"journal_size_limit = 8388608", // bytes; a long refresh leaves no larger log behind
	}
}

// newFileSettings come before those, for a file that is still empty: in another one they change nothing, but SQLite writes
// its first page for the second all the same, and waits for the disk.
func newFileSettings() []string { return []string{"page_size = 4096", "auto_vacuum = incremental"} }

// readersBeside is how the writing program reads its own file.
func readersBeside(path string) string {
	return address(path, "mode=rw", "_pragma=query_only(1)", cachePages, inMemory, waitForLock)
}

// readersAlone is how a second program reads.
func readersAlone(path string) string {
	return address(path, "mode=ro", cachePages, inMemory, waitForLock)
}

// readersOfStill is how a file is read that nobody can change, such as one in a folder without rights.
func readersOfStill(path string) string { return address(path, "immutable=1", cachePages, inMemory) }

// address names a file to SQLite together with the settings of a connection. Whatever stands in the path stays a path.
func address(path string, settings ...string) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/…
	}
	return (&url.URL{Scheme: "file", Path: slashed, RawQuery: strings.Join(settings, "&")}).String()
}

// openReaders opens connections as they are needed. None is closed for being idle: its prepared questions are kept.
func openReaders(where string) *sql.DB {
	db, err := sql.Open("sqlite", where)
	if err != nil {
		panic(err) // the driver's name is unknown: it is not linked in
	}
	db.SetMaxOpenConns(readersAtOnce)
	db.SetMaxIdleConns(readersAtOnce)
	return db
}
