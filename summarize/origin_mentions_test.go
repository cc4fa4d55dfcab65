package summarize

import "testing"

func TestATextThatMayNameAnAgency(t *testing.T) {
	r := newCreditReader()
	for text, want := range map[string]bool{
		"The prefect told Reuters that the ferry resumes.": true,
		"Le préfet l’a dit à l’AFP mardi.":                 true,
		"(agence de presse africaine)":                     true,
		"قال المحافظ لرويترز":                              false, // the name with another word before it is no word of its own
		"قال المحافظ إلى رويترز":                           true,
		"The afp of Gao and a map of the ap":               false, // an agency of capitals in small letters
		"The ferry resumes on Tuesday, the prefect said.":  false,
		"": false,
	} {
		if got := r.mentions(text); got != want {
			t.Errorf("%q may name an agency: %v, want %v", text, got, want)
		}
	}
}
