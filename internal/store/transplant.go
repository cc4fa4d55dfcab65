package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Places in the first page of a SQLite file, and in each page of a tree. See https://www.sqlite.org/fileformat2.html.
const (
	pageSize      = 4096 // as newFileSettings says
	pagesAt       = 28   // of the file, in its header
	freePagesAt   = 32
	versionAt     = 60 // user_version
	changesAt     = 24
	validForAt    = 92
	firstTreeAt   = 100 // of the first page; of others 0
	interiorTable = 5
	leafTable     = 13
	interiorHead  = 12
)

// openDamaged copies a damaged file and its log to scratch, where they can be changed, and opens that. A file that was cut
// short is made as long as it says that it is. Where its beginning or its list of tables is damaged these are put in its
// place as they are in every file of its version.
func openDamaged(ctx context.Context, from, scratch string) (db *sql.DB, size int64, err error) {
	defer func() {
		if err != nil {
			err = errors.Join(err, removeScratch(scratch))
		}
	}()
	if err := copyForScratch(from, scratch); err != nil {
		return nil, 0, err
	}
	if size, err = lengthen(scratch); err != nil {
		return nil, 0, err
	}
	if db, err = openTables(ctx, scratch); err == nil {
		return db, size, nil
	}
	if errors.Is(err, ErrForeign) {
		return nil, 0, err
	}
	why := err
	if err := transplant(ctx, scratch); err != nil {
		return nil, 0, nothingLeft(from, errors.Join(why, err))
	}
	if db, err = openTables(ctx, scratch); err != nil {
		return nil, 0, nothingLeft(from, err)
	}
	return db, size, nil
}

func nothingLeft(path string, err error) error {
	return &Error{
		Kind: ErrDamaged, Says: "nothing can be read of " + path, Err: err,
		Do: "keep a copy of it, then harmattan restore the last backup; without one, move it away and begin anew",
	}
}

func copyForScratch(from, scratch string) error {
	for _, end := range []string{"", "-wal"} {
		f, err := os.OpenFile(scratch+end, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		err = pour(from+end, f)
		if end != "" && errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
		if err := errors.Join(err, f.Close()); err != nil {
			return err
		}
	}
	return nil
}

func removeScratch(scratch string) error {
	err := removeBeside(scratch)
	if gone := os.Remove(scratch); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}

// mostLengthened bounds what a damaged header can make of a file: as much again, and a mebibyte.
const mostLengthened = 1 << 20

// lengthen fills a file that was cut short with zeros, and returns its length.
func lengthen(path string) (int64, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0o600)
	if err != nil {
		return 0, err
	}
	defer f.Close() //nolint:errcheck // what was written is looked at again
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	size := (info.Size() + pageSize - 1) / pageSize * pageSize
	head := make([]byte, firstTreeAt)
	if _, err := f.ReadAt(head, 0); err == nil {
		says := int64(binary.BigEndian.Uint32(head[pagesAt:])) * pageSize
		if says > size && says <= 2*size+mostLengthened {
			size = says
		}
	}
	return size, f.Truncate(size)
}

// openTables opens a file in which the tables are found that everything hangs on.
func openTables(ctx context.Context, path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", address(path, "mode=rw", cachePages, inMemory))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	var tables int
	if _, err := fileVersion(ctx, db, path); errors.Is(err, ErrForeign) {
		return nil, errors.Join(err, db.Close())
	}
	err = db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE name IN ('step', 'story', 'article')").Scan(&tables)
	if err == nil && tables < 3 {
		err = errors.New("the tables are not there")
	}
	if err != nil {
		return nil, errors.Join(err, db.Close()) // which brings what the log holds into the file
	}
	return db, nil
}

// transplant gives a file the first page and the list of tables of a new one of its version. The trees of the tables begin
// on the same pages in all files: with auto_vacuum SQLite keeps these together at the beginning, in the order of making.
func transplant(ctx context.Context, path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if len(content) < 8*pageSize {
		return errors.New("the file is too short")
	}
	at := int(binary.BigEndian.Uint32(content[versionAt:]))
	if at < 1 || at > version {
		at = version
	}
	fresh, err := newFileOf(ctx, path+"-new", at)
	if err != nil {
		return err
	}
	first := fresh[:pageSize]
	if first[firstTreeAt] != interiorTable {
		return fmt.Errorf("the list of tables is a page of kind %d", first[firstTreeAt])
	}
	move := func(pointer []byte) error {
		leaf := int(binary.BigEndian.Uint32(pointer))
		if leaf < 1 || leaf*pageSize > len(fresh) || fresh[(leaf-1)*pageSize] != leafTable {
			return fmt.Errorf("page %d is no list of tables", leaf)
		}
		content = append(content, fresh[(leaf-1)*pageSize:leaf*pageSize]...)
		binary.BigEndian.PutUint32(pointer, uint32(len(content)/pageSize))
		return nil
	}
	cells := int(binary.BigEndian.Uint16(first[firstTreeAt+3:]))
	for i := range cells {
		cell := int(binary.BigEndian.Uint16(first[firstTreeAt+interiorHead+2*i:]))
		if err := move(first[cell : cell+4]); err != nil {
			return err
		}
	}
	if err := move(first[firstTreeAt+8 : firstTreeAt+interiorHead]); err != nil {
		return err
	}
	clear(first[freePagesAt : freePagesAt+8])
	binary.BigEndian.PutUint32(first[pagesAt:], uint32(len(content)/pageSize))
	copy(first[validForAt:validForAt+4], first[changesAt:changesAt+4])
	copy(content, first)
	return errors.Join(removeBeside(path), os.WriteFile(path, content, 0o600)) //nolint:gosec // the copy that is being repaired
}

// newFileOf is an empty file of a version, as bytes.
func newFileOf(ctx context.Context, path string, at int) (content []byte, err error) {
	w, err := openWriter(ctx, path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, removeScratch(path)) }()
	for n := 1; n <= at && err == nil; n++ {
		err = oneVersionOn(ctx, w, n)
	}
	if err := errors.Join(err, w.close()); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}
