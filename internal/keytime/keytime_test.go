package main

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestPercentilesAreTimesThatWereMeasured(t *testing.T) {
	var times []time.Duration
	for i := 1; i <= 200; i++ {
		times = append(times, time.Duration(i))
	}
	for percent, want := range map[int]time.Duration{50: 100, 99: 198, 100: 200} {
		if got := at(times, percent); got != want {
			t.Errorf("%d of 100: %d, want %d", percent, got, want)
		}
	}
	if got := at(times[:1], 99); got != 1 {
		t.Errorf("of one time: %d", got)
	}
}

func TestKeysAreReadWithTheirAnswers(t *testing.T) {
	want := []key{{"j", "▸"}, {"\r", "two words"}, {"q", ""}}
	if got := parseKeys(`j=▸ \r=two\swords q`); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAPauseIsReadAsTwoTimes(t *testing.T) {
	least, most, err := parsePause("500ms-.7s")
	if err != nil || least != 500*time.Millisecond || most != 700*time.Millisecond {
		t.Errorf("%v to %v, %v", least, most, err)
	}
	for _, text := range []string{"", "50ms", "50-60", "60ms-50ms", "-1ms-5ms", "5ms-6ms-7ms"} {
		if _, _, err := parsePause(text); err == nil {
			t.Errorf("%q is taken for a pause", text)
		}
	}
}

// TestKeysAreTimedOnATerminal measures a program that answers every line with what it read, coloured.
func TestKeysAreTimedOnATerminal(t *testing.T) {
	if _, err := os.Stat("/dev/ptmx"); err != nil {
		t.Skip("no pseudo terminals here")
	}
	f, err := measure(t.Context(), order{
		rows: 10, cols: 40, first: "ready", keys: []key{{"a\r", "got a"}, {"b\r", "got b"}}, times: 3,
		command: []string{"sh", "-c", `printf '\033[1mrea\033[0mdy'; while read l; do printf 'go\033[31mt %s\033[0m' $l; done`},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(f.keys) != 6 || f.first <= 0 {
		t.Errorf("%+v", f)
	}
}

func TestAProgramThatEndsIsToldWithWhatItShowed(t *testing.T) {
	if _, err := os.Stat("/dev/ptmx"); err != nil {
		t.Skip("no pseudo terminals here")
	}
	_, err := measure(t.Context(), order{rows: 10, cols: 40, first: "never", command: []string{"echo", "no such desk"}})
	if err == nil || !strings.Contains(err.Error(), "no such desk") {
		t.Errorf("%v", err)
	}
}
