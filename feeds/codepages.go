package feeds

import (
	"embed"
	"strconv"
	"strings"
	"unicode/utf8"
)

//go:embed codepages.txt
var codePages embed.FS

// oldPage is the decoding of a code page of codepages.txt, nil for another label. The file is read only where a document
// asks for one.
func oldPage(label string) decoding {
	name := bareLabel(strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(label), "x-"), "cs"))
	table, err := codePages.ReadFile("codepages.txt")
	if err != nil || name == "" {
		return nil
	}
	for _, row := range strings.Split(string(table), "\n") {
		names, runes, ok := strings.Cut(row, " ")
		if !ok || strings.HasPrefix(row, "#") || !strings.Contains(","+names+",", ","+name+",") {
			continue
		}
		return page256(strings.Fields(runes)).decode
	}
	return nil
}

// byteRunes is what each byte stands for.
type byteRunes [256]rune

func page256(hex []string) *byteRunes {
	var p byteRunes
	for i := range p {
		p[i] = rune(i)
	}
	first := len(p) - len(hex)
	for i, h := range hex {
		value, err := strconv.ParseUint(h, 16, 32)
		if err != nil {
			value = utf8.RuneError // "-"
		}
		p[first+i] = rune(value)
	}
	return &p
}

func (p *byteRunes) decode(body []byte) string {
	var b strings.Builder
	b.Grow(len(body))
	for _, c := range body {
		b.WriteRune(p[c])
	}
	return b.String()
}
