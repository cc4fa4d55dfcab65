package ui

import (
	"fmt"

	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/report"
)

// texts is every word the interface says, in one language. The languages fill it in texts_en.go and texts_fr.go; a test
// asks that neither leaves a field empty.
type texts struct {
	words   words
	screens screenTexts
	status  statusTexts
	help    helpTexts
	arrange arrangeTexts
	triage  triageTexts
	draft   draftTexts
	outage  outageTexts
	find    findTexts
	feeds   feedTexts
	guide   guideTexts
	lang    string // as reports name it

	problems []problem // in English errors speak for themselves
	actions  map[action]string
	labels   map[action]string // shorter, for the foot of the screen
	states   map[news.State]string
	kinds    map[news.Kind]string
	asides   map[news.AsideKind]noun
	fetches  map[news.FetchStatus]string

	days   [7]string  // from Sunday
	months [12]string // from January
}

// noun is a word in its two numbers.
type noun struct{ one, many string }

// words are the nouns and small words lines are built from.
type words struct {
	outlet, origin, feed, article, aside, story noun

	failing, fresh, left, total string // after a count: "2 failing", "41 new"
	newArticles                 noun
	of                          string // "12 of 35"
	to                          string // "05:12 to 08:31"
	differs, differsFrom        string
	since                       string // "3 new since 07:10"
	now                         string // an age under a minute
	origins                     string // label before an origin
	all                         string
	regions                     string
	unplaced                    string
	failure                     noun   // "3 failures in a row"
	waitUntil                   string // a host's wish: "wait until 09:30"
	shift                       string // "shift since 06:00"
	edited, teaser, guessed     string // remarks on an article
	letGo                       string // a remark before a date
	also                        string // before other countries a story is about
	singularBelow               int    // counts below it take the singular: 2 in French, where 0 is singular; else 0
}

// screenTexts are the screens and headings that stand on their own.
type screenTexts struct {
	loading, firstRun, firstRunWait, noFeeds, empty, emptyFilter, emptyAll string
	offline, offlineEmpty, offerSample, failed, doctor, tooSmall           string
	noStory, noText, placedBy, notPlaced, articles                         string
	demo, readOnly                                                         string
	missed                                                                 string
	lengths                                                                [desk.Lengths]string // shown, of how many, the key that shows more
	searchTitle, searchHint, searchNone                                    string
	feedsTitle, feedsNone, feedLast, feedNext, feedNever                   string
	mapTitle, mapNone, mapElsewhere                                        string
}

// statusTexts are the answers to a key, most of them reasons why it cannot act.
type statusTexts struct {
	nothingToUndo, undone, stateSet                                    string
	readOnly, noStory, noLink, noHit, badLink, opened, copied          string
	reader, remote                                                     string
	noUnread, noDiffer, noDifferHere, noUnfold, noSample               string
	lengths                                                            [desk.Lengths]string
	refreshing, refreshNext, refreshStarted, refreshDone, refreshQuiet string
	noFeeds, filter, atTop, atBottom, failed, unknownKey               string
	noPaneLeft, noPaneRight, elsewhere, pasted, full                   string
	noCountryThere, noCountryStories, countryShown, noMapRoom          string
}

// helpTexts are the headings of the help.
type helpTexts struct {
	title, groupMove, groupRead, groupTriage, groupFind, groupFeeds, groupProgram string
	letters, lettersText, keysTitle, keysIntro, column1, column2, column3         string
	more                                                                          string
}

// textsFor returns the catalogue of a language: English where there is none of its own.
func textsFor(lang news.Lang) *texts {
	if lang == news.French {
		return french()
	}
	return english()
}

// count writes a number with its noun: "1 outlet", "6 outlets".
func (t *texts) count(n int, w noun) string {
	if n == 1 || n < t.words.singularBelow {
		return fmt.Sprintf("%d %s", n, w.one)
	}
	return fmt.Sprintf("%d %s", n, w.many)
}

// why is a reason of the program in this language.
func (t *texts) why(reason string) string { return report.WordsIn(t.lang).Why(reason) }

// group returns the heading of a group of keys.
func (t *texts) group(g group) string {
	switch g {
	case groupMove:
		return t.help.groupMove
	case groupRead:
		return t.help.groupRead
	case groupTriage:
		return t.help.groupTriage
	case groupFind:
		return t.help.groupFind
	case groupFeeds:
		return t.help.groupFeeds
	default:
		return t.help.groupProgram
	}
}
