package main

import (
	"fmt"
	"html"
	"strconv"
	"strings"
)

// A cell of the picture, in SVG units.
const (
	cellWidth  = 8.4
	cellHeight = 18
	margin     = 12
)

// colours are a terminal's own: text, background and the sixteen of its palette.
type colours struct {
	fore, back string
	palette    [16]string
}

func darkColours() colours {
	return colours{"#d8d8d2", "#1c1e21", [16]string{
		"#2e3136", "#e06c63", "#8fbf6b", "#d9b45f", "#6fa8dc", "#b894d6", "#69b8b2", "#c9c9c3",
		"#7d828a", "#f0887f", "#a9d687", "#ecca7c", "#8fc0ee", "#cfb0ea", "#86d0ca", "#f4f4ef",
	}}
}

func lightColours() colours {
	return colours{"#24262a", "#fbfaf6", [16]string{
		"#24262a", "#a8281c", "#3b7317", "#8a5a00", "#1b5a9c", "#6d3f94", "#0f6a64", "#c9c9c3",
		"#6a6f78", "#b8433a", "#4c8a22", "#9c6c10", "#2f73b8", "#8055a8", "#1c7d76", "#ffffff",
	}}
}

// svg draws the lines. Each run is given its length in cells, so that the columns stand whatever font is found.
func svg(lines [][]run, title string, c colours) string {
	width := 0
	for _, line := range lines {
		for _, r := range line {
			width = max(width, r.col+r.cells)
		}
	}
	var b strings.Builder
	w, h := float64(width)*cellWidth+2*margin, len(lines)*cellHeight+2*margin
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%d" viewBox="0 0 %.0f %d" role="img">`,
		w, h, w, h)
	fmt.Fprintf(&b, "\n<title>%s</title>\n", html.EscapeString(title))
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", c.back)
	b.WriteString(`<g font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" xml:space="preserve">` + "\n")
	for i, line := range lines {
		for _, r := range line {
			writeRun(&b, r, i, c)
		}
	}
	b.WriteString("</g>\n</svg>\n")
	return b.String()
}

func writeRun(b *strings.Builder, r run, row int, c colours) {
	fore, back := c.of(r.style.fore, c.fore), c.of(r.style.back, "")
	if r.style.reverse {
		if back == "" {
			back = c.back
		}
		fore, back = back, fore
	}
	x, y := margin+float64(r.col)*cellWidth, margin+row*cellHeight
	length := float64(r.cells) * cellWidth
	if back != "" {
		fmt.Fprintf(b, `<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s"/>`+"\n", x, y, length, cellHeight, back)
	}
	if strings.TrimSpace(r.text) == "" {
		return
	}
	fmt.Fprintf(b, `<text x="%.1f" y="%d" textLength="%.1f" lengthAdjust="spacingAndGlyphs" fill="%s"%s>%s</text>`+"\n",
		x, y+cellHeight-5, length, fore, letterForm(r.style), html.EscapeString(r.text))
}

func letterForm(s style) string {
	form := ""
	if s.bold {
		form += ` font-weight="bold"`
	}
	if s.italic {
		form += ` font-style="italic"`
	}
	if s.underline {
		form += ` text-decoration="underline"`
	}
	if s.faint {
		form += ` opacity="0.65"`
	}
	return form
}

// of turns a colour's name into one SVG knows; an empty name is the given default.
func (c colours) of(name, or string) string {
	if !strings.HasPrefix(name, "p") {
		if name == "" {
			return or
		}
		return name
	}
	n, err := strconv.Atoi(name[1:])
	switch {
	case err != nil || n < 0 || n > 255:
		return or
	case n < 16:
		return c.palette[n]
	case n >= 232:
		grey := 8 + 10*(n-232)
		return fmt.Sprintf("#%02x%02x%02x", grey, grey, grey)
	}
	level := func(v int) int {
		if v == 0 {
			return 0
		}
		return 55 + 40*v
	}
	n -= 16
	return fmt.Sprintf("#%02x%02x%02x", level(n/36), level(n/6%6), level(n%6))
}
