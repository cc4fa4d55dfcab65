package feeds

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// in writes a text in an encoding.
func in(t *testing.T, enc encoding.Encoding, text string) []byte {
	t.Helper()
	b, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBytesBecomeTextWhateverTheirEncoding(t *testing.T) {
	const text = `<?xml version="1.0"?><rss><channel><title>Élève à Nguelémendouka</title></channel></rss>`
	little := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	big := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	for name, c := range map[string]struct {
		body []byte
		l    labels
	}{
		"UTF-8":                            {[]byte(text), labels{}},
		"UTF-8 with its mark":              {[]byte("\xef\xbb\xbf" + text), labels{}},
		"UTF-8 labelled Latin-1":           {[]byte(text), labels{http: "iso-8859-1"}},
		"UTF-8 declared as Windows-1252":   {[]byte(text), labels{declared: "windows-1252"}},
		"Latin-1 by HTTP":                  {in(t, charmap.ISO8859_1, text), labels{http: "ISO-8859-1"}},
		"Latin-1 by declaration":           {in(t, charmap.ISO8859_1, text), labels{declared: "iso-8859-1"}},
		"Latin-1 labelled UTF-8":           {in(t, charmap.ISO8859_1, text), labels{http: "utf-8"}},
		"Latin-1 with no label":            {in(t, charmap.ISO8859_1, text), labels{lang: "fr"}},
		"Latin-1 with a label that is not": {in(t, charmap.ISO8859_1, text), labels{http: "x-nonsense", lang: "fr"}},
		"UTF-16LE with its mark":           {append([]byte{0xff, 0xfe}, in(t, little, text)...), labels{http: "utf-8"}},
		"UTF-16BE with its mark":           {append([]byte{0xfe, 0xff}, in(t, big, text)...), labels{}},
		"UTF-16LE without":                 {in(t, little, text), labels{declared: "utf-16"}},
		"UTF-16BE without":                 {in(t, big, text), labels{http: "text/xml"}},
		"UTF-32LE without":                 {in(t, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), text), labels{}},
		"UTF-32BE with its mark":           {in(t, utf32.UTF32(utf32.BigEndian, utf32.UseBOM), text), labels{}},
		"DOS code page 850":                {in(t, charmap.CodePage850, text), labels{declared: "cp850"}},
		"EBCDIC":                           {in(t, charmap.CodePage037, text), labels{declared: "cp037"}},
		"HTTP before the declaration":      {in(t, charmap.ISO8859_1, text), labels{http: "iso-8859-1", declared: "koi8-r"}},
	} {
		if got, _ := decode(c.body, c.l); got != text {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestLegacyTextIsReadByItsLanguage(t *testing.T) {
	const arabic = "<title>قالت السلطات إن الجسر أُعيد فتحه</title>"
	got, note := decode(in(t, charmap.Windows1256, arabic), labels{lang: "ar"})
	if got != arabic || note == "" {
		t.Errorf("decode = %q, %q", got, note)
	}
}

func TestSevenBitEncodingsAreReadByTheirLabel(t *testing.T) {
	const text = "<title>ニュース</title>"
	if got, _ := decode(in(t, japanese.ISO2022JP, text), labels{declared: "ISO-2022-JP"}); got != text {
		t.Errorf("decode = %q", got)
	}
	for _, c := range []struct{ label, body, want string }{
		{"iso-2022-kr", "\x1b$)C<t>\x0eGQ19\x0f</t>", "<t>한국</t>"},
		{"csISO2022KR", "\x0eGQ\nGQ", "한\nGQ"}, // each line begins in ASCII
		{"utf-7", "<t>+AMk-l+AOg-ve 2 +- 1</t>", "<t>Élève 2 + 1</t>"},
		{"UTF7", "+2D3cTA- 5+3 +A", "👌 5+3 +A"},
		{"u7", "<a>no sign of it</a>", "<a>no sign of it</a>"},
		{"hz-gb-2312", "~{VPNDPBNE~}", "中文新闻"},
	} {
		if got, note := decode([]byte(c.body), labels{declared: c.label}); got != c.want || note != "" {
			t.Errorf("%s: %q, want %q (%s)", c.label, got, c.want, note)
		}
	}
	if got, _ := decode([]byte("x = a+AMk-b"), labels{}); got != "x = a+AMk-b" {
		t.Errorf("UTF-7 that nobody declares: %q", got)
	}
}

func TestFewBrokenBytesDoNotMakeUTF8Latin(t *testing.T) {
	got, note := decode([]byte(strings.Repeat("é", 20)+"\x92"), labels{})
	if want := strings.Repeat("é", 20) + "’"; got != want || note == "" {
		t.Errorf("decode = %q, %q; want %q", got, note, want)
	}
}

func TestEncodingsDeclaredInADocument(t *testing.T) {
	for body, want := range map[string]string{
		`<?xml version="1.0" encoding="koi8-r"?><rss/>`:   "koi8-r",
		`<?xml version='1.0' encoding='UTF-16' ?>`:        "UTF-16",
		"\n <?xml version=\"1.0\" encoding = \"cp037\"?>": "cp037",
		`<rss encoding="koi8-r"/>`:                        "",
	} {
		if got := declaredEncoding([]byte(body)); got != want {
			t.Errorf("declaredEncoding(%q) = %q, want %q", body, got, want)
		}
	}
	ebcdic := in(t, charmap.CodePage037, `<?xml version="1.0" encoding="cp037"?><rss/>`)
	if got := declaredEncoding(ebcdic); got != "cp037" {
		t.Errorf("declaredEncoding of EBCDIC = %q", got)
	}
}

func TestCharsetOfAContentType(t *testing.T) {
	for header, want := range map[string]string{
		"text/xml; charset=ISO-8859-1":   "ISO-8859-1",
		`text/xml; charset="utf-8"`:      "utf-8",
		"text/xml;charset=utf-8;":        "utf-8",
		"text/xml, charset=windows-1256": "windows-1256",
		"text/xml":                       "",
		"":                               "",
		"charset=":                       "",
	} {
		if got := charsetOf(header); !strings.EqualFold(got, want) {
			t.Errorf("charsetOf(%q) = %q, want %q", header, got, want)
		}
	}
}

func TestOldCodePagesAreReadByTheirNames(t *testing.T) {
	for label, want := range map[string]string{
		"cp737": "\u0391", "IBM857": "\u00c7", "x-mac-turkish": "\u00c4", "koi8-t": "\u049b", "kz-1048": "\u0402", "cp1125": "\u0410",
		"mac-latin2": "\u00c4", "csPC775Baltic": "\u0106", "viscii": "\u1ea0", "TCVN5712-1": "\u00c0", "ms-cyrl": "\u0402", "ptcp154": "\u0496", "cp864": "\u00b0",
	} {
		read := byName(label)
		if read == nil {
			t.Errorf("%s is not known", label)
			continue
		}
		if got := read([]byte{0x80}); got != want {
			t.Errorf("byte 80 of %s is %q, want %q", label, got, want)
		}
	}
	if got := byName("cp500")([]byte{0xc8, 0x85, 0x93, 0x93, 0x96}); got != "Hello" {
		t.Errorf("EBCDIC: %q", got)
	}
	for _, label := range []string{"", "-", "nonsense", "cp", "x-"} {
		if byName(label) != nil {
			t.Errorf("%q is known", label)
		}
	}
}

func TestUndeclaredEncodingsAreGuessedFromTheBytes(t *testing.T) {
	for _, c := range []struct {
		enc  encoding.Encoding
		text string
	}{
		{japanese.ShiftJIS, "日本経済は去年より良くなっていると政府は発表した"},
		{japanese.EUCJP, "日本経済は去年より良くなっていると政府は発表した"},
		{charmap.KOI8R, "Правительство России сегодня объявило о новой экономической политике"},
		{charmap.Windows1256, "قالت السلطات إن الجسر أُعيد فتحه يوم الأحد بعد عامين"},
		{charmap.Windows1252, "Le gouvernement a annoncé aujourd’hui une nouvelle politique économique à l’été"},
	} {
		if got, note := decode(in(t, c.enc, "<title>"+c.text+"</title>"), labels{}); got != "<title>"+c.text+"</title>" || note == "" {
			t.Errorf("%s: %q, %q", c.enc, got, note)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("<?xml version='1.0' encoding='koi8-r'?><rss>\xc1</rss>"), "utf-8", "ru")
	f.Add([]byte{0xff, 0xfe, 0, 0}, "", "")
	f.Add([]byte("\x1b$B"), "iso-2022-jp", "ja")
	f.Fuzz(func(t *testing.T, body []byte, label, lang string) {
		text, _ := decode(body, labels{http: label, declared: declaredEncoding(body), lang: lang})
		if !utf8.ValidString(text) {
			t.Fatalf("decode(%q, %q) is no UTF-8", body, label)
		}
	})
}
