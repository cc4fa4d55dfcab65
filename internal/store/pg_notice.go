package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"hash/fnv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	// mostNoticed is how many bytes the server carries in a notice, and some for what stands before.
	mostNoticed = 7900

	// followAgain is how long after a connection was lost the next one is made.
	followAgain = 250 * time.Millisecond
)

// channel is the name of the desk's notices, which a database has for all its schemas.
func (p *Postgres) channel() string {
	h := fnv.New64a()
	h.Write([]byte(p.schema))
	return fmt.Sprintf("harmattan_%x", h.Sum64())
}

// tell is write for what other programs want to know of: they get a notice once it is kept, with the stories that work adds
// to its writer.
func (p *Postgres) tell(ctx context.Context, work func(context.Context, pgWriter) error) error {
	return p.write(ctx, func(ctx context.Context, w pgWriter) error {
		w.changed = &[]string{}
		if err := work(ctx, w); err != nil {
			return err
		}
		for _, text := range notices(p.program, *w.changed) {
			if err := w.exec(ctx, "SELECT pg_notify($1, $2)", p.channel(), text); err != nil {
				return fmt.Errorf("tell other programs: %w", err)
			}
		}
		return nil
	})
}

// change notes that a story gained, lost or changed articles.
func (w pgWriter) change(story string) {
	if w.changed != nil {
		*w.changed = append(*w.changed, plain(story))
	}
}

// notices writes what is told: the program that tells, and the stories, a line each.
func notices(program string, stories []string) []string {
	list := []string{program}
	for _, story := range stories {
		last := &list[len(list)-1]
		switch {
		case strings.Contains(*last, "\n"+story+"\n"):
			continue
		case len(*last)+len(story)+2 > mostNoticed:
			list = append(list, program)
			last = &list[len(list)-1]
		}
		if !strings.HasSuffix(*last, "\n") {
			*last += "\n"
		}
		*last += story + "\n"
	}
	return list
}

// saying is what follows the name of the channel for what programs say to each other.
const saying = "_say"

// naming is what follows it where an officer was given another name.
const naming = "_names"

// MostSaid is how many bytes Say carries.
const MostSaid = mostNoticed - 100

// Say tells other programs something that is kept nowhere: those who do not listen now never hear of it.
func (p *Postgres) Say(ctx context.Context, what string) error {
	_, err := p.pool.Exec(ctx, "SELECT pg_notify($1, $2)", p.channel()+saying, p.program+"\n"+plain(what))
	if err != nil {
		return p.explain(fmt.Errorf("tell other programs: %w", err))
	}
	return nil
}

// Follow tells what other programs do to the desk until ctx ends, each transaction as soon as it is kept. Where the
// connection is lost it makes another one, and tells that something may have changed meanwhile.
func (p *Postgres) Follow(ctx context.Context, tell func(Notice)) {
	begun := func() { tell(Notice{Begun: true}) }
	for away := false; ctx.Err() == nil; {
		heard := func() {
			away = false
			begun()
		}
		_ = p.listen(ctx, heard, tell) // whatever it ends with, it is tried again
		begun = func() {
			tell(Notice{Begun: true})
			tell(Notice{})
		}
		if !away && ctx.Err() == nil {
			away = true
			tell(Notice{Away: true})
		}
		select {
		case <-ctx.Done():
		case <-time.After(followAgain):
		}
	}
}

// listen tells what others do as long as a connection lasts, once it has begun. The connection is none of the pool's: it is
// busy all the time.
func (p *Postgres) listen(ctx context.Context, begun func(), tell func(Notice)) error {
	conn, err := pgx.ConnectConfig(ctx, p.pool.Config().ConnConfig)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx)) //nolint:errcheck // it is done with
	if _, err := conn.Exec(ctx, "LISTEN "+p.channel()+"; LISTEN "+p.channel()+saying+"; LISTEN "+p.channel()+naming); err != nil {
		return err
	}
	p.numbers.Clear() // somebody may have another name since
	begun()
	for {
		n, err := conn.WaitForNotification(ctx)
		if err != nil {
			return err
		}
		program, told, _ := strings.Cut(n.Payload, "\n")
		switch {
		case program == p.program:
		case n.Channel == p.channel()+naming:
			p.numbers.Clear()
		case n.Channel == p.channel()+saying:
			tell(Notice{Said: told})
		default:
			tell(Notice{Stories: strings.Fields(told)})
		}
	}
}

// programName tells this program from others on the same desk.
func programName() string { return rand.Text() }
