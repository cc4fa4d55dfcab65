package ui

import (
	"errors"
	"io/fs"

	"harmattan/internal/desk"
	"harmattan/internal/report"
)

// problem is what went wrong, in the language of the officer where it is about what they typed or asked for. What comes
// from the system or from a feed's host is told in its own words.
func (t *texts) problem(err error) string {
	for _, p := range t.problems {
		if errors.Is(err, p.err) {
			return p.says
		}
	}
	return line(err.Error())
}

// problem is an error and what is said of it.
type problem struct {
	err  error
	says string
}

func frenchProblems() []problem {
	return []problem{
		{desk.ErrPast, "cette heure est passée"},
		{desk.ErrNoTime, "aucune heure lisible : écrivez 2h, 18:00, demain, ven 07:00 ou 2026-12-01 ; en arrière 24h, 3j, hier"},
		{desk.ErrNotWatch, "écrivez un nom, deux-points, puis les termes : Carburant: citerne, convoi de carburant"},
		{desk.ErrNoTerm, "encore aucun terme à chercher"},
		{desk.ErrNoSpan, "ce n’est pas une durée : écrivez quiet:3j"},
		{desk.ErrNoSuch, "il n’y a rien de tel"},
		{desk.ErrConfigured, "cela figure dans le fichier de configuration et s’y modifie"},
		{desk.ErrRole, "votre rôle sur ce bureau ne le permet pas"},
		{desk.ErrWholeStory, "ce sont tous les articles du sujet"},
		{desk.ErrSameStory, "c’est le même sujet"},
		{desk.ErrNotInStory, "l’article n’est pas dans le sujet"},
		{desk.ErrNoRegion, "il n’y a pas de telle région"},
		{report.ErrExists, "un fichier de ce nom existe déjà"},
		{fs.ErrNotExist, "ce fichier ou ce dossier n’existe pas"},
		{fs.ErrPermission, "les droits manquent pour cela"},
		{errConfigured, "il figure dans le fichier de configuration : retirez-y son [[feed]], ou suspendez-le ici"},
		{errFourParts, "écrivez média | langue | pays | cote, chacun peut rester vide"},
		{errNoLanguage, "ce n’est pas une langue : deux lettres, comme en, fr ou ar"},
		{errNoCountry, "ce n’est pas un pays : deux lettres, comme ML ou NE"},
		{errNoGrade, "ce n’est pas une cote : A à F"},
		{errNoCommand, "après ! il n’y a pas de commande"},
		{errLink, "ce n’est pas une adresse web que l’on peut ouvrir sans risque"},
	}
}
