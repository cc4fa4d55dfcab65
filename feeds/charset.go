package feeds

import (
	"strings"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// decoding makes text of bytes.
type decoding func(body []byte) string

// with is the decoding of an encoding that a module knows.
func with(enc encoding.Encoding) decoding {
	return func(body []byte) string {
		text, err := enc.NewDecoder().Bytes(body)
		if err != nil {
			return strings.ToValidUTF8(string(body), "\ufffd") // a decoder that gives up: keep what can be read
		}
		return string(text)
	}
}

// byName finds an encoding by its label: as the web reads labels, then by the registry of IANA, then among the old code
// pages. nil when nobody knows it.
func byName(label string) decoding {
	label = strings.ToLower(strings.TrimSpace(label))
	if enc, _ := charset.Lookup(label); enc != nil && enc != encoding.Replacement {
		return with(enc)
	}
	if enc, err := ianaindex.IANA.Encoding(label); err == nil && enc != nil {
		return with(enc)
	}
	if enc := codePage(label); enc != nil {
		return with(enc)
	}
	return oldPage(label)
}

// sure is how sure a guess must be, of 100, that goes against the language of a document.
const sure = 60

// guess finds the encoding of a document that declares none that fits: from its bytes, else from its language.
func guess(body []byte, lang string) decoding {
	found, err := chardet.NewHtmlDetector().DetectBest(body[:min(len(body), 16*headOf)])
	if err == nil && (found.Confidence >= sure || found.Language == lang || lang == "" && found.Confidence >= sure/2) {
		if d := byName(found.Charset); d != nil {
			return d
		}
	}
	return with(byLanguage(lang))
}

// byLanguage is the encoding that texts of a language were mostly written in before UTF-8.
func byLanguage(lang string) encoding.Encoding {
	switch lang {
	case "ar", "fa", "ur":
		return charmap.Windows1256
	case "ru", "uk", "bg", "be", "mk", "sr":
		return charmap.Windows1251
	case "pl", "cs", "sk", "hu", "ro", "sl", "hr", "sq":
		return charmap.Windows1250
	case "tr", "az":
		return charmap.Windows1254
	case "el":
		return charmap.Windows1253
	case "he", "iw", "yi":
		return charmap.Windows1255
	case "lt", "lv", "et":
		return charmap.Windows1257
	case "vi":
		return charmap.Windows1258
	case "th":
		return charmap.Windows874
	case "ja":
		return japanese.ShiftJIS
	case "ko":
		return korean.EUCKR
	case "zh":
		return simplifiedchinese.GB18030
	case "tw":
		return traditionalchinese.Big5
	}
	return charmap.Windows1252
}

// codePage is an encoding by a name that is found in documents and that neither index knows: those of Java, of Python and
// of old mail programs, and the code pages of IBM by their numbers.
func codePage(label string) encoding.Encoding {
	switch bareLabel(label) {
	case "mscyrl":
		return charmap.Windows1251
	case "macroman", "xmacroman":
		return charmap.Macintosh
	case "maccyrillic", "macukrainian":
		return charmap.MacintoshCyrillic
	case "latin9", "l9":
		return charmap.ISO8859_15
	case "cp932", "ms932", "mskanji", "shiftjis2004", "sjis2004", "shiftjisx0213", "sjisx0213":
		return japanese.ShiftJIS
	case "eucjis2004", "eucjisx0213", "eucjpms":
		return japanese.EUCJP
	case "cp949", "ms949", "uhc", "xwindows949":
		return korean.EUCKR
	case "cp936", "ms936", "eucgb2312cn", "xeuccn":
		return simplifiedchinese.GBK
	case "cp950", "ms950", "xwindows950", "big5tw":
		return traditionalchinese.Big5
	case "ibm039":
		return charmap.CodePage037
	}
	return numbered(strings.TrimLeft(strings.ToLower(label), "abcdefghijklmnopqrstuvwxyz-_"))
}

// numbered is a code page of IBM by its number.
func numbered(number string) encoding.Encoding {
	switch number {
	case "037":
		return charmap.CodePage037
	case "437":
		return charmap.CodePage437
	case "850":
		return charmap.CodePage850
	case "852":
		return charmap.CodePage852
	case "855":
		return charmap.CodePage855
	case "858", "00858":
		return charmap.CodePage858
	case "860":
		return charmap.CodePage860
	case "862":
		return charmap.CodePage862
	case "863":
		return charmap.CodePage863
	case "865":
		return charmap.CodePage865
	case "866":
		return charmap.CodePage866
	case "1047":
		return charmap.CodePage1047
	case "1140", "01140":
		return charmap.CodePage1140
	}
	return nil
}
