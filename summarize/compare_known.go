package summarize

import (
	_ "embed"
	"hash/fnv"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"harmattan/internal/news"
)

//go:embed frequencies.txt
var frequenciesText string

//go:embed telling.txt
var tellingText string

//go:embed lexicon.txt
var lexiconText string

// known is what comparing knows before it reads anything: how common stems are, which words mean one idea, and the
// learned weights. It is read once, at the first comparison, and never changed.
var known = sync.OnceValue(readKnowledge) //nolint:gochecknoglobals // 7 ms to build, so once for all

type knowledge struct {
	languages map[news.Lang]*vocabulary
	opposites map[string]int8 // by word, the same in every language
	classes   []uint32        // by idea, a set: ideas that share a class exclude each other
	contrary  uint32          // the classes whose ideas contradict each other: a reader should see both
	actors    []bool          // by idea: people of a sort, forces, offices, countries
	spares    []bool          // by idea: what becomes of people who are counted apart from any toll
	tolls     []bool          // by idea: what happens to people, as tolls count it
	peoples   []bool          // by idea: only "people"
	suspend   uint16          // idea of what no longer goes on
	tally     uint16          // idea of counting
	firstDay  uint16          // idea of Monday; the other days and the months follow
	names     []string        // by idea
	pairs     forest          // scores two statements on their own
	credits   *creditReader
	page      *pageLines
	sounds    sounds
	stories   forest // scores the evidence that two statements of a story say the same
}

// vocabulary is what is known of one language.
type vocabulary struct {
	stems   map[string]entry
	phrases map[string][]phrase // first stem of a phrase to its rest
	numbers map[string]numeral
	unseen  bool // rare words are missing from the table: the language has one
}

// entry is what is known of a stem.
type entry struct {
	idf           float32 // 0 for "the" to 1 for a word never seen
	alone, shared float32 // log-odds of sameness that labelled pairs gave it where one side has it, and where both have
	idea          uint16
	name          bool // mostly written with a capital
	counted       bool // idf is known
}

// phrase is several words that mean one idea.
type phrase struct {
	rest []string // stems of the words after the first
	idea uint16
}

func readKnowledge() *knowledge {
	learned := readForests(weightsText)
	k := &knowledge{
		languages: map[news.Lang]*vocabulary{}, opposites: opposites(), classes: []uint32{0}, names: []string{""}, actors: []bool{false},
		pairs: *learned["pairs"], stories: *learned["stories"], credits: newCreditReader(), page: newPageLines(), sounds: newSounds(),
	}
	k.readFrequencies(frequenciesText)
	k.readTelling(tellingText)
	k.readLexicon(lexiconText)
	k.timeIdeas()
	k.nameIdeas()
	return k
}

// nameIdeas finds the ideas that comparing knows by name.
func (k *knowledge) nameIdeas() {
	k.tolls, k.peoples, k.spares = make([]bool, len(k.names)), make([]bool, len(k.names)), make([]bool, len(k.names))
	for idea, name := range k.names {
		switch name {
		case "die", "wound", "kidnap", "arrest":
			k.tolls[idea] = true
		case "rescue", "free":
			k.spares[idea] = true
		case "people":
			k.peoples[idea] = true
		case "suspend":
			k.suspend = uint16(idea)
		case "tally":
			k.tally = uint16(idea)
		}
	}
}

// language is the vocabulary of a language, an empty one for a language that is not known.
func (k *knowledge) language(lang news.Lang) *vocabulary {
	if v := k.languages[lang]; v != nil {
		return v
	}
	return &vocabulary{}
}

func (k *knowledge) grow(lang news.Lang) *vocabulary {
	v := k.languages[lang]
	if v == nil {
		v = &vocabulary{stems: map[string]entry{}, phrases: map[string][]phrase{}, numbers: numerals(lang)}
		k.languages[lang] = v
	}
	return v
}

// change edits what is known of a stem.
func (v *vocabulary) change(stem string, edit func(e *entry)) {
	e := v.stems[stem]
	edit(&e)
	v.stems[stem] = e
}

// readFrequencies reads the table of inverse document frequencies: a line a language and level, then its stems. A
// stem that is mostly written with a capital begins with "^".
func (k *knowledge) readFrequencies(text string) {
	for lang, n := range stemsOf(text) {
		k.grow(lang).stems = make(map[string]entry, n)
	}
	for line := range strings.Lines(text) {
		head, stems, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		lang, level, _ := strings.Cut(head, " ")
		n, err := strconv.Atoi(level)
		if err != nil {
			continue
		}
		v := k.grow(news.Lang(lang))
		v.unseen = true
		for s := range strings.FieldsSeq(stems) {
			s, name := strings.CutPrefix(s, "^")
			v.stems[s] = entry{idf: float32(n) / 100, name: name, counted: true}
		}
	}
}

