package news

import "time"

// State is an officer's decision on a story.
type State string

// States of a story. There is no deleted: nothing is ever deleted.
const (
	New       State = "new"
	Watching  State = "watching"
	Cited     State = "cited"
	Dismissed State = "dismissed"
)

// Evidence is one reason why a text was placed where it was.
type Evidence struct {
	Text   string  // the words as they stand in the text
	Place  string  // what they name, e.g. "ML" or "ML:Gao"
	Weight float64 // what they counted for
}

// Place is a place that a text names. Of a country's own name Start and End tell where it stands, in bytes; else both are 0.
type Place struct {
	Code       string // "ML", "ML:Gao"
	Start, End int
}

// Placement says where a text belongs. Region is "unplaced" and Country "" where the words do not decide.
type Placement struct {
	Region      string // id in the taxonomy
	Country     string // ISO 3166-1 alpha-2, or ""
	CountryName string
	Area        string // "ML:Gao" where an area decided, else ""
	Score       float64
	Evidence    []Evidence // strongest first
	Also        []string   // other countries the text is about, strongest first
}

// Unplaced is the region of a story that no region fits.
const Unplaced = "unplaced"

// StoryRow is a story as lists show it: everything but the texts.
type StoryRow struct {
	ID        string
	Title     string
	Lang      Lang
	Placement Placement
	State     State
	Outlets   int       // outlets that carry it
	Origins   int       // independent origins among them
	Articles  int       // articles in it
	Differs   int       // repeats in which figures, dates or roles conflict
	Readings  string    // the first conflict as the list shows it, e.g. "12 / 15 killed"
	First     time.Time // publication of its oldest article
	Last      time.Time // publication of its newest article
	Changed   time.Time // when we last added to it
	Read      time.Time // when the officer last read it; zero when never
	Decided   time.Time // when it was given its state; zero when never

	// What officers keep beside it; see the deeds.
	Remarked bool // it has, or had, anything of this
	Note     string
	Owner    string
	Handover bool      // the next shift is to look at it
	Snoozed  time.Time // until when it sleeps, or slept; zero when it does not
	Watches  []string  // names of the watches that match it
}

// Gained tells whether a dismissed story has something that it had not when it was dismissed.
func (s StoryRow) Gained() bool { return s.State == Dismissed && s.Changed.After(s.Decided) }

// Asleep tells whether the story is left out of the lists for now.
func (s StoryRow) Asleep(now time.Time) bool { return now.Before(s.Snoozed) }

// Woke tells whether the story has come back from its sleep and was not read since.
func (s StoryRow) Woke(now time.Time) bool {
	return !s.Snoozed.IsZero() && !s.Asleep(now) && s.Read.Before(s.Snoozed)
}

// Unread tells whether the story has something the officer has not read.
func (s StoryRow) Unread() bool { return s.Read.Before(s.Changed) }

// RegionRow is a region with its counts, as the first pane shows it.
type RegionRow struct {
	ID     string
	Name   string
	Parent string // id of the region it rolls up to, or ""
	Depth  int    // 0 or 1: how far the name is indented
	Total  int    // stories not dismissed
	Left   int    // of them still unread and new
	Find   string // the search that the row stands for, "" for a region
	Quiet  bool   // a watch that nothing has matched for too long
	Days   []int  // stories that began on each of the last days, today the last; nil when they were not counted
}

// CountryRow is a country with its counts, as the map shows it.
type CountryRow struct {
	Code  string // ISO 3166-1 alpha-2, or "" for stories without a country
	Name  string
	Total int // stories not dismissed
	Left  int // of them still unread and new
}

// Step is one entry of the triage log.
type Step struct {
	ID     int64
	At     time.Time
	Story  string
	From   State
	To     State
	Undoes int64 // the Step.ID this one takes back, 0 for an ordinary step

	Deed  Deed   // what else it did, "" when it gave a state; From and To are then the same
	Other string // the StoryRow.ID of the other story of a deed, the region that a story was moved to, or the remark

	Who    string // the officer, "" for steps from before names were kept
	Signed string // the name that Who had then, "" where it is the same
	Rules  string // the version of the program's rules then
	Set    int64  // the same for all steps taken at once, 0 for a step alone
	Title  string // of the story, where the log is listed
	Waits  bool   // it is taken once the server of the desk is back; the state that a story has then is not known
}

// Deed is what an officer does to stories by hand. The program never undoes it.
type Deed string

// Deeds.
const (
	DeedSplit  Deed = "split"  // articles of Story began the story Other
	DeedMerge  Deed = "merge"  // Story went into Other as a whole
	DeedMove   Deed = "move"   // articles of Story went into Other
	DeedRegion Deed = "region" // Story was put into the region Other

	DeedNote     Deed = "note"     // Other was written beside Story
	DeedOwner    Deed = "owner"    // Story is Other's, "" for nobody's
	DeedHandover Deed = "handover" // Story is marked for the next shift; "" takes the mark away
	DeedSnooze   Deed = "snooze"   // Story sleeps until Other, in microseconds; "" wakes it
)

// Hit is one answer of a search.
type Hit struct {
	Story     string // StoryRow.ID
	Article   string
	Title     string
	Outlet    string
	Region    string
	Published time.Time
	Snippet   string // text around the match; matches stand between \x02 and \x03
}
