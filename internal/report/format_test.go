package report

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"harmattan/internal/news"
)

// hostilePage holds in each field what could break a format.
func hostilePage() Page {
	evil := `<script>alert(1)</script> & "quotes" ]]> {{.}} *bold* [link](javascript:x)`
	return Page{
		Title: "Morning " + evil, Made: "Mon 23 Nov 2026 08:42", Words: WordsIn("en"),
		Sections: []Section{{Name: "Central Sahel " + evil, Stories: []Entry{
			{
				Title: "Bridge at Ténéka " + evil, Lang: news.English, Facts: "Mali · 2 outlets", Reason: "From here " + evil, Direction: Worse,
				Note: "first line\nFrom the second " + evil,
				Lines: []Line{
					{Text: "At least 12 people were killed when the bridge at Ténéka fell into the river on Sunday night, the prefect said.", Lang: "en", Times: 2, Sources: []int{1, 2}, Differs: []string{"12 (Le Puits) / 15 (Radio Dune)"}},
					{Text: evil, Lang: "en", Times: 1, Sources: []int{1}},
				},
				Sources: []Source{
					{Number: 1, Outlet: "Le Puits", Title: "Bridge " + evil, URL: "https://puits.example/a-very-long-address-that-must-not-be-folded-in-a-message-because-it-would-open-no-page", Time: "05:12"},
					{Number: 2, Outlet: "Radio Dune", Time: "06:40"},
				},
			},
			{Title: "انهيار جسر", Lang: news.Arabic, Facts: "مالي", Lines: []Line{{Text: "قتل 12 شخصا.", Lang: news.Arabic, Times: 1, Sources: []int{1}}}, Sources: []Source{{Number: 1, Outlet: "البئر"}}},
		}}},
	}
}

func write(t *testing.T, p Page, f Format) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, p, f); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAMessageHasNoLineThatAMailProgramWouldChange(t *testing.T) {
	text := write(t, hostilePage(), FormatEmail)
	for _, l := range strings.Split(text, "\n") {
		if len([]rune(l)) > emailWidth && !strings.Contains(l, "https://") {
			t.Errorf("%d characters: %q", len([]rune(l)), l)
		}
		if strings.HasPrefix(l, "From ") || l == "." || l == "--" {
			t.Errorf("a mail program takes this for something else: %q", l)
		}
	}
	for _, want := range []string{"[1][2]", "differs: 12 (Le Puits) / 15 (Radio Dune)", "[3] البئر", "↘ worse Bridge", "Note: first line"} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q:\n%s", want, text)
		}
	}
}

func TestADocumentHoldsTheTextOfThePage(t *testing.T) {
	b := write(t, hostilePage(), FormatDOCX)
	if b != write(t, hostilePage(), FormatDOCX) {
		t.Error("the same page gives other bytes")
	}
	z, err := zip.NewReader(strings.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	rtl := 0
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(r)
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			switch x := token.(type) {
			case xml.CharData:
				if f.Name == "word/document.xml" {
					text.Write(x)
				}
			case xml.StartElement:
				if x.Name.Local == "bidi" {
					rtl++
				}
			}
		}
	}
	for _, want := range []string{"Morning <script>", "]]>", "At least 12 people were killed", "12 (Le Puits) / 15 (Radio Dune)", "قتل 12 شخصا.", "first line"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("lacks %q", want)
		}
	}
	if rtl < 2 {
		t.Errorf("%d paragraphs from right to left, want the title and the line in Arabic", rtl)
	}
}

func TestNoFormatLetsMarkupOfAFeedThrough(t *testing.T) {
	if html := write(t, hostilePage(), FormatHTML); strings.Contains(html, "<script>") || !strings.Contains(html, `dir="rtl"`) {
		t.Error("the page in HTML holds a script of a feed, or no direction")
	}
	if md := write(t, hostilePage(), FormatMarkdown); strings.Contains(md, "<script>") || strings.Contains(md, "[link](") {
		t.Errorf("the page in Markdown holds markup of a feed:\n%s", md)
	}
}

func TestOnlyAnAddressOnTheWebIsALink(t *testing.T) {
	for address, links := range map[string]bool{
		"https://puits.example/a?b=1&c=2": true, "http://puits.example": true, "": false, "javascript:alert(1)": false,
		" javascript:alert(1)": false, "JavaScript:alert(1)": false, "data:text/html,x": false, "//puits.example/a": false, "https://%zz": false,
		`https://puits.example/" onclick="x`: true,
	} {
		p := Page{Words: WordsIn("en"), Sections: []Section{{Stories: []Entry{{Sources: []Source{{Outlet: "Le Puits", Title: "Bridge", URL: address}}}}}}}
		written := write(t, p, FormatHTML)
		if strings.Contains(written, "<a ") != links || !strings.Contains(written, "Bridge") {
			t.Errorf("%q is a link: %t, want %t", address, !links, links)
		}
		if strings.Contains(written, `" onclick`) {
			t.Errorf("%q ends its attribute", address)
		}
	}
}

func TestAPageThatWasKeptIsTheSame(t *testing.T) {
	want := hostilePage()
	b, err := Save(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Restore(b)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := Restore([]byte("{")); err == nil {
		t.Error("half a page is read")
	}
}

func TestDirectionsGoRound(t *testing.T) {
	var d Direction
	seen := map[Direction]bool{}
	for range 4 {
		d = d.Next()
		seen[d] = true
	}
	if d != "" || len(seen) != 4 {
		t.Errorf("after four steps %q, %d seen", d, len(seen))
	}
}
