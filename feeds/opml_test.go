package feeds

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"time"

	"harmattan/internal/news"
)

func TestAListOfFeedsComesBackWhole(t *testing.T) {
	want := []news.Feed{
		{URL: "https://post.example/rss?a=1&b=2", Outlet: `L’Écho "du" <Sahel>`, Lang: "fr", Country: "ML", Grade: "B", FullText: true, Every: time.Hour},
		{URL: "http://127.0.0.1:8123/x.xml", Outlet: "", Lang: ""},
	}
	var b bytes.Buffer
	if err := WriteOPML(&b, want); err != nil {
		t.Fatal(err)
	}
	got, err := ReadOPML(&b, "list.opml")
	if err != nil {
		t.Fatal(err)
	}
	want[1].Outlet = want[1].URL // other readers need a name
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
}

func TestListsOfOtherReadersAreRead(t *testing.T) {
	const list = `<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="1.0"><head><title>x</title></head><body>
 <outline text="Sahel"><outline title="Mali" text="Mali">
  <outline text="Studio &eacute;" type="rss" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/>
  <outline title="B" XMLURL="feed://b.example/feed" language="en-GB"></outline>
 </outline></outline>
 <outline text="again" type="rss" xmlUrl="https://a.example/feed"/>
 <outline text="a folder that is empty"/>
</body></opml>`
	got, notes, err := ReadOPMLNotes(strings.NewReader(list), "subs.opml")
	if err != nil {
		t.Fatal(err)
	}
	want := []news.Feed{{URL: "https://a.example/feed", Outlet: "Studio é"}, {URL: "http://b.example/feed", Outlet: "B", Lang: "en"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	if len(notes) != 1 || notes[0] != "subs.opml:7: https://a.example/feed stands already on line 4" {
		t.Errorf("notes %q", notes)
	}
}

func TestWhatCannotBeReadNamesItsLine(t *testing.T) {
	for list, want := range map[string]string{
		"<opml><body>\n\n<outline type='rss' text='x' xmlUrl='ftp://a.example/'/></body></opml>": "list.opml:3: ftp addresses are not asked",
		"<opml><body>\n<outline type='rss' text='Studio'/></body></opml>":                        `list.opml:2: the feed "Studio" has no xmlUrl`,
		"<opml><body>\n<outline xmlUrl='https://a.example/'":                                     "list.opml:2: it is no sound XML",
		"<html><body/></html>":                "list.opml:1: this is no list of feeds",
		"":                                    "list.opml:1: this is no list of feeds",
		"{}":                                  "list.opml:1: this is no list of feeds",
		"<rss version='2.0'><channel/></rss>": "<rss>",
	} {
		_, err := ReadOPML(strings.NewReader(list), "list.opml")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ReadOPML(%q): %v, want %q", list, err, want)
		}
	}
}

func FuzzReadOPML(f *testing.F) {
	f.Add([]byte("<opml><body><outline text='x' xmlUrl='https://a.example/'/></body></opml>"))
	f.Add([]byte("<?xml version='1.0' encoding='utf-16'?><opml>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		list, err := ReadOPML(bytes.NewReader(body), "x")
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := WriteOPML(&b, list); err != nil {
			t.Fatal(err)
		}
		again, err := ReadOPML(&b, "y")
		if err != nil || len(again) != len(list) {
			t.Fatalf("%d feeds came back as %d: %v", len(list), len(again), err)
		}
	})
}
