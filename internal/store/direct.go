package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"

	"harmattan/internal/news"
)

// direct is a prepared statement of the connection that writes, spoken to without database/sql: of ten statements an
// article that layer took half the time.
type direct struct {
	stmt driver.Stmt
	args []driver.NamedValue // room for the arguments, used again
	row  []driver.Value      // room for a row of the answer
}

// preparer is what we need of the driver's connection.
type preparer interface {
	driver.ConnPrepareContext
	driver.ExecerContext
}

func (d *direct) bind(args []any) error {
	d.args = d.args[:0]
	for i, a := range args {
		v, err := driver.DefaultParameterConverter.ConvertValue(a)
		if err != nil {
			return fmt.Errorf("argument %d: %w", i+1, err)
		}
		d.args = append(d.args, driver.NamedValue{Ordinal: i + 1, Value: v})
	}
	return nil
}

func (d *direct) exec(ctx context.Context, args []any) (driver.Result, error) {
	if err := d.bind(args); err != nil {
		return nil, err
	}
	stmt, ok := d.stmt.(driver.StmtExecContext)
	if !ok {
		return nil, errNoContext
	}
	return stmt.ExecContext(ctx, d.args)
}

// errNoContext would be another driver than the one that is linked in.
var errNoContext = errors.New("the driver's statements know no context")

// each calls row for each row of the answer; what scan fills in by copying stays valid.
func (d *direct) each(ctx context.Context, args []any, row func(scanner) error) (err error) {
	if err := d.bind(args); err != nil {
		return err
	}
	stmt, ok := d.stmt.(driver.StmtQueryContext)
	if !ok {
		return errNoContext
	}
	rows, err := stmt.QueryContext(ctx, d.args)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	if d.row == nil {
		d.row = make([]driver.Value, len(rows.Columns()))
	}
	for {
		if err := rows.Next(d.row); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if err := row(d.scan); err != nil {
			return err
		}
	}
}

// scan copies the columns of a row into the places that are given.
func (d *direct) scan(into ...any) error {
	if len(into) != len(d.row) {
		return fmt.Errorf("a row of %d columns is read into %d places", len(d.row), len(into))
	}
	for i, v := range d.row {
		if err := assign(into[i], v); err != nil {
			return fmt.Errorf("column %d: %w", i+1, err)
		}
	}
	return nil
}

// assign puts a value of SQLite's into a place for it.
func assign(into any, v driver.Value) error {
	switch p := into.(type) {
	case *any:
		*p = v
		return nil
	case *string:
		return put(p, v)
	case *news.Deed:
		return put((*string)(p), v)
	case *int64:
		return put(p, v)
	case *int:
		var n int64
		err := put(&n, v)
		*p = int(n)
		return err
	case *bool:
		var n int64
		err := put(&n, v)
		*p = n != 0
		return err
	case *[]byte:
		if *p = nil; v == nil {
			return nil
		}
		return put(p, v)
	}
	return fmt.Errorf("nothing is read into %T", into)
}

func put[T any](into *T, v driver.Value) error {
	have, ok := v.(T)
	if !ok {
		return fmt.Errorf("a %T is read into %T", v, into)
	}
	*into = have
	return nil
}
