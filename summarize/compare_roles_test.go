package summarize

import (
	"slices"
	"testing"

	"harmattan/internal/news"
)

// toldPair is two statements as two articles of one story tell them.
type toldPair struct {
	langA, langB news.Lang
	a, b         string
}

// kindsOf are the kinds in which two statements of one story end up, beside the lead.
func (p toldPair) kindsOf() []news.Kind {
	b := Brief([]news.Article{{ID: "a", Lang: p.langA, Text: p.a}, {ID: "b", Lang: p.langB, Text: p.b}})
	var out []news.Kind
	for _, r := range b.Repeats {
		for _, m := range r.Members {
			if m.Kind != news.Lead {
				out = append(out, m.Kind)
			}
		}
	}
	return out
}

func merges(k news.Kind) bool { return k == news.Same || k == news.Restates || k == news.Adds }

func TestSharedWordsDoNotMakeOneStatementOfTwo(t *testing.T) {
	for _, p := range []toldPair{
		{"en", "en", "Mali accused France of arming the rebels in Menaka.", "France accused Mali of arming the rebels in Menaka."},
		{"en", "en", "The army attacked the rebels near Kidal on Sunday.", "The rebels attacked the army near Kidal on Sunday."},
		{"en", "en", "Herders attacked farmers in the village of Tanda.", "Farmers attacked herders in the village of Tanda."},
		{"en", "en", "Niger recalled its ambassador from Benin on Monday.", "Benin recalled its ambassador from Niger on Monday."},
		{"fr", "fr", "Le Mali accuse la France de soutenir les rebelles.", "La France accuse le Mali de soutenir les rebelles."},
		{"fr", "fr", "L'armée a attaqué les rebelles près de Kidal dimanche.", "Les rebelles ont attaqué l'armée près de Kidal dimanche."},
		{"pt", "pt", "O exército atacou os rebeldes perto de Kidal no domingo.", "Os rebeldes atacaram o exército perto de Kidal no domingo."},
		{"ar", "ar", "هاجم الجيش المتمردين قرب كيدال يوم الأحد.", "هاجم المتمردون الجيش قرب كيدال يوم الأحد."},
		{"en", "en", "Ansaru claimed responsibility for the attack on the post at Inata.", "Boko Haram claimed responsibility for the attack on the post at Inata."},
		{"en", "en", "The governor of Tahoua announced the closure of the market.", "The governor of Agadez announced the closure of the market."},
		{"en", "en", "President Salou Djibrilla visited the wounded in hospital.", "President Amadou Ousseini visited the wounded in hospital."},
		{"en", "en", "Prime Minister Idrissa Toure will travel to Lome on Monday.", "Foreign Minister Abdou Sidikou will travel to Lome on Monday."},
		{"fr", "fr", "Le ministre de la Défense a démissionné mardi soir.", "Le ministre de la Justice a démissionné mardi soir."},
		{"en", "en", "The minister of defence resigned on Tuesday evening.", "The minister of justice resigned on Tuesday evening."},
		{"en", "en", "The junta denied that its soldiers had killed civilians in Moura.", "The junta said that its soldiers had killed civilians in Moura."},
		{"en", "en", "The United Nations blamed the army for the killings in the village.", "The army blamed the rebels for the killings in the village."},
		{"en", "en", "The talks will resume in Nouakchott on Thursday.", "The talks will resume in Nouakchott on Friday."},
		{"en", "en", "The border with Benin reopened on Monday morning.", "The border with Benin closed on Monday morning."},
		{"fr", "fr", "La frontière avec le Bénin a rouvert lundi matin.", "La frontière avec le Bénin a fermé lundi matin."},
		{"en", "en", "The court freed the two journalists arrested in Zinder.", "The court jailed the two journalists arrested in Zinder."},
		{"en", "en", "Fuel prices rose by 5 percent in Bamako in June.", "Fuel prices fell by 5 percent in Bamako in June."},
		{"en", "en", "Rice prices rose by 5 percent in Bamako in June.", "Millet prices rose by 5 percent in Bamako in June."},
		{"en", "en", "The mayor of Dori said the attackers came from Mali.", "The mayor of Dori said the attackers came from Niger."},
		{"en", "en", "Soldiers freed the hostages before the ransom was paid.", "Soldiers freed the hostages after the ransom was paid."},
		{"en", "en", "All of the hostages were freed on Sunday.", "Some of the hostages were freed on Sunday."},
		{"en", "en", "The hospital has received no vaccines since May.", "The hospital has received vaccines since May."},
		{"fr", "fr", "L'hôpital n'a reçu aucun vaccin depuis mai.", "L'hôpital a reçu des vaccins depuis mai."},
		{"pt", "pt", "O hospital não recebeu vacinas desde maio.", "O hospital recebeu vacinas desde maio."},
		{"ar", "ar", "لم يتلق المستشفى لقاحات منذ مايو.", "تلقى المستشفى لقاحات منذ مايو."},
		{"en", "en", "The strike will begin on 3 June in the north.", "The strike will begin on 13 June in the north."},
		{"en", "en", "The first convoy reached Djibo on Friday.", "The second convoy reached Djibo on Friday."},
		{"en", "en", "Troops entered the town of Ber from the north.", "Troops entered the town of Ber from the south."},
		{"en", "fr", "The army attacked the rebels near Kidal on Sunday.", "Les rebelles ont attaqué l'armée près de Kidal dimanche."},
		{"en", "fr", "The curfew in Zinder begins at 8 p.m.", "Le couvre-feu à Zinder commence à 22 heures."},
		{"en", "fr", "President Bazoum met the ambassador of France on Monday.", "Le président Bazoum a rencontré l'ambassadeur d'Italie lundi."},
		{"en", "en", "The minister met traders in Gao, then left for Timbuktu.", "The minister met traders in Timbuktu, then left for Gao."},
		{"en", "en", "Chad's president will host Sudan's foreign minister.", "Sudan's president will host Chad's foreign minister."},
		{"en", "en", "ECOWAS lifted the sanctions imposed on Niger.", "ECOWAS kept the sanctions imposed on Niger."},
		{"en", "en", "The bridge will open before the end of the year.", "The bridge will not open before the end of the year."},
		{"en", "en", "The opposition won the election in Dosso.", "The opposition lost the election in Dosso."},
		{"en", "en", "The attack was claimed by the JNIM.", "The attack was claimed by the Islamic State."},
		{"en", "en", "The village was attacked by the army.", "The village was attacked by militants."},
		{"fr", "fr", "Le village a été attaqué par l'armée.", "Le village a été attaqué par des djihadistes."},
		{"en", "en", "The UN said the army killed 50 civilians in Moura.", "The army said the UN killed 50 civilians in Moura."},
	} {
		t.Run(p.a, func(t *testing.T) {
			for _, k := range p.kindsOf() {
				if merges(k) {
					t.Errorf("%s with %q", k, p.b)
				}
			}
			if p.langA == p.langB {
				if v := Compare(p.a, p.b, p.langA); merges(v.Kind) {
					t.Errorf("alone, %s with %q", v.Kind, p.b)
				}
			}
		})
	}
}

