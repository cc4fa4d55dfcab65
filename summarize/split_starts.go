package summarize

import "harmattan/internal/news"

// starts tells whether a word with a capital is one that often begins a sentence and hardly ever a name: after "the
// U.S." it tells "How about you?" from "Government". Function words of the text's language; of English where the
// language is none of ours.
func starts(word string, lang news.Lang) bool {
	switch lang {
	case news.French:
		return startsFrench(word)
	case news.Portuguese:
		return startsPortuguese(word)
	case news.Hausa:
		return startsHausa(word) || startsEnglish(word)
	}
	return startsEnglish(word)
}

func startsEnglish(word string) bool {
	switch word {
	case "A", "An", "The", "This", "That", "These", "Those", "There", "Then", "They", "Their", "He", "His", "She", "Her", "It", "Its",
		"We", "Our", "You", "Your", "My", "In", "On", "At", "As", "By", "For", "From", "But", "And", "Or", "So", "If", "When", "While",
		"What", "Where", "Who", "Why", "How", "Which", "After", "Before", "Since", "Until", "Although", "Though", "However", "Did",
		"Do", "Does", "Is", "Are", "Was", "Were", "Has", "Have", "Had", "Will", "Would", "Can", "Could", "Should", "Not", "No", "Yes",
		"Some", "Many", "Most", "More", "Other", "Others", "Another", "Several", "Meanwhile", "According", "With", "Without",
		"Under", "Over", "During", "Here", "Now", "Once", "Only", "Last", "Earlier", "Later", "To", "Because", "Both", "Also",
		"Today", "All", "Each", "Every", "Few", "Neither", "Nor", "Just", "Even", "Despite", "Instead", "Following", "Among",
		"Between", "Through", "About", "Against", "Still", "Yet", "Perhaps", "Such", "Whether", "Within", "Moreover",
		"Nevertheless", "Nonetheless", "Apart", "Afterwards", "Yesterday", "Tomorrow", "One", "Two", "Three", "Four", "Five":
		return true
	}
	return false
}

func startsFrench(word string) bool {
	switch word {
	case "À", "Le", "La", "Les", "Un", "Une", "Des", "Du", "De", "Il", "Ils", "Elle", "Elles", "On", "Ce", "Cet",
		"Cette", "Ces", "Cela", "Ceux", "Celui", "Nous", "Vous", "Je", "Au", "Aux", "En", "Dans", "Sur", "Sous", "Pour", "Par",
		"Avec", "Sans", "Selon", "Après", "Avant", "Depuis", "Pendant", "Contre", "Entre", "Mais", "Et", "Ou", "Où", "Or", "Si",
		"Quand", "Lors", "Lorsque", "Alors", "Ainsi", "Comme", "Plusieurs", "Son", "Sa", "Ses", "Leur", "Leurs", "Notre", "Nos",
		"Aucun", "Aucune", "Tous", "Toutes", "Tout", "Deux", "Trois", "Quatre", "Cinq", "Plus", "Pas", "Ni", "Que", "Qui", "Quel",
		"Quelle", "Pourquoi", "Comment", "Puis", "Enfin", "Pourtant", "Cependant", "Toutefois", "Hier", "Demain",
		"Parmi", "Malgré", "Face", "Suite", "Dès", "Car", "Aujourd":
		return true
	}
	return false
}

func startsPortuguese(word string) bool {
	switch word {
	case "O", "A", "Os", "As", "Um", "Uma", "Uns", "Umas", "Ele", "Ela", "Eles", "Elas", "Este", "Esta", "Estes", "Estas", "Esse",
		"Essa", "Isso", "Isto", "Não", "No", "Na", "Nos", "Nas", "Em", "De", "Do", "Da", "Dos", "Das", "Ao", "À", "Aos", "Às", "Por",
		"Segundo", "Depois", "Antes", "Mas", "Para", "Com", "Sem", "Sob", "Sobre", "Entre", "Se", "Quando", "Como", "Onde", "Quem",
		"Que", "Porque", "Também", "Já", "Ainda", "Só", "Hoje", "Ontem", "Nós", "Eu", "Seu", "Sua", "Seus", "Suas", "Todos",
		"Vários", "Dois", "Duas", "Três", "Durante", "Após", "Porém", "Contudo", "Entretanto", "Nenhum", "Nenhuma", "E", "Ou":
		return true
	}
	return false
}

func startsHausa(word string) bool {
	switch word {
	case "Ya", "Ta", "Sun", "Shi", "Ita", "Su", "Mun", "Na", "Ina", "Yana", "Tana", "Suna", "Muna", "Ana", "An", "Za", "Zai", "Wannan",
		"Waɗannan", "Kuma", "Amma", "Sai", "Da", "Akwai", "Babu", "Bayan", "Kafin", "Yayin", "Lokacin", "Domin", "Saboda", "Ko",
		"Idan", "Wani", "Wata", "Wasu", "Duk", "Mutane", "Haka", "Har", "To", "Ba", "Bai", "Ga", "Sannan", "Daga", "Wanda", "Cikin":
		return true
	}
	return false
}

// subject: nouns without an article that news sentences often begin with. Something in lower case follows them there,
// which tells "left the U.S. Officials said" from the headline "U.S. Officials Say".
func subject(word string) bool {
	switch word {
	case "Officials", "Police", "Authorities", "Investigators", "Prosecutors", "Residents", "Witnesses", "Analysts", "Experts",
		"Critics", "Supporters", "Protesters", "Rebels", "Militants", "Gunmen", "Soldiers", "Troops", "Lawmakers", "Lawyers",
		"Doctors", "Families", "Relatives", "Villagers", "Farmers", "Traders", "Workers", "Students", "Teachers", "Survivors",
		"People", "Women", "Men", "Children", "Hundreds", "Thousands", "Millions", "Dozens", "Scores", "Shares", "Prices",
		"Reports", "Talks", "Nobody", "Everyone", "Someone", "Nothing", "Neighbours", "Neighbors", "Aid", "Local":
		return true
	}
	return false
}
