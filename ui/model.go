package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// screen is what covers the panes.
type screen int

const (
	screenPanes screen = iota
	screenSearch
	screenFeeds
	screenHelp
	screenChoose
	screenMap
	screenNote
	screenDraft
	screenPaper
	screenWatches
)

// Model is the whole reader. It routes messages to the panes and holds what they share; it asks nothing itself and
// draws nothing but their frame.
type Model struct {
	o        Options
	opened   time.Time // the reader
	load     loader
	pen      pen
	look     look
	width    int
	tall     int
	readOnly bool // another program holds the desk, or this officer only reads

	screen screen
	focus  focus

	regions  regionPane
	stories  storyPane
	briefing briefingPane
	search   searchScreen
	feeds    feedScreen
	help     helpScreen
	chooser  chooser
	chart    mapScreen
	note     noteScreen
	draft    draftScreen
	paper    paperScreen
	watches  watchScreen
	prompt   prompt
	history  []string // command lines, the last one last
	guide    guide
	zoom     bool // only the pane that has the keys is shown
	dragging bool // the border is being dragged with the mouse
	split    int  // cells by which the list is wider than it would be

	outage    desk.Outage           // how the server of a shared desk is
	before    map[string]news.State // what stories were before the last decision on each
	shift     desk.Shift            // who is on
	visitor   *desk.Visitor         // this officer among others who came to this program, nil where there are none
	attending string                // the story that they are in

	status  status
	refresh progress
	settles bool              // the lists are read again soon
	lists   ticket            // requests for the lists
	hurry   func()            // ends the rest before the lists are read; nil where they do not rest
	behind  bool              // they are read once more when they have come, with a rest
	pages   ticket            // requests for a story
	asked   string            // the story that the last of them is for
	pace    pace              // how long they wait for the frame of a key
	giveUp  func()            // ends it
	next    action            // to be done once the list is whole, "" for none
	held    []tea.KeyPressMsg // keys that wait for the list
	pastes  *pastes           // what of pastes was not let through
	choose  string            // the story to put the cursor on once the list has come
	undoing int               // undos that have not answered yet
	events  <-chan desk.Event
	pause   time.Duration // how long events are gathered before the lists are read again
	first   tea.Cmd       // what is still to be asked when the program begins
	sample  bool          // the officer asked for the sample: Run answers ErrSample
	keysErr error
}

// ticket numbers requests of one kind, of which only the last answer counts.
type ticket struct {
	last  int
	busy  bool // an answer is awaited
	again bool // ask once more when it has come
}

// ask returns the number of a new request.
func (t *ticket) ask() int {
	t.last++
	t.busy, t.again = true, false
	return t.last
}

// answered tells whether an answer is the last one asked for.
func (t *ticket) answered(request int) bool {
	if request != t.last {
		return false
	}
	t.busy = false
	return true
}

// New returns the reader for a desk; Run puts it on the terminal.
func New(o Options) *Model {
	return newModel(context.Background(), o)
}

func newModel(ctx context.Context, o Options) *Model {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Location == nil {
		o.Location = time.Local
	}
	t := textsFor(o.Lang)
	m := &Model{
		o:       o,
		opened:  o.Now(),
		load:    loader{ctx: ctx, desk: o.Desk, now: o.Now, taken: &steps{}},
		look:    look{theme: o.Theme, dark: o.Theme != "light"},
		pen:     pen{texts: t, clock: clock{now: o.Now, zone: o.Location, texts: t}},
		search:  newSearch(),
		focus:   onStories,
		pause:   eventPause,
		pastes:  &pastes{},
		refresh: progress{asked: map[string]bool{}},
	}
	m.pen.visual = o.Bidi == "app"
	m.guide.on = o.Guide
	m.readOnly = o.Desk != nil && m.load.mayOnlyRead()
	if o.Desk != nil {
		m.outage = o.Desk.Outage()
	}
	if o.Session != nil && o.Desk != nil {
		m.visitor = o.Desk.Visit(ctx)
	}
	m.pen.keys, m.keysErr = newKeys(o.Keys, t)
	if m.keysErr != nil {
		m.pen.keys, _ = newKeys(nil, t)
	}
	m.restyle()
	return m
}

// Init asks for what is stored, and what the terminal's ground is.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(m.first, m.loadLists(), m.comeOn(), m.listen(), m.awaitLeave(), tick(), tea.RequestBackgroundColor)
}

