package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"text/tabwriter"
)

// figure is one measured number: of which file, what it is, over how many rows.
type figure struct {
	file, name string
	value      float64
	rows       int
}

type table struct{ figures []figure }

func (t *table) add(file, name string, value float64, rows int) {
	t.figures = append(t.figures, figure{strings.TrimSuffix(file, ".gz"), name, value, rows})
}

func (t *table) write(w io.Writer) error {
	out := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintln(out, "rows of\tfigure\tvalue\trows")
	last := ""
	for _, f := range t.figures {
		name := f.file
		if name == last {
			name = ""
		}
		last = f.file
		fmt.Fprintf(out, "%s\t%s\t%.4f\t%d\n", name, f.name, f.value, f.rows)
	}
	return out.Flush()
}

// hold compares the table with a file of floors, a line each: file, figure, ">=" or "<=", value, divided by " | ".
func (t *table) hold(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read the floors: %w", err)
	}
	defer f.Close() //nolint:errcheck // only read
	var broken []string
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fault, err := t.check(line)
		if err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if fault != "" {
			broken = append(broken, fault)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read the floors: %w", err)
	}
	if len(broken) > 0 {
		return fmt.Errorf("figures beyond their floor:\n  %s", strings.Join(broken, "\n  "))
	}
	return nil
}

// check holds one line of floors against the table; it returns what is wrong, or "".
func (t *table) check(line string) (string, error) {
	part := strings.Split(line, "|")
	if len(part) != 4 {
		return "", fmt.Errorf("a floor has four parts: file | figure | >= or <= | value")
	}
	for i := range part {
		part[i] = strings.TrimSpace(part[i])
	}
	floor, err := strconv.ParseFloat(part[3], 64)
	if err != nil {
		return "", fmt.Errorf("read the value: %w", err)
	}
	for _, f := range t.figures {
		if f.file != part[0] || f.name != part[1] {
			continue
		}
		if part[2] == ">=" && f.value < floor || part[2] == "<=" && f.value > floor {
			return fmt.Sprintf("%s, %s: %.4f, must be %s %s", f.file, f.name, f.value, part[2], part[3]), nil
		}
		return "", nil
	}
	return fmt.Sprintf("%s, %s: not measured", part[0], part[1]), nil
}
