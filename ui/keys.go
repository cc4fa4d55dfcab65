package ui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// action is what a key does; its text is the name by which the configuration rebinds it.
type action string

// The actions, in the order of the help.
const (
	actDown         action = "down"
	actUp           action = "up"
	actTop          action = "top"
	actBottom       action = "bottom"
	actPageDown     action = "page-down"
	actPageUp       action = "page-up"
	actHalfDown     action = "half-page-down"
	actHalfUp       action = "half-page-up"
	actLeft         action = "left"
	actRight        action = "right"
	actNextPane     action = "next-pane"
	actPriorPane    action = "prior-pane"
	actOpen         action = "open"
	actBack         action = "back"
	actRead         action = "read-on"
	actNextUnread   action = "next-unread"
	actNextDiffer   action = "next-difference"
	actUnfold       action = "unfold"
	actLength       action = "length"
	actEvidence     action = "evidence"
	actWatch        action = "watch"
	actCite         action = "cite"
	actDismiss      action = "dismiss"
	actUndo         action = "undo"
	actMark         action = "mark"
	actSplit        action = "split"
	actMerge        action = "merge"
	actMoveTo       action = "move-to"
	actMarkAbove    action = "mark-above"
	actMarkBelow    action = "mark-below"
	actMarkRegion   action = "mark-region"
	actSnooze       action = "snooze"
	actNote         action = "note"
	actEditNote     action = "edit-note"
	actOwner        action = "owner"
	actHandoverMark action = "handover-mark"
	actBrief        action = "brief"
	actHandover     action = "handover"
	actLog          action = "log"
	actHandTo       action = "hand-to"
	actTakeOver     action = "take-over"
	actDrop         action = "drop"
	actRemove       action = "remove"
	actDirection    action = "direction"
	actReason       action = "reason"
	actMoveUp       action = "move-up"
	actMoveDown     action = "move-down"
	actFormat       action = "format"
	actWrite        action = "write"
	actCopyPage     action = "copy-page"
	actFilter       action = "filter"
	actFilterTo     action = "filter-number"
	actCommand      action = "command"
	actHints        action = "hints"
	actWatches      action = "watches"
	actZoom         action = "zoom"
	actWider        action = "wider"
	actNarrower     action = "narrower"
	actBriefList    action = "brief-list"
	actKeep         action = "keep"
	actListHits     action = "list-found"
	actAdd          action = "add"
	actEdit         action = "edit"
	actPause        action = "pause"
	actImport       action = "import"
	actExport       action = "export"
	actSearch       action = "search"
	actMap          action = "map"
	actMapList      action = "map-list"
	actOpenLink     action = "open-link"
	actCopyLink     action = "copy-link"
	actRefresh      action = "refresh"
	actRefreshAll   action = "refresh-all"
	actFeeds        action = "feeds"
	actSample       action = "sample"
	actHelp         action = "help"
	actQuit         action = "quit"
	actInterrupt    action = "interrupt"
	actSuspend      action = "suspend"
)

// scope says where an action listens; scopes add up.
type scope uint

const (
	inRegions scope = 1 << iota
	inStories
	inBriefing
	inFeeds
	inHelp
	inSearch
	inChooser
	inMap
	inDraft
	inPaper
	inWatches

	inPanes = inRegions | inStories | inBriefing
	inLists = inPanes | inFeeds | inHelp | inChooser | inMap | inDraft | inPaper | inWatches
)

// group is the heading under which the help lists an action.
type group int

const (
	groupMove group = iota
	groupRead
	groupTriage
	groupFind
	groupFeeds
	groupProgram
	groups // how many there are
)

// bound is one action with its keys and where it listens.
type bound struct {
	action  action
	scope   scope
	group   group
	binding key.Binding
}

// keyMap holds every key of the program, declared once.
type keyMap struct{ all []bound }

