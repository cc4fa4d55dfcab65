package report

import (
	"encoding/json"
	"fmt"
)

// savedPage is a page as it is kept and as JSON shows it: with the language that its words follow from.
type savedPage struct {
	Page
	Lang string `json:"lang"`
}

// Save writes a page so that Restore gives the same one, whatever became of its stories since.
func Save(p Page) ([]byte, error) {
	b, err := json.Marshal(savedPage{p, p.Words.Lang})
	if err != nil {
		return nil, fmt.Errorf("keep a page: %w", err)
	}
	return b, nil
}

// Restore reads a page that was kept.
func Restore(b []byte) (Page, error) {
	var s savedPage
	if err := json.Unmarshal(b, &s); err != nil {
		return Page{}, fmt.Errorf("read a page that was kept: %w", err)
	}
	s.Words = WordsIn(s.Lang)
	return s.Page, nil
}
