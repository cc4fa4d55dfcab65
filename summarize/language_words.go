package summarize

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"harmattan/internal/news"
)

// tongue is one of the languages that are told apart by their small words.
type tongue uint8

const (
	inEnglish tongue = iota
	inFrench
	inPortuguese
	inSpanish
	inGerman
	inHausa
	inAnother // a language of the same script that is none of these
	tongues
)

func (t tongue) lang() news.Lang {
	return [tongues]news.Lang{news.English, news.French, news.Portuguese, "es", "de", news.Hausa, news.Unknown}[t]
}

// tally counts something of each tongue: lanes of nine bits in one number, so that a text of 511 words fits.
type tally uint64

const laneBits = 9

func (t tongue) one() tally { return 1 << (laneBits * t) }

func (n tally) of(t tongue) int { return int(n >> (laneBits * t) & (1<<laneBits - 1)) }

// smallWord is a small word, its bytes as one number, with the languages that have it.
type smallWord struct {
	key  uint64
	with tally // the languages that have it
	only tally // the one that has it, where no other does
}

// wordTable finds small words by their keys: a hash table of twice as many places as it has words, so that a search for
// what is not there ends soon.
type wordTable [tablePlaces]smallWord

const (
	tableBits   = 11
	tablePlaces = 1 << tableBits
)

// smallWords is read once, at the first text.
var smallWords = sync.OnceValue(readSmallWords) //nolint:gochecknoglobals // a table that never changes

// place is where a key stands or would stand.
func (w *wordTable) place(key uint64) *smallWord {
	at := key * 0x9e3779b97f4a7c15 >> (64 - tableBits)
	for w[at].key != key && w[at].key != 0 {
		at = (at + 1) % tablePlaces
	}
	return &w[at]
}

// smallWordsOf are the words that hardly a sentence of a language is without, with some that news in English is full of.
// What two languages have stands in both, and so do the small words of names ("von der Leyen").
func smallWordsOf(t tongue) string {
	return [tongues]string{
		`the of and to in is for on that with as was at by it be from are this has have his an not he who will after their
		said they but her she its been which were or had about you we more than when what over into out also would could
		all up there him if no so do says how why your our them can may against while during before between because since
		where being under until off only just my these those i me one some new year years day week people police world
		state government court killed dead two three first last next back get make makes made told set take takes amid
		should must still every most now here then another many much own before both few each using likely know want look
		call calls help found women woman men children school home house death attack black white show life best work way
		water city south north against across seeks fears faces hits wins warns finds gets could de la von der war die`,
		`le la les des du de un une et est en dans pour que qui au aux par sur pas plus ne ce cette son sa ses se il elle
		ils elles avec ont été à a sont qu mais nous vous leur leurs même après selon entre sans comme être fait ou où on
		cet ces y si dont depuis lors tout deux avait était sous vers contre chez ans avant très aussi je me mon deux ai`,
		`o a os as de do da dos das e em no na nos nas um uma para com por que se não mais ao aos à às pelo pela pelos pelas
		foi são é como mas ou seu sua seus suas entre também já está após sobre ter ser até quando há tem isso este esta
		sem desde depois foram era me`,
		`el la los las de del y en un una que se por con para no su sus al lo como más pero es fue ha han este esta entre
		también sobre ya sin según después son está desde cuando o e si le les ser fueron hasta donde muy era contra ante a
		me`,
		`der die das und ist in von den dem des ein eine einer eines einem einen zu mit für auf im nicht sich auch es an als
		aus bei nach wie werden wird hat haben war er sie aber dass über um am zum zur vom noch nur oder durch vor so bis
		sind wurde will sein seine ihre wir ich gegen unter man was kein keine mehr so do la`,
		`da na ta a ya ne ce su kan wa wannan ba ga cikin daga domin kuma sun yi za amma shi ita wani wasu an cewa ake don
		bayan tun mai masu ko har ke suka sai duk ana yana suke tare lokacin yadda wanda wata hakan sa shin nan inda
		wadanda in me ce no wajen ma to yake ciki`,
		`het een van op te dat voor niet aan ook maar naar uit bij zijn heeft il di che non per della del alla sono nel gli dei
		anche kwa katika ni za cha hiyo wake la yang dan dari untuk dengan ini itu ve bir bu için w z na się nie do jest și
		din pe cu care och att det som på är med og til oo ka ku iyo waxaa sa že si sú jsou aj ako jako pre pro ktorý který
		bol byl od`,
	}[t]
}

