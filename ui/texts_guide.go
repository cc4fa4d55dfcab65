package ui

// guideTexts are the words of the guide.
type guideTexts struct {
	head, done, end string
	lessons         []lesson
}

func englishGuide() guideTexts {
	return guideTexts{
		head: "Guide %d/%d", done: "Guide",
		end: "That was the tour. Everything here is invented and nothing of it is kept: try what you like, ? shows every key, q leaves. harmattan alone opens your own desk.",
		lessons: []lesson{
			{actDown, "What is new stands first, by region: N is new, the second line says how many outlets carry it and how many of them are independent. %s goes down, k up."},
			{actOpen, "%s goes into a story. Each fact stands once; ×3 says that three texts state it."},
			{actUnfold, "%s unfolds a statement with a × or a difference: who says it, and the words each adds. If nothing is folded where you are, go down first."},
			{actNextDiffer, "Figures that differ are never merged. %s goes to the next place where outlets contradict each other."},
			{actEvidence, "%s says why the story is placed where it is, and how far its statements are borne out."},
			{actLength, "%s shortens the story to a brief, to a line, and shows it in full again."},
			{actRead, "%s reads on by pages, and at the end goes to the next unread story. What you leave is read; when something is added later, only that is bright."},
			{actBack, "%s goes back to the list."},
			{actWatch, "Now decide. %s watches a story: it stays and comes first when something is new."},
			{actDown, "The next one, please: %s."},
			{actCite, "%s cites a story: it will stand in your brief."},
			{actDown, "And one you do not need: %s."},
			{actDismiss, "%s dismisses it. Nothing is deleted; f shows the dismissed ones again."},
			{actUndo, "%s takes the last step back, and the one before it, to the very first."},
			{actNote, "%s writes a note beside a story. Write a word; ctrl+s keeps it."},
			{actSearch, "%s searches as you type, accents or not: try flood, or country:ml since:3d. esc leaves."},
			{actWatches, "%s lists your watches: terms that mark every story with them. a makes one and tries it while you type. esc leaves."},
			{actMap, "%s is the map: arrows choose a country, enter lists it, esc leaves."},
			{actBrief, "%s builds the brief of what you cited: J and K move a story, x drops a line, e says why, enter writes it. esc leaves."},
			{actHandover, "%s is the hand-over: what changed, what is open, watched and owned. esc leaves."},
			{actCommand, "%s takes any of this by name; tab completes. esc leaves."},
			{actHelp, "%s shows the keys of where you are."},
		},
	}
}

func frenchGuide() guideTexts {
	return guideTexts{
		head: "Visite %d/%d", done: "Visite",
		end: "La visite est finie. Tout ici est inventé et rien n’en est gardé : essayez à votre guise, ? donne toutes les touches, q sort. harmattan seul ouvre votre propre bureau.",
		lessons: []lesson{
			{actDown, "Le nouveau vient d’abord, par région : N est nouveau, la deuxième ligne dit combien de médias le portent et combien sont indépendants. %s descend, k monte."},
			{actOpen, "%s entre dans un sujet. Chaque fait y est une fois ; ×3 dit que trois textes l’affirment."},
			{actUnfold, "%s déplie une phrase marquée × ou qui diverge : qui la dit, et les mots que chacun ajoute. Si rien n’est replié ici, descendez d’abord."},
			{actNextDiffer, "Les chiffres qui divergent ne sont jamais fondus. %s va au prochain point où les médias se contredisent."},
			{actEvidence, "%s dit pourquoi le sujet est placé là, et combien ses phrases sont étayées."},
			{actLength, "%s abrège le sujet, puis le réduit à une ligne, puis le montre en entier."},
			{actRead, "%s lit page à page, et à la fin passe au prochain sujet non lu. Ce que vous quittez est lu ; si quelque chose s’y ajoute, cela seul ressort."},
			{actBack, "%s revient à la liste."},
			{actWatch, "À vous de décider. %s suit un sujet : il reste, et vient d’abord s’il y a du nouveau."},
			{actDown, "Le suivant, s’il vous plaît : %s."},
			{actCite, "%s cite un sujet : il sera dans votre note."},
			{actDown, "Et un dont vous n’avez pas besoin : %s."},
			{actDismiss, "%s l’écarte. Rien n’est effacé ; f montre de nouveau les sujets écartés."},
			{actUndo, "%s annule le dernier pas, puis celui d’avant, jusqu’au tout premier."},
			{actNote, "%s écrit une note à côté d’un sujet. Écrivez un mot ; ctrl+s la garde."},
			{actSearch, "%s cherche à mesure, avec ou sans accents : essayez crue, ou pays:ml depuis:3d. échap quitte."},
			{actWatches, "%s donne vos veilles : des termes qui marquent chaque sujet où ils sont. a en crée une et l’essaie à mesure. échap quitte."},
			{actMap, "%s est la carte : les flèches choisissent un pays, entrée le liste, échap quitte."},
			{actBrief, "%s compose la synthèse des sujets cités : J et K déplacent, x ôte une ligne, e dit pourquoi, entrée l’écrit. échap quitte."},
			{actHandover, "%s est la relève : ce qui a changé, ce qui est ouvert, suivi, attribué. échap quitte."},
			{actCommand, "%s prend tout cela par son nom ; tab complète. échap quitte."},
			{actHelp, "%s donne les touches de l’endroit."},
		},
	}
}
