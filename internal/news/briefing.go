package news

import "time"

// Statement is one sentence of an article.
type Statement struct {
	ID        int    // 1, 2, … in a briefing; unique over all its articles
	Article   string // Article.ID
	Start     int    // byte offset into Article.Text
	End       int    // byte offset after the last byte
	Text      string // Article.Text[Start:End]
	Paragraph int    // 0, 1, … in its article
	Seen      time.Time
}

// Kind says how a statement stands to the lead of its repeat.
type Kind string

// Kinds of repeats.
const (
	Lead     Kind = "lead"     // stands for the group in the briefing
	Same     Kind = "same"     // identical words
	Restates Kind = "restates" // other words, nothing added
	Adds     Kind = "adds"     // says the same and more; Adds holds the words added
	Differs  Kind = "differs"  // conflicting figure, date, negation or role: shown with the group, never merged
	Apart    Kind = "apart"    // a verdict only: the two say different things
)

// Member is one statement of a repeat.
type Member struct {
	ID    int
	Kind  Kind
	Score float64  // 0 to 1, likeness to the lead; 1 for the lead
	Why   string   // the reason in a few words, e.g. "same words", "12 / 15 killed"
	Adds  []string // for Adds: the runs of words the lead does not have, as they stand in the statement

	// Mine and Theirs are, for Differs, the words of this statement and of the lead that conflict ("15", "12").
	Mine, Theirs string
}

// Repeat is a group of statements that say the same, and those that contradict it.
type Repeat struct {
	Lead    int // Statement.ID
	Members []Member
}

// AsideKind says why a text is no statement of its article.
type AsideKind string

// Kinds of asides.
const (
	AsideHeadline    AsideKind = "headline"    // this article's headline, stuck in the body
	AsideForeign     AsideKind = "foreign"     // the headline of another article
	AsideBoilerplate AsideKind = "boilerplate" // "Read also", credit, cookie, newsletter, copyright
)

// Aside is a piece of text that is folded at the end of the briefing with its reason.
type Aside struct {
	ID   int // Statement.ID
	Kind AsideKind
	Why  string
}

// Briefing is what an officer reads of a story. Every statement of every article stands in Statements; collapsing is
// told by Repeats and Asides, never by leaving out.
type Briefing struct {
	Title      string
	Lang       Lang
	Articles   []Article
	Statements []Statement
	Repeats    []Repeat
	Asides     []Aside
	Order      []int // Statement.IDs in reading order: the leads and the statements nobody repeats, no asides
}