// stemsOf counts about how many stems such a table has of each language: room for as many is made at once, and for no more.
func stemsOf(text string) map[news.Lang]int {
	out := map[news.Lang]int{}
	for line := range strings.Lines(text) {
		if head, stems, ok := strings.Cut(line, ": "); ok && !strings.HasPrefix(line, "#") {
			lang, _, _ := strings.Cut(head, " ")
			out[news.Lang(lang)] += 1 + strings.Count(stems, " ")
		}
	}
	return out
}

// readTelling reads the table of telling words: a line a language and the two log-odds in tenths, then stems.
func (k *knowledge) readTelling(text string) {
	for line := range strings.Lines(text) {
		head, stems, ok := strings.Cut(strings.TrimSpace(line), ":")
		fields := strings.Fields(head)
		if !ok || strings.HasPrefix(line, "#") || len(fields) != 3 {
			continue
		}
		alone, err1 := strconv.Atoi(fields[1])
		shared, err2 := strconv.Atoi(fields[2])
		if err1 != nil || err2 != nil {
			continue
		}
		v := k.grow(news.Lang(fields[0]))
		for s := range strings.FieldsSeq(stems) {
			v.change(s, func(e *entry) { e.alone, e.shared = float32(alone)/10, float32(shared)/10 })
		}
	}
}

// timeIdeas gives the days of the week and the months an idea each, after those of the lexicon, so that "Tuesday" and
// "mardi" are the same word.
func (k *knowledge) timeIdeas() {
	k.firstDay = uint16(len(k.names))
	for range 7 + 12 {
		k.names, k.classes, k.actors = append(k.names, ""), append(k.classes, 0), append(k.actors, false)
	}
}

// readLexicon reads the ideas of the news with their words in each language; the file says how it is written.
func (k *knowledge) readLexicon(text string) {
	l := newLexer()
	classes := map[string]uint32{}
	for line := range strings.Lines(text) {
		head, rest, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		head, actor := strings.CutPrefix(head, "@")
		name, in, _ := strings.Cut(strings.TrimSuffix(head, "]"), " [")
		idea := uint16(len(k.names))
		k.names = append(k.names, name)
		k.actors = append(k.actors, actor)
		k.classes = append(k.classes, k.classSet(in, classes))
		for part := range strings.SplitSeq(rest, "|") {
			words := strings.Fields(part)
			for _, w := range words[1:] {
				k.learn(l, news.Lang(words[0]), w, idea)
			}
		}
	}
}

// classSet is the set of the classes named; a class met for the first time gets the next place. The mark behind a name
// says that its ideas contradict each other.
func (k *knowledge) classSet(named string, classes map[string]uint32) uint32 {
	set := uint32(0)
	for class := range strings.FieldsSeq(named) {
		class, contrary := strings.CutSuffix(class, "!")
		if classes[class] == 0 {
			classes[class] = 1 << (len(classes) % 32)
		}
		if contrary {
			k.contrary |= classes[class]
		}
		set |= classes[class]
	}
	return set
}

func (k *knowledge) learn(l *lexer, lang news.Lang, word string, idea uint16) {
	v := k.grow(lang)
	if allCapitals(word) {
		v.change("="+word, func(e *entry) { e.idea = idea })
		return
	}
	whole, only := strings.CutPrefix(word, "=")
	parts := l.words(strings.ReplaceAll(whole, "_", " "), lang)
	switch len(parts) {
	case 0:
	case 1:
		key := parts[0].Stem
		if only {
			key = "=" + parts[0].Fold
		}
		v.change(key, func(e *entry) { e.idea = idea })
	default:
		p := phrase{idea: idea}
		for _, w := range parts[1:] {
			p.rest = append(p.rest, w.Stem)
		}
		v.phrases[parts[0].Stem] = append(v.phrases[parts[0].Stem], p)
	}
}

// allCapitals tells whether a word is two to four capitals, such as "US": it must not be taken for "us".
func allCapitals(s string) bool {
	if len(s) < 2 || len(s) > 4 {
		return false
	}
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return true
}

// neverMet is the rarity of a word that is not among those of its language.
const neverMet = 1

// look returns what is known of a stem. In a language without a table short words are taken for the grammar and the
// rest for middling.
func (v *vocabulary) look(stem string) entry {
	e := v.stems[stem]
	switch {
	case e.counted:
	case v.unseen:
		e.idf = neverMet
	default:
		e.idf = float32(min(1, .12*float64(utf8.RuneCountInString(stem))))
	}
	return e
}

// hash names a stem by 31 bits; the highest bit is kept for ideas of the lexicon.
func hash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32() &^ ideaBit
}

// ideaBit marks a key as an idea of the lexicon rather than a stem.
const ideaBit = 1 << 31