func TestOneStatementInOtherWordsIsOneStatement(t *testing.T) {
	for _, p := range []toldPair{
		{"en", "en", "Gunmen killed 15 soldiers near Inata on Friday.", "Gunmen killed fifteen soldiers near Inata on Friday."},
		{"en", "en", "The army attacked the rebels near Kidal on Sunday.", "The rebels were attacked by the army near Kidal on Sunday."},
		{"en", "en", "Gunmen killed the prefect of Dori on Sunday.", "The prefect of Dori was killed by gunmen on Sunday."},
		{"fr", "fr", "Des hommes armés ont tué le préfet de Dori dimanche.", "Le préfet de Dori a été tué par des hommes armés dimanche."},
		{"fr", "fr", "Les dégâts sont estimés à 2,7 milliards de francs CFA.", "Les dégâts sont évalués à 2,7 milliards de francs CFA."},
		{"en", "en", "The river rose 3.5 metres in two days, flooding 40 villages.", "In two days the river rose by 3.5 meters and flooded forty villages."},
		{"en", "fr", "Gunmen killed 12 soldiers near Inata on Friday, the army said.", "Des hommes armés ont tué douze soldats vendredi près d'Inata, a annoncé l'armée."},
		{"en", "fr", "Nobody was hurt in the fire.", "L'incendie n'a fait aucun blessé."},
		{"en", "fr", "No group had claimed responsibility for the kidnapping by Tuesday night.", "Aucun groupe n'avait revendiqué l'enlèvement mardi soir."},
		{"en", "fr", "Firefighters needed nine hours to bring the blaze under control.", "Les pompiers ont mis neuf heures à maîtriser l'incendie."},
		{"en", "fr", "The union called an indefinite strike in the province.", "Le syndicat appelle à une grève illimitée dans la province."},
		{"en", "fr", "The curfew begins at 8 p.m. in Zinder and Maradi.", "Le couvre-feu commence à 20 heures à Zinder et à Maradi."},
	} {
		t.Run(p.a, func(t *testing.T) {
			if kinds := p.kindsOf(); len(kinds) != 1 || !merges(kinds[0]) {
				t.Errorf("%v with %q, want one repeat", kinds, p.b)
			}
		})
	}
}

