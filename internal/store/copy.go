package store

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"

	"harmattan/internal/disk"
)

// Copied is a table as it was copied.
type Copied struct {
	Table string
	Rows  int
	Hash  string // of all rows, in whatever order and database they are
}

// Copy copies a whole desk, as it stands at one moment, into a place where there is none; each of the two is a folder or
// an address. It is all there in the end or not at all: tables are read again from the copy, and their rows have to be as
// many and the same. Where there is a desk already the error is disk.ErrExists. told hears of each table that is right.
func Copy(ctx context.Context, from, to string, told func(Copied)) error {
	if err := copyable(ctx, from, to); err != nil {
		return err
	}
	source, err := OpenDesk(ctx, from, ReadOnly)
	if err != nil {
		return err
	}
	err = copyInto(ctx, source, to, told)
	return errors.Join(err, source.Close())
}

// copyable brings the one up to date that is copied, where it may be written: a desk of an older version is copied too.
func copyable(ctx context.Context, from, to string) error {
	if NameOf(from) == NameOf(to) && !IsAddress(from) {
		return &Error{Kind: disk.ErrExists, Says: "a desk cannot be copied onto itself", Do: "name another folder or address"}
	}
	if !IsAddress(from) {
		if _, err := os.Stat(filepath.Join(from, FileName)); err != nil {
			return fmt.Errorf("find the desk: %w", err)
		}
	}
	k, err := OpenDesk(ctx, from, ReadOnly)
	if errors.Is(err, ErrOlder) {
		k, err = OpenDesk(ctx, from, Write)
	}
	if err != nil {
		return err
	}
	return k.Close()
}

func copyInto(ctx context.Context, source Keeper, to string, told func(Copied)) error {
	read, end, err := snapshotOf(ctx, source)
	if err != nil {
		return fmt.Errorf("read %s: %w", source.Name(), err)
	}
	if IsAddress(to) {
		err = copyToServer(ctx, read, to, told)
	} else {
		err = copyToFile(ctx, read, filepath.Join(to, FileName), told)
	}
	return errors.Join(err, end())
}

// rowsOf calls row for each row of a table, with its values in the order of the columns: int64, bool, float64, string,
// []byte or nil. They are valid until row returns.
type rowsOf func(ctx context.Context, t deskTable, row func([]any) error) error

func snapshotOf(ctx context.Context, k Keeper) (rowsOf, func() error, error) {
	switch k := k.(type) {
	case *Store:
		return k.snapshot(ctx)
	case *Postgres:
		return k.snapshot(ctx)
	}
	return nil, nil, fmt.Errorf("nobody knows how to read %T", k)
}

func existsAlready(place string) error {
	return &Error{
		Kind: disk.ErrExists, Says: "there is a desk in " + place + " already",
		Do: "name a place without one: a copy never goes over what is there",
	}
}

// sums is what all rows of a table come to.
type sums struct {
	rows  int
	whole [sha256.Size]byte // of the rows' own, added bit by bit: their order does not count
}

func (s *sums) add(row []any) {
	h := sha256.New()
	for _, v := range row {
		h.Write(canonical(v))
	}
	s.rows++
	subtle.XORBytes(s.whole[:], s.whole[:], h.Sum(nil))
}

// canonical writes a value so that no two different ones look the same.
func canonical(v any) []byte {
	switch v := v.(type) {
	case nil:
		return []byte{'-'}
	case int64:
		return binary.BigEndian.AppendUint64([]byte{'i'}, uint64(v))
	case bool:
		if v {
			return []byte{'1'}
		}
		return []byte{'0'}
	case float64:
		return binary.BigEndian.AppendUint64([]byte{'f'}, math.Float64bits(v))
	case string:
		return append(binary.BigEndian.AppendUint64([]byte{'t'}, uint64(len(v))), v...)
	case []byte:
		return append(binary.BigEndian.AppendUint64([]byte{'b'}, uint64(len(v))), v...)
	}
	return []byte{'?'}
}

func (s *sums) copied(t deskTable) Copied {
	return Copied{Table: t.name, Rows: s.rows, Hash: hex.EncodeToString(s.whole[:8])}
}

// verify reads a table again and compares it with what was read before.
func verify(ctx context.Context, read rowsOf, t deskTable, want sums, told func(Copied)) error {
	var got sums
	err := read(ctx, t, func(row []any) error {
		got.add(row)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read table %s of the copy: %w", t.name, err)
	}
	if got != want {
		return &Error{
			Kind: ErrDamaged, Says: fmt.Sprintf("table %s of the copy has %d rows, not the same as the %d that were read", t.name, got.rows, want.rows),
			Do: "nothing was kept of the copy; harmattan doctor looks through what it was made of",
		}
	}
	told(got.copied(t))
	return nil
}
