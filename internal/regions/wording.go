package regions

// The small words that tell a scene from an actor. All are folded: small letters, no accents.

// isArticle tells "the" in the languages that write it apart.
func isArticle(word string) bool {
	switch word {
	case "the", "le", "la", "l", "les", "o", "a", "os", "as":
		return true
	}
	return false
}

// scene tells prepositions that put something at a place.
func scene(word string) bool {
	switch word {
	case "in", "at", "near", "across", "inside", "around", "outside", "off", "into", "within", "throughout", "northern", "southern",
		"eastern", "western", "central", "north", "south", "east", "west", "northeastern", "northwestern", "southeastern",
		"southwestern", "en", "au", "aux", "vers", "dans", "depuis", "pres", "em", "na", "no", "nos", "nas", "a", "fi", "في", "قرب", "شمال", "جنوب",
		"شرق", "غرب", "وسط", "arewacin", "kudancin", "gabashin", "yammacin":
		return true
	}
	return false
}

// speech tells verbs that follow an actor: "US says", "France condemns".
func speech(word string) bool {
	switch word {
	case "says", "said", "say", "condemns", "condemned", "urges", "urged", "warns", "warned", "calls", "called", "slams", "backs", "pledges",
		"vows", "denies", "accuses", "accused", "demands", "welcomes", "rejects", "offers", "imposes", "lifts", "sanctions", "suspends",
		"resumes", "announces", "wants", "asks", "tells", "hails", "sends", "seeks", "supports", "threatens", "helps", "deplore",
		"condamne", "condamnent", "appelle", "accuse", "demande", "salue", "exige", "promet", "annonce", "denonce", "juge",
		"suspend", "leve", "dit", "prevoit", "soutient", "met", "reaffirme", "officials", "official", "lawmakers", "envoy", "diplomat",
		"ambassador", "troops", "forces", "embassy", "ambassade", "ambassadeur", "troupes", "sanction":
		return true
	}
	return false
}

// qualifier tells words that stand beside a place's name as its kind or direction.
func qualifier(word string) bool {
	switch word {
	case "state", "region", "province", "district", "city", "town", "village", "county", "prefecture", "department", "governorate", "lga",
		"area", "republic", "commune", "cercle", "departement", "ville", "localite", "région", "préfecture", "etat", "état", "northern",
		"southern", "eastern", "western", "central", "north", "south", "east", "west", "nord", "sud", "est", "ouest", "greater",
		"upper", "lower", "in", "near", "the", "from", "capital", "capitale", "coast", "border", "airport", "university", "police",
		"ولاية", "مدينة", "منطقة", "محافظة", "بلدة", "قرية", "jihar", "jahar", "garin", "birnin":
		return true
	}
	return false
}
