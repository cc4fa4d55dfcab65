package summarize

import (
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"

	"harmattan/internal/news"
)

// detectRunes is how much of a text is looked at to tell its language, and fewRunes how little is too little to
// overrule the language of its feed.
const (
	detectRunes = 600
	fewRunes    = 60
)

// Detect tells the language of a text. prior is what is known beforehand, such as the language of its feed; it wins
// where the text is short or the detector is not sure. A text that is plainly in a language by its small words takes 2 µs;
// only where that leaves a doubt its runs of three letters are weighed, which takes two hundred times as long.
func Detect(text string, prior news.Lang) news.Lang {
	text = head(text, detectRunes)
	if arabicShare(text) > 0.5 {
		if prior == "fa" || prior == "ur" {
			return prior
		}
		return news.Arabic
	}
	if prior != news.Unknown && len(text) < fewRunes {
		return prior
	}
	count := census{known: smallWords()}
	count.take(text)
	if t, ok := count.plain(); ok {
		return t.lang()
	}
	if count.another() {
		if tongueOf(prior) == inAnother {
			return prior
		}
		return news.Unknown
	}
	return byLetters(text, &count, prior)
}

// byLetters tells the language of a text that is not plainly in one by its runs of three letters. They are sure of themselves
// where they should not be: "America's Credit-Downgrade Blame Game" is French by them. So they overrule neither what is known
// beforehand without a small word more of their language than of that one, nor small words where those speak for one alone.
func byLetters(text string, count *census, prior news.Lang) news.Lang {
	info := whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: map[whatlanggo.Lang]bool{
		whatlanggo.Eng: true, whatlanggo.Fra: true, whatlanggo.Por: true, whatlanggo.Hau: true, whatlanggo.Spa: true,
		whatlanggo.Deu: true,
	}})
	found := news.Lang(info.Lang.Iso6391())
	if prior != news.Unknown {
		if found == news.Unknown || !info.IsReliable() || count.own(found) <= count.own(prior) {
			return prior
		}
		return found
	}
	if best, second := count.most(); count.only.of(best) > second {
		return best.lang()
	}
	return found
}

// Common is the language that most of these articles are plainly in, taken together: what to know beforehand of each where their
// feed names none. Unknown where they are few, or in several.
func Common(list []news.Article) news.Lang {
	count := census{known: smallWords()}
	for _, a := range list {
		if count.words > commonWords {
			break
		}
		count.take(head(a.Title+"\n"+a.Text, detectRunes/2))
	}
	t, ok := count.plain()
	if !ok || count.words < commonLeast {
		return news.Unknown
	}
	return t.lang()
}

// How many words tell the language of a feed: at most, so that with one text more they fit a tally, and at least.
const (
	commonWords = 350
	commonLeast = 30
)

// head is the first n runes of a text.
func head(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for i := range text {
		if n--; n < 0 {
			return text[:i]
		}
	}
	return text
}

// arabicShare is the share of a text's letters that are Arabic.
func arabicShare(text string) float64 {
	if !mayBeArabic(text) {
		return 0
	}
	arabic, all := 0, 0
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				all++
			}
		case unicode.Is(unicode.Arabic, r):
			arabic++
			all++
		case unicode.IsLetter(r):
			all++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(arabic) / float64(all)
}

// mayBeArabic looks for a byte that letters of the blocks of Arabic begin with.
func mayBeArabic(text string) bool {
	for i := range len(text) {
		if b := text[i]; b >= 0xd8 && (b <= 0xdd || b == 0xe0 || b == 0xef || b == 0xf0) {
			return true
		}
	}
	return false
}
