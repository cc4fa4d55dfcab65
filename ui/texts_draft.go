package ui

import "harmattan/internal/report"

// draftTexts are the words for briefs, hand-overs and the log.
type draftTexts struct {
	title, remark, empty, emptyHint, format, askReason string
	pageTitle, fileName, askTarget, written, clipboard string
	noClip, handoverTitle, logTitle, logOf             string
	askLog, logFile, jsonLines, nothing                string
	on, waits, takeIt, askWhom, handed, taken, also    string
	notHandover                                        string
	directions                                         map[report.Direction]string
}

func englishDraft() draftTexts {
	words := report.WordsIn("en")
	return draftTexts{
		title: "Brief", remark: "%d of %d stories · as %s", empty: "No story is cited yet.", emptyHint: "%s cites the story you are on.",
		format: "to be written as %s", askReason: "why it is in the brief:",
		pageTitle: words.Brief, fileName: "brief", askTarget: "write to a file, or ! and a command:", written: "written: %s",
		clipboard: "the clipboard", noClip: "the clipboard does not take this: %s writes it to a file",
		handoverTitle: "Hand-over", logTitle: "Log of decisions", logOf: "Log of %s",
		askLog: "write the log as JSON Lines to:", logFile: "log", jsonLines: "a log is written as JSON Lines", nothing: "there is nothing to write",
		on: "on:", waits: "%s hands over to you: %s", takeIt: "%s takes it over", askWhom: "hand your shift over to:", handed: "handed over to %s",
		taken: "taken over from %s", also: "also here: %s", notHandover: "that is for the hand-over: %s",
		directions: directionsIn(words),
	}
}

func frenchDraft() draftTexts {
	words := report.WordsIn("fr")
	return draftTexts{
		title: "Synthèse", remark: "%d sur %d sujets · en %s", empty: "Aucun sujet n’est cité.", emptyHint: "%s cite le sujet courant.",
		format: "sera écrite en %s", askReason: "pourquoi il est dans la synthèse :",
		pageTitle: words.Brief, fileName: "synthese", askTarget: "écrire dans un fichier, ou ! et une commande :", written: "écrit : %s",
		clipboard: "le presse-papiers", noClip: "le presse-papiers ne prend pas cela : %s l’écrit dans un fichier",
		handoverTitle: "Relève", logTitle: "Journal des décisions", logOf: "Journal de %s",
		askLog: "écrire le journal en JSON Lines dans :", logFile: "journal", jsonLines: "un journal s’écrit en JSON Lines", nothing: "il n’y a rien à écrire",
		on: "de service :", waits: "%s vous passe la relève : %s", takeIt: "%s la prend", askWhom: "passer la relève à :", handed: "relève passée à %s",
		taken: "relève prise de %s", also: "aussi ici : %s", notHandover: "c’est pour la relève : %s",
		directions: directionsIn(words),
	}
}

func directionsIn(w report.Words) map[report.Direction]string {
	out := map[report.Direction]string{}
	for _, d := range []report.Direction{report.Worse, report.Same, report.Better} {
		out[d] = w.Arrow(d)
	}
	return out
}

func englishDraftActions() map[action]string {
	return map[action]string{
		actBrief: "the brief of cited stories", actHandover: "hand-over of the shift", actLog: "log of decisions",
		actHandTo: "hand the shift over to a person", actTakeOver: "take over what was handed to you",
		actDrop: "leave out, or take in", actDirection: "worse, same, better", actReason: "why it is in the brief",
		actMoveUp: "move up", actMoveDown: "move down", actFormat: "format", actWrite: "write it", actCopyPage: "copy it",
	}
}

func frenchDraftActions() map[action]string {
	return map[action]string{
		actBrief: "la synthèse des sujets cités", actHandover: "relève du service", actLog: "journal des décisions",
		actHandTo: "passer la relève à quelqu’un", actTakeOver: "prendre la relève reçue",
		actDrop: "laisser de côté, ou reprendre", actDirection: "s’aggrave, inchangé, s’améliore", actReason: "pourquoi il est dans la synthèse",
		actMoveUp: "vers le haut", actMoveDown: "vers le bas", actFormat: "format", actWrite: "écrire", actCopyPage: "copier",
	}
}
