package report

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"harmattan/internal/news"
)

// The parts of a document that do not depend on its text (ECMA-376, Office Open XML). Headings have the names that word
// processors know, so that their outline works.
const (
	docxTypes = xml.Header + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`
	docxRels = xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	docxDocumentRels = xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`
	docxSpace  = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	docxStyles = xml.Header + `<w:styles ` + docxSpace + `><w:docDefaults><w:rPrDefault><w:rPr>` +
		`<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Times New Roman"/><w:sz w:val="22"/><w:szCs w:val="24"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:bCs/><w:sz w:val="36"/><w:szCs w:val="36"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="320"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="200"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Facts"><w:name w:val="Facts"/><w:basedOn w:val="Normal"/><w:rPr><w:color w:val="595959"/><w:sz w:val="20"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Line"><w:name w:val="Line"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Source"><w:name w:val="Source"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr></w:style></w:styles>`
)

// DOCX writes a page as an Office Open XML document. All text is escaped, and what XML cannot carry is left out.
func DOCX(w io.Writer, p Page) error {
	z := zip.NewWriter(w)
	for _, part := range [...]struct{ name, text string }{
		{"[Content_Types].xml", docxTypes},
		{"_rels/.rels", docxRels},
		{"word/_rels/document.xml.rels", docxDocumentRels},
		{"word/styles.xml", docxStyles},
		{"word/document.xml", docxDocument(p)},
	} {
		// No time of writing: the same page gives the same bytes.
		f, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: time.Time{}})
		if err != nil {
			return fmt.Errorf("write %s: %w", part.name, err)
		}
		if _, err := io.WriteString(f, part.text); err != nil {
			return fmt.Errorf("write %s: %w", part.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

// docx gathers the paragraphs of a document.
type docx struct{ b strings.Builder }

// run is a piece of a paragraph in one look.
type run struct {
	text string
	bold bool
}

func (d *docx) paragraph(style string, lang news.Lang, runs ...run) {
	rtl := direction(lang) == "rtl"
	d.b.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/>`)
	if rtl {
		d.b.WriteString("<w:bidi/>")
	}
	d.b.WriteString("</w:pPr>")
	for _, r := range runs {
		d.b.WriteString("<w:r><w:rPr>")
		if r.bold {
			d.b.WriteString("<w:b/><w:bCs/>")
		}
		if rtl {
			d.b.WriteString("<w:rtl/>")
		}
		d.b.WriteString(`</w:rPr><w:t xml:space="preserve">`)
		_ = xml.EscapeText(&d.b, []byte(r.text)) // a Builder takes everything; what XML cannot carry becomes U+FFFD
		d.b.WriteString("</w:t></w:r>")
	}
	d.b.WriteString("</w:p>")
}

func docxDocument(p Page) string {
	d := &docx{}
	d.b.WriteString(xml.Header + `<w:document ` + docxSpace + `><w:body>`)
	lang := news.Lang(p.Words.Lang)
	if p.Title != "" {
		d.paragraph("Title", lang, run{text: p.Title})
		d.paragraph("Facts", lang, run{text: p.Made})
	}
	if len(p.Sections) == 0 {
		d.paragraph("Normal", lang, run{text: p.Words.Empty})
	}
	for _, section := range p.Sections {
		if section.Name != "" {
			d.paragraph("Heading1", lang, run{text: section.Name})
		}
		for _, e := range section.Stories {
			d.entry(e, p.Words)
		}
	}
	d.b.WriteString(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	return d.b.String()
}

func (d *docx) entry(e Entry, words Words) {
	lang := news.Lang(words.Lang)
	d.paragraph("Heading2", e.Lang, run{text: arrowed(e, words)})
	if e.Reason != "" {
		d.paragraph("Normal", e.Lang, run{text: e.Reason, bold: true})
	}
	facts := e.Facts
	if e.State != "" {
		facts += " · " + e.State
	}
	d.paragraph("Facts", lang, run{text: facts})
	for i, l := range e.Lines {
		d.paragraph("Line", l.Lang, run{text: fmt.Sprintf("%d. %s %s", i+1, l.Text, marks(l))})
		for _, differs := range l.Differs {
			d.paragraph("Line", lang, run{text: "    " + words.Differs + ": ", bold: true}, run{text: differs})
		}
	}
	if e.Note != "" {
		for text := range strings.SplitSeq(e.Note, "\n") {
			d.paragraph("Normal", lang, run{text: words.Note + ": ", bold: true}, run{text: text})
		}
	}
	if len(e.Sources) == 0 {
		return
	}
	d.paragraph("Normal", lang, run{text: words.Sources, bold: true})
	for _, s := range e.Sources {
		text := fmt.Sprintf("[%d] %s", s.Number, sourceLine(s, words))
		if s.URL != "" {
			text += " " + s.URL
		}
		d.paragraph("Source", "", run{text: text})
	}
}
