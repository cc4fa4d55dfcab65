package regions

// The small words that tell a scene from an actor. All are folded, in the languages of the desk.

// isArticle tells "the" in the languages that write it apart.
func isArticle(word string) bool {
	switch word {
	case "the", "le", "la", "l", "les", "o", "a", "os", "as":
		return true
	}
	return false
}

// scene tells words that put something at a place.
func scene(word string) bool {
	switch word {
	case "in", "at", "near", "across", "inside", "around", "outside", "off", "into", "within", "throughout", "northern", "southern",
		"eastern", "western", "central", "north", "south", "east", "west", "northeastern", "northwestern", "southeastern",
		"southwestern":
		return true
	case "en", "au", "aux", "à", "dans", "depuis", "pres":
		return true
	case "em", "na", "no", "nos", "nas":
		return true
	case "في", "قرب", "شمال", "جنوب", "شرق", "غرب", "وسط", "داخل":
		return true
	case "arewacin", "kudancin", "gabashin", "yammacin", "jihar", "jahar":
		return true
	}
	return false
}

// subject tells words before what others meet, argue or act about: "summit on Niger", "sanctions on Mali".
func subject(word string) bool {
	switch word {
	case "on", "over", "about", "sur", "sobre", "بشان", "حول", "kan":
		return true
	}
	return false
}

// company tells words before one who takes part and is not the scene: "talks with Israel", "turned against France".
func company(word string) bool {
	switch word {
	case "with", "against", "by", "from", "versus", "like", "than", "avec", "contre", "par", "face", "selon", "com", "contra", "مع", "ضد", "من":
		return true
	}
	return false
}

// speech tells words after one who speaks or acts from afar: "US says", "French troops".
func speech(word string) bool {
	switch word {
	case "says", "said", "say", "condemns", "condemned", "urges", "urged", "warns", "warned", "calls", "called", "slams", "backs", "pledges",
		"vows", "denies", "accuses", "accused", "demands", "welcomes", "rejects", "offers", "imposes", "lifts", "sanctions", "suspends",
		"resumes", "announces", "wants", "asks", "tells", "hails", "sends", "seeks", "supports", "threatens", "helps":
		return true
	case "condamne", "condamnent", "appelle", "accuse", "demande", "salue", "exige", "promet", "annonce", "denonce", "juge",
		"suspend", "leve", "dit", "prevoit", "soutient", "met", "reaffirme":
		return true
	case "officials", "official", "lawmakers", "envoy", "diplomat", "ambassador", "troops", "forces", "embassy", "ambassade",
		"ambassadeur", "troupes", "sanction":
		return true
	}
	return false
}

// kindWord tells words behind a place's name that say what it is or who governs it.
func kindWord(word string) bool {
	switch word {
	case "state", "states", "region", "province", "district", "city", "town", "village", "county", "prefecture", "department", "governorate",
		"lga", "area", "republic", "commune", "cercle", "departement", "ville", "metropolis", "community", "gov", "governor", "govt",
		"assembly", "lg", "speaker", "residents", "villagers", "airport", "emirate", "emir", "prison", "forest", "market", "road", "highway",
		"barracks", "polytechnic", "varsity":
		return true
	}
	return false
}

// council tells words behind the name of a second-level division of Nigeria: "Ekiti LGA", "Ikwerre local government area".
func council(word string) bool {
	switch word {
	case "lga", "lgas", "lg", "local", "council":
		return true
	}
	return false
}

// displaced tells words for people who are away from their country: "Malian refugees", "réfugiés soudanais". Where they are is the
// scene, not where they are from.
func displaced(word string) bool {
	switch word {
	case "refugee", "refugees", "migrant", "migrants", "nationals", "diaspora", "expatriates", "exiles":
		return true
	case "refugie", "refugies", "refugiee", "refugiees", "ressortissant", "ressortissants", "refugiados", "migrantes", "لاجئين", "لاجئون", "لاجئ":
		return true
	}
	return false
}

// federal tells words behind the name of a state in a federation that no country's name has behind it: "Niger gov", "Niger APC".
func federal(word string) bool {
	switch word {
	case "gov", "guber", "lg", "lga", "lgas", "apc", "pdp", "monarch", "community", "communities", "speaker":
		return true
	}
	return false
}

// event tells words behind the name of the place where it happens: "Plateau attack", "Rivers crisis".
func event(word string) bool {
	switch word {
	case "attack", "attacks", "killing", "killings", "massacre", "crisis", "poll", "polls", "election", "elections", "lawmaker", "lawmakers",
		"police", "villages", "communities", "govt", "government", "guber":
		return true
	}
	return false
}

// placeWord tells words beside which a name is a place's and no person's.
func placeWord(word string) bool {
	switch word {
	case "northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "nord", "sud", "est", "ouest",
		"greater", "upper", "lower", "old", "new":
		return true
	case "in", "near", "the", "from", "at", "to", "of", "and", "for", "after", "on", "as", "over", "how", "why", "when", "where", "but":
		return true
	case "ex", "anti", "pro", "non", "mid", "inter", "intra":
		return true
	case "suspected", "alleged", "former", "fleeing", "missing", "armed", "angry", "exclusive", "breaking", "updated", "again", "two", "three",
		"four", "five", "six", "seven", "eight", "nine", "ten", "dozens", "many", "scores", "another":
		return true
	case "capital", "capitale", "coast", "border", "university", "police", "government", "command", "junta", "localite", "etat":
		return true
	case "ولايه", "مدينه", "منطقه", "محافظه", "بلده", "قريه", "jihar", "jahar", "garin", "birnin", "karamar":
		return true
	}
	return kindWord(word)
}

// actor tells countries whose governments act everywhere: named beside another country they are rarely the scene.
func actor(code string) bool {
	switch code {
	case "US", "FR", "RU", "GB", "CN", "AE", "TR":
		return true
	}
	return false
}
