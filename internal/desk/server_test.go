package desk

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"net/url"
	"os"
	"testing"
)

// dataIn is what a desk in a folder is kept in: the folder, or where HARMATTAN_POSTGRES names a server that is made for
// tests, a schema there that stands for the folder. .ci/postgres runs these tests so.
func dataIn(t *testing.T, folder string) string {
	t.Helper()
	server := os.Getenv("HARMATTAN_POSTGRES")
	if server == "" {
		return folder
	}
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", fmt.Sprintf("desk_%d_%x", os.Getpid(), sha256.Sum256([]byte(folder)))[:40])
	u.RawQuery = q.Encode()
	return u.String()
}

// What a program keeps beside a desk on a server once lay in a folder that was named like the server's address.
func TestADeskOnAServerIsNotOpenedWithoutAFolderOfItsOwn(t *testing.T) {
	t.Chdir(t.TempDir())
	if d, err := Open(t.Context(), Options{Data: "postgres://desk@127.0.0.1:1/none?connect_timeout=1"}); !errors.Is(err, errNoFolder) {
		t.Errorf("it is opened: %v, %v", d, err)
	}
}
