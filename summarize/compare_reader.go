package summarize

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"harmattan/internal/news"
)

// form is all that is known of a word as it is written in one language, looked up once.
type form struct {
	token             // less where it stands and what its neighbours decide
	written  string   // as it stands in texts
	stemText string   //
	foldHash uint32   //
	sound    uint32   // hash of what it sounds like, see sounds; 0 where that says nothing
	day      uint8    // of the week, where that needs no look at the next word
	contrast bool     // see contrastWord
	phrases  []phrase // of the lexicon that begin with its stem
}

// maxLangs is how many languages are kept in mind at once.
const maxLangs = 8

// reader makes readings and keeps what it learned of the words it met last. It is not safe for use by two goroutines.
type reader struct {
	known *knowledge
	met   *met // what all readers that were made together looked up
	langs map[news.Lang]*atHand
	last  *atHand // the language that was asked for last
	words []*form // room for the words of one text
	count counter // room for counting
	used  []bool  // room for reading figures
	room  *room   // for what is read, nil outside of EnterRoom
}

func newReader() *reader { return newReaderOf(newMet()) }

func newReaderOf(m *met) *reader {
	return &reader{known: known(), met: m, langs: map[news.Lang]*atHand{}}
}

// of is what is kept of a language.
func (r *reader) of(lang news.Lang) *atHand {
	if r.last != nil && r.last.lang == lang {
		return r.last
	}
	f := r.langs[lang]
	if f == nil {
		if len(r.langs) >= maxLangs {
			clear(r.langs)
		}
		f = newAtHand(lang, r.known.language(lang), r.met.seed)
		r.langs[lang] = f
	}
	r.last = f
	return f
}

// form is what is known of a word.
func (r *reader) form(in *atHand, word string) *form {
	at := in.hash(word)
	if f := in.find(at); f != nil {
		return f
	}
	f := r.met.form(at, in.lang)
	if f == nil {
		f = r.lookUp(strings.Clone(word), in)
		r.met.keep(at, f, in.lang)
	}
	in.keep(at, f)
	return f
}

// cut lists the words of a text as tokens, and their forms until the next call.
func (r *reader) cut(text string, lang news.Lang, into []token) ([]token, []*form) {
	in := r.of(lang)
	r.words = r.words[:0]
	for at := 0; at < len(text); {
		start, end, after := nextToken(text, at, lang)
		if start < end {
			if f := r.form(in, text[start:end]); f.fold != "" {
				r.words = append(r.words, f)
				t := f.token
				t.start, t.end = start, end
				into = append(into, t)
			}
		}
		at = after
	}
	return into, r.words
}

// read makes a statement ready for comparing.
func (r *reader) read(text string, lang news.Lang) *reading {
	out := &r.room.ofReadings().take(1)[0]
	out.text, out.lang = text, lang
	words := r.room.ofTokens().take(len(text)/5 + 1)
	var all []*form
	out.words, all = r.cut(text, lang, words[:0])
	r.room.ofTokens().giveBack(max(0, len(words)-len(out.words)))
	out.words = out.words[:len(out.words):len(out.words)]
	r.phrases(out, all)
	for i := range out.words {
		t := &out.words[i]
		t.toll, t.people = r.known.tolls[t.idea], r.known.peoples[t.idea]
		t.actor = r.known.actors[t.idea]
		t.weekday = all[i].day
		if inCompound(text, t) {
			t.opposite = 0
		}
		if lang == news.Portuguese && i+1 < len(out.words) {
			t.weekday = weekdayWord(t.fold, out.words[i+1].fold, lang)
		}
		if t.weekday != 0 {
			out.days |= 1 << t.weekday
			t.idea = r.known.firstDay + uint16(t.weekday) - 1
		}
		if t.month != 0 {
			out.months |= 1 << t.month
			t.idea = r.known.firstDay + 6 + uint16(t.month)
		}
		out.same = (out.same ^ uint64(all[i].foldHash)) * longPrime
		out.mass += float64(t.idf)
		out.contrasts = out.contrasts || all[i].contrast
		out.stops = out.stops || t.idea != 0 && t.idea == r.known.suspend
		if t.denies {
			out.denials++
		}
	}
	figures := figureReader{text: text, lang: lang, words: out.words, used: r.used}
	out.figures, out.corrects = figures.read()
	r.used = figures.used
	out.title = headlineCapitals(out.words)
	out.names = readNames(out)
	out.denies = saysNo(out)
	out.disputes, out.bounds = r.disputing(out), bounded(out)
	out.states = statesOf(out)
	out.glimpse(r.known, r.room.ofGlimpses().take(len(out.words)))
	return out
}

// lookUp looks a word up in all that is known of its language.
func (r *reader) lookUp(written string, in *atHand) *form {
	v, lang := in.vocabulary, in.lang
	fold := Fold(written)
	f := &form{written: written, stemText: stem(fold, written, lang), foldHash: hash(fold)}
	f.phrases = v.phrases[f.stemText]
	f.day, f.contrast = weekdayWord(fold, "", lang), contrastWord(fold, lang)
	first, _ := utf8.DecodeRuneInString(written)
	t := token{fold: fold, stem: hash(f.stemText), digit: unicode.IsDigit(first), upper: unicode.IsUpper(first)}
	if t.upper || lang == news.Arabic { // what may be a name
		if sound := r.known.sounds.of(fold); sound != "" {
			f.sound = hash(sound)
		}
	}
	e := v.look(f.stemText)
	t.idf, t.name, t.alone, t.shared, t.idea = e.idf, e.name, e.alone, e.shared, e.idea
	if e := v.stems["="+fold]; e.idea != 0 {
		t.idea = e.idea
	}
	if allCapitals(written) {
		if e := v.stems["="+written]; e.idea != 0 {
			t.idea = e.idea
		}
	}
	if t.upper || lang != news.English {
		t.month = monthWord(fold, lang)
	}
	if t.digit {
		t.idf = max(t.idf, .6)
		f.token = t
		return f
	}
	t.role = roleWord(fold, written, lang)
	t.denies = denialWord(fold, lang)
	t.refuses = refusalWord(fold, lang)
	t.opposite = r.known.opposites[fold]
	n := v.numbers[fold]
	t.number, t.kind = n.value, n.kind
	if _, ok := scaleWord(fold); ok {
		t.number = max(t.number, 1)
	}
	t.weak = fold == "one" || fold == "mil" || fold == "second" || fold == "first" || fold == "premier"
	t.coded = strings.ContainsAny(fold, "0123456789")
	f.token = t
	return f
}

// phrases gives the words of a phrase of the lexicon its idea: the first has it, the rest say nothing more.
func (r *reader) phrases(out *reading, words []*form) {
	for i, w := range words {
		for _, p := range w.phrases {
			if len(p.rest) >= len(words)-i {
				continue
			}
			if !slices.EqualFunc(p.rest, words[i+1:i+1+len(p.rest)], func(s string, w *form) bool { return s == w.stemText }) {
				continue
			}
			for j := range p.rest {
				t := &out.words[i+1+j]
				out.words[i].idf = max(out.words[i].idf, t.idf)
				t.idea = p.idea
			}
			out.words[i].idea = p.idea
			break
		}
	}
}
