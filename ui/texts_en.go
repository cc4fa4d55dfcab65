package ui

import "harmattan/internal/news"

// english returns the interface in English.
func english() *texts {
	return &texts{
		words:   englishWords(),
		screens: englishScreens(),
		status:  englishStatus(),
		help:    englishHelp(),
		actions: englishActions(),
		labels:  englishLabels(),
		states: map[news.State]string{
			news.New: "new", news.Watching: "watching", news.Cited: "cited", news.Dismissed: "dismissed",
		},
		kinds: map[news.Kind]string{
			news.Lead: "lead", news.Same: "same words", news.Restates: "restates", news.Adds: "adds", news.Differs: "differs",
		},
		asides: map[news.AsideKind]noun{
			news.AsideHeadline:    {"headline", "headlines"},
			news.AsideForeign:     {"foreign headline", "foreign headlines"},
			news.AsideBoilerplate: {"boilerplate", "boilerplate"},
		},
		fetches: map[news.FetchStatus]string{
			news.FetchOK: "ok", news.FetchUnchanged: "ok", news.FetchFailed: "failed",
			news.FetchWaiting: "waiting", news.FetchGone: "gone", "": "not yet",
		},
		days:   [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
		months: [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	}
}

func englishWords() words {
	return words{
		outlet:      noun{"outlet", "outlets"},
		origin:      noun{"origin", "origins"},
		feed:        noun{"feed", "feeds"},
		article:     noun{"article", "articles"},
		aside:       noun{"aside", "asides"},
		newArticles: noun{"new article", "new articles"},
		failing:     "failing",
		fresh:       "new",
		left:        "left",
		total:       "all",
		of:          "of",
		to:          "to",
		differs:     "differs:",
		differsFrom: "differs from",
		since:       "since",
		now:         "now",
		origins:     "origin",
		all:         "All regions",
		regions:     "Regions",
		unplaced:    "Unplaced",
		failure:     noun{"failure", "failures in a row"},
		waitUntil:   "its host asks to wait until",
		shift:       "shift since",
		edited:      "edited",
		teaser:      "teaser only",
		guessed:     "undated: first seen",
		also:        "also",
	}
}

func englishScreens() screenTexts {
	return screenTexts{
		loading:      "reading the desk …",
		firstRun:     "Welcome. Nothing is stored yet.",
		firstRunWait: "The feeds are being asked now; stories appear here as they arrive.",
		noFeeds:      "No feed is configured.",
		empty:        "No story here yet.",
		emptyFilter:  "No story here is %s. Press %s for the next filter.",
		emptyAll:     "Nothing is stored yet. Press %s to ask the feeds.",
		offline:      "no network: showing what is kept",
		offlineEmpty: "No network, and nothing kept yet.",
		offerSample:  "press %s for the sample",
		failed:       "This could not be read:",
		doctor:       "hint: harmattan doctor looks into it",
		tooSmall:     "too small",
		noStory:      "Choose a story to read its briefing.",
		noText:       "No text came with this story; press %s to open the article.",
		placedBy:     "placed by",
		notPlaced:    "no word in it says where it belongs",
		articles:     "Articles",
		demo:         "sample: invented news",
		lengths:      [...]string{"%[1]d of %[2]d statements (%[3]s)", "brief: %[1]d of %[2]d statements (%[3]s)", "a line: 1 of %[2]d statements (%[3]s)"},
		readOnly:     "read only",
		searchTitle:  "Search the archive",
		searchHint:   "Type words; each finds words that begin with it.",
		searchNone:   "Nothing found for “%s”.",
		feedsTitle:   "Feeds",
		feedsNone:    "No feed is configured.",
		feedLast:     "last",
		feedNext:     "next",
		feedNever:    "never",
	}
}

func englishStatus() statusTexts {
	return statusTexts{
		nothingToUndo:  "nothing to undo",
		undone:         "undone: %s is %s again, no longer %s",
		stateSet:       "%s: %s",
		readOnly:       "read only: another program holds this desk",
		noStory:        "no story is chosen",
		noLink:         "this story has no link",
		noHit:          "nothing found to open",
		badLink:        "this link cannot be opened safely",
		opened:         "opened %s",
		copied:         "copied %s",
		noUnread:       "nothing unread is left",
		noDiffer:       "no story in this list holds differing figures",
		noDifferHere:   "no further difference in this story",
		lengths:        [...]string{"each story in full", "a brief of each story", "a line of each story"},
		noUnfold:       "nothing is folded here",
		noSample:       "the sample is for when nothing is kept or there is no network",
		refreshing:     "a refresh is running already",
		refreshStarted: "asking %s",
		refreshDone:    "refreshed: %s",
		refreshQuiet:   "refreshed: nothing new",
		noFeeds:        "this story names no feed to refresh",
		filter:         "showing: %s",
		atTop:          "this is the first",
		atBottom:       "this is the last",
		failed:         "it failed: %s",
		unknownKey:     "%s does nothing here; %s shows the keys",
		noPaneLeft:     "there is nothing further left",
		noPaneRight:    "there is nothing further right",
		elsewhere:      "next unread: in %s",
	}
}

func englishHelp() helpTexts {
	return helpTexts{
		title:        "Keys",
		groupMove:    "Move",
		groupRead:    "Read",
		groupTriage:  "Decide",
		groupFind:    "Find and follow",
		groupFeeds:   "Feeds",
		groupProgram: "Program",
		letters:      "State letters",
		lettersText:  "N new or changed since you read it · W watching · C cited · x dismissed · · read",
		keysTitle:    "Keys",
		keysIntro: "Every key of the reader. The names in the last column are those of `[keys]` in config.toml, " +
			"where each can be given other keys: `watch = \"W\"`, several divided by spaces.",
		column1: "key",
		column2: "does",
		column3: "name",
		more:    "%s closes this",
	}
}

func englishActions() map[action]string {
	return map[action]string{
		actDown:       "down",
		actUp:         "up",
		actTop:        "to the first",
		actBottom:     "to the last",
		actPageDown:   "a page down",
		actPageUp:     "a page up",
		actHalfDown:   "half a page down",
		actHalfUp:     "half a page up",
		actLeft:       "pane to the left, or fold",
		actRight:      "pane to the right, or unfold",
		actNextPane:   "next pane",
		actPriorPane:  "pane before",
		actOpen:       "open, or unfold",
		actBack:       "back",
		actRead:       "read on, then next unread",
		actNextUnread: "next unread",
		actNextDiffer: "next difference",
		actUnfold:     "unfold what is folded",
		actLength:     "line, brief or full",
		actEvidence:   "why it is placed here",
		actWatch:      "watch",
		actCite:       "cite",
		actDismiss:    "dismiss",
		actUndo:       "undo, any number of steps",
		actFilter:     "all, new, watching, cited, …",
		actSearch:     "search",
		actOpenLink:   "open the article's link",
		actCopyLink:   "copy the link",
		actRefresh:    "refresh the feeds of a story",
		actRefreshAll: "refresh all feeds",
		actFeeds:      "feeds and their health",
		actSample:     "the sample, without news",
		actHelp:       "help",
		actQuit:       "quit",
		actInterrupt:  "quit from anywhere",
		actSuspend:    "back to the shell for a while",
	}
}

func englishLabels() map[action]string {
	return map[action]string{
		actDown:       "move",
		actOpen:       "open",
		actBack:       "back",
		actRead:       "read on",
		actNextUnread: "next unread",
		actNextDiffer: "differs",
		actUnfold:     "unfold",
		actLength:     "length",
		actEvidence:   "why here",
		actWatch:      "watch",
		actCite:       "cite",
		actDismiss:    "dismiss",
		actUndo:       "undo",
		actFilter:     "filter",
		actSearch:     "search",
		actOpenLink:   "link",
		actCopyLink:   "copy link",
		actRefresh:    "refresh it",
		actSample:     "sample",
		actRefreshAll: "refresh all",
		actFeeds:      "feeds",
		actHelp:       "help",
		actQuit:       "quit",
	}
}
