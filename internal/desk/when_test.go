package desk

import (
	"testing"
	"time"
)

func TestATimeToComeIsReadAsItIsTyped(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC) // a Monday
	for text, want := range map[string]string{
		"2h": "2026-11-23 11:30", "90m": "2026-11-23 11:00", "3d": "2026-11-26 09:30", "1w": "2026-11-30 09:30", "2j": "2026-11-25 09:30",
		"18:00": "2026-11-23 18:00", "7:30": "2026-11-24 07:30", "18h00": "2026-11-23 18:00", "9:30": "2026-11-24 09:30",
		"tomorrow": "2026-11-24 07:00", "Demain 6h30": "2026-11-24 06:30", "today 23:59": "2026-11-23 23:59",
		"fri 07:00": "2026-11-27 07:00", "monday": "2026-11-30 07:00", "mardi": "2026-11-24 07:00", "dim 8:00": "2026-11-29 08:00",
		"2026-12-01": "2026-12-01 07:00", "2026-12-01 08:15": "2026-12-01 08:15",
	} {
		at, err := ParseWhen(text, now)
		if err != nil || at.Format("2006-01-02 15:04") != want {
			t.Errorf("%q is %v, %v; want %s", text, at, err, want)
		}
	}
	for _, text := range []string{"", "soon", "25:00", "-2h", "0h", "2x", "today", "fri fri", "a b c", "18:0", "99999999999999999h", "friend"} {
		if at, err := ParseWhen(text, now); err == nil {
			t.Errorf("%q is read as %v", text, at)
		}
	}
}

func TestAWallClockTimeStaysThatAcrossAClockChange(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Skip("no time zones here:", err)
	}
	at, err := ParseWhen("tomorrow 07:00", time.Date(2026, 10, 24, 12, 0, 0, 0, zone)) // clocks go back that night
	if err != nil || at.Format("02 15:04") != "25 07:00" {
		t.Errorf("%v, %v", at, err)
	}
}

func FuzzParseWhen(f *testing.F) {
	for _, s := range []string{"2h", "18:00", "fri 07:00", "2026-12-01", "demain 6h30", "9999999d", "h:::", ":"} {
		f.Add(s)
	}
	now := time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text string) {
		at, err := ParseWhen(text, now)
		if err == nil && !at.After(now) {
			t.Errorf("%q is %v", text, at)
		}
	})
}
