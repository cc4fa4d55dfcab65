package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// maxRow is the longest row read, in bytes: a long article is some tens of kilobytes.
const maxRow = 16 << 20

// readRows reads a file of JSON Lines, gzipped or not.
func readRows[T any](m *measure, name string) ([]T, error) {
	f, err := os.Open(filepath.Join(m.data, name))
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	var in io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		zipped, err := gzip.NewReader(f)
		if err != nil {
			return nil, err
		}
		in = zipped
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 1<<16), maxRow)
	var rows []T
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var row T
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		rows = append(rows, row)
	}
	return rows, lines.Err()
}

// readDocument reads a file that is one JSON document.
func readDocument[T any](m *measure, name string) (T, error) {
	var doc T
	body, err := os.ReadFile(filepath.Join(m.data, name))
	if err != nil {
		return doc, err
	}
	return doc, json.Unmarshal(body, &doc)
}

// writeRows writes the predictions for a file under the same relative name, without .gz.
func writeRows[T any](m *measure, name string, rows []T) error {
	if m.out == "" {
		return nil
	}
	path := filepath.Join(m.out, strings.TrimSuffix(name, ".gz"))
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return fmt.Errorf("make the folder for predictions: %w", err)
	}
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write predictions: %w", err)
	}
	out := bufio.NewWriter(f)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, row := range rows {
		if err := enc.Encode(row); err != nil {
			_ = f.Close()
			return fmt.Errorf("write predictions: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		_ = f.Close()
		return fmt.Errorf("write predictions: %w", err)
	}
	return f.Close()
}
