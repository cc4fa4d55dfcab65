package ui

import "harmattan/internal/news"

// french returns the interface in French.
func french() *texts {
	return &texts{
		words:   frenchWords(),
		screens: frenchScreens(),
		status:  frenchStatus(),
		help:    frenchHelp(),
		actions: frenchActions(),
		labels:  frenchLabels(),
		states: map[news.State]string{
			news.New: "nouveau", news.Watching: "suivi", news.Cited: "cité", news.Dismissed: "écarté",
		},
		kinds: map[news.Kind]string{
			news.Lead: "tête", news.Same: "mêmes mots", news.Restates: "redit", news.Adds: "ajoute", news.Differs: "diverge",
		},
		asides: map[news.AsideKind]noun{
			news.AsideHeadline:    {"titre", "titres"},
			news.AsideForeign:     {"titre étranger", "titres étrangers"},
			news.AsideBoilerplate: {"mention d'usage", "mentions d'usage"},
		},
		fetches: map[news.FetchStatus]string{
			news.FetchOK: "ok", news.FetchUnchanged: "ok", news.FetchFailed: "échec",
			news.FetchWaiting: "en attente", news.FetchGone: "disparu", "": "pas encore",
		},
		days: [7]string{"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."},
		months: [12]string{
			"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
		},
	}
}

func frenchWords() words {
	return words{
		outlet:        noun{"média", "médias"},
		origin:        noun{"origine", "origines"},
		feed:          noun{"flux", "flux"},
		article:       noun{"article", "articles"},
		aside:         noun{"aparté", "apartés"},
		newArticles:   noun{"nouvel article", "nouveaux articles"},
		failing:       "en échec",
		fresh:         "à lire",
		left:          "reste",
		total:         "tous",
		of:            "sur",
		to:            "à",
		differs:       "diverge :",
		differsFrom:   "diverge de",
		since:         "depuis",
		now:           "à l'instant",
		origins:       "origine",
		all:           "Toutes les régions",
		regions:       "Régions",
		unplaced:      "Non localisé",
		failure:       noun{"échec", "échecs de suite"},
		waitUntil:     "son serveur demande d'attendre",
		shift:         "poste depuis",
		edited:        "modifié",
		teaser:        "accroche seule",
		guessed:       "sans date : vu",
		also:          "aussi",
		singularBelow: 2,
	}
}

func frenchScreens() screenTexts {
	return screenTexts{
		loading:      "lecture du bureau …",
		firstRun:     "Bienvenue. Rien n'est encore gardé.",
		firstRunWait: "Les flux sont interrogés ; les sujets apparaissent ici à mesure qu'ils arrivent.",
		noFeeds:      "Aucun flux n'est configuré.",
		empty:        "Pas encore de sujet ici.",
		emptyFilter:  "Aucun sujet ici n'est %s. %s passe au filtre suivant.",
		emptyAll:     "Rien n'est encore gardé. %s interroge les flux.",
		offline:      "pas de réseau : voici ce qui est gardé",
		offlineEmpty: "Pas de réseau, et rien n'est encore gardé.",
		offerSample:  "%s ouvre l'échantillon",
		failed:       "Ceci n'a pas pu être lu :",
		doctor:       "conseil : harmattan doctor en cherche la cause",
		tooSmall:     "trop petit",
		noStory:      "Choisissez un sujet pour lire sa synthèse.",
		noText:       "Ce sujet est venu sans texte ; %s ouvre l'article.",
		placedBy:     "situé par",
		notPlaced:    "aucun mot n'y dit le lieu",
		articles:     "Articles",
		demo:         "échantillon : nouvelles inventées",
		lengths:      [...]string{"%[1]d énoncés sur %[2]d (%[3]s)", "en bref : %[1]d énoncés sur %[2]d (%[3]s)", "une ligne : 1 énoncé sur %[2]d (%[3]s)"},
		readOnly:     "lecture seule",
		searchTitle:  "Chercher dans l'archive",
		searchHint:   "Tapez des mots ; chacun trouve les mots qui commencent ainsi.",
		searchNone:   "Rien trouvé pour « %s ».",
		feedsTitle:   "Flux",
		feedsNone:    "Aucun flux n'est configuré.",
		feedLast:     "dernier",
		feedNext:     "prochain",
		feedNever:    "jamais",
	}
}

