package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const secret = "s3cr%23t/é" // as it stands in an address; "s3cr#t/é" as it is

func hasSecret(text string) bool {
	return strings.Contains(text, "s3cr") || strings.Contains(text, "t/é")
}

func TestNoErrorHasThePassword(t *testing.T) {
	t.Setenv("PGCONNECT_TIMEOUT", "2")
	addresses := []string{
		"postgres://o:" + secret + "@127.0.0.1:9/desk",
		"postgres://o:" + secret + "@127.0.0.1:port/desk",
		"postgres://o:" + secret + "@[::1/desk",
		"postgres://o:" + secret + "@127.0.0.1:9/desk?sslmode=maybe",
		"postgres://o:" + secret + "@127.0.0.1:9/desk?sslmode=verify-full&sslrootcert=/nowhere",
		"postgres://o:" + secret + "@127.0.0.1:9/desk?pool_max_conns=none",
		"postgres://o:" + secret + "@127.0.0.1:9/desk?search_path=a,b",
		"postgres://o:" + secret + "\x01@127.0.0.1:9/desk",
		"postgres://o@127.0.0.1:9/desk?password=" + secret,
	}
	for _, address := range addresses {
		for _, m := range []Mode{Write, ReadOnly} {
			k, err := OpenDesk(t.Context(), address, m)
			if err == nil {
				t.Fatalf("%s was opened: %v", address, k)
			}
			var known *Error
			if !errors.As(err, &known) || known.Hint() == "" {
				t.Errorf("error is %v, want one with a hint", err)
				continue
			}
			for wrapped := error(known); wrapped != nil; wrapped = errors.Unwrap(wrapped) {
				if text := fmt.Sprintf("%v %+v %s", wrapped, wrapped, known.Hint()); hasSecret(text) {
					t.Errorf("the error has the password: %s", text)
				}
			}
			if name := NameOf(address); hasSecret(name) {
				t.Errorf("the name has the password: %s", name)
			}
		}
	}
}

func TestAPasswordInAFileIsNotSaidEither(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pgpass")
	if err := os.WriteFile(file, []byte("127.0.0.1:9:desk:o:s3cr#t/é\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PGPASSFILE", file)
	config, err := readAddress("postgres://o@127.0.0.1:9/desk")
	if err != nil || config.ConnConfig.Password != "s3cr#t/é" {
		t.Fatalf("the password was not found: %v", err)
	}
	p := &Postgres{name: nameOf(config.ConnConfig), secret: config.ConnConfig.Password}
	if err := p.explain(fmt.Errorf("what a driver might say: %s", config.ConnConfig.Password)); hasSecret(err.Error()) {
		t.Errorf("the error has the password: %v", err)
	}
}

func TestAConnectionIsEncryptedUnlessItStaysOnThisMachine(t *testing.T) {
	tests := []struct {
		address, sslmode string
		encrypted        bool // and nothing else will do
	}{
		{"postgres://o@db.example/desk", "", true},
		{"postgres://o@192.0.2.1:6000/desk", "", true},
		{"postgres://o@db.example/desk?sslmode=require", "", true},
		{"postgres://o@db.example/desk?sslmode=disable", "", false}, // whoever says so knows why
		{"postgres://o@db.example/desk", "disable", false},
		{"postgres://o@localhost,db.example/desk", "", true},
		{"postgres://o@localhost/desk", "", false},
		{"postgres://o@127.0.0.1/desk", "", false},
		{"postgres://o@[::1]:6000/desk", "", false},
		{"postgres:///desk?host=/run/postgresql", "", false},
	}
	for _, test := range tests {
		t.Setenv("PGSSLMODE", test.sslmode)
		config, err := readAddress(test.address)
		if err != nil {
			t.Errorf("%s: %v", test.address, err)
			continue
		}
		encrypted := config.ConnConfig.TLSConfig != nil
		for _, f := range config.ConnConfig.Fallbacks {
			encrypted = encrypted && f.TLSConfig != nil
		}
		if encrypted != test.encrypted {
			t.Errorf("%s: encrypted %v, want %v", test.address, encrypted, test.encrypted)
		}
	}
}

func TestAnAddressIsShownWithoutWhatIsNobodysBusiness(t *testing.T) {
	for address, want := range map[string]string{
		"postgres://o:x@db.example:6000/desk?sslmode=require": "postgres://o@db.example:6000/desk",
		"postgresql://o@127.0.0.1/desk":                       "postgres://o@127.0.0.1:5432/desk",
		"postgres://o@/desk?host=/run/postgresql":             "postgres://o@/desk?host=%2Frun%2Fpostgresql",
		"postgres://o:x@db.example:port/desk":                 "postgres://…",
		"folder":                                              filepath.Join("folder", FileName),
	} {
		if got := NameOf(address); got != want {
			t.Errorf("%s is shown as %s, want %s", address, got, want)
		}
	}
}

func TestATextOfAnyBytesComesBack(t *testing.T) {
	for _, text := range []string{"", "plain", "é\U0010FFFE", "\x00", "\xff\xfe", "a\x00b\xc3", "\uFFFD", "\U0010FF00\U0010FFFF", "\xed\xa0\x80"} {
		wrapped := wrap(text)
		if strings.ContainsRune(wrapped, 0) || strings.ToValidUTF8(wrapped, "?") != wrapped {
			t.Errorf("%q is wrapped as %q", text, wrapped)
		}
		if got := unwrap(wrapped); got != text {
			t.Errorf("%q came back as %q", text, got)
		}
		if clean := plain(text); strings.ContainsRune(clean, 0) || strings.ToValidUTF8(clean, "?") != clean {
			t.Errorf("%q is cleaned as %q", text, clean)
		}
	}
}

func TestEachStepOfTheSchemaHasBothForms(t *testing.T) {
	for n := 1; n <= version; n++ {
		for _, end := range []string{"sql", "postgres.sql"} {
			if _, err := migrations.ReadFile(fmt.Sprintf("migrations/%d.%s", n, end)); err != nil {
				t.Error(err)
			}
		}
	}
}

// A table or a column that the list of what is copied does not know would be left behind.
func TestTheCopyKnowsEveryColumn(t *testing.T) {
	s := newStore(t)
	known := map[string]bool{"tally": true, "began": true, "reading_tally": true, "piece": true, "leaf": true, "beside": true, "often": true, "reworded": true, "story.unread": true, "source.articles": true, "sqlite_sequence": true}
	for _, table := range deskTables() {
		for _, name := range table.names() {
			known[table.name+"."+name] = true
		}
	}
	rows, err := s.readers.QueryContext(context.Background(), `SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table'`)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }() // rows.Err tells
	count := 0
	for rows.Next() {
		var table, name string
		if err := rows.Scan(&table, &name); err != nil {
			t.Fatal(err)
		}
		count++
		if !known[table] && !known[table+"."+name] {
			t.Errorf("%s.%s is not copied", table, name)
		}
	}
	if err := rows.Err(); err != nil || count < 100 {
		t.Fatalf("%d columns, %v", count, err)
	}
}
