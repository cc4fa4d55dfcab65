package desk

import (
	"errors"
	"io/fs"
	"os"

	"harmattan/internal/store"
)

// Place is where a desk is kept, as it may be shown: the path of its file, or an address without its password.
func Place(data string) string { return store.NameOf(data) }

// Begun tells whether there is a desk in a folder; of a desk on a server only opening it can tell.
func Begun(data string) bool {
	path, err := store.FileOf(data)
	if err != nil {
		return true
	}
	_, err = os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
