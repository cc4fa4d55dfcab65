package feeds

import (
	"bytes"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// byName finds an encoding by its label: first as the web reads labels, then by the registry of IANA. nil when it is
// known to neither.
func byName(label string) encoding.Encoding {
	label = strings.ToLower(strings.TrimSpace(label))
	if enc, _ := charset.Lookup(label); enc != nil && enc != encoding.Replacement {
		return enc
	}
	if enc, err := ianaindex.IANA.Encoding(label); err == nil && enc != nil {
		return enc
	}
	if page := codePage(label); page != nil {
		return page
	}
	return nil
}

// sevenBit finds the encodings whose bytes are all ASCII: they are valid UTF-8, so the label alone tells them. nil for
// any other label, and for a document that has none of their escapes.
func sevenBit(label string, body []byte) encoding.Encoding {
	switch strings.ToLower(label) {
	case "iso-2022-jp", "csiso2022jp":
		if bytes.IndexByte(body, 0x1b) >= 0 {
			return japanese.ISO2022JP
		}
	case "hz-gb-2312", "hz":
		if bytes.Contains(body, []byte("~{")) {
			return simplifiedchinese.HZGB2312
		}
	}
	return nil
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

// codePage is one of the old code pages of IBM that neither index knows by the names found in documents.
func codePage(label string) encoding.Encoding {
	digits := strings.TrimLeft(label, "abcdefghijklmnopqrstuvwxyz-_")
	switch digits {
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
