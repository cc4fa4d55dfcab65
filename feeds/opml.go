package feeds

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/safe"
)

// OPML files carry what other readers know (text, title, xmlUrl, language) and, in a namespace of our own, what they do
// not: country, grade, every, full-text. Folders are read through and not kept.

const (
	opmlNamespace = "urn:harmattan:opml"
	maxOPML       = 16 << 20 // bytes
	maxFeeds      = 10_000
)

// ReadOPML reads a list of feeds. What cannot be read is an error that names the line, as name:line. A feed that stands
// in several folders comes once.
func ReadOPML(r io.Reader, name string) ([]news.Feed, error) {
	feeds, _, err := ReadOPMLNotes(r, name)
	return feeds, err
}

// ReadOPMLNotes is ReadOPML, with a note for each feed that stands in the list more than once.
func ReadOPMLNotes(r io.Reader, name string) (feeds []news.Feed, notes []string, err error) {
	body, err := io.ReadAll(io.LimitReader(r, maxOPML+1))
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(body) > maxOPML {
		return nil, nil, fmt.Errorf("read %s: it is longer than %d MiB", name, maxOPML>>20)
	}
	text, _ := decode(body, labels{declared: declaredEncoding(body)})
	if at := declaration().FindStringIndex(text); at != nil { // it is decoded: the label no longer holds
		text = wholeHead().ReplaceAllStringFunc(text, func(head string) string { return strings.Repeat("\n", strings.Count(head, "\n")) })
	}
	o := opmlReader{name: name, lines: map[string]int{}}
	o.decoder = xml.NewDecoder(strings.NewReader(sound(text)))
	o.decoder.Strict = false
	o.decoder.Entity = xml.HTMLEntity
	err = o.read()
	return o.feeds, o.notes, err
}

// opmlReader reads one file. It goes through the elements one after the other, so that folders may lie in each other as
// deep as they like.
type opmlReader struct {
	name    string
	decoder *xml.Decoder
	feeds   []news.Feed
	lines   map[string]int // the line on which a feed's address stands first
	notes   []string
	wrong   []error
	isOPML  bool
}

func (o *opmlReader) read() error {
	for {
		tok, err := o.decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return o.at(o.line(), fmt.Errorf("it is no sound XML: %w", withoutLine(err)))
		}
		start, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch strings.ToLower(start.Name.Local) {
		case "opml":
			o.isOPML = true
		case "outline":
			o.outline(start)
		case "rss", "feed", "rdf", "html":
			if !o.isOPML {
				return o.at(o.line(), fmt.Errorf("this is no list of feeds but a document of type <%s>", safe.Line(start.Name.Local)))
			}
		}
		if len(o.feeds) > maxFeeds {
			return o.at(o.line(), fmt.Errorf("more than %d feeds", maxFeeds))
		}
	}
	if !o.isOPML && len(o.feeds) == 0 {
		return o.at(1, errors.New("this is no list of feeds: no <opml> in it"))
	}
	return errors.Join(o.wrong...)
}

func (o *opmlReader) line() int {
	line, _ := o.decoder.InputPos()
	return line
}

func (o *opmlReader) at(line int, err error) error { return fmt.Errorf("%s:%d: %w", o.name, line, err) }

// withoutLine is a syntax error without its line, which is named before it.
func withoutLine(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return errors.New(syntax.Msg)
	}
	return err
}

// outline takes one outline: a feed, or a folder, which says nothing.
func (o *opmlReader) outline(start xml.StartElement) {
	attrs := map[string]string{}
	for _, a := range start.Attr {
		attrs[strings.ToLower(a.Name.Local)] = strings.TrimSpace(a.Value)
	}
	address := attrs["xmlurl"]
	if address == "" {
		if strings.EqualFold(attrs["type"], "rss") {
			o.wrong = append(o.wrong, o.at(o.line(), fmt.Errorf("the feed %s has no xmlUrl", quoted(attrs["text"]))))
		}
		return
	}
	u, err := webAddress(address)
	if err != nil {
		o.wrong = append(o.wrong, o.at(o.line(), err))
		return
	}
	f := news.Feed{
		URL: u.String(), Outlet: outletOf(attrs), Lang: language(attrs["language"]), Country: country(attrs["country"]),
		Grade: grade(attrs["grade"]), FullText: attrs["full-text"] == "true",
	}
	if every, err := time.ParseDuration(attrs["every"]); err == nil && every > 0 {
		f.Every = every
	}
	if first, ok := o.lines[f.URL]; ok {
		o.notes = append(o.notes, fmt.Sprintf("%s:%d: %s stands already on line %d", o.name, o.line(), safe.Line(f.URL), first))
		return
	}
	o.lines[f.URL] = o.line()
	o.feeds = append(o.feeds, f)
}

func outletOf(attrs map[string]string) string {
	for _, key := range []string{"outlet", "text", "title"} {
		if v := safe.Line(attrs[key]); v != "" {
			return v
		}
	}
	return ""
}

// country is an ISO 3166-1 code of two letters, or "".
func country(s string) string {
	s = strings.ToUpper(s)
	if len(s) != 2 || strings.ContainsFunc(s, func(r rune) bool { return r < 'A' || r > 'Z' }) {
		return ""
	}
	return s
}

// grade is a letter from A to F, or "".
func grade(s string) string {
	s = strings.ToUpper(s)
	if len(s) != 1 || s < "A" || s > "F" {
		return ""
	}
	return s
}

// WriteOPML writes a list of feeds that ReadOPML reads back whole and that other readers understand.
func WriteOPML(w io.Writer, feeds []news.Feed) error {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	b.WriteString(`<opml version="2.0" xmlns:harmattan="` + opmlNamespace + `">` + "\n")
	b.WriteString("  <head><title>Harmattan</title></head>\n  <body>\n")
	for _, f := range feeds {
		fullText := ""
		if f.FullText {
			fullText = "true"
		}
		name := f.Outlet
		if name == "" {
			name = f.URL
		}
		b.WriteString("    <outline type=\"rss\"")
		for _, a := range [][2]string{
			{"text", name},
			{"title", name},
			{"xmlUrl", f.URL},
			{"language", string(f.Lang)},
			{"harmattan:outlet", f.Outlet},
			{"harmattan:country", f.Country},
			{"harmattan:grade", f.Grade},
			{"harmattan:every", every(f.Every)},
			{"harmattan:full-text", fullText},
		} {
			if a[1] == "" {
				continue
			}
			b.WriteString(" " + a[0] + `="`)
			if err := xml.EscapeText(&b, []byte(safe.Line(a[1]))); err != nil {
				return fmt.Errorf("write the feed %s: %w", f.URL, err)
			}
			b.WriteByte('"')
		}
		b.WriteString("/>\n")
	}
	b.WriteString("  </body>\n</opml>\n")
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write the list of feeds: %w", err)
	}
	return nil
}

func every(d time.Duration) string {
	if d <= 0 {
		return ""
	}
	return d.String()
}