func frenchStatus() statusTexts {
	return statusTexts{
		nothingToUndo:  "rien à annuler",
		undone:         "annulé : %s est de nouveau %s, plus %s",
		stateSet:       "%s : %s",
		readOnly:       "lecture seule : un autre programme tient ce bureau",
		noStory:        "aucun sujet n'est choisi",
		noLink:         "ce sujet n'a pas de lien",
		noHit:          "rien à ouvrir",
		badLink:        "ce lien ne peut être ouvert sans danger",
		opened:         "ouvert %s",
		copied:         "copié %s",
		noUnread:       "plus rien à lire",
		noDiffer:       "aucun sujet de cette liste n'a de chiffres divergents",
		noDifferHere:   "pas d'autre divergence dans ce sujet",
		lengths:        [...]string{"chaque sujet en entier", "chaque sujet en bref", "une ligne par sujet"},
		noUnfold:       "rien n'est replié ici",
		noSample:       "l'échantillon sert quand rien n'est gardé ou sans réseau",
		refreshing:     "une mise à jour est déjà en cours",
		refreshStarted: "interrogation : %s",
		refreshDone:    "mis à jour : %s",
		refreshQuiet:   "mis à jour : rien de nouveau",
		noFeeds:        "ce sujet ne nomme aucun flux à interroger",
		filter:         "affichés : %s",
		atTop:          "c'est le premier",
		atBottom:       "c'est le dernier",
		failed:         "échec : %s",
		unknownKey:     "%s ne fait rien ici ; %s montre les touches",
		noPaneLeft:     "il n'y a rien plus à gauche",
		noPaneRight:    "il n'y a rien plus à droite",
		elsewhere:      "à lire ensuite : dans %s",
	}
}

func frenchHelp() helpTexts {
	return helpTexts{
		title:        "Touches",
		groupMove:    "Se déplacer",
		groupRead:    "Lire",
		groupTriage:  "Décider",
		groupFind:    "Chercher et suivre",
		groupFeeds:   "Flux",
		groupProgram: "Programme",
		letters:      "Lettres d'état",
		lettersText:  "N nouveau ou changé depuis votre lecture · W suivi · C cité · x écarté · · lu",
		keysTitle:    "Touches",
		keysIntro: "Toutes les touches du lecteur. Les noms de la dernière colonne sont ceux de `[keys]` dans " +
			"config.toml, où chacune peut recevoir d'autres touches : `watch = \"W\"`, plusieurs séparées par des espaces.",
		column1: "touche",
		column2: "effet",
		column3: "nom",
		more:    "%s ferme ceci",
	}
}

func frenchActions() map[action]string {
	return map[action]string{
		actDown:       "descendre",
		actUp:         "monter",
		actTop:        "au premier",
		actBottom:     "au dernier",
		actPageDown:   "une page plus bas",
		actPageUp:     "une page plus haut",
		actHalfDown:   "une demi-page plus bas",
		actHalfUp:     "une demi-page plus haut",
		actLeft:       "volet de gauche, ou replier",
		actRight:      "volet de droite, ou déplier",
		actNextPane:   "volet suivant",
		actPriorPane:  "volet précédent",
		actOpen:       "ouvrir, ou déplier",
		actBack:       "retour",
		actRead:       "lire, puis le prochain non lu",
		actNextUnread: "prochain non lu",
		actNextDiffer: "prochaine divergence",
		actUnfold:     "déplier ce qui est replié",
		actLength:     "une ligne, en bref, en entier",
		actEvidence:   "pourquoi il est situé là",
		actWatch:      "suivre",
		actCite:       "citer",
		actDismiss:    "écarter",
		actUndo:       "annuler, pas à pas",
		actFilter:     "tous, nouveaux, suivis, …",
		actSearch:     "chercher",
		actOpenLink:   "ouvrir le lien de l'article",
		actCopyLink:   "copier le lien",
		actRefresh:    "rafraîchir les flux du sujet",
		actRefreshAll: "rafraîchir tous les flux",
		actFeeds:      "les flux et leur santé",
		actSample:     "l'échantillon, sans nouvelles",
		actHelp:       "aide",
		actQuit:       "quitter",
		actInterrupt:  "quitter de partout",
		actSuspend:    "retour au shell un moment",
	}
}

func frenchLabels() map[action]string {
	return map[action]string{
		actDown:       "bouger",
		actOpen:       "ouvrir",
		actBack:       "retour",
		actRead:       "lire",
		actNextUnread: "non lu",
		actNextDiffer: "diverge",
		actUnfold:     "déplier",
		actLength:     "longueur",
		actEvidence:   "pourquoi ici",
		actWatch:      "suivre",
		actCite:       "citer",
		actDismiss:    "écarter",
		actUndo:       "annuler",
		actFilter:     "filtre",
		actSearch:     "chercher",
		actOpenLink:   "lien",
		actCopyLink:   "copier le lien",
		actRefresh:    "mettre à jour",
		actSample:     "échantillon",
		actRefreshAll: "tout rafraîchir",
		actFeeds:      "flux",
		actHelp:       "aide",
		actQuit:       "quitter",
	}
}