// declared lists the actions with their default keys.
func declared() []bound {
	b := func(a action, g group, s scope, keys ...string) bound {
		return bound{action: a, group: g, scope: s, binding: key.NewBinding(key.WithKeys(keys...))}
	}
	return append([]bound{
		b(actDown, groupMove, inLists, "j", "down"),
		b(actUp, groupMove, inLists, "k", "up"),
		b(actTop, groupMove, inLists, "g", "home"),
		b(actBottom, groupMove, inLists, "G", "end"),
		b(actPageDown, groupMove, inLists, "ctrl+f", "pgdown"),
		b(actPageUp, groupMove, inLists, "ctrl+b", "pgup"),
		b(actHalfDown, groupMove, inLists, "ctrl+d"),
		b(actHalfUp, groupMove, inLists, "ctrl+u"),
		b(actLeft, groupMove, inPanes|inMap, "h", "left"),
		b(actRight, groupMove, inPanes|inMap, "l", "right"),
		b(actNextPane, groupMove, inPanes, "tab"),
		b(actPriorPane, groupMove, inPanes, "shift+tab"),
		b(actZoom, groupMove, inPanes, "Z"),
		b(actWider, groupMove, inPanes, ">"),
		b(actNarrower, groupMove, inPanes, "<"),
		b(actOpen, groupMove, inPanes|inSearch|inChooser|inMap|inWatches, "enter"),
		b(actBack, groupMove, inLists|inSearch, "esc"),
		b(actRead, groupRead, inPanes, "space"),
		b(actNextUnread, groupRead, inPanes, "n"),
		b(actNextDiffer, groupRead, inPanes, "d"),
		b(actUnfold, groupRead, inBriefing, "e"),
		b(actLength, groupRead, inPanes, "="),
		b(actEvidence, groupRead, inPanes, "i"),
		b(actWatch, groupTriage, inPanes, "w"),
		b(actCite, groupTriage, inPanes, "c"),
		b(actDismiss, groupTriage, inPanes, "x"),
		b(actUndo, groupTriage, inPanes, "u"),
		b(actMark, groupTriage, inStories|inBriefing, "v"),
		b(actMarkAbove, groupTriage, inStories, "["),
		b(actMarkBelow, groupTriage, inStories, "]"),
		b(actMarkRegion, groupTriage, inRegions|inStories, "V"),
		b(actSnooze, groupTriage, inStories|inBriefing, "z"),
		b(actNote, groupTriage, inStories|inBriefing, "a"),
		b(actEditNote, groupTriage, inStories|inBriefing, "A"),
		b(actOwner, groupTriage, inStories|inBriefing, "O"),
		b(actHandoverMark, groupTriage, inStories|inBriefing, "+"),
		b(actSplit, groupTriage, inBriefing, "S"),
		b(actMerge, groupTriage, inStories|inBriefing, "M"),
		b(actMoveTo, groupTriage, inStories|inBriefing, "P"),
		b(actBrief, groupTriage, inPanes|inDraft, "b"),
		b(actBriefList, groupTriage, inPanes, "B"),
		b(actHandover, groupTriage, inPanes, "H"),
		b(actHandTo, groupTriage, inPaper, "O"),
		b(actTakeOver, groupTriage, inPaper, "A"),
		b(actLog, groupTriage, inPanes, "L"),
		b(actMoveDown, groupTriage, inDraft, "J"),
		b(actMoveUp, groupTriage, inDraft, "K"),
		b(actDrop, groupTriage, inDraft, "x"),
		b(actDirection, groupTriage, inDraft, "t"),
		b(actReason, groupTriage, inDraft, "e"),
		b(actFormat, groupTriage, inDraft|inPaper, "f"),
		b(actWrite, groupTriage, inDraft|inPaper, "enter"),
		b(actCopyPage, groupTriage, inDraft|inPaper, "y"),
	}, declaredBeyond(b)...)
}

// declaredBeyond lists the actions for finding, for feeds and for the program.
func declaredBeyond(b func(action, group, scope, ...string) bound) []bound {
	return []bound{
		b(actFilter, groupFind, inPanes, "f"),
		b(actFilterTo, groupFind, inPanes, "1", "2", "3", "4", "5", "6", "7"),
		b(actWatches, groupFind, inPanes|inWatches, "W"),
		b(actAdd, groupFind, inWatches|inFeeds, "a"),
		b(actEdit, groupFind, inWatches|inFeeds, "e"),
		b(actRemove, groupFind, inWatches|inFeeds, "x"),
		b(actCommand, groupFind, inLists, ":"),
		b(actHints, groupFind, inPanes, ";"),
		b(actKeep, groupFind, inSearch, "ctrl+s"),
		b(actListHits, groupFind, inSearch, "ctrl+l"),
		b(actSearch, groupFind, inPanes, "/"),
		b(actMap, groupFind, inPanes|inMap, "m"),
		b(actMapList, groupFind, inMap, "t"),
		b(actOpenLink, groupFind, inPanes, "o"),
		b(actCopyLink, groupFind, inPanes|inFeeds, "y"),
		b(actRefresh, groupFeeds, inPanes|inFeeds, "r"),
		b(actRefreshAll, groupFeeds, inPanes|inFeeds, "R"),
		b(actFeeds, groupFeeds, inPanes|inFeeds, "F"),
		b(actPause, groupFeeds, inFeeds, "p"),
		b(actImport, groupFeeds, inFeeds, "I"),
		b(actExport, groupFeeds, inFeeds, "E"),
		b(actSample, groupFeeds, inPanes|inFeeds, "s"),
		b(actHelp, groupProgram, inLists, "?"),
		b(actQuit, groupProgram, inLists, "q"),
		b(actInterrupt, groupProgram, inLists|inSearch, "ctrl+c"),
		b(actSuspend, groupProgram, inLists|inSearch, "ctrl+z"),
	}
}

