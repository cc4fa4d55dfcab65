package conform

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"harmattan/internal/store"
)

// What the server does not look after itself is found where it is wrong.
func TestCheckFindsWhatIsWrongOnAServer(t *testing.T) {
	for want, damage := range map[string]string{
		"wrong counts of articles":         "UPDATE %s.source_tally SET articles = articles + 1",
		"wrong counts of stories":          "UPDATE %s.tally SET stories = stories + 1",
		"articles of no story":             "UPDATE %s.article SET story = 99",
		"articles of no source":            "UPDATE %s.article SET source = 99",
		"words of no article":              "INSERT INTO %s.leaf VALUES (99 << 16, '')",
		"vectors of no article":            "UPDATE %s.vector SET article = 99",
		"articles that cannot be searched": "INSERT INTO %s.piece (first, last, earliest, latest, leaves) VALUES (90, 99, 0, 0, '')",
		"articles without a vector":        "DELETE FROM %s.vector",
	} {
		t.Run(want, func(t *testing.T) {
			address := newSchema(t)
			s := newDesk(t, address)
			held(t, s, 1)
			whole(t, s)
			ask(t, fmt.Sprintf(damage, schemaOf(t, address)))
			if err := s.Check(t.Context()); !errors.Is(err, store.ErrDamaged) || !strings.Contains(err.Error(), want) {
				t.Errorf("after %s: %v", damage, err)
			}
		})
	}
}

// A desk whose sources had their counts beside them, and whose articles the server held to what they refer to, is read on.
func TestCountsOfSourcesAreTakenAlong(t *testing.T) {
	address := newSchema(t)
	s := newDesk(t, address)
	held(t, s, 1)
	schema := schemaOf(t, address)
	for _, statement := range []string{
		"DELETE FROM %s.migration WHERE number > 15",
		"DROP FUNCTION %s.count_slot",
		"ALTER TABLE %s.step DROP COLUMN signed",
		"ALTER TABLE %s.duty DROP COLUMN name",
		"ALTER TABLE %s.source ADD COLUMN articles bigint NOT NULL DEFAULT 0",
		"UPDATE %[1]s.source SET articles = (SELECT sum(articles) FROM %[1]s.source_tally WHERE source = n)",
		"DROP TABLE %s.source_tally",
		"ALTER TABLE %[1]s.article ADD CONSTRAINT article_story_fkey FOREIGN KEY (story) REFERENCES %[1]s.story",
		"ALTER TABLE %[1]s.article ADD CONSTRAINT article_source_fkey FOREIGN KEY (source) REFERENCES %[1]s.source",
		"DROP TABLE %[1]s.piece, %[1]s.leaf, %[1]s.beside, %[1]s.often, %[1]s.reworded, %[1]s.numbering",
		"CREATE TABLE %s.words (article bigint PRIMARY KEY, text tsvector NOT NULL)",
		"ALTER TABLE %[1]s.words ADD CONSTRAINT words_article_fkey FOREIGN KEY (article) REFERENCES %[1]s.article",
		"ALTER TABLE %[1]s.vector ADD CONSTRAINT vector_by_coming_article_fkey FOREIGN KEY (article) REFERENCES %[1]s.article",
	} {
		ask(t, fmt.Sprintf(statement, schema))
	}
	s = newDesk(t, address)
	whole(t, s)
	held(t, s, 2)
	if articles, _, _, err := s.Counts(t.Context()); err != nil || articles != 2 {
		t.Errorf("%d articles, %v; want 2", articles, err)
	}
	whole(t, s)
}
