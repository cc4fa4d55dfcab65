package ui

// arrangeTexts are the words for rearranging stories by hand, for the story line, and for what outlets changed.
type arrangeTexts struct {
	noArticle, noChoice, marked                                       string
	mergeInto, moveInto, moveTo                                       string
	didSplit, didMerge, didMove, didRegion, undoes, undone            string
	timeline, toldFirst, nothingNew, corrected, editedAt, whose, days string
}

func englishArrange() arrangeTexts {
	return arrangeTexts{
		noArticle:  "choose an article in the briefing first",
		noChoice:   "there is nothing to choose from",
		marked:     "articles marked: %d",
		mergeInto:  "%s goes into …",
		moveInto:   "%s into …",
		moveTo:     "%s to the region …",
		didSplit:   "a story of its own",
		didMerge:   "one story now",
		didMove:    "moved to the other story",
		didRegion:  "moved to the region",
		undoes:     "%s takes it back",
		undone:     "taken back:",
		timeline:   "Story line",
		toldFirst:  "first to tell %s",
		nothingNew: "nothing new",
		corrected:  "corrected: %s → %s, %s",
		editedAt:   "changed, seen %s",
		whose:      "origins:",
		days:       "%s: %d stories in %d days, %d today; by day %s",
	}
}

func frenchArrange() arrangeTexts {
	return arrangeTexts{
		noArticle:  "choisissez d’abord un article dans la fiche",
		noChoice:   "il n’y a rien à choisir",
		marked:     "articles marqués : %d",
		mergeInto:  "%s rejoint …",
		moveInto:   "%s vers …",
		moveTo:     "%s vers la région …",
		didSplit:   "un sujet à part",
		didMerge:   "un seul sujet désormais",
		didMove:    "déplacé vers l’autre sujet",
		didRegion:  "déplacé vers la région",
		undoes:     "%s l’annule",
		undone:     "annulé :",
		timeline:   "Fil du sujet",
		toldFirst:  "premier à dire %s",
		nothingNew: "rien de nouveau",
		corrected:  "corrigé : %s → %s, %s",
		editedAt:   "modifié, vu %s",
		whose:      "origines :",
		days:       "%s : %d sujets en %d jours, %d aujourd’hui ; par jour %s",
	}
}
