package ui

import (
	"maps"

	"harmattan/internal/news"
)

// triageTexts are the words for steps on several stories, and for what is kept beside them.
type triageTexts struct {
	marked                                               string
	askSnooze, asleep, awake, until, woke                string
	tomorrow, monday                                     string
	askOwner, owned, unowned, owner                      string
	handed, unhanded, handover                           string
	noteTitle, noteKeys, noted, unnoted, noEditor, begun string
	gained, sleeping, differing                          string
	deeds                                                map[news.Deed]string // what was taken back; "" is for a set of states
}

func englishTriage() triageTexts {
	return triageTexts{
		marked:    "stories marked: %d",
		askSnooze: "sleeps until (2h, 18:00, fri 07:00): %s",
		asleep:    "%s sleeps until %s",
		awake:     "%s is awake again",
		until:     "until %s",
		woke:      "back since %s",
		tomorrow:  "tomorrow 07:00", monday: "monday 07:00",
		askOwner:  "who takes it (empty: nobody): %s",
		owned:     "%s is %s’s",
		unowned:   "%s is nobody’s",
		owner:     "owner",
		handed:    "%s is marked for the next shift",
		unhanded:  "%s is marked no more",
		handover:  "for the next shift",
		noteTitle: "Note · %s", noteKeys: "ctrl+s or esc keeps it · an empty note is taken away",
		begun: "you had begun to write this when the program was cut off",
		noted: "noted beside %s", unnoted: "no note beside %s",
		noEditor: "no editor is named: set EDITOR, or write the note in place",
		gained:   "news since", sleeping: "asleep", differing: "differs",
		deeds: map[news.Deed]string{
			"": "the set with", news.DeedNote: "the note beside", news.DeedOwner: "the owner of", news.DeedHandover: "the hand-over mark of",
			news.DeedSnooze: "the sleep of",
		},
	}
}

func frenchTriage() triageTexts {
	return triageTexts{
		marked:    "sujets marqués : %d",
		askSnooze: "dort jusqu’à (2h, 18:00, ven 07:00) : %s",
		asleep:    "%s dort jusqu’à %s",
		awake:     "%s est réveillé",
		until:     "jusqu’à %s",
		woke:      "de retour depuis %s",
		tomorrow:  "demain 07:00", monday: "lundi 07:00",
		askOwner:  "qui le prend (vide : personne) : %s",
		owned:     "%s : suivi par %s",
		unowned:   "%s : suivi par personne",
		owner:     "suivi par",
		handed:    "%s est marqué pour la relève",
		unhanded:  "%s n’est plus marqué",
		handover:  "pour la relève",
		noteTitle: "Note · %s", noteKeys: "ctrl+s ou échap la garde · une note vide est retirée",
		begun: "vous aviez commencé à écrire ceci quand le programme a été coupé",
		noted: "noté à côté de %s", unnoted: "pas de note à côté de %s",
		noEditor: "aucun éditeur n’est nommé : définissez EDITOR, ou écrivez la note ici",
		gained:   "du nouveau depuis", sleeping: "en sommeil", differing: "diverge",
		deeds: map[news.Deed]string{
			"": "l’ensemble avec", news.DeedNote: "la note de", news.DeedOwner: "le suivi de", news.DeedHandover: "la marque de relève de",
			news.DeedSnooze: "le sommeil de",
		},
	}
}

func englishTriageActions() map[action]string {
	return map[action]string{
		actMark:         "mark a story or an article",
		actMarkAbove:    "mark all above",
		actMarkBelow:    "mark all below",
		actMarkRegion:   "mark the region, or none",
		actSnooze:       "let it sleep until a time",
		actNote:         "write a note",
		actEditNote:     "the note in your editor",
		actOwner:        "whose it is",
		actHandoverMark: "for the next shift, or not",
	}
}

func frenchTriageActions() map[action]string {
	return map[action]string{
		actMark:         "marquer un sujet ou un article",
		actMarkAbove:    "marquer tout ce qui précède",
		actMarkBelow:    "marquer tout ce qui suit",
		actMarkRegion:   "marquer la région, ou rien",
		actSnooze:       "laisser dormir jusqu’à une heure",
		actNote:         "écrire une note",
		actEditNote:     "la note dans votre éditeur",
		actOwner:        "qui s’en charge",
		actHandoverMark: "pour la relève, ou non",
	}
}

// with adds words to those that a language has already.
func with(words map[action]string, more ...map[action]string) map[action]string {
	for _, m := range more {
		maps.Copy(words, m)
	}
	return words
}