func readSmallWords() *wordTable {
	out := &wordTable{}
	for t := range tongues {
		for text := range strings.FieldsSeq(smallWordsOf(t)) {
			key := uint64(0)
			for i := range len(text) {
				key = key<<8 | uint64(text[i])
			}
			w := out.place(key)
			w.key, w.with = key, w.with|t.one()
			w.only = 0
			if w.with == t.one() {
				w.only = t.one()
			}
		}
	}
	return out
}

// census counts the words of a text, and how many of them are small words of each language.
type census struct {
	known *wordTable
	words int
	only  tally // small words that no other of the languages has
	with  tally // and all of them
	other int   // letters of other scripts than the Latin

	key  uint64 // the last bytes of the word being read, in lower case
	size int    // and how many bytes it has so far
}

// take counts the words of a text.
func (c *census) take(text string) {
	for i := 0; i < len(text); {
		b := text[i]
		switch {
		case b|0x20 >= 'a' && b|0x20 <= 'z':
			c.key, c.size = c.key<<8|uint64(b|0x20), c.size+1
			i++
		case b < utf8.RuneSelf:
			c.end()
			i++
		default:
			i += c.beyondASCII(text[i:])
		}
	}
	c.end()
}

// beyondASCII takes the sign that s begins with and returns its size.
func (c *census) beyondASCII(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r >= 'À' && r <= 'ſ':
		for _, b := range []byte(string(unicode.ToLower(r))) {
			c.key, c.size = c.key<<8|uint64(b), c.size+1
		}
	case unicode.IsLetter(r):
		c.key, c.size = c.key<<8|0xff, c.size+size // no byte of a small word
		if !unicode.Is(unicode.Latin, r) {
			c.other++
		}
	default:
		c.end()
	}
	return size
}

// longestSmall is how many bytes a small word has at most.
const longestSmall = 8

// end counts the word that was read, if there was one.
func (c *census) end() {
	if c.size == 0 {
		return
	}
	c.words++
	switch {
	case c.size >= 5 && c.key&0xffffff == 'i'<<16|'n'<<8|'g': // "rising": hardly a word of the others ends so
		c.with += inEnglish.one()
		c.only += inEnglish.one()
	case c.size <= longestSmall:
		w := c.known.place(c.key)
		c.with += w.with
		c.only += w.only
	}
	c.key, c.size = 0, 0
}

const (
	plainWords  = 3 // small words of its own that a text must have to be plainly in a language; two where it has no other's
	plainTimes  = 3 // how many times more of them it must have than of any other language's
	plainSpread = 7 // one in so many words must be a small word
	strayed     = 4 // letters of another script that a text in Latin letters may have
)

// most is the language of which a text has most small words that no other has, with how many of the next it has.
func (c *census) most() (best tongue, second int) {
	for t := range tongues {
		if c.only.of(t) > c.only.of(best) {
			best = t
		}
	}
	for t := range tongues {
		if t != best {
			second = max(second, c.only.of(t))
		}
	}
	return best, second
}

// tongueOf is a language among those that have their own small words; inAnother for one that is none of them.
func tongueOf(lang news.Lang) tongue {
	for t := range inAnother {
		if t.lang() == lang {
			return t
		}
	}
	return inAnother
}

// own is how many small words a text has that no language has but this one.
func (c *census) own(lang news.Lang) int { return c.only.of(tongueOf(lang)) }

// plain tells the language of a text that is plainly in one. In doubt it says no.
func (c *census) plain() (t tongue, ok bool) {
	best, second := c.most()
	return best, best != inAnother && c.sure(best, second)
}

// another tells whether a text is in none of the languages that are told apart.
func (c *census) another() bool {
	best, second := c.most()
	own := c.only.of(best)
	return best == inAnother && (own >= plainWords && own >= plainTimes*second || c.sure(best, second))
}

// sure tells whether a text has small words enough of the language of which it has most, and few of the next.
func (c *census) sure(best tongue, second int) bool {
	own := c.only.of(best)
	enough := own >= plainWords || own == plainWords-1 && second == 0
	return enough && own >= plainTimes*second && c.with.of(best)*plainSpread >= c.words && c.other <= strayed
}
