package plain

import (
	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// phrases are what the line reader says in one language.
type phrases struct {
	welcome, offline, refreshed, unknown, end, noUnread, noUndo, nothing, help string
	country, nowhere, noCountry                                                string
	needsFile, left, written, watch, until, watched, matched                   string
	away, full, back, waits                                                    string
	newSince, nothingNew, feed, paused, merges, splits, noRegion               string
	fetches                                                                    map[news.FetchStatus]string
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
			needsFile: "%s veut un nom de fichier", left: "%s a quitté la liste", written: "écrit : %s", watch: "%s — %d sujets, %d à lire", until: "en sommeil jusqu’à", watched: "veille",
			matched: "veille %s : %s",
			away:    "le serveur du bureau est injoignable : voici ce qui a été lu", full: "le serveur du bureau n'a plus de place",
			back: "le serveur du bureau est là", waits: "gestes qui l'attendent : %d",
			newSince: "%d nouveaux depuis %s : %s", nothingNew: "rien de nouveau depuis %s", feed: "%s : %s, %d articles, dernier relevé %s", paused: "suspendu",
			merges: "merge veut un ou deux numéros de sujets : merge 5, merge 3 5", splits: "split veut des numéros d'articles ; links les donne",
			noRegion: "aucune région ne s'appelle %q",
			fetches: map[news.FetchStatus]string{
				news.FetchOK: "bien", news.FetchUnchanged: "bien", news.FetchFailed: "en échec", news.FetchWaiting: "en attente", news.FetchGone: "disparu", "": "pas encore",
			},
			lengths: [...]string{"chaque sujet en entier", "chaque sujet en bref", "une ligne par sujet"},
			help: `next ou j, previous ou k : sujet suivant, précédent ; un nombre : ce sujet-là
unread ou n : prochain non lu ; read ou e : lire le sujet ; read new : ce qui est nouveau seulement ; list ou l : tous les sujets
length ou = : en entier, en bref, une ligne
watch ou w, cite ou c, dismiss ou x, new : suivre, citer, écarter, remettre à nouveau ; undo ou u : annuler
note ou a TEXTE, owner ou O NOM, snooze ou z QUAND, + : noter, suivi par, dormir jusqu'à, pour la relève
devant ces mots, un numéro ou plusieurs : x 3-7, note 2 appeler le port
filter ou f all, new, watching, cited, dismissed, differs, asleep ; differs ou d : prochain qui diffère
find QUESTION, region NOM : la liste de ce qui répond ; find seul : tout ; watches ou W : les veilles ; watches Nom: termes
merge ou M [N] N : réunir ; links ou o, split ou S N N : les articles, en faire un sujet ; move-to ou P RÉGION ; evidence ou i : pourquoi là
brief ou b, handover ou H, log ou L : lire la synthèse, la relève, le journal ; brief md, brief docx FICHIER
handover to NOM : passer son service à quelqu'un ; take-over : prendre celui qu'on a reçu
map ou m : les pays et leurs sujets ; map ML : les sujets d'un pays ; map all : tous à nouveau
search MOTS ou /MOTS : chercher ; refresh ou R : relever les flux ; feeds ou F : leur état ; quit ou q : sortir`,
		}
	}
	return phrases{
		welcome: "harmattan, line by line: %d stories; help tells the commands", offline: "no network: this is what is kept",
		refreshed: "refresh done: %d new articles, %d feeds failed; list reads the list again",
		unknown:   "no such command: %q; help tells the commands", end: "there is no story there",
		country: "%s %s: %d stories, %d left", nowhere: "no country: %d stories", noCountry: "no story is placed in %q; map tells the countries",
		noUnread: "nothing unread after this story", noUndo: "nothing to undo", nothing: "nothing found",
		needsFile: "%s needs the name of a file", left: "%s has left the list", written: "written: %s", watch: "%s - %d stories, %d left", until: "asleep until", watched: "watch",
		matched: "watch %s: %s",
		away:    "the desk's server is away: this is what was read", full: "the desk's server has no room",
		back: "the desk's server is there", waits: "steps that wait for it: %d",
		newSince: "%d new since %s: %s", nothingNew: "nothing new since %s", feed: "%s: %s, %d articles, last asked %s", paused: "paused",
		merges: "merge needs the numbers of one or two stories: merge 5, merge 3 5", splits: "split needs the numbers of articles; links tells them",
		noRegion: "no region is called %q",
		fetches: map[news.FetchStatus]string{
			news.FetchOK: "ok", news.FetchUnchanged: "ok", news.FetchFailed: "failed", news.FetchWaiting: "waiting", news.FetchGone: "gone", "": "not yet",
		},
		lengths: [...]string{"each story in full", "a brief of each story", "a line of each story"},
		help: `next or j, previous or k: next, previous story; a number: that story
unread or n: next unread; read or e: read the briefing; read new: only what is new in it; list or l: all stories
length or =: in full, in brief, a line
watch or w, cite or c, dismiss or x, new: mark the story; undo or u: take the last step back
note or a TEXT, owner or O NAME, snooze or z WHEN, +: note, whose it is, asleep until, for the next shift
before these a number, or several: x 3-7, note 2 call the port
filter or f all, new, watching, cited, dismissed, differs, asleep; differs or d: next that differs
find QUESTION, region NAME: list what answers; find alone: all; watches or W: the watches; watches Name: terms
merge or M [N] N: put together; links or o, split or S N N: the articles, make them a story; move-to or P REGION; evidence or i: why here
brief or b, handover or H, log or L: read the brief, the hand-over, the log; brief md, brief docx FILE
handover to NAME: hand your shift over to a person; take-over: take over what was handed to you
map or m: the countries and their stories; map ML: the stories of one country; map all: all again
search WORDS or /WORDS: search; refresh or R: fetch the feeds; feeds or F: how they do; quit or q: leave`,
	}
}
