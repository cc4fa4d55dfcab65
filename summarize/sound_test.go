package summarize

import "testing"

func TestOneNameSoundsTheSameAsReportersWriteIt(t *testing.T) {
	s := newSounds()
	for _, names := range [][]string{
		{"Bazoum", "بازوم"},
		{"Tchiani", "Tiani", "تياني", "تشياني"},
		{"Zelensky", "Zelenskyy", "زيلينسكي"},
		{"Navalny", "Navalnyï", "نافالني"},
		{"Prigozhin", "بريغوجين"},
		{"Tinubu", "تينوبو"},
		{"Sonko", "سونكو"},
		{"Ousmane", "عثمان"},
		{"Zuma", "زوما"},
		{"Sall", "سال"},
		{"Goïta", "غويتا"},
		{"Déby", "ديبي"},
		{"Macron", "ماكرون"},
		{"Jacob", "جاكوب"},
	} {
		first := s.of(Fold(names[0]))
		for _, name := range names[1:] {
			if got := s.of(Fold(name)); got != first || got == "" {
				t.Errorf("%s sounds %q, %s %q", name, got, names[0], first)
			}
		}
	}
}

func TestDifferentNamesSoundDifferent(t *testing.T) {
	s := newSounds()
	for _, names := range [][2]string{{"Bazoum", "Barmou"}, {"Zuma", "Zema"}, {"Sall", "Sali"}, {"Tiani", "Tani"}, {"Bamako", "Bambari"}} {
		if a, b := s.of(Fold(names[0])), s.of(Fold(names[1])); a == b {
			t.Errorf("%s and %s both sound %q", names[0], names[1], a)
		}
	}
}

func TestWhatSaysTooLittleOrIsNoNameHasNoSound(t *testing.T) {
	s := newSounds()
	for _, word := range []string{"", "Ba", "Eau", "ال", "عو", "Путин", "习近平", "R2-D2", "F16"} {
		if got := s.of(Fold(word)); got != "" {
			t.Errorf("%q sounds %q", word, got)
		}
	}
}

func FuzzSounds(f *testing.F) {
	f.Add("Tchiani")
	f.Add("تياني")
	f.Add("\xff\x00tch")
	s := newSounds()
	f.Fuzz(func(t *testing.T, word string) {
		sound := s.of(word)
		for i := range len(sound) {
			if sound[i] < 'a' || sound[i] > 'z' {
				t.Errorf("%q sounds %q", word, sound)
			}
		}
	})
}
