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
