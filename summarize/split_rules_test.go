package summarize

import (
	"slices"
	"strings"
	"testing"

	"harmattan/internal/news"
)

// splitCase is a text given by its sentences, joined by a blank.
type splitCase struct {
	lang news.Lang
	want []string
}

func checkCases(t *testing.T, tests map[string]splitCase) {
	t.Helper()
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			text := strings.Join(test.want, " ")
			if got := sentencesOf(text, test.lang); !slices.Equal(got, test.want) {
				t.Errorf("Split(%q)\n got %q\nwant %q", text, got, test.want)
			}
		})
	}
}

func TestShortQuotationsAndBracketsStayWhole(t *testing.T) {
	checkCases(t, map[string]splitCase{
		"straight quotes":          {"en", []string{`"We heard shots. We ran," said the baker.`, "He came back at noon."}},
		"curly quotes":             {"en", []string{"“We heard shots. We ran,” said the baker.", "He came back at noon."}},
		"single quotes":            {"en", []string{"‘Stop! Go back!’ the guard shouted.", "'Stop! Go back!' he said.", "Nobody did."}},
		"doubled apostrophes":      {"ha", []string{"''Mun ji harbi. Mun gudu,'' in ji mai gidan burodin.", "Ya dawo da rana."}},
		"guillemets":               {"fr", []string{"« On a entendu des tirs. On a couru », dit le boulanger.", "Il est revenu à midi."}},
		"Portuguese":               {"pt", []string{"“Ouvimos tiros. Corremos”, disse o padeiro.", "Voltou ao meio-dia."}},
		"Arabic":                   {"ar", []string{"“سمعنا طلقات. هربنا” قال الخباز.", "عاد عند الظهر."}},
		"a quotation at the end":   {"en", []string{`She said: "It was dark. We saw nothing."`, "The road is open."}},
		"two quotations":           {"en", []string{`"It was dark. We ran," she said.`, `"We saw nothing. We hid."`}},
		"one that never closed":    {"en", []string{`He said: "It was dark.`, "We saw nothing.", `"They left," he added.`}},
		"apostrophes":              {"en", []string{"The traders' lorry burned.", "The drivers' union met."}},
		"a bracket in a sentence":  {"en", []string{"The wells (One is dry. Two are salt.) lie east of Tarka."}},
		"a bracket of its own":     {"en", []string{"The wells lie east.", "(Two of them are dry.)", "Nobody digs."}},
		"a long bracket, cut":      {"en", []string{"(Two of the wells are dry for most of the year.", "A third one was never dug at all.)", "Nobody digs."}},
		"a full stop behind them":  {"en", []string{"They call it “a great day!”.", "It rained (so they say!).", "Then it stopped."}},
		"a footnote behind a stop": {"en", []string{"The lake has shrunk. [3]", "It was vast.[4]", "It is small."}},
	})
}

