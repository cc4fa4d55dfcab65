package ui

// findTexts are the words for searches, watches, the command line and hints.
type findTexts struct {
	askName, kept, dropped, noCommand, hints, matched, quiet string
	watchTitle, watchNone, watchHint, watchTyped, watchTry   string
	watchFacts, watchKeys, configured                        string
	zoomed, unzoomed                                         string
	briefList, tooMany                                       string
	credible                                                 [7]string // by the number suggested
	suggested, onePane, moved                                string
	nowPress                                                 string // "^s keep the search under a name"
}

func englishFind() findTexts {
	return findTexts{
		askName: "keep this search as:", kept: "kept: %s", dropped: "taken away: %s", noCommand: "there is no command %s; tab lists them",
		hints: "the letter opens its link, any other key leaves", matched: "watch %s: %s", quiet: "quiet",
		watchTitle: "Watches", watchNone: "Nothing is watched yet.", watchHint: "%s makes a watch.",
		watchTyped: "name: terms divided by commas · +must -not region:sahel quiet:3d",
		watchTry:   "%d stories of the archive match", watchFacts: "last %s", watchKeys: "enter keeps it · esc leaves", configured: "in config.toml",
		zoomed: "one pane", unzoomed: "all panes that fit",
		briefList: "Brief of %s", tooMany: "the first %d stories of the list",
		credible: [7]string{
			"", "1? three origins or more", "2? two independent origins", "3? one origin, graded C or better",
			"4? contradicted by as many or more", "5?", "6? one origin without a good grade",
		},
		suggested: "Credibility from 1 (confirmed) to 6 (cannot be judged) is suggested by counting origins, no more.",
		onePane:   "only one of the two panes is shown", moved: "the border has moved",
		nowPress: "here %s does it: %s",
	}
}

func frenchFind() findTexts {
	return findTexts{
		askName: "garder cette recherche sous :", kept: "gardé : %s", dropped: "retiré : %s", noCommand: "pas de commande %s ; tab les donne",
		hints: "la lettre ouvre son lien, toute autre touche quitte", matched: "veille %s : %s", quiet: "silence",
		watchTitle: "Veilles", watchNone: "Aucune veille.", watchHint: "%s crée une veille.",
		watchTyped: "nom: termes séparés par des virgules · +exigé -exclu region:sahel quiet:3d",
		watchTry:   "%d sujets des archives correspondent", watchFacts: "dernier %s", watchKeys: "entrée la garde · échap quitte", configured: "dans config.toml",
		zoomed: "un seul volet", unzoomed: "tous les volets possibles",
		briefList: "Synthèse de %s", tooMany: "les %d premiers sujets de la liste",
		credible: [7]string{
			"", "1 ? trois origines ou plus", "2 ? deux origines indépendantes", "3 ? une origine, cotée C ou mieux",
			"4 ? contredit par autant ou plus", "5 ?", "6 ? une origine sans bonne cote",
		},
		suggested: "La crédibilité de 1 (confirmé) à 6 (ne peut être jugé) est suggérée en comptant les origines, sans plus.",
		onePane:   "un seul des deux volets est visible", moved: "la limite est déplacée",
		nowPress: "ici, %s le fait : %s",
	}
}

func englishFindActions() map[action]string {
	return map[action]string{
		actCommand: "command line", actHints: "open any link in view", actWatches: "watches", actFilterTo: "the filter of that number",
		actZoom: "one pane, or all", actWider: "the list wider", actNarrower: "the list narrower", actBriefList: "brief of the stories listed",
		actKeep: "keep the search under a name", actListHits: "list the stories found", actAdd: "add", actEdit: "edit", actRemove: "take away", actPause: "pause, or go on",
		actImport: "add the feeds of an OPML file", actExport: "write the feeds as OPML",
	}
}

func frenchFindActions() map[action]string {
	return map[action]string{
		actCommand: "ligne de commande", actHints: "ouvrir un lien visible", actWatches: "veilles", actFilterTo: "le filtre de ce numéro",
		actZoom: "un volet, ou tous", actWider: "liste plus large", actNarrower: "liste plus étroite", actBriefList: "synthèse des sujets de la liste",
		actKeep: "garder la recherche sous un nom", actListHits: "lister les sujets trouvés", actAdd: "ajouter", actEdit: "modifier", actRemove: "retirer", actPause: "suspendre, ou reprendre",
		actImport: "ajouter les flux d’un fichier OPML", actExport: "écrire les flux en OPML",
	}
}
