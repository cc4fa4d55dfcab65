package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// salvage reads what can be read of a damaged file into a new one, table by table and row by row.
type salvage struct {
	from  *sql.DB // the damaged file, only read
	into  *sql.Tx
	lost  map[string]int // by table: stretches that could not be read, and rows that make no sense; "text": texts that are not what they were
	texts *packer
	most  int64 // more numbers than rows have
}

// officersTables are read first: what they hold can be had from nowhere else.
func officersTables() []string {
	return []string{
		"meta", "step", "deed", "brief", "watch", "saved_search", "feed", "source", "story", "remark", "lineage", "region_by_hand",
		"article", "revision", "held", "apart", "reader", "duty",
	}
}

// isDerived tells which tables are made again from others, and which columns.
func isDerived(table, column string) bool {
	counts, index := []string{"tally", "began", "reading_tally"}, []string{"piece", "leaf", "reworded", "beside", "often"}
	return slices.Contains(counts, table) || slices.Contains(index, table) || strings.HasPrefix(table, "sqlite_") ||
		table == "source" && column == "articles"
}

// table is what both files know of a table.
type table struct {
	name    string
	columns []string
	keys    []string // the columns that rows are found by; rowid where there is one
}

// tables lists the tables of the new file that the old one has too, the officers' first.
func (s *salvage) tables(ctx context.Context) ([]table, error) {
	names, err := texts(ctx, s.into, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
	if err != nil {
		return nil, err
	}
	first := officersTables()
	slices.SortStableFunc(names, func(a, b string) int { return standing(first, a) - standing(first, b) })
	var list []table
	for _, name := range names {
		if isDerived(name, "") {
			continue
		}
		there, err := texts(ctx, s.from, "SELECT name FROM pragma_table_info(?)", name)
		if err != nil {
			return nil, err
		}
		t := table{name: name, keys: []string{"rowid"}}
		t.columns, err = texts(ctx, s.into, "SELECT name FROM pragma_table_info(?)", name)
		if err != nil {
			return nil, err
		}
		t.columns = slices.DeleteFunc(t.columns, func(c string) bool { return isDerived(name, c) || !slices.Contains(there, c) })
		keys, err := texts(ctx, s.into, `SELECT name FROM pragma_table_info(?1) WHERE pk > 0
			AND EXISTS (SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND name = ?1 AND wr) ORDER BY pk`, name)
		if err != nil {
			return nil, err
		}
		if len(keys) > 0 {
			t.keys = keys
		}
		if len(t.columns) > 0 {
			list = append(list, t)
		}
	}
	return list, nil
}

func standing(order []string, name string) int {
	if i := slices.Index(order, name); i >= 0 {
		return i
	}
	return len(order)
}

// asks is what both a file and a transaction can be asked.
type asks interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func texts(ctx context.Context, from asks, question string, args ...any) (list []string, err error) {
	rows, err := from.QueryContext(ctx, question, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		list = append(list, text)
	}
	return list, rows.Err()
}

// copyTable copies what can be read of a table: forwards up to the first damage, and beyond it where rows have numbers;
// where they have none, backwards from the end as well.
func (s *salvage) copyTable(ctx context.Context, t table) error {
	if len(t.keys) == 1 && t.keys[0] == "rowid" {
		return s.copyNumbered(ctx, t)
	}
	for _, direction := range []string{"", " DESC"} {
		order := strings.Join(t.keys, direction+", ") + direction
		question := fmt.Sprintf("SELECT %s FROM %s NOT INDEXED ORDER BY %s", strings.Join(t.columns, ", "), t.name, order)
		whole, err := s.copyRows(ctx, t, question)
		if err != nil || whole {
			return err
		}
	}
	s.lost[t.name]++
	return s.copyPieces(ctx, t)
}

// copyPieces tries the rows of each story, or each article, by itself, where these are what a table's rows are found by.
func (s *salvage) copyPieces(ctx context.Context, t table) error {
	of, ok := map[string]string{"story": "story", "article": "article", "other": "story"}[t.keys[0]]
	if !ok {
		return nil
	}
	var most int64
	if err := s.into.QueryRowContext(ctx, "SELECT coalesce(max(n), 0) FROM "+of).Scan(&most); err != nil {
		return err
	}
	question := fmt.Sprintf("SELECT %s FROM %s NOT INDEXED WHERE %s = ?", strings.Join(t.columns, ", "), t.name, t.keys[0])
	for n := range most {
		if _, err := s.copyRows(ctx, t, question, n+1); err != nil {
			return err
		}
	}
	return nil
}

// copyRows copies the rows of an answer until one cannot be read; whole tells whether there was none.
func (s *salvage) copyRows(ctx context.Context, t table, question string, args ...any) (whole bool, err error) {
	rows, err := s.from.QueryContext(ctx, question, args...)
	if err != nil {
		return false, ctx.Err()
	}
	defer rows.Close() //nolint:errcheck // what cannot be read is the matter here
	for rows.Next() {
		values, into := places(len(t.columns))
		if err := rows.Scan(into...); err != nil {
			return false, ctx.Err()
		}
		if err := s.put(ctx, t, values); err != nil {
			return false, err
		}
	}
	return rows.Err() == nil, ctx.Err()
}

func places(n int) (values, into []any) {
	values, into = make([]any, n), make([]any, n)
	for i := range values {
		into[i] = &values[i]
	}
	return values, into
}

// mostSkipped is how many numbers beyond a damaged stretch are tried: more rows than lie below most pages of a tree. No row
// takes fewer bytes than smallestRow.
const (
	mostSkipped = 1 << 18
	smallestRow = 16
)

// copyNumbered copies a table whose rows have numbers. Behind a stretch that cannot be read it looks for the next number
// that can, in growing steps, and then tries the numbers in between one by one: often only one row is lost.
func (s *salvage) copyNumbered(ctx context.Context, t table) error {
	columns := strings.Join(t.columns, ", ")
	onward := fmt.Sprintf("SELECT rowid, %s FROM %s NOT INDEXED WHERE rowid >= ? ORDER BY rowid", columns, t.name)
	alone := fmt.Sprintf("SELECT rowid, %s FROM %s NOT INDEXED WHERE rowid = ?", columns, t.name)
	for next := int64(0); ; {
		last, whole, err := s.copyFrom(ctx, t, onward, next)
		if err != nil || whole {
			return err
		}
		s.lost[t.name]++
		next = max(next, last+1)
		beyond := next
		for step := int64(1); step <= mostSkipped; step *= 2 {
			if beyond = next + step; s.readable(ctx, onward+" LIMIT 1", beyond) {
				break
			}
		}
		for n := next; n < min(beyond, s.most); n++ {
			if _, _, err := s.copyFrom(ctx, t, alone, n); err != nil {
				return err
			}
		}
		if beyond >= min(next+mostSkipped, s.most) {
			return nil
		}
		next = beyond
	}
}

func (s *salvage) readable(ctx context.Context, question string, number int64) bool {
	rows, err := s.from.QueryContext(ctx, question, number)
	if err != nil {
		return false
	}
	defer rows.Close() //nolint:errcheck // what cannot be read is the matter here
	for rows.Next() {
	}
	return rows.Err() == nil
}

// copyFrom copies rows from a number on and returns the last number it came to.
func (s *salvage) copyFrom(ctx context.Context, t table, question string, number int64) (last int64, whole bool, err error) {
	last = number - 1
	rows, err := s.from.QueryContext(ctx, question, number)
	if err != nil {
		return last, false, ctx.Err()
	}
	defer rows.Close() //nolint:errcheck // what cannot be read is the matter here
	for rows.Next() {
		values, into := places(len(t.columns))
		if err := rows.Scan(append([]any{&last}, into...)...); err != nil {
			return last, false, ctx.Err()
		}
		if err := s.put(ctx, t, values); err != nil {
			return last, false, err
		}
	}
	return last, rows.Err() == nil, ctx.Err()
}

// put writes a row into the new file, where it makes sense; a row that is there already stays.
func (s *salvage) put(ctx context.Context, t table, values []any) error {
	if !s.makesSense(t, values) {
		s.lost[t.name]++
		return nil
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(values)), ", ")
	statement := fmt.Sprintf("INSERT OR IGNORE INTO %s (%s) VALUES (%s)", t.name, strings.Join(t.columns, ", "), marks) //nolint:gosec // names of tables and columns of our own
	_, err := s.into.ExecContext(ctx, statement, values...)
	if err != nil && errors.Is(explain("", err), ErrFull) {
		return err
	}
	if err != nil { // a number where a text should be, and the like
		s.lost[t.name]++
	}
	return ctx.Err()
}
