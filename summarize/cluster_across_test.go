package summarize

import (
	"slices"
	"testing"
)

func pardonEnglish() tidings {
	return tidings{
		"en", 6, "Niger pardons former president Moussa Garango",
		"Former president Moussa Garango, sentenced to fifteen months for contempt of court, was released on Monday by a pardon that president Aliou Dantiam signed in Niger.",
		[]string{"NE"},
	}
}

func pardonFrench() tidings {
	return tidings{
		"fr", 8, "Niger : l’ancien président Moussa Garango gracié",
		"Condamné à quinze mois pour outrage, l’ancien président Moussa Garango a été libéré lundi au Niger par une grâce du président Aliou Dantiam.",
		[]string{"NE"},
	}
}

func TestWhatOnlyNamesTheSameCountryJoinsNoStoryInAnotherLanguage(t *testing.T) {
	strike := tidings{
		"en", 12, "Two killed on fifth day of taxi strike in Niger",
		"Two people died on the fifth day of a strike by drivers of shared taxis in Niger, the police said on Monday.",
		[]string{"NE"},
	}
	film := tidings{
		"fr", 14, "Niger : un film tourné entre deux fleuves sort en salles",
		"Le documentaire suit trois générations de musiciens. Il sort mercredi dans les salles du Niger et du Mali.",
		[]string{"NE", "ML"},
	}
	code := tidings{
		"fr", 9, "Mali : le code minier adopté",
		"Le code minier adopté mardi au Mali permet à l’État de prendre 30 % du capital des projets.",
		[]string{"ML"},
	}
	football := tidings{
		"en", 10, "Mali football president detained",
		"The president of the football federation of Mali was detained on Tuesday over ticket sales.",
		[]string{"ML"},
	}
	for name, c := range map[string]struct {
		articles []tidings
		want     []string
	}{
		"one article in French":        {[]tidings{pardonEnglish(), pardonFrench(), strike}, []string{"s0", "s0", "s2"}},
		"the French one comes first":   {[]tidings{pardonFrench(), strike, pardonEnglish()}, []string{"s0", "s1", "s0"}},
		"in French what else there is": {[]tidings{pardonEnglish(), pardonFrench(), film}, []string{"s0", "s0", "s2"}},
		"two of one country":           {[]tidings{football, code}, []string{"s0", "s1"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := mendedStories(c.articles); !slices.Equal(got, c.want) {
				t.Errorf("stories %q, want %q", got, c.want)
			}
		})
	}
}

func TestALaterArticleMayBeJoinedByWhatAnotherLanguageSays(t *testing.T) {
	// its own language's article says little of what it says, the other's nearly all
	articles := []tidings{{
		"fr", 6, "Un bac chavire près d’Ayorou",
		"Un bac a chaviré lundi près d’Ayorou, sur le fleuve Niger, peu après son départ du marché. Des pirogues cherchent des survivants.",
		[]string{"NE:Ayorou"},
	}, {
		"en", 9, "Twenty-one dead as ferry sinks near Ayorou, three days of mourning",
		"A ferry with 120 people aboard sank near Ayorou on the Niger River. Prefect Halima Zarmakoye said 21 had drowned and announced three days of mourning.",
		[]string{"NE:Ayorou"},
	}, {
		"fr", 30, "Ayorou : 21 noyés, trois jours de deuil",
		"La préfète Halima Zarmakoye a annoncé un deuil de trois jours : 21 des 120 passagers du bac qui a coulé près d’Ayorou se sont noyés.",
		[]string{"NE:Ayorou"},
	}}
	if got := mendedStories(articles); !slices.Equal(got, []string{"s0", "s0", "s0"}) {
		t.Errorf("stories %q, want one", got)
	}
}

func TestANameInArabicIsTheSameInLatinLetters(t *testing.T) {
	x := NewIndex()
	x.Put("pardon", "en", pardonEnglish().vector())
	arabic := tidings{
		"ar", 9, "النيجر: عفو عن الرئيس السابق موسى غارانغو",
		"أفرج يوم الاثنين عن الرئيس السابق غارانغو بعفو وقعه الرئيس عليو دانتيام.",
		[]string{"NE"},
	}
	if story, score := x.Find(arabic.vector()); story != "pardon" {
		t.Errorf("the Arabic article joins %q, its likeness is %.2f", story, score)
	}
	other := tidings{
		"ar", 9, "النيجر: إضراب سائقي سيارات الأجرة",
		"دخل إضراب سائقي سيارات الأجرة يومه الخامس في النيجر بحسب الشرطة.",
		[]string{"NE"},
	}
	if story, score := x.Find(other.vector()); story != "" {
		t.Errorf("an Arabic article on something else joins %q, its likeness is %.2f", story, score)
	}
}
