package ui

import (
	"fmt"
	"strings"
	"testing"
)

func TestTheGuideGoesOnWithEachKeyItNames(t *testing.T) {
	o := withNews(t, t.TempDir())
	o.read(120, 40)
	o.m.guide.on = true
	lessons := o.m.pen.texts.guide.lessons
	for i, l := range lessons {
		o.sees(fmt.Sprintf("Guide %d/%d", i+1, len(lessons)))
		if o.m.guide.step != i {
			t.Fatalf("step %d, want %d: %q", o.m.guide.step, i, l.says)
		}
		o.press(o.m.pen.keys.binding(l.does).Keys()[0])
		wholeScreen(t, o.m)
		switch l.does {
		case actNote:
			o.typed("a")
			o.press("ctrl+s")
		case actSearch, actWatches, actMap, actBrief, actHandover, actCommand:
			o.press("esc")
		}
	}
	o.press("esc")
	o.sees("That was the tour")
	o.standUp()
}

func TestTheGuideIsPrintedWithEveryKeyFilledIn(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		text := GuideText(lang)
		if strings.Contains(text, "%") || strings.Count(text, "\n") < 20 {
			t.Errorf("%s:\n%s", lang, text)
		}
	}
}
