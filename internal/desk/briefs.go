package desk

import (
	"context"
	"time"

	"harmattan/internal/news"
)

// KeepBrief keeps a brief as it was written, under the officer's name; on a shared desk whose server is away once it is back.
func (d *Desk) KeepBrief(ctx context.Context, title string, stories []string, content []byte) error {
	if err := d.writable(ctx, news.RoleOfficer); err != nil {
		return err
	}
	_, _, err := d.do(ctx, deferred{Do: keepBrief, Stories: stories, Value: title, Content: content, At: d.now()})
	return err
}

// Briefs lists the briefs that were written since a time, the newest first.
func (d *Desk) Briefs(ctx context.Context, since time.Time) ([]news.WrittenBrief, error) {
	return d.store.Briefs(ctx, since)
}

// WrittenBrief is the content of a brief as it was written.
func (d *Desk) WrittenBrief(ctx context.Context, id int64) ([]byte, error) {
	return d.store.Brief(ctx, id)
}
