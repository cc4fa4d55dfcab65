package summarize

import (
	"slices"
	"strings"
	"testing"

	"harmattan/internal/news"
)

func TestVerdictsOnTwoStatements(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		lang       news.Lang
		want       news.Kind
	}{
		{
			"capitals and marks do not matter", "The bridge at Sirba has reopened.", "the bridge at Sirba has reopened", news.English, news.Same,
		},
		{
			"a small word more says nothing more",
			"The council of Dargol said it had closed the cattle market on Tuesday because of the floods.",
			"The council of Dargol said that it closed the cattle market on Tuesday because of the floods.", news.English, news.Restates,
		},
		{
			"a figure that both hold differently is news",
			"Gunmen killed 12 soldiers in an attack on the post near Inata, the army said.",
			"Gunmen killed 15 soldiers in an attack on the post near Inata, the army said.", news.English, news.Differs,
		},
		{
			"so it is in words and digits, and in French",
			"Douze soldats ont été tués dans l’attaque du poste près d’Inata, selon l’armée.",
			"Quinze soldats ont été tués dans l’attaque du poste près d’Inata, selon l’armée.", news.French, news.Differs,
		},
		{
			"a weekday keeps two reports apart",
			"The prefect of Dargol reopened the market on Tuesday after a week of talks with traders.",
			"The prefect of Dargol reopened the market on Friday after a week of talks with traders.", news.English, news.Differs,
		},
		{
			"what one denies the other has not said",
			"The delegates of the eleven villages signed the agreement on the cattle corridor.",
			"The delegates of the eleven villages did not sign the agreement on the cattle corridor.", news.English, news.Differs,
		},
		{
			"another place is another event",
			"Two people were wounded when a mine exploded under a lorry in Gao on Monday.",
			"Two people were wounded when a mine exploded under a lorry in Kidal on Monday.", news.English, news.Differs,
		},
		{
			"fighters are no villagers",
			"The army said that its helicopters had killed 38 attackers during the two days.",
			"The army said that its helicopters had killed 38 villagers during the two days.", news.English, news.Differs,
		},
		{
			"two matters stay apart", "The river is falling three weeks early this year.", "A court in Niamey freed two journalists on Monday.", news.English, news.Apart,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := Compare(c.a, c.b, c.lang)
			if v.Kind != c.want {
				t.Errorf("%s (%.2f, %s), want %s", v.Kind, v.Score, v.Why, c.want)
			}
			back := Compare(c.b, c.a, c.lang)
			if back.Kind != v.Kind || back.Score != v.Score {
				t.Errorf("the other way round it is %s %.4f, not %s %.4f", back.Kind, back.Score, v.Kind, v.Score)
			}
		})
	}
}

func TestADifferenceTellsBothReadings(t *testing.T) {
	a := "Gunmen killed 12 soldiers in an attack on the post near Inata, the army said."
	b := "Gunmen killed 15 soldiers in an attack on the post near Inata, the army said."
	v := Compare(a, b, news.English)
	if v.Mine != "12" || v.Theirs != "15" || v.Why != "15 / 12 soldiers" {
		t.Errorf("mine %q, theirs %q, why %q; want 12, 15 and 15 / 12 soldiers", v.Mine, v.Theirs, v.Why)
	}
}

func TestWhatIsAddedIsTold(t *testing.T) {
	c := newComparer()
	long := c.reader.read("The market of Dargol reopened on Tuesday, guarded by forty gendarmes from Téra.", news.English)
	short := c.reader.read("The market of Dargol reopened on Tuesday.", news.English)
	c.measure(long, short)
	adds := c.added(long, nil)
	if !slices.ContainsFunc(adds, func(s string) bool { return strings.Contains(s, "forty gendarmes") }) {
		t.Errorf("added %q, want the gendarmes among it", adds)
	}
	if adds := c.added(short, nil); len(adds) != 0 {
		t.Errorf("the shorter adds %q, want nothing", adds)
	}
}

func TestSwappedRolesAreLessAlikeThanReorderedWords(t *testing.T) {
	base := "In the spring the herders of Tanda attacked the farmers of Sia."
	swapped := Compare(base, "In the spring the farmers of Sia attacked the herders of Tanda.", news.English)
	moved := Compare(base, "The herders of Tanda attacked the farmers of Sia in the spring.", news.English)
	if swapped.Score >= moved.Score {
		t.Errorf("swapped %.2f, reordered %.2f: want swapped below", swapped.Score, moved.Score)
	}
}

func TestCompareIsSafeForMany(t *testing.T) {
	done := make(chan Verdict)
	for range 8 {
		go func() {
			done <- Compare("The dam held through the night.", "Through the night the dam held.", news.English)
		}()
	}
	first := <-done
	for range 7 {
		if v := <-done; v.Kind != first.Kind || v.Score != first.Score {
			t.Errorf("%v, want %v as before", v, first)
		}
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("Twelve soldiers were killed on Friday.", "15 soldats tués vendredi à 3h20.", "en")
	f.Add("مقتل ١٢ شخصا", "U.S. lifts sanctions", "ar")
	f.Add("", "\x00\xff", "")
	f.Fuzz(func(t *testing.T, a, b, lang string) {
		v, back := Compare(a, b, news.Lang(lang)), Compare(b, a, news.Lang(lang))
		if v.Kind != back.Kind || v.Score != back.Score {
			t.Errorf("%s %v one way, %s %v the other", v.Kind, v.Score, back.Kind, back.Score)
		}
		if v.Score < 0 || v.Score > 1 {
			t.Errorf("score %v", v.Score)
		}
	})
}
