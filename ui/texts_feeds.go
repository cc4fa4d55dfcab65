package ui

// feedTexts are the words for changing the list of feeds.
type feedTexts struct {
	paused, nowPaused, goesOn, perDay, added, removed     string
	askAddress, looking, found, others, askFeed, keptFeed string
	askImport, imported, askExport, exported              string
}

func englishFeeds() feedTexts {
	return feedTexts{
		paused: "paused", nowPaused: "%s is paused", goesOn: "%s is asked again", perDay: "%.1f a day", added: "added here",
		removed: "%s is off the list; its articles stay", askAddress: "address of a feed or a page:", looking: "looking at %s",
		found: "Found: %s", others: "The page names others too:", askFeed: "outlet | language | country | grade:", keptFeed: "kept: %s",
		askImport: "add the feeds of this OPML file:", imported: "%d feeds added", askExport: "write the feeds as OPML to:", exported: "written: %s",
	}
}

func frenchFeeds() feedTexts {
	return feedTexts{
		paused: "suspendu", nowPaused: "%s est suspendu", goesOn: "%s est de nouveau demandé", perDay: "%.1f par jour", added: "ajouté ici",
		removed: "%s n’est plus dans la liste ; ses articles restent", askAddress: "adresse d’un flux ou d’une page :", looking: "lecture de %s",
		found: "Trouvé : %s", others: "La page en nomme d’autres :", askFeed: "média | langue | pays | cote :", keptFeed: "gardé : %s",
		askImport: "ajouter les flux de ce fichier OPML :", imported: "%d flux ajoutés", askExport: "écrire les flux en OPML dans :", exported: "écrit : %s",
	}
}
