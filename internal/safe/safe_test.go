package safe

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestOrdinaryTextComesThroughUnchanged(t *testing.T) {
	for _, s := range []string{
		"", "plain ASCII, 100 % of it\nand a second line", "Élève à Nguelémendouka, « ça va ? »",
		"قالت السلطات إن الجسر أُعيد فتحه.", "نمی" + "\u200c" + "خواهم", "Ƙasa ta ce ɗan", "👩" + "\u200d" + "👩" + "\u200d" + "👧 ❤\ufe0f 🇲🇱", "5 800 tonnes", "日本語",
		"e\u0301", "x² + y²",
	} {
		if got := Text(s); got != s {
			t.Errorf("Text(%q) = %q", s, got)
		}
	}
}

func TestWhatSteersATerminalIsDropped(t *testing.T) {
	for in, want := range map[string]string{
		"a\x1b[31mred\x1b[0m":                       "ared",
		"a\x1b]52;c;ZXZpbA==\x07b":                  "ab",
		"a\x1b]0;title\x1b\\b":                      "ab",
		"a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\": "alink",
		"a\x1bPq#0;2;0;0;0\x1b\\b":                  "ab",
		"a\x1b_payload\x1b\\b":                      "ab",
		"a\x1b^pm\x1b\\b\x1bXsos\x1b\\c":            "abc",
		"unended\x1b]52;c;ZXZp\nnext line":          "unended\nnext line",
		"a\x1b]0;title\x1b[31mred":                  "ared",
		"a\x1b]0;title\x18b":                        "ab",
		"unended\x1b[":                              "unended",
		"c1 \u009b31mred":                           "c1 red",
		"c1 \u009d52;c;x\u009cend":                  "c1 end",
		"reset\x1bc done":                           "reset done",
		"charset\x1b(0x":                            "charsetx",
		"bell\a back\b del\x7f nul\x00":             "bell back del nul",
		"raw\x9b31m":                                "raw\ufffd31m",
		"tab\tand\r\nline\rend":                     "tab and\nline\nend",
		"sep\u2028two\u2029three\u0085":             "sep\ntwo\nthree\n",
	} {
		if got := Text(in); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWhatHidesOrTurnsIsDropped(t *testing.T) {
	for in, want := range map[string]string{
		"evil\u202etxt.exe":                "eviltxt.exe",
		"iso\u2066late\u2069":              "isolate",
		"zero\u200bwidth\ufeff\u2060":      "zerowidth",
		"soft\u00adhyphen":                 "softhyphen",
		"tag\U000e0041\U000e007f":          "tag",
		"joiner\u200dbetween\u200clatin":   "joinerbetweenlatin",
		"a\ufe0f\ufe0f":                    "a\ufe0f",
		"filler\u3164":                     "filler",
		"z" + strings.Repeat("\u0336", 40): "z" + strings.Repeat("\u0336", maxMarks),
	} {
		if got := Text(in); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestALineIsOneLine(t *testing.T) {
	if got := Line(" two\n lines\tand\u00a0more "); got != "two lines and more" {
		t.Errorf("Line = %q", got)
	}
}

func TestWhiteSpaceThatFoldingWouldChangeIsNoLine(t *testing.T) {
	for s, want := range map[string]bool{
		"": true, "two words": true, "l’armée dit": true,
		" first": false, "last ": false, "two  spaces": false, "a\tb": false, "a\u00a0b": false, "a\u2028b": false, "no utf-8 \xff": false,
	} {
		if got := IsLine(s); got != want {
			t.Errorf("IsLine(%q) = %v", s, got)
		}
	}
}

func TestLinksThatMayBeOpened(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.org/a?b=c#d":  "https://example.org/a?b=c#d",
		"\thttp://example.org\n":       "http://example.org",
		"https://bücher.example/x":     "https://bücher.example/x",
		"https://pаypal.example/login": "https://xn--pypal-4ve.example/login", // its second letter is Cyrillic
	} {
		got, ok := Link(in)
		if !ok || got != want {
			t.Errorf("Link(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
}

func TestLinksThatMayNotBeOpened(t *testing.T) {
	for _, in := range []string{
		"", "javascript:alert(1)", "file:///etc/passwd", "ftp://example.org", "-https://example.org", "--help",
		"https://", "https:///path", "https://user:pw@example.org", "https://example.org/a b", "https://example.org/\x1b[0m",
		"https://example.org/\u202e", "//example.org", "example.org", "https://-example.org/", "https:opaque",
		"https://example.org/`id`", "https://example.org\\@evil.example", "https://e/" + strings.Repeat("a", maxLink),
	} {
		if got, ok := Link(in); ok {
			t.Errorf("Link(%q) = %q: it may be opened", in, got)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"plain", "\x1b]52;c;x\a", "\u009b", "a\u200db", "\xff\x9b", "\x1b\x1b[\x1b]", "e\u0301\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Text(s)
		if !utf8.ValidString(got) {
			t.Fatalf("Text(%q) is no UTF-8: %q", s, got)
		}
		if again := Text(got); again != got {
			t.Fatalf("Text is not the same twice: %q, %q", got, again)
		}
		for _, r := range got {
			if r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || invisible(r) {
				t.Fatalf("Text(%q) kept %U", s, r)
			}
		}
		if folded := strings.Join(strings.Fields(got), " "); IsLine(got) && folded != got {
			t.Fatalf("%q counts as one line, but folding makes %q of it", got, folded)
		}
		if line := Line(s); strings.ContainsAny(line, "\n\r\t") || Line(line) != line {
			t.Fatalf("Line(%q) = %q", s, line)
		}
	})
}

func FuzzLink(f *testing.F) {
	f.Add("https://example.org/")
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := Link(s)
		if !ok {
			return
		}
		if again, ok := Link(got); !ok || again != got {
			t.Fatalf("a link that may be opened changes when it is checked again: %q, %q, %v", got, again, ok)
		}
	})
}

func BenchmarkText(b *testing.B) {
	text := strings.Repeat("Ordinary news of 5 800 tonnes, l’armée dit-on. ", 200)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Text(text)
	}
}
