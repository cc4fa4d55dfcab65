package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"time"
)

// figures are what was measured.
type figures struct {
	first          time.Duration
	keys           []time.Duration
	resident, peak int // kB; 0 where the system does not tell
}

// measure runs the command, waits for its first screen, and types the keys.
func measure(ctx context.Context, o order) (figures, error) {
	began := time.Now()
	t, err := open(ctx, o)
	if err != nil {
		return figures{}, err
	}
	defer t.end()
	at, err := t.until(o.first)
	if err != nil {
		return figures{}, err
	}
	f := figures{first: at.Sub(began)}
	if len(o.keys) > 0 {
		t.pass(o.settle)
	}
	pauses := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // only pauses, the same in every run
	for range o.times {
		for _, k := range o.keys {
			took, err := t.press(k)
			if err != nil {
				return f, err
			}
			f.keys = append(f.keys, took)
			t.pass(o.least + time.Duration(pauses.Int64N(int64(o.most-o.least)+1)))
		}
	}
	f.resident, f.peak = memory(t.program.Process.Pid, "VmRSS:"), memory(t.program.Process.Pid, "VmHWM:")
	return f, nil
}

// memory reads one line of what Linux tells of a process, in kB; 0 where it does not.
func memory(pid int, line string) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := bytes.Cut(status, []byte(line))
	fields := bytes.Fields(rest)
	if len(fields) == 0 {
		return 0
	}
	kB, _ := strconv.Atoi(string(fields[0])) // 0 where it is no number
	return kB
}

// print writes the figures, one a line, for a person and for a script.
func (f figures) print(w io.Writer) {
	fmt.Fprintf(w, "first %.1f ms\n", milliseconds(f.first))
	if len(f.keys) > 0 {
		sorted := slices.Sorted(slices.Values(f.keys))
		fmt.Fprintf(w, "keys %d\nmedian %.1f ms\np99 %.1f ms\nlongest %.1f ms\n", len(sorted), milliseconds(at(sorted, 50)),
			milliseconds(at(sorted, 99)), milliseconds(at(sorted, 100)))
	}
	if f.peak > 0 {
		fmt.Fprintf(w, "resident %.1f MiB\npeak %.1f MiB\n", float64(f.resident)/1024, float64(f.peak)/1024)
	}
}

// at is the percentile of sorted times: so many of a hundred are not longer.
func at(sorted []time.Duration, percent int) time.Duration {
	return sorted[max(0, (len(sorted)*percent+99)/100-1)]
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