func TestWhatContradictsIsShown(t *testing.T) {
	for _, p := range []toldPair{
		{"en", "en", "Gunmen killed 12 soldiers near Inata on Friday.", "Gunmen killed fifteen soldiers near Inata on Friday."},
		{"fr", "fr", "Douze personnes ont été tuées vendredi à Djibo, selon la gendarmerie.", "Quinze personnes ont été tuées vendredi à Djibo, selon le maire."},
		{"pt", "pt", "Doze pescadores morreram ao largo de Bubaque na segunda-feira.", "Dezasseis pescadores morreram ao largo de Bubaque na segunda-feira."},
		{"ar", "ar", "قتل 12 شخصا في هجوم على قرية قرب ميناكا يوم الجمعة.", "قتل 15 شخصا في هجوم على قرية قرب ميناكا يوم الجمعة."},
		{"ar", "ar", "مقتل خمسة جنود في انفجار لغم قرب كيدال.", "مقتل سبعة جنود في انفجار لغم قرب كيدال."},
		{"en", "en", "The union said 3,400 workers had joined the walkout.", "The company said 900 workers had joined the walkout."},
		{"en", "en", "The dam holds 40 million cubic metres of water.", "The dam holds 60 million cubic metres of water."},
		{"fr", "fr", "Les dégâts sont estimés à 2,7 milliards de francs CFA.", "Les dégâts sont estimés à 4,1 milliards de francs CFA."},
		{"en", "fr", "Gunmen killed 12 soldiers near Inata on Friday, the army said.", "Des hommes armés ont tué quinze soldats vendredi près d'Inata, a annoncé l'armée."},
		{"en", "en", "The governor put the number of displaced at 6,200.", "Aid agencies count only 4,900 displaced people."},
		{"en", "en", "Four teachers were kidnapped on the road to Nokou.", "Five teachers, not four, were kidnapped, their union says."},
		{"fr", "fr", "Quatre camions ont brûlé sur l'axe Dori-Arbinda.", "Six camions, et non quatre, ont brûlé, affirme un chauffeur."},
		{"en", "en", "The coastguard rescued 57 people after two boats sank off Lampedusa.", "After two boats sank off Lampedusa 63 people were rescued."},
		{"en", "en", "The rebels signed the accord in Algiers on Monday.", "The rebels did not sign the accord in Algiers on Monday."},
		{"fr", "fr", "Le maire de Djibo a signé vendredi l'accord sur la levée du blocus.", "Le maire de Djibo n'a pas signé vendredi l'accord sur la levée du blocus."},
		{"en", "en", "The border post at Malanville reopened to lorries on Tuesday.", "The border post at Malanville remained closed to lorries on Tuesday."},
		{"en", "en", "The blackout lasted six hours across the capital.", "Residents say the blackout lasted eleven hours."},
	} {
		t.Run(p.a, func(t *testing.T) {
			if kinds := p.kindsOf(); len(kinds) != 1 || kinds[0] != news.Differs {
				t.Errorf("%v with %q, want a difference", kinds, p.b)
			}
		})
	}
}

func TestWhatDoesNotContradictIsNotShownAsIfItDid(t *testing.T) {
	for _, p := range []toldPair{
		{"fr", "fr", "Le corps du berger a été retrouvé sans vie samedi près du puits de Tassara.", "Le berger, retrouvé samedi près du puits de Tassara, avait disparu jeudi."},
		{"en", "en", "The airspace was shut as the president was not reinstated before the deadline of the bloc.", "The deadline of the bloc to reinstate the president passed on Sunday as the airspace was shut."},
		{"en", "en", "The coastguard rescued 57 people after two boats sank off Lampedusa.", "Some 30 people are missing after the two boats sank off Lampedusa."},
		{"en", "en", "A crane partially collapsed off a high-rise building in the centre of Kano on Wednesday.", "Four people are hurt in the centre of Kano as a crane working on a building falls."},
		{"en", "en", "The refinery at Soraz expects solid growth of deliveries this year but warned of higher costs for suppliers.", "The refinery at Soraz expects a decrease in earnings this year but solid growth of deliveries."},
		{"en", "en", "The minister is alleged to have taken money from the road fund.", "The minister denied the allegations that money was taken from the road fund."},
	} {
		t.Run(p.a, func(t *testing.T) {
			if kinds := p.kindsOf(); slices.Contains(kinds, news.Differs) {
				t.Errorf("%v with %q, want no difference", kinds, p.b)
			}
		})
	}
}
