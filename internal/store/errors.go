package store

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// What a caller may want to tell apart.
var (
	ErrBusy      = errors.New("another program holds the data")
	ErrNewer     = errors.New("the data is of a newer version of harmattan")
	ErrOlder     = errors.New("the data is of an older version of harmattan")
	ErrNotFound  = errors.New("not found")
	ErrForeign   = errors.New("not a file of harmattan's")
	ErrFull      = errors.New("no space is left on the disk")
	ErrNoWriting = errors.New("the data cannot be written")
	ErrDamaged   = errors.New("the file of data is damaged")
)

// Error is a failure that the officer can do something about.
type Error struct {
	Kind error  // one of the errors above
	Says string // what is wrong, with the file's name
	Do   string // what to do about it
	Err  error  // the cause, nil when Says tells all of it
}

func (e *Error) Error() string {
	if e.Err == nil {
		return e.Says
	}
	return fmt.Sprintf("%s: %v", e.Says, e.Err)
}

// Hint says what to do.
func (e *Error) Hint() string { return e.Do }

// Unwrap makes errors.Is find both the kind and the cause.
func (e *Error) Unwrap() []error { return []error{e.Kind, e.Err} }

// explain turns what SQLite and the system say into what an officer can act on; other errors pass as they are.
func explain(path string, err error) error {
	var known *Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		return noWriting(path, err)
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff { // the low byte is the kind of failure, the rest its details
	case sqlite3.SQLITE_NOTADB:
		return &Error{Kind: ErrForeign, Says: path + " is not a file of harmattan's", Do: "if it was one, " + repairIt + "; if not, move it away", Err: err}
	case sqlite3.SQLITE_CORRUPT:
		return &Error{Kind: ErrDamaged, Says: path + " is damaged", Do: repairIt, Err: err}
	case sqlite3.SQLITE_FULL:
		return &Error{Kind: ErrFull, Says: "no space is left for " + path, Do: "free some space on that disk, then go on: nothing stored is lost", Err: err}
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return noWriting(path, err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return &Error{Kind: ErrBusy, Says: "another program has locked " + path, Do: "close the program that has the file open", Err: err}
	}
	return err
}

func noWriting(path string, err error) error {
	return &Error{
		Kind: ErrNoWriting, Says: "cannot open or write " + path,
		Do: "look at the rights of the file and its folder, or choose another folder with --data", Err: err,
	}
}
