package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"harmattan/internal/find"
)

// inFolder is where the file lies for the other program of the tests of rights, from the folder that it runs in.
const inFolder = "desk/harmattan.db"

// readWithoutRights is the other program of the tests of rights: it reads a file that lies in a folder it cannot write.
func readWithoutRights() error {
	ctx, path := context.Background(), filepath.FromSlash(inFolder)
	s, err := Open(ctx, path, ReadOnly)
	if err != nil {
		return err
	}
	if _, err := s.Article(ctx, change(1).Article.ID); err != nil {
		return err
	}
	if hits, err := s.Search(ctx, Question{Terms: find.Terms("convoy")}, 5); err != nil || len(hits) != 1 {
		return fmt.Errorf("the search found %d articles: %w", len(hits), err)
	}
	if err := s.SaveArticle(ctx, change(2)); !errors.Is(err, ErrNoWriting) {
		return fmt.Errorf("writing says %w", err)
	}
	if err := s.Close(); err != nil {
		return err
	}
	for _, name := range []string{path, filepath.Join(filepath.Dir(path), "new.db")} {
		_, err := Open(ctx, name, Write)
		var hint interface{ Hint() string }
		if !errors.Is(err, ErrNoWriting) || !errors.As(err, &hint) || hint.Hint() == "" {
			return fmt.Errorf("opening %s for writing says %w", filepath.Base(name), err)
		}
	}
	fmt.Println("read")
	return nil
}
