package report

import "fmt"

// Why is a reason of the program, as to why a text is folded or how it is repeated, in the language of the words. What has
// no translation stays as it is: a reason made of the text's own words, as "12 / 15 killed".
func (w Words) Why(reason string) string {
	if w.Lang != "fr" {
		return reason
	}
	var articles int
	if n, err := fmt.Sscanf(reason, "stands in %d articles of its feed", &articles); n == 1 && err == nil {
		return fmt.Sprintf("figure dans %d articles de son flux", articles)
	}
	if text, ok := frenchReasons()[reason]; ok {
		return text
	}
	return reason
}

// frenchReasons are the reasons of package summarize.
func frenchReasons() map[string]string {
	return map[string]string{
		"copyright": "mention de droits",
		"cut off by the feed before it says anything":     "coupé par le flux avant de rien dire",
		"points to another article":                       "renvoie à un autre article",
		"credit line":                                     "crédit",
		"asks to write to the newsroom":                   "invite à écrire à la rédaction",
		"asks to subscribe or follow":                     "invite à s’abonner ou à suivre",
		"cookie notice":                                   "avis sur les cookies",
		"hashtags":                                        "mots-dièse",
		"greeting":                                        "salutation",
		"this article's own title":                        "titre de l’article lui-même",
		"title of another article of the feed":            "titre d’un autre article du flux",
		"a heading that divides the text":                 "intertitre",
		"a headline in the body that says the news again": "titre dans le corps, qui redit la nouvelle",
		"looks like a title and shares no rare word with this article": "ressemble à un titre et ne partage aucun mot rare avec l’article",
		"says most":                "en dit le plus",
		"same words":               "mêmes mots",
		"says the same and more":   "dit la même chose et davantage",
		"other words for the same": "la même chose en d’autres mots",
	}
}
