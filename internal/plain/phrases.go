package plain

import "harmattan/internal/desk"

// phrases are what the line reader says in one language.
type phrases struct {
	welcome, offline, refreshed, unknown, end, noUnread, noUndo, nothing, help string
	country, nowhere, noCountry                                                string
	lengths                                                                    [desk.Lengths]string
}

func phrasesIn(lang string) phrases {
	if lang == "fr" {
		return phrases{
			welcome: "harmattan, ligne par ligne : %d sujets ; help dit les commandes", offline: "pas de réseau : voici ce qui est gardé",
			refreshed: "relevé terminé : %d nouveaux articles, %d flux en échec ; list relit la liste",
			unknown:   "commande inconnue : %q ; help dit les commandes", end: "il n'y a plus de sujet par là",
			country: "%s %s : %d sujets, %d à lire", nowhere: "sans pays : %d sujets", noCountry: "aucun sujet situé en %q ; map dit les pays",
			noUnread: "plus rien de non lu après ce sujet", noUndo: "rien à annuler", nothing: "rien trouvé",
			lengths: [...]string{"chaque sujet en entier", "chaque sujet en bref", "une ligne par sujet"},
			help: `next ou j, previous ou k : sujet suivant, précédent ; un nombre : ce sujet-là
unread ou n : prochain non lu ; read ou e : lire la note ; list ou l : tous les sujets
length ou = : en entier, en bref, une ligne
watch ou w, cite ou c, dismiss ou x : suivre, citer, écarter ; undo ou u : annuler
map ou m : les pays et leurs sujets ; map ML : les sujets d'un pays ; map all : tous à nouveau
search MOTS ou /MOTS : chercher ; refresh ou R : relever les flux ; quit ou q : sortir`,
		}
	}
	return phrases{
		welcome: "harmattan, line by line: %d stories; help tells the commands", offline: "no network: this is what is kept",
		refreshed: "refresh done: %d new articles, %d feeds failed; list reads the list again",
		unknown:   "no such command: %q; help tells the commands", end: "there is no story there",
		country: "%s %s: %d stories, %d left", nowhere: "no country: %d stories", noCountry: "no story is placed in %q; map tells the countries",
		noUnread: "nothing unread after this story", noUndo: "nothing to undo", nothing: "nothing found",
		lengths: [...]string{"each story in full", "a brief of each story", "a line of each story"},
		help: `next or j, previous or k: next, previous story; a number: that story
unread or n: next unread; read or e: read the briefing; list or l: all stories
length or =: in full, in brief, a line
watch or w, cite or c, dismiss or x: mark the story; undo or u: take the last step back
map or m: the countries and their stories; map ML: the stories of one country; map all: all again
search WORDS or /WORDS: search; refresh or R: fetch the feeds; quit or q: leave`,
	}
}