// newKeys returns the keys with the officer's own in place of the defaults; own maps an action to its keys, divided by
// spaces. The error names what is unknown or in conflict.
func newKeys(own map[string]string, t *texts) (keyMap, error) {
	all := declared()
	names := make([]string, 0, len(own))
	for name := range own {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		i := slices.IndexFunc(all, func(b bound) bool { return string(b.action) == name })
		if i < 0 {
			return keyMap{}, fmt.Errorf("key for %q: no such action", name)
		}
		keys := strings.Fields(own[name])
		if len(keys) == 0 {
			return keyMap{}, fmt.Errorf("key for %q: no key given", name)
		}
		all[i].binding.SetKeys(keys...)
	}
	for i := range all {
		all[i].binding.SetHelp(keyNames(all[i].binding.Keys()), t.actions[all[i].action])
	}
	m := keyMap{all: all}
	return m, m.conflict()
}

// CheckKeys tells whether the officer's keys (action = keys, divided by spaces) name known actions and do not collide.
func CheckKeys(own map[string]string) error {
	_, err := newKeys(own, english())
	return err
}

// Actions lists the names by which [keys] of the configuration gives actions other keys.
func Actions() []string {
	var names []string
	for _, b := range declared() {
		names = append(names, string(b.action))
	}
	return names
}

// conflict names two actions that would listen to one key in one place.
func (m keyMap) conflict() error {
	for i, a := range m.all {
		for _, b := range m.all[i+1:] {
			if a.scope&b.scope == 0 {
				continue
			}
			for _, k := range a.binding.Keys() {
				if slices.Contains(b.binding.Keys(), k) {
					return fmt.Errorf("key %q is bound to both %q and %q", k, a.action, b.action)
				}
			}
		}
	}
	return nil
}

// action returns what a key press does in a place, "" for nothing.
func (m keyMap) action(msg tea.KeyPressMsg, where scope) action {
	for _, b := range m.all {
		if b.scope&where != 0 && key.Matches(msg, b.binding) {
			return b.action
		}
	}
	return ""
}

// binding returns the binding of an action.
func (m keyMap) binding(a action) key.Binding {
	for _, b := range m.all {
		if b.action == a {
			return b.binding
		}
	}
	return key.Binding{}
}

// scope returns where an action is heard.
func (m keyMap) scope(a action) scope {
	for _, b := range m.all {
		if b.action == a {
			return b.scope
		}
	}
	return 0
}

// name returns the first key of an action as the officer reads it.
func (m keyMap) name(a action) string {
	keys := m.binding(a).Keys()
	if len(keys) == 0 {
		return ""
	}
	return keyNames(keys[:1])
}

// keyNames writes keys as the help shows them.
func keyNames(keys []string) string {
	names := make([]string, len(keys))
	for i, k := range keys {
		switch k {
		case "down":
			names[i] = "↓"
		case "up":
			names[i] = "↑"
		case "left":
			names[i] = "←"
		case "right":
			names[i] = "→"
		default:
			names[i] = strings.Replace(k, "ctrl+", "^", 1)
		}
	}
	return strings.Join(names, " ")
}

// document writes the keys as the page docs/keys.md, which a test keeps as this says.
func (m keyMap) document(t *texts) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n", t.help.keysTitle, t.help.keysIntro)
	for g := range groups {
		fmt.Fprintf(&b, "\n## %s\n\n| %s | %s | %s |\n|---|---|---|\n", t.group(g), t.help.column1, t.help.column2, t.help.column3)
		for _, k := range m.all {
			if k.group == g {
				keys := strings.Join(k.binding.Keys(), "` `")
				fmt.Fprintf(&b, "| `%s` | %s | `%s` |\n", keys, k.binding.Help().Desc, k.action)
			}
		}
	}
	fmt.Fprintf(&b, "\n## %s\n\n%s\n", t.help.letters, t.help.lettersText)
	return b.String()
}
