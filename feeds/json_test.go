package feeds

import (
	"strings"
	"testing"
)

func TestJSONOfTheWrongKindsIsRead(t *testing.T) {
	d := parsed(t, `{"version":"https://jsonfeed.org/version/1","title":5,"items":[
		{"id":1,"title":"A1","date_published":1700000000,"author":"A. Touré"}, 7,
		{"id":"2","title":"B2","tags":"x","content_text":["no"],"authors":[{"name":"B. Keïta"},{"name":3}]}]}`)
	if titles(d) != "A1|B2" || d.Title != "5" {
		t.Fatalf("%q: %q", d.Title, titles(d))
	}
	if a := d.Articles[0]; a.Author != "A. Touré" || a.Guessed || a.Published.Unix() != 1700000000 || a.GUID != "1" {
		t.Errorf("%+v", a)
	}
	if a := d.Articles[1]; a.Author != "B. Keïta" || a.Text != "" {
		t.Errorf("%+v", a)
	}
	if !strings.Contains(strings.Join(d.Warnings, " "), "wrong kind") {
		t.Errorf("warnings %q", d.Warnings)
	}
}

func TestATitleMayStandWithItsPicture(t *testing.T) {
	const of = `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>`
	for name, item := range map[string]string{
		"in media:content": `<item><media:content url="x"><media:title>A1</media:title></media:content></item>`,
		"beside it":        `<item><media:title>A1</media:title></item>`,
		"an own title":     `<item><title>A1</title><media:title>Picture</media:title></item>`,
	} {
		if d := parsed(t, of+item+"</channel></rss>"); titles(d) != "A1" {
			t.Errorf("%s: %q", name, titles(d))
		}
	}
}
