package summarize

import "strings"

// sounds writes a word by its sounds, as far as Latin and Arabic letters agree.
type sounds struct{ letters *strings.Replacer }

// newSounds: letters that are read together come before those that are read alone, and one that is not listed stands for itself. Of
// letters that reporters write for one sound one stands (p and b, v and f, q and k); Arabic has no other for p and v. An ع or a hamza has
// no sound of its own in Latin. Words come folded, so that an alif with a sign is an alif.
func newSounds() sounds {
	return sounds{strings.NewReplacer(
		"tch", "t", "sch", "x", "ch", "x", "sh", "x", "zh", "j", "kh", "k", "gh", "g", "ph", "f", "th", "t", "dj", "j", "ck", "k", "qu", "k",
		"ce", "si", "ci", "si", "cy", "si", "ge", "ji", "gi", "ji", "gy", "ji", "ou", "u", "oo", "u", "ai", "a", "ei", "i", "au", "u",
		"c", "k", "e", "i", "o", "u", "p", "b", "q", "k", "v", "f", "w", "u", "x", "ks", "y", "i",
		"تش", "t", "ا", "a", "ب", "b", "پ", "b", "ت", "t", "ث", "s", "ج", "j", "چ", "j",
		"ح", "h", "خ", "k", "د", "d", "ذ", "d", "ر", "r", "ز", "z", "س", "s", "ش", "x", "ص", "s", "ض", "d", "ط", "t", "ظ", "z", "ع", "",
		"غ", "g", "گ", "g", "ف", "f", "ڤ", "f", "ق", "k", "ك", "k", "ک", "k", "ل", "l", "م", "m", "ن", "n", "ه", "h", "و", "u",
		"ي", "i", "ی", "i", "ء", "",
	)}
}

// soundLetters is how many consonants tell a name from most others.
const soundLetters = 3

// of names what a name sounds like: its consonants, and where these are two only its vowels too, of which Arabic writes the long
// ones. "Bazoum" and بازوم are one, "Tchiani", "Tiani" and تياني, "Zelensky" and "Zelenskyy". fold is a word in lower case
// without accents. It is empty for one in another script, and for one that says too little.
func (s sounds) of(fold string) string {
	whole := make([]byte, 0, len(fold))
	consonants := make([]byte, 0, len(fold))
	for _, b := range []byte(s.letters.Replace(strings.TrimPrefix(fold, "ال"))) {
		if b < 'a' || b > 'z' {
			return ""
		}
		if n := len(whole); n > 0 && whole[n-1] == b {
			continue
		}
		whole = append(whole, b)
		if b != 'a' && b != 'i' && b != 'u' {
			consonants = append(consonants, b)
		}
	}
	switch {
	case len(consonants) >= soundLetters:
		return string(consonants)
	case len(consonants) == soundLetters-1 && len(whole) >= soundLetters:
		return string(whole)
	}
	return ""
}
