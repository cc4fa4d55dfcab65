package ui

import "testing"

// TestOnlyWhatIsInSightIsDrawn opens a story of a thousand lines and goes to its end: a key never draws all of it.
func TestOnlyWhatIsInSightIsDrawn(t *testing.T) {
	m := screenOf(120, 40)
	give(m, longView(1000))
	press(m, "enter")
	for _, k := range []string{"j", "G", "k", "g"} {
		m.briefing.forget()
		press(m, k)
		m.View()
		if n := len(m.briefing.drawn); n == 0 || n > 2*40 {
			t.Errorf("after %s, %d items were drawn for a screen of 40 lines", k, n)
		}
	}
}
