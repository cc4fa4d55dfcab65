package summarize

import (
	"strings"
	"unicode/utf8"
)

// agencies names the agencies whose texts others print, with what credits in English, French, Portuguese and Arabic call
// them. Capitals must be written as capitals: "AP" is an agency, "ap" a word.
func agencies() map[string][]string {
	return map[string][]string{
		"AFP":         {"AFP", "agence france presse", "فرانس برس", "ا ف ب", "اف ب"},
		"Reuters":     {"reuters", "رويترز"},
		"AP":          {"AP", "associated press", "اسوشيتد برس", "اسوشييتد برس", "ا ب"},
		"Xinhua":      {"xinhua", "chine nouvelle", "شينخوا"},
		"Anadolu":     {"anadolu", "AA", "anadolu agency", "agence anadolu", "anadolu ajansi", "الاناضول"},
		"APA":         {"APA", "apanews", "agence de presse africaine"},
		"PANA":        {"PANA", "panapress"},
		"EFE":         {"EFE"},
		"dpa":         {"dpa"},
		"Bloomberg":   {"bloomberg", "بلومبرغ"},
		"TASS":        {"TASS", "itar tass", "تاس"},
		"Lusa":        {"LUSA", "lusa"},
		"ANSA":        {"ANSA"},
		"Belga":       {"belga"},
		"ATS":         {"ATS", "keystone ats"},
		"UPI":         {"UPI"},
		"PTI":         {"PTI"},
		"Kyodo":       {"kyodo"},
		"RIA Novosti": {"ria novosti"},
		"Interfax":    {"interfax"},
		"MAP":         {"MAP"},
		"APS":         {"APS"},
		"ANP":         {"ANP"},
		"AIB":         {"AIB"},
		"AMAP":        {"AMAP"},
		"AIP":         {"AIP"},
		"NAN":         {"NAN", "news agency of nigeria"},
		"GNA":         {"GNA", "ghana news agency"},
		"SPA":         {"SPA", "واس"},
		"WAM":         {"WAM", "وام"},
		"MENA":        {"MENA", "ا ش ا"},
		"PA":          {"pa media", "press association"},
		"AAP":         {"AAP"},
		"TAP":         {"TAP"},
		"ANGOP":       {"ANGOP"},
		"Inforpress":  {"inforpress"},
	}
}

// creditReader finds agencies in texts.
type creditReader struct {
	calls map[string][]call // by the first word
	sizes [256]uint64       // by the first byte of those words: how many bytes they have, as a set
}

// call is one way to name an agency: its words after the first, and whether the first must be in capitals.
type call struct {
	agency   string
	rest     []string
	capitals bool
}

func newCreditReader() *creditReader {
	r := &creditReader{calls: map[string][]call{}}
	for name, list := range agencies() {
		for _, c := range list {
			words := strings.Fields(c)
			first := Fold(words[0])
			r.sizes[first[0]] |= 1 << min(len(first), 63)
			r.calls[first] = append(r.calls[first], call{name, words[1:], words[0] == strings.ToUpper(words[0]) && words[0] != first})
		}
	}
	return r
}

// creditWord is a word of a credit.
type creditWord struct {
	fold     string
	capitals bool // it has no small letter
}

// creditWords are the words of a short text. The full stops of "أ.ف.ب" divide it; those who name it so are known.
func creditWords(s string) []creditWord {
	words := strings.FieldsFunc(s, func(r rune) bool { return !wordRune(r) })
	out := make([]creditWord, len(words))
	for i, w := range words {
		out[i] = creditWord{Fold(w), w == strings.ToUpper(w)}
	}
	return out
}

// agencyAt returns the agency that words begin with and how many of them name it; the longest name wins.
func (r *creditReader) agencyAt(words []creditWord) (name string, length int) {
	for _, c := range r.calls[words[0].fold] {
		n := 1 + len(c.rest)
		if n > len(words) || n <= length || c.capitals && !words[0].capitals {
			continue
		}
		same := true
		for i, w := range c.rest {
			same = same && words[i+1].fold == w
		}
		if same {
			name, length = c.agency, n
		}
	}
	return name, length
}

// agencyNamed is the agency that an outlet is, "" when it is none.
func (r *creditReader) agencyNamed(outlet string) string {
	if !r.mentions(outlet) {
		return ""
	}
	words := creditWords(outlet)
	if name, n := r.agencyAt(words); n == len(words) {
		return name
	}
	return ""
}

// mentions tells whether a word of a text may begin the name of an agency. Where it says no, no credit needs to be looked for.
func (r *creditReader) mentions(text string) bool {
	for at := 0; at < len(text); {
		start := at
		for at < len(text) && alphanumeric(text[at]) {
			at++
		}
		if at < len(text) && text[at] >= utf8.RuneSelf {
			for at < len(text) && (text[at] >= utf8.RuneSelf || alphanumeric(text[at])) {
				at++
			}
			if r.mentionsBeyond(text[start:at]) {
				return true
			}
			continue
		}
		if word := text[start:at]; word != "" && r.sizes[lowerASCII(word[0])]>>min(len(word), 63)&1 != 0 && r.begins(Fold(word), word) {
			return true
		}
		at = max(at, start+1)
	}
	return false
}

// mentionsBeyond is mentions for a run of signs without blanks, not all of them ASCII.
func (r *creditReader) mentionsBeyond(run string) bool {
	for _, w := range creditWords(run) {
		if len(r.calls[w.fold]) > 0 {
			return true
		}
	}
	return false
}

// begins tells whether a name begins with a word as it is written.
func (r *creditReader) begins(fold, written string) bool {
	for _, c := range r.calls[fold] {
		if !c.capitals || written == strings.ToUpper(written) {
			return true
		}
	}
	return false
}
