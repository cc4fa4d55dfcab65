package feeds

import (
	"testing"
	"unicode/utf8"

	"harmattan/internal/safe"
)

func TestASequenceInXMLIsDroppedWhole(t *testing.T) {
	for in, want := range map[string]string{
		"Bridge &#27;reopened":                     "Bridge reopened",
		"Bridge &#27;[31mreopened&#x1B;[0m":        "Bridge reopened",
		"Bridge \x1b]52;c;ZXZpbA==\areopened":      "Bridge reopened",
		"Bridge &#27;]0;title&#7;reopened":         "Bridge reopened",
		"Bridge &#27;]0;title&#27;\\reopened":      "Bridge reopened",
		"Bridge &#27;P1$q&#27;\\reopened":          "Bridge reopened",
		"&#27;Paris &#27;Xerox":                    "Paris Xerox",
		"a\x00b&#0;c&#xfffe;d\x7fe":                "abcde",
		"caf&#233; &#x263A; &#65;":                 "caf&#233; &#x263A; &#65;",
		"&#; &#x; &#zz; &#1234567890123; &#55296;": "&#; &#x; &#zz; &#1234567890123; ",
	} {
		if got := safe.Text(sound(in)); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func FuzzSound(f *testing.F) {
	f.Add("a&#27;]0;x&#7;b\x1bP\x1b\\")
	f.Add("&#x1b;[&#27;_<b>")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		got := sound(s)
		for _, r := range got {
			if illegal(r) {
				t.Fatalf("sound(%q) keeps %U", s, r)
			}
		}
		if again := sound(got); again != got && len(again) >= len(got) {
			t.Fatalf("sound(%q) grows: %q, %q", s, got, again)
		}
	})
}
