package ui

import (
	"fmt"
	"strings"
)

// helpScreen shows the keys of where the officer was when they asked, from the bindings themselves.
type helpScreen struct {
	list    list // of lines
	of      scope
	from    screen // where it was asked, and where it goes back to
	version string
}

func (h *helpScreen) draw(p pen, a area) []string {
	closes := dotted(h.version, fmt.Sprintf(p.texts.help.more, p.keys.name(actBack)))
	lines := []string{p.heading(p.texts.help.title, closes, area{width: a.width, focused: true}), ""}
	body := h.body(p, a.width)
	room := max(1, a.height-len(lines))
	// The cursor of the list is the first line in sight: help has nothing to choose.
	h.list.n = max(1, len(body)-room+1)
	h.list.seen = room
	h.list.cursor = max(0, min(h.list.cursor, h.list.n-1))
	body = body[h.list.cursor:]
	return append(lines, body[:min(len(body), room)]...)
}

// body lays the groups of keys out in as many columns as fit.
func (h *helpScreen) body(p pen, width int) []string {
	columns := max(1, min(3, width/39))
	each := width / columns
	blocks := make([][]string, columns)
	for g := range groups {
		lines := h.group(p, g, each)
		if len(lines) == 0 {
			continue
		}
		shortest := 0
		for i := range blocks {
			if len(blocks[i]) < len(blocks[shortest]) {
				shortest = i
			}
		}
		blocks[shortest] = append(blocks[shortest], lines...)
	}
	out := sideBySide(blocks, each)
	out = append(out, " "+p.styles.HeadFocus.Render(p.texts.help.letters))
	for _, l := range wrap(p.texts.help.lettersText, max(1, width-2)) {
		out = append(out, " "+p.styles.Dim.Render(p.texts.help.lettersText[l.start:l.end]))
	}
	return out
}

// group draws the keys of one group that listen where the officer is.
func (h *helpScreen) group(p pen, g group, width int) []string {
	var lines []string
	for _, b := range p.keys.all {
		if b.group != g || b.scope&h.of == 0 {
			continue
		}
		help := b.binding.Help()
		lines = append(lines, fit(" "+p.styles.Key.Render(fit(help.Key, 9))+" "+p.styles.Text.Render(help.Desc), width))
	}
	if len(lines) == 0 {
		return nil
	}
	return append(append([]string{" " + p.styles.HeadFocus.Render(p.texts.group(g))}, lines...), "")
}

// sideBySide joins columns of equal width.
func sideBySide(blocks [][]string, each int) []string {
	height := 0
	for _, b := range blocks {
		height = max(height, len(b))
	}
	out := make([]string, height)
	for y := range out {
		var l strings.Builder
		for _, b := range blocks {
			if y < len(b) {
				l.WriteString(fit(b[y], each))
			} else {
				l.WriteString(strings.Repeat(" ", each))
			}
		}
		out[y] = l.String()
	}
	return out
}

// footer lists the actions of the line at the foot of the screen, the most wanted first.
func footer(where scope) []action {
	switch where {
	case inRegions:
		return []action{actOpen, actRead, actNextUnread, actFilter, actSearch, actRefreshAll, actFeeds, actQuit}
	case inStories:
		return []action{actOpen, actRead, actWatch, actCite, actDismiss, actUndo, actSearch, actFilter, actQuit}
	case inBriefing:
		return []action{
			actRead, actUnfold, actLength, actWatch, actCite, actDismiss, actUndo, actOpenLink, actNextDiffer, actEvidence, actBack,
		}
	case inChooser:
		return []action{actOpen, actBack}
	case inDraft:
		return []action{actWrite, actCopyPage, actFormat, actDrop, actReason, actDirection, actMoveDown, actBack}
	case inWatches:
		return []action{actOpen, actAdd, actEdit, actRemove, actBack}
	case inPaper:
		return []action{actWrite, actCopyPage, actFormat, actBack}
	case inFeeds:
		return []action{actAdd, actEdit, actPause, actRemove, actRefresh, actRefreshAll, actImport, actExport, actBack}
	case inSearch:
		return []action{actOpen, actListHits, actKeep, actBack}
	case inMap:
		return []action{actLeft, actOpen, actMapList, actBack}
	default:
		return []action{actDown, actBack}
	}
}
