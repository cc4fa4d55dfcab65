package ui

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"harmattan/internal/safe"
)

// line cleans what came from outside once more before it is drawn on one line.
func line(s string) string { return steady(safe.Line(s)) }

// steady drops what terminals disagree on how wide it is: variation selectors, joiners and skin tones of emoji, of which
// the first sign stays. Letters of every script pass.
func steady(s string) string {
	if agreed(s) {
		return s
	}
	if ansi.StringWidth(s) == ansi.StringWidthWc(s) {
		return s
	}
	var b strings.Builder
	for s != "" {
		cluster, w := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		if cluster == "" {
			break
		}
		if w != ansi.StringWidthWc(cluster) {
			b.WriteString(firstSign(cluster))
		} else {
			b.WriteString(cluster)
		}
		s = s[len(cluster):]
	}
	return b.String()
}

// agreed tells whether a text is of letters, digits and marks alone that every terminal sets into one cell each, whatever
// stands beside them: most texts are, and to count the cells of the others costs more than all else that is made of a story.
func agreed(s string) bool {
	for _, r := range s {
		if r >= ' ' && r <= '~' {
			continue
		}
		switch {
		case r >= 0xa1 && r <= 0x2ff && r != 0xad: // Latin
		case r >= 0x400 && r <= 0x482: // Cyrillic
		case r >= 0x620 && r <= 0x64a: // Arabic
		case r >= 0x2010 && r <= 0x2027 || r >= 0x2030 && r <= 0x205e || r == 0x20ac: // dashes, quotation marks, the euro
		default:
			return false
		}
	}
	return true
}

// firstSign returns the first rune of an emoji, or the whole cluster when it is text.
func firstSign(cluster string) string {
	for i, r := range cluster {
		if i == 0 && unicode.IsLetter(r) {
			return cluster
		}
		if sign := string(r); ansi.StringWidth(sign) == ansi.StringWidthWc(sign) {
			return sign
		}
	}
	return ""
}
