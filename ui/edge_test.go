package ui

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestWhatEveryTerminalSetsAlikeIsLeftAsItIsUnmeasured(t *testing.T) {
	t.Parallel()
	beside := []string{"", "a", "é", "—", "ع", "\u0301", "\ufe0f", "\u200d", "\U0001f3fb"}
	for r := rune(0); r <= 0x3000; r++ {
		s := string(r)
		if !agreed(s) {
			continue
		}
		if g, w := ansi.StringWidth(s), ansi.StringWidthWc(s); g != 1 || w != 1 {
			t.Errorf("%U takes %d or %d cells", r, g, w)
		}
		for _, other := range beside {
			if both := other + s; agreed(both) && ansi.StringWidth(both) != ansi.StringWidthWc(both) {
				t.Errorf("%q is not set alike everywhere", both)
			}
			if both := s + other; agreed(both) && ansi.StringWidth(both) != ansi.StringWidthWc(both) {
				t.Errorf("%q is not set alike everywhere", both)
			}
		}
	}
	for _, s := range []string{"©\ufe0f", "e\u0301", "👍🏽", "日本", "soft\u00adhyphen", "tab\there", "\x1b[1m", "☕"} {
		if agreed(s) {
			t.Errorf("%q is taken for one cell a letter", s)
		}
	}
}
