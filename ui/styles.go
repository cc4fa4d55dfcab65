package ui

import (
	"image/color"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"harmattan/internal/atlas"
	"harmattan/internal/news"
)

// Styles is the one look handed down to every pane. Nothing in it is needed to understand the screen: a state is a
// letter and a selection a mark before either is a colour.
type Styles struct {
	Text      lipgloss.Style
	Strong    lipgloss.Style // titles, unread
	Dim       lipgloss.Style // second lines, sources
	Faint     lipgloss.Style // borders, what is folded
	Accent    lipgloss.Style // the program's name, counts of what is left
	Heading   lipgloss.Style // names of panes
	HeadFocus lipgloss.Style // name of the pane that has the keys
	Border    lipgloss.Style
	Warn      lipgloss.Style // differing figures, failures
	Fresh     lipgloss.Style // statements the officer has not read
	Seen      lipgloss.Style // statements already read
	Added     lipgloss.Style // words a repeat adds
	Match     lipgloss.Style // words a search found
	Selected  lipgloss.Style // the row under the cursor of the pane that has the keys
	Key       lipgloss.Style
	Good      lipgloss.Style

	states map[news.State]lipgloss.Style
	heats  [atlas.Shades + 1]lipgloss.Style // of the map, from no story to most
}

// shade is one colour in its forms: exact on dark and light grounds, and among the sixteen.
type shade struct {
	dark, light string
	basic       string
}

// palette names the colours of the program: sand, dusk and the few signs an officer looks for.
type palette struct {
	sand, text, dim, faint, ember, sky, leaf, ground shade
}

func colours() palette {
	return palette{
		sand:   shade{"#E3A857", "#8A5200", "3"},
		text:   shade{"#E8E2D6", "#2A2621", ""},
		dim:    shade{"#A6A29B", "#67625B", "7"},
		faint:  shade{"#6C6861", "#8A867F", "8"},
		ember:  shade{"#FF8A65", "#B3261E", "9"},
		sky:    shade{"#8AB8D8", "#1F5F8B", "6"},
		leaf:   shade{"#9BC48A", "#2F6F2F", "2"},
		ground: shade{"#35302A", "#EFE5D2", ""},
	}
}

// look says what a terminal can show and what the officer asked for.
type look struct {
	theme   string // auto, dark, light or none
	dark    bool   // the terminal's ground, as far as it told
	profile colorprofile.Profile
}

// shown is as much of a look as is to be seen: what looks alike is equal.
func (l look) shown() look {
	switch {
	case l.theme == "none", l.profile != colorprofile.Unknown && l.profile <= colorprofile.ASCII:
		return look{theme: "none"}
	case l.theme == "dark" || l.theme == "light":
		l.dark = l.theme == "dark"
	}
	l.theme = ""
	if l.profile != colorprofile.ANSI { // what has more colours has all of ours, and is thought to have as long as it does not tell
		l.profile = colorprofile.Unknown
	}
	return l
}

// newStyles returns the look for a terminal.
func newStyles(l look) *Styles {
	if l = l.shown(); l.theme == "none" {
		return plainStyles()
	}
	p := colours()
	base := lipgloss.NewStyle()
	ink := func(s shade) lipgloss.Style { return base.Foreground(l.colour(s)) }

	st := &Styles{
		Text:      base,
		Strong:    base.Bold(true),
		Dim:       ink(p.dim),
		Faint:     ink(p.faint),
		Accent:    ink(p.sand).Bold(true),
		Heading:   ink(p.dim).Bold(true),
		HeadFocus: ink(p.sand).Bold(true),
		Border:    ink(p.faint),
		Warn:      ink(p.ember).Bold(true),
		Fresh:     base,
		Seen:      ink(p.dim),
		Added:     ink(p.leaf).Underline(true),
		Match:     ink(p.sand).Bold(true),
		Selected:  base.Background(l.colour(p.ground)),
		Key:       ink(p.sand),
		Good:      ink(p.leaf),
	}
	if l.profile == colorprofile.ANSI {
		st.Selected = base.Reverse(true)
		if !l.dark {
			st.Dim, st.Seen = ink(p.faint), ink(p.faint)
		}
	}
	st.states = map[news.State]lipgloss.Style{
		news.New:       ink(p.sand).Bold(true),
		news.Watching:  ink(p.sky).Bold(true),
		news.Cited:     ink(p.leaf).Bold(true),
		news.Dismissed: ink(p.faint),
	}
	st.heats = [atlas.Shades + 1]lipgloss.Style{ink(p.faint), ink(p.dim), ink(p.text), ink(p.sand), ink(p.ember)}
	return st
}

// colour picks the form of a shade that the terminal can show; nil keeps the terminal's own.
func (l look) colour(s shade) color.Color {
	name := s.light
	if l.dark {
		name = s.dark
	}
	if l.profile == colorprofile.ANSI {
		name = s.basic
	}
	if name == "" {
		return lipgloss.NoColor{}
	}
	return lipgloss.Color(name)
}

// plainStyles is the look without colour: weight, underline and reverse only.
func plainStyles() *Styles {
	base, bold := lipgloss.NewStyle(), lipgloss.NewStyle().Bold(true)
	return &Styles{
		Text: base, Strong: bold, Dim: base, Faint: base, Accent: bold, Heading: base, HeadFocus: bold,
		Border: base, Warn: bold, Fresh: base, Seen: base.Faint(true), Added: base.Underline(true),
		Match: bold.Underline(true), Selected: base.Reverse(true), Key: bold, Good: base,
		states: map[news.State]lipgloss.Style{
			news.New: bold, news.Watching: bold, news.Cited: bold, news.Dismissed: base,
		},
	}
}

// heat returns the style of a step of the map's heat; without colour all are alike, and the map's dots and letters tell.
func (s *Styles) heat(step int) lipgloss.Style { return s.heats[max(0, min(step, atlas.Shades))] }

// state returns the style of a state's letter.
func (s *Styles) state(st news.State) lipgloss.Style {
	if style, ok := s.states[st]; ok {
		return style
	}
	return s.Text
}
