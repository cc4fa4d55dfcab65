package conform

import (
	"testing"
)

type statement struct {
	says  string
	holds func(t *testing.T, s desk)
}

func statements() []statement {
	return []statement{
		{"an article comes back as it was saved", anArticleComesBackAsItWasSaved},
		{"an edit becomes a revision", anEditBecomesARevision},
		{"saving a story again keeps what the officer did", savingAStoryAgainKeepsWhatTheOfficerDid},
		{"news is unread also after the clock was set back", newsIsUnreadAlsoAfterTheClockWasSetBack},
		{"origins of the story are saved with the article", originsOfTheStoryAreSavedWithTheArticle},
		{"story articles stand in order of publication", storyArticlesStandInOrderOfPublication},
		{"stories come whole, many at once", storiesComeWhole},
		{"what fails leaves nothing behind", whatFailsLeavesNothingBehind},
		{"changes saved together count in their order", changesSavedTogetherCountInTheirOrder},
		{"known tells what is stored", knownTellsWhatIsStored},
		{"vectors come in the order of arrival since a time", vectorsComeInTheOrderOfArrivalSinceATime},
		{"old vectors are forgotten and nothing else", oldVectorsAreForgottenAndNothingElse},
		{"vectors are recalled where the clock was ahead", vectorsAreRecalled},
		{"the news tell the time", theNewsTellTheTime},
		{"only texts that nobody needs are let go", onlyTextsThatNobodyNeedsAreLetGo},
		{"stories are filtered and in order", storiesAreFilteredAndInOrder},
		{"stories are listed by their ids in order", storiesAreListedByTheirIDsInOrder},
		{"counts follow every change", countsFollowEveryChange},
		{"an empty desk has nothing", anEmptyDeskHasNothing},
		{"countries are counted", countriesAreCounted},
		{"regions with stories are listed", regionsWithStoriesAreListed},
		{"stories are counted by the day they began", storiesAreCountedByTheDayTheyBegan},
		{"the log tells every step in order", theLogTellsEveryStepInOrder},
		{"triage of what is not there", triageOfWhatIsNotThere},
		{"undo takes back any mixture of steps to the beginning", undoTakesBackAnyMixtureOfStepsToTheBeginning},
		{"undo takes back an officer's own steps", undoTakesBackAnOfficersOwnSteps},
		{"what a colleague built on is not taken back", whatAColleagueBuiltOnIsNotTakenBack},
		{"read is never taken back", readIsNeverTakenBack},
		{"a remark is kept and taken back", aRemarkIsKeptAndTakenBack},
		{"a set is taken back as one", aSetIsTakenBackAsOne},
		{"undo leads back to the beginning whatever was done", undoLeadsBackToTheBeginningWhateverWasDone},
		{"a sleeping story is left out until it wakes", aSleepingStoryIsLeftOutUntilItWakes},
		{"the log tells who and by which rules", theLogTellsWhoAndByWhichRules},
		{"what was not on the screen is kept with its article", whatWasNotOnTheScreenIsKeptWithItsArticle},
		{"a hand-over is taken once", aHandOverIsTakenOnce},
		{"what is read is each officer's own", whatIsReadIsEachOfficersOwn},
		{"what officers read is listed and counted", whatOfficersReadIsListedAndCounted},
		{"texts are kept for all who read", textsAreKeptForAllWhoRead},
		{"an officer is given another name", anOfficerIsGivenAnotherName},
		{"the log tells of another name", theLogTellsOfAnotherName},
		{"what two officers did is not made one", whatTwoOfficersDidIsNotMadeOne},
		{"both parts of a cited story stay cited", bothPartsOfACitedStoryStayCited},
		{"a merged story has the stronger state", aMergedStoryHasTheStrongerState},
		{"a merge by hand is taken back with all it did", aMergeByHandIsTakenBackWithAllItDid},
		{"a split by hand holds its articles and keeps the stories apart", aSplitByHandHoldsItsArticles},
		{"what moved is as read as it was", whatMovedIsAsReadAsItWas},
		{"a region by hand stays until it is taken back", aRegionByHandStays},
		{"rearranging what is not there changes nothing", rearrangingWhatIsNotThereChangesNothing},
		{"any mixture of deeds is taken back to the beginning", anyMixtureOfDeedsIsTakenBack},
		{"a feed's state comes back as it was kept", aFeedsStateComesBackAsItWasKept},
		{"added feeds stand in the order they were added", addedFeedsStandInTheOrderTheyWereAdded},
		{"articles are counted per feed", articlesAreCountedPerFeed},
		{"a feed is graded anew with its articles", aFeedIsGradedAnew},
		{"habits are kept", habitsAreKept},
		{"habits are changed one after the other", habitsAreChangedOneAfterTheOther},
		{"small facts are kept", smallFactsAreKept},
		{"watches and searches are kept by name", watchesAndSearchesAreKeptByName},
		{"watches have the stories that they match", watchesHaveTheStoriesThatTheyMatch},
		{"a watch brings a dismissed story back", aWatchBringsADismissedStoryBack},
		{"watched words are looked for in the newest articles", watchedWordsAreLookedFor},
		{"briefs stay as they were written", briefsStayAsTheyWereWritten},
		{"a search finds what was asked for", aSearchFindsWhatWasAskedFor},
		{"the best hit comes first", theBestHitComesFirst},
		{"a hit says all that a list shows", aHitSaysAllThatAListShows},
		{"a search keeps to its conditions", aSearchKeepsToItsConditions},
		{"what is indexed is found as what is not", whatIsIndexedIsFoundAsWhatIsNot},
		{"every word of an article finds it", everyWordOfAnArticleFindsIt},
		{"what a publisher may write is no trouble", whatAPublisherMayWriteIsNoTrouble},
		{"a stint is taken and ends", aStintIsTakenAndEnds},
		{"a host is asked and left", aHostIsAskedAndLeft},
		{"writing, deciding and reading at once", writingDecidingAndReadingAtOnce},
		{"what is for reading only is not written", whatIsForReadingOnlyIsNotWritten},
		{"a desk that is opened again has all it had", aDeskThatIsOpenedAgainHasAllItHad},
	}
}

func TestAFileHoldsTheStatements(t *testing.T) {
	for _, s := range statements() {
		t.Run(s.says, func(t *testing.T) { s.holds(t, newDesk(t, t.TempDir())) })
	}
}

func TestAServerHoldsTheStatements(t *testing.T) {
	for _, s := range statements() {
		t.Run(s.says, func(t *testing.T) { s.holds(t, newDesk(t, newSchema(t))) })
	}
}