// Update answers one message. It does no work that could take long.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.tall = msg.Width, msg.Height
		return m, nil
	case tea.BackgroundColorMsg:
		m.turnLook(look{theme: m.look.theme, dark: msg.IsDark(), profile: m.look.profile})
		return m, nil
	case tea.ColorProfileMsg:
		m.turnLook(look{theme: m.look.theme, dark: m.look.dark, profile: msg.Profile})
		return m, nil
	case tea.KeyPressMsg:
		if m.heldBack(msg) {
			return m, nil
		}
		cmd := m.press(msg)
		if m.visitor != nil {
			cmd = tea.Batch(cmd, m.attend())
		}
		return m, cmd
	case tea.MouseMsg:
		if m.o.Mouse {
			return m, m.pointed(msg)
		}
		return m, nil
	case tea.PasteMsg:
		return m, m.pasted(msg)
	case tickMsg:
		return m, tick()
	}
	cmd := m.answer(msg)
	return m, cmd
}

// answer takes what a command brought back.
func (m *Model) answer(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case listsLoaded:
		return m.listsCame(msg)
	case storyLoaded:
		return m.storyCame(msg)
	case searchDone:
		return m.searchCame(msg)
	case countriesLoaded:
		return m.countriesCame(msg)
	case stateSet:
		return m.stateCame(msg)
	case arranged:
		return m.arrangedCame(msg)
	case othersFound:
		m.chooseStory(msg)
	case stepsTaken:
		return m.stepsCame(msg)
	case noteRead:
		return m.noteCame(msg)
	case noteEdited:
		return m.editorEnded(msg)
	case unfinishedKept:
		return m.unfinishedCame(msg)
	case undone:
		return m.undoCame(msg)
	case markedRead:
		return m.readCame(msg)
	case unreadFound:
		return m.unreadCame(msg)
	case refreshed:
		m.refreshCame(msg)
	case deskEvents:
		return m.eventsCame(msg)
	case settled:
		m.settles = false
		return m.loadLists()
	case linkOpened:
		m.linkCame(msg)
	case leaveAsked:
		return m.quit()
	default:
		return m.answerScreen(msg)
	}
	return nil
}

// answerScreen takes what a command brought back for a screen that covers the panes.
func (m *Model) answerScreen(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case saved:
		return m.savedCame(msg)
	case previewed:
		return m.previewCame(msg)
	case perDayCame:
		m.feeds.perDay = msg.perDay
		m.failed(msg.err)
	case watchesLoaded:
		m.watches.set(msg)
	case watchTried:
		return m.triedCame(msg)
	case drafted:
		m.draftCame(msg)
	case paperCame:
		m.openPaper(msg)
	case written:
		m.writtenCame(msg)
	case copied:
		return m.copiedCame(msg)
	case passed:
		return m.passedCame(msg)
	case shiftCame:
		m.shift = msg.shift
		m.failed(msg.err)
	}
	return nil
}

// turnLook takes what the terminal tells of itself. Most of it changes nothing, and what was drawn stays.
func (m *Model) turnLook(l look) {
	before := m.look
	if m.look = l; l.shown() != before.shown() {
		m.restyle()
	}
}

// restyle makes the styles anew and drops what was drawn with the old ones.
func (m *Model) restyle() {
	m.pen.styles = newStyles(m.look)
	dressLine(&m.search.input, m.pen.styles)
	if m.watches.typing {
		dressLine(&m.watches.input, m.pen.styles)
	}
	m.regions.forget()
	m.stories.forget()
	m.briefing.forget()
}

// tickMsg comes each minute: clocks and ages move on.
type tickMsg time.Time

func tick() tea.Cmd {
	return tea.Every(time.Minute, func(t time.Time) tea.Msg { return tickMsg(t) })
}

// where is the scope in which keys are heard now.
func (m *Model) where() scope {
	switch m.screen {
	case screenSearch:
		return inSearch
	case screenFeeds:
		return inFeeds
	case screenHelp:
		return inHelp
	case screenChoose:
		return inChooser
	case screenMap:
		return inMap
	case screenDraft:
		return inDraft
	case screenPaper:
		return inPaper
	case screenWatches:
		return inWatches
	default:
		return m.focus.scope()
	}
}
