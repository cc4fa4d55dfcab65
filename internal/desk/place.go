package desk

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"harmattan/internal/store"
)

// IsShared tells whether data names a desk on a server, which several programs may write.
func IsShared(data string) bool { return store.IsAddress(data) }

// Roles are the roles of a desk on a server.
type Roles = store.Roles

// GrantRoles makes the roles of a desk on a server, and gives them their rights; see store.GrantRoles.
func GrantRoles(ctx context.Context, data string) (Roles, error) { return store.GrantRoles(ctx, data) }

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