func TestALongQuotationIsCut(t *testing.T) {
	want := []string{
		"“The mine belongs to the whole of the village and to nobody else, as our grandfathers told us when we were children.",
		"We have said so to the prefect, to the governor and to the company that wants to dig there.",
		"They did not listen to any of us then, and they do not listen to us now,” said the chief of the village.",
	}
	if got := sentencesOf(strings.Join(want, " "), "en"); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestAbbreviationsOfEachLanguage(t *testing.T) {
	checkCases(t, map[string]splitCase{
		"English words French shortens": {"en", []string{"They told me.", "They were out.", "The sun set.", "He loves the art.", "Ten left.", "All went."}},
		"French words English shortens": {"fr", []string{"Le convoi vient de l’est.", "Moussa garde le cap.", "Il a dit non.", "Fin."}},
		"English officers":              {"en", []string{"Lt. Col. Sawa, Brig. Gen. Tari and Supt. Kolo met Rev. Audu.", "Sen. Bako came."}},
		"English numbers":               {"en", []string{"See Fig. 4 and vol. IX of report No. 12.", "Case No. HQ9-60052 is open.", "He said no.", "Nobody else did."}},
		"a state behind its town":       {"en", []string{"He left Peoria, Ill., with Audu of Orlando, Fla. Tari is ill.", "Nobody came."}},
		"companies":                     {"en", []string{"It belongs to Sahel Cement Plc.", "The price of Audu & Co. (in Kano) rose."}},
		"street and saint":              {"en", []string{"St. Peter’s stands on 5th St.", "The market is near."}},
		"French titles":                 {"fr", []string{"M. Le Gall, Me. Sow et Mme. Ba ont vu le gén. Traoré.", "Le Pr. Ly est venu le 4 janv. 2025."}},
		"French numbers":                {"fr", []string{"L’art. 12, al. 3 et la p. 7 du n° 4 le disent.", "Le prix est de 3,5 francs."}},
		"Portuguese titles":             {"pt", []string{"O dr. Nhaga, a Sra. Té e o Cel. Djaló saíram.", "A pág. 5 e o n.º 7 faltam."}},
		"Portuguese months":             {"pt", []string{"Chegou a 3 set. 2024 e partiu a 5 out. 2024.", "Não voltou."}},
		"Arabic titles":                 {"ar", []string{"قال د. سالم وأ.د. مريم إن السعر 3.5 دولار.", "ثم غادرا."}},
		"Hausa titles":                  {"ha", []string{"Alh. Musa da Mal. Garba sun isa.", "Sen. Bako bai zo ba.", "Ya ce zai dawo."}},
		"initials":                      {"en", []string{"The poem by A. A. Milne was read by J. K. Sarr.", "We left, you and I.", "Did he?"}},
		"French initials":               {"fr", []string{"Le maire A. J. Sy a lu le plan.", "L’armée attend.", "C’est fini."}},
	})
}

func TestAcronymsAndTimes(t *testing.T) {
	checkCases(t, map[string]splitCase{
		"a function word behind":  {"en", []string{"He left the U.S.", "The visit lasted an hour.", "I saw the U.N.", "In Geneva it rained."}},
		"a subject of the news":   {"en", []string{"He left the U.S.", "Officials said nothing.", "She works for the U.K.", "Thousands do."}},
		"a name behind":           {"en", []string{"He works for the U.S. Treasury Department in Gao."}},
		"a quotation behind":      {"en", []string{"The U.S. “drone war” and the U.S. “Joint Eagle” go on.", "He left the U.S.", "“I was tired,” he said.", "He lives in Summit, N.J.", "“Of all places,” she said."}},
		"a headline in capitals":  {"en", []string{"Niger Asks U.S. To Withdraw Its Troops"}},
		"a time before a name":    {"en", []string{"They left at 6 p.m.", "Kola stayed at home."}},
		"a time before a day":     {"en", []string{"They left at 6 p.m. Saturday and at 5 a.m. GMT (7 a.m. CAT) they came."}},
		"a time first":            {"en", []string{"At 5 a.m. Mr. Kola left.", "By 7.30 p.m. Kano was dark."}},
		"a degree":                {"en", []string{"She has a Ph.D. from Dakar.", "He does not."}},
		"French":                  {"fr", []string{"Il travaille pour l’O.N.U. à Bamako.", "Il a quitté l’O.N.U.", "Le bureau a fermé."}},
		"Portuguese":              {"pt", []string{"Trabalha na O.N.U. em Bissau.", "Saiu da O.N.U.", "Não disse porquê."}},
		"Hausa":                   {"ha", []string{"Annabi S.A.W. ya yi umarni.", "An gina makarantar S.A.S.", "Ya ce haka."}},
		"a Roman number first":    {"en", []string{"I. The well is dry.", "II. The road is cut."}},
		"an exclamation in names": {"en", []string{"She works at Yahoo! in Lagos.", "He sings with Y!J now."}},
	})
}

func TestDashesListsAndSmallLetters(t *testing.T) {
	checkCases(t, map[string]splitCase{
		"a dialogue":                 {"fr", []string{"– Où est le puits ?", "– Derrière la colline.", "– Merci."}},
		"a dateline":                 {"en", []string{"HOWELL, Mich. - Kola was nine days from home.", "LOMÉ, Jan. 3 - The ferry is back."}},
		"the speaker behind a dash":  {"en", []string{"“We will win!” – Kola, on Friday."}},
		"a credit":                   {"fr", []string{"La route est coupée depuis lundi.", "– Agence du Fleuve"}},
		"a name with a late capital": {"en", []string{"The market burned.", "al-Sabkha fighters left.", "Nobody paid.", "e-Naira came too late."}},
		"a small letter":             {"en", []string{"They sell approx. twelve tonnes, esp. millet etc. to Kano."}},
		"a lettered item":            {"en", []string{"d. Log of the patrol", "e. Log of the ferry"}},
		"marks that stand apart":     {"en", []string{"! ! !"}},
	})
}

func TestLinesWrappedByHandAreMeasuredAsLines(t *testing.T) {
	text := "The pumps of the old town work again. It took\nthree weeks."
	want := []string{"The pumps of the old town work again.", "It took\nthree weeks."}
	if got := sentencesOf(text, "en"); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
