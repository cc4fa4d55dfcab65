package commands

import (
	"errors"
	"slices"
	"testing"
)

func TestTheLanguageFollowsTheLocaleWhereNothingElseNamesOne(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want string
	}{
		{nil, "en"},
		{map[string]string{"LANG": "fr_ML.UTF-8"}, "fr"},
		{map[string]string{"LANG": "fr_FR.UTF-8", "LC_ALL": "C.UTF-8"}, "en"},
		{map[string]string{"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr"}, "fr"},
		{map[string]string{"LANG": "fry_NL"}, "en"},
		{map[string]string{"LANG": "ar_TD.UTF-8"}, "en"},
	} {
		if got := localeLang(func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("under %v the language is %q, want %q", c.env, got, c.want)
		}
	}
}

func TestTheClipboardIsThatOfTheDesktop(t *testing.T) {
	has := func(programs ...string) func(string) (string, error) {
		return func(name string) (string, error) {
			if slices.Contains(programs, name) {
				return "/bin/" + name, nil
			}
			return "", errors.New("there is none")
		}
	}
	in := func(variable string) func(string) string {
		return func(name string) string { return map[string]string{variable: "x"}[name] }
	}
	for _, c := range []struct {
		name     string
		variable string
		programs []string
		want     string
	}{
		{"Wayland", "WAYLAND_DISPLAY", []string{"wl-copy", "xclip"}, "wl-copy"},
		{"X with xsel alone", "DISPLAY", []string{"xsel"}, "xsel"},
		{"X without a program", "DISPLAY", nil, ""},
		{"a terminal over the network", "SSH_TTY", []string{"xclip", "wl-copy"}, ""},
	} {
		got := append(clipboardProgram(in(c.variable), has(c.programs...)), "")[0]
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
