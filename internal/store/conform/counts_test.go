package conform

import (
	"context"
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Each transaction counts on its own: none waits for another that has changed a story of the same region, however many there are.
func TestTransactionsDoNotWaitForEachOthersCounts(t *testing.T) {
	data := newSchema(t)
	s := newDesk(t, data)
	open := make([]pgx.Tx, 17)
	for n := range open {
		save(t, s, change(n))
	}
	for n := range open {
		open[n] = moving(t, data, storyID(n))
	}
	for _, tx := range open {
		if err := tx.Commit(t.Context()); err != nil {
			t.Error(err)
		}
	}
	whole(t, s)
}

// moving is a transaction of its own connection that has moved a story to another region, and is not at its end.
func moving(t *testing.T, data, story string) pgx.Tx {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := conn.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	tx, err := conn.Begin(t.Context())
	if err == nil {
		_, err = tx.Exec(t.Context(), fmt.Sprintf("SET LOCAL lock_timeout = '2s'; UPDATE story SET region = 'lake-chad', country = 'TD' WHERE id = '%s'", story))
	}
	if err != nil {
		t.Fatalf("move story %s: %v", story, err)
	}
	return tx
}
