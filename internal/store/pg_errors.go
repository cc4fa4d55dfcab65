package store

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// What a caller may want to tell apart of a desk on a server.
var (
	ErrAway    = errors.New("the server cannot be reached")
	ErrRefused = errors.New("the server does not let us in")

	ErrOnServer = errors.New("the desk is on a server") // where only a file will do
)

// explain turns what the server and the network say into what an officer can act on; other errors pass as they are. No
// error has the password.
func (p *Postgres) explain(err error) error {
	var known *Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	if p.secret != "" && strings.Contains(err.Error(), p.secret) {
		err = errors.New(strings.ReplaceAll(err.Error(), p.secret, "…"))
	}
	var said *pgconn.PgError
	if errors.As(err, &said) {
		return p.explainCode(said.Code, err)
	}
	var unreachable net.Error
	var refused *pgconn.ConnectError
	lost := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed)
	if ours := errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded); ours && !errors.As(err, &refused) {
		return err
	}
	if lost || errors.As(err, &unreachable) || errors.As(err, &refused) {
		return p.away(err)
	}
	return err
}

func (p *Postgres) away(err error) error {
	return &Error{
		Kind: ErrAway, Says: "the server of " + p.name + " cannot be reached",
		Do: "look whether it runs and whether this machine may reach it; what was stored is there when it is back", Err: err,
	}
}

// explainCode reads the server's code of a failure; see "PostgreSQL Error Codes" in its documentation.
func (p *Postgres) explainCode(code string, err error) error {
	switch class := code[:min(2, len(code))]; {
	case class == "28": // invalid authorization
		return &Error{
			Kind: ErrRefused, Says: p.name + " does not let us in",
			Do: "look at the name in the address, and at the password in PGPASSFILE or PGPASSWORD", Err: err,
		}
	case code == "3D000": // invalid catalog name
		return &Error{Kind: ErrRefused, Says: "there is no database " + p.name, Do: "make it with createdb, or name another one with --data", Err: err}
	case code == "53100": // disk full
		return &Error{Kind: ErrFull, Says: "no space is left at the server of " + p.name, Do: "free some space there, then go on: nothing stored is lost", Err: err}
	case code == "53300": // too many connections
		return &Error{Kind: ErrAway, Says: "too many programs are connected to " + p.name, Do: "close some of them, or raise max_connections at the server", Err: err}
	case class == "57" && code != "57014", class == "08": // shutting down or starting up; connection lost. Not: cancelled
		return p.away(err)
	case code == "42501", code == "25006": // insufficient privilege, read-only transaction
		return &Error{
			Kind: ErrNoWriting, Says: "this role may not do that in " + p.name,
			Do: "ask who keeps the database for the rights, or open the desk under another name", Err: err,
		}
	case code == "XX001", code == "XX002": // data corrupted, index corrupted
		return &Error{Kind: ErrDamaged, Says: p.name + " is damaged", Do: "keep a copy of it, then restore the server's last backup", Err: err}
	}
	return err
}
