package commands

import "runtime"

// clipboardProgram is the program by which the desktop that this runs on takes what is copied, nil where there is none. A
// terminal that does not know OSC 52 is then no reason why nothing is copied.
func clipboardProgram(env func(string) string, find func(string) (string, error)) []string {
	var candidates [][]string
	if runtime.GOOS == "darwin" {
		candidates = append(candidates, []string{"pbcopy"})
	}
	if env("WAYLAND_DISPLAY") != "" {
		candidates = append(candidates, []string{"wl-copy"})
	}
	if env("DISPLAY") != "" {
		candidates = append(candidates, []string{"xclip", "-selection", "clipboard"}, []string{"xsel", "--input", "--clipboard"})
	}
	if env("WSL_DISTRO_NAME") != "" {
		candidates = append(candidates, []string{"clip.exe"})
	}
	for _, c := range candidates {
		if _, err := find(c[0]); err == nil {
			return c
		}
	}
	return nil
}
