package summarize

import (
	_ "embed"
	"hash/fnv"
	"math"
	"strconv"
	"strings"
	"sync"

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
	frequency map[stemKey]commonness
	telling   map[stemKey]telling
	words     map[stemKey]uint16   // stem to idea
	phrases   map[stemKey][]phrase // first stem of a phrase to its rest
	classes   []uint8              // by idea: ideas of one class exclude each other; 0 is none
	firstDay  uint16               // idea of Monday; the other days and the months follow
	names     []string             // by idea
	pairs     forest               // scores two statements on their own
	stories   forest               // scores the evidence that two statements of a story say the same
}

// commonness is how rare a stem is and whether it is written with a capital.
type commonness struct {
	idf  float32 // 0 for "the" to 1 for a word never seen
	name bool
}

// phrase is several words that mean one idea.
type phrase struct {
	rest []string // stems of the words after the first
	idea uint16
}

func readKnowledge() *knowledge {
	k := &knowledge{
		frequency: readFrequencies(frequenciesText), telling: readTelling(tellingText),
		words: map[stemKey]uint16{}, phrases: map[stemKey][]phrase{},
		classes: []uint8{0}, names: []string{""},
		pairs: readPairForest(), stories: readStoryForest(),
	}
	k.readLexicon(lexiconText)
	k.timeIdeas()
	return k
}

// readFrequencies reads the table of inverse document frequencies: a line a language and level, then its stems. A
// stem that is mostly written with a capital begins with "^".
func readFrequencies(text string) map[stemKey]commonness {
	out := make(map[stemKey]commonness, 1<<15)
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
		for s := range strings.FieldsSeq(stems) {
			c := commonness{idf: float32(n) / 100}
			s, c.name = strings.CutPrefix(s, "^")
			out[stemKey{news.Lang(lang), s}] = c
		}
	}
	return out
}

// telling is the log-odds of sameness that labelled pairs gave a word.
type telling struct{ alone, shared float32 }

// readTelling reads the table of telling words: a line a language and the two log-odds in tenths, then stems.
func readTelling(text string) map[stemKey]telling {
	out := make(map[stemKey]telling, 1<<12)
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
		for s := range strings.FieldsSeq(stems) {
			out[stemKey{news.Lang(fields[0]), s}] = telling{float32(alone) / 10, float32(shared) / 10}
		}
	}
	return out
}

// timeIdeas gives the days of the week and the months an idea each, after those of the lexicon, so that "Tuesday" and
// "mardi" are the same word.
func (k *knowledge) timeIdeas() {
	k.firstDay = uint16(len(k.names)) //nolint:gosec // a few hundred
	for range 7 + 12 {
		k.names, k.classes = append(k.names, ""), append(k.classes, 0)
	}
}

// readLexicon reads the ideas of the news with their words in each language; the file says how it is written.
func (k *knowledge) readLexicon(text string) {
	l := newLexer()
	classes := map[string]uint8{}
	for line := range strings.Lines(text) {
		head, rest, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		name, class, _ := strings.Cut(strings.TrimSuffix(head, "]"), " [")
		if class != "" && classes[class] == 0 {
			classes[class] = uint8(len(classes) + 1) //nolint:gosec // a handful
		}
		idea := uint16(len(k.names)) //nolint:gosec // a few hundred lines
		k.names = append(k.names, name)
		k.classes = append(k.classes, classes[class])
		for part := range strings.SplitSeq(rest, "|") {
			words := strings.Fields(part)
			for _, w := range words[1:] {
				k.learn(l, news.Lang(words[0]), w, idea)
			}
		}
	}
}

func (k *knowledge) learn(l *lexer, lang news.Lang, entry string, idea uint16) {
	if allCapitals(entry) {
		k.words[stemKey{lang, "=" + entry}] = idea
		return
	}
	parts := l.words(strings.ReplaceAll(entry, "_", " "), lang)
	switch len(parts) {
	case 0:
	case 1:
		k.words[stemKey{lang, parts[0].Stem}] = idea
	default:
		p := phrase{idea: idea}
		for _, w := range parts[1:] {
			p.rest = append(p.rest, w.Stem)
		}
		key := stemKey{lang, parts[0].Stem}
		k.phrases[key] = append(k.phrases[key], p)
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

// rarity is the inverse document frequency of a stem, 0 to 1. In a language without a table short words are taken
// for the grammar and the rest for middling.
func (k *knowledge) rarity(stem string, lang news.Lang) commonness {
	if c, ok := k.frequency[stemKey{lang, stem}]; ok {
		return c
	}
	switch lang {
	case news.English, news.French, news.Arabic, news.Hausa:
		return commonness{idf: 1}
	}
	return commonness{idf: float32(math.Min(1, .12*float64(len([]rune(stem)))))}
}

// hash names a stem by 31 bits; the highest bit is kept for ideas of the lexicon.
func hash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32() &^ ideaBit
}

// ideaBit marks a key as an idea of the lexicon rather than a stem.
const ideaBit = 1 << 31
