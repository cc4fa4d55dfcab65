package feeds

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"harmattan/internal/safe"
)

// maxPasses is how often a text is cleaned that was escaped over and over.
const maxPasses = 3

// paragraphs makes plain paragraphs, divided by "\n", of HTML or of plain text. Headings, list items, rows of tables and
// quotations become paragraphs; what is no text of the article (scripts, captions, forms) is left out.
func paragraphs(markup string) string {
	if onlyWords(markup) {
		return markup
	}
	return strings.Join(blocksText(blocks(markup)), "\n")
}

// line makes one line of HTML or plain text, as titles and names are.
func line(markup string) string {
	if onlyWords(markup) {
		return markup
	}
	text := strings.Join(blocksText(blocks(markup)), " ")
	if safe.IsLine(text) {
		return text
	}
	return strings.Join(strings.Fields(text), " ")
}

// onlyWords tells whether cleaning leaves a text as it is: words with single spaces between them, without anything that
// could be markup. Most titles and teasers are.
func onlyWords(markup string) bool {
	return strings.IndexByte(markup, '<') < 0 && strings.IndexByte(markup, '&') < 0 && safe.IsLine(markup)
}

func blocksText(all []block) []string {
	texts := make([]string, 0, len(all))
	for _, b := range all {
		texts = append(texts, b.text)
	}
	return texts
}

// block is a paragraph with what is needed to judge it.
type block struct {
	text   string
	linked int // letters that stand in links
	list   bool
}

// blocks cleans markup until it is text: a text that still holds markup after cleaning was escaped twice.
func blocks(markup string) []block {
	all := cleanOnce(markup)
	for range maxPasses - 1 {
		escaped := false
		for _, b := range all {
			escaped = escaped || holdsMarkup(b.text)
		}
		if !escaped {
			return all
		}
		all = cleanOnce(strings.Join(blocksText(all), "\n"))
	}
	return all
}

// holdsMarkup tells whether a cleaned text shows tags or entities of HTML.
func holdsMarkup(text string) bool {
	if hasTags(text) {
		return true
	}
	for rest := text; ; {
		i := strings.IndexAny(rest, "<&")
		if i < 0 {
			return false
		}
		rest = rest[i:]
		if rest[0] == '&' {
			if decoded := html.UnescapeString(rest[:min(len(rest), 12)]); reference(rest) && !strings.HasPrefix(decoded, "&") {
				return true
			}
		}
		rest = rest[1:]
	}
}

// maxTag is how long a tag may be that shows that a text is HTML, in bytes.
const maxTag = 2048

// tagName is the HTML element whose whole tag s begins with, 0 when there is none.
func tagName(s string) atom.Atom {
	s = strings.TrimPrefix(s[1:min(len(s), maxTag)], "/")
	end := 0
	for end < len(s) && end < 12 && (s[end] >= 'a' && s[end] <= 'z' || s[end] >= 'A' && s[end] <= 'Z' || s[end] >= '0' && s[end] <= '9') {
		end++
	}
	if end == 0 || end == len(s) || !strings.ContainsRune(" />\t\n\r", rune(s[end])) || strings.IndexByte(s[end:], '>') < 0 {
		return 0
	}
	return atom.Lookup([]byte(strings.ToLower(s[:end])))
}

// cleaner turns the tokens of HTML into blocks.
type cleaner struct {
	done   []block
	text   []byte    // the block being written
	raw    []byte    // the tag being read, as it was written
	space  bool      // white space came since the last letter
	breaks int       // line breaks since the last letter
	last   rune      // the last letter written
	out    atom.Atom // the element being left out, 0 when none is
	outs   int       // how many elements of its kind are open
	links  int       // how many links are open
	linked int
	items  int         // how many list items are open
	again  []atom.Atom // elements that were to be left out and were never closed
	pre    int         // how many elements are open that keep their line ends
	plain  bool        // there is no markup: line ends count
	cell   bool        // a cell of this row has been written
}

// firstBlock is how much room a block gets before it needs more, in bytes.
const firstBlock = 1 << 10

// cleanOnce goes through markup once. The tokenizer never calls itself, so depth costs nothing.
func cleanOnce(markup string) []block {
	tags, references := strings.IndexByte(markup, '<') >= 0, strings.IndexByte(markup, '&') >= 0
	if !tags && !references && !strings.ContainsAny(markup, "\n\r") {
		if text := strings.TrimSpace(foldSpace(markup)); text != "" {
			return []block{{text: text}}
		}
		return nil
	}
	c := cleaner{plain: !tags || !hasTags(markup), text: make([]byte, 0, min(len(markup), firstBlock))}
	if c.plain && !strings.Contains(markup, "<!") { // a "<" in it is one: "the <blink> tag"
		c.write(html.UnescapeString(unixLines(markup)))
		c.flush()
		return c.done
	}
	for markup != "" {
		markup = c.walk(markup)
	}
	c.flush()
	return c.done
}

// unixLines makes every line's end a line feed, as a reader of HTML does before it reads references.
func unixLines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// maxAgain is how often markup is read again for an element that is left out and never closed.
const maxAgain = 4

// walk goes through markup to its end. What is left out must be closed: a caption without its end tag would swallow the
// article. Where one is not, walk returns what follows its start tag, to be read after all.
func (c *cleaner) walk(markup string) (again string) {
	z := html.NewTokenizer(strings.NewReader(markup))
	z.AllowCDATA(true)
	at, resume := 0, 0
	for {
		kind, before := z.Next(), c.out
		at += len(z.Raw())
		switch kind {
		case html.ErrorToken:
			if c.out == 0 || rawText(c.out) {
				return ""
			}
			c.again, c.out, c.outs = append(c.again, c.out), 0, 0
			return markup[resume:]
		case html.TextToken:
			c.write(string(z.Text()))
		case html.StartTagToken:
			c.start(z, html.StartTagToken)
		case html.SelfClosingTagToken:
			c.start(z, html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := z.TagName()
			c.end(atom.Lookup(name))
		case html.CommentToken, html.DoctypeToken:
		}
		if before == 0 && c.out != 0 {
			resume = at
		}
	}
}

// leaves tells whether an element is left out: by its kind, or because its attributes hide it.
func (c *cleaner) leaves(tag atom.Atom, z *html.Tokenizer, attributes bool) bool {
	if slices.Contains(c.again, tag) || len(c.again) >= maxAgain && !rawText(tag) {
		return false
	}
	return leftOut(tag) || attributes && hidden(z)
}

// hasTags tells whether a text means its tags. One that only speaks of them ("the <blink> tag") has none that is closed,
// holds anything in attributes, is ever left open, or stands at its head.
func hasTags(markup string) bool {
	head := strings.TrimSpace(markup)
	for rest := head; ; {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			return false
		}
		rest = rest[i:]
		if len(rest) > 2 && rest[1] == '/' && nameStart(rest[2]) {
			return true
		}
		if tag := tagName(rest); tag != 0 {
			end := strings.IndexByte(rest, '>')
			if len(rest) == len(head) || standsAlone(tag) || strings.Contains(rest[:end], "=") || rest[end-1] == '/' {
				return true
			}
		}
		rest = rest[1:]
	}
}

// start takes a start tag, or one that ends itself.
func (c *cleaner) start(z *html.Tokenizer, kind html.TokenType) {
	c.raw = append(c.raw[:0], z.Raw()...) // before its name is read: that may change it
	name, more := z.TagName()
	tag := atom.Lookup(name)
	if tag == 0 && !bytes.ContainsAny(name, "-:") {
		c.write(string(c.raw)) // "<name@example.org>" is text
		return
	}
	void := kind == html.SelfClosingTagToken || voidElement(tag)
	if void {
		z.NextIsNotRawText()
	}
	switch {
	case c.out == atom.Head && tag == atom.Body:
		c.out = 0 // a head needs no end tag
		c.open(tag)
	case c.out != 0 && tag == c.out && !void:
		c.outs++
	case c.out != 0:
	case c.leaves(tag, z, more):
		if !void {
			c.out, c.outs = tag, 1
		}
	default:
		c.open(tag)
	}
}

// open does what an element's start tag asks for.
func (c *cleaner) open(tag atom.Atom) {
	switch tag {
	case atom.Br:
		c.breaks++
	case atom.A:
		c.links++
	case atom.Q:
		c.write("“")
	case atom.Td, atom.Th:
		if c.cell && len(c.text) > 0 {
			c.write(", ")
		}
		c.cell = true
	case atom.Li, atom.Dd, atom.Dt:
		c.flush()
		c.items++
	case atom.Pre:
		c.flush()
		c.pre++
	default:
		if blockElement(tag) {
			c.flush()
		}
	}
}

func (c *cleaner) end(tag atom.Atom) {
	if c.out != 0 {
		if tag == c.out {
			c.outs--
		}
		if c.outs == 0 {
			c.out = 0
		}
		return
	}
	switch tag {
	case atom.A:
		c.links = max(0, c.links-1)
	case atom.Q:
		c.write("”")
	case atom.Li, atom.Dd, atom.Dt:
		c.flush()
		c.items = max(0, c.items-1)
	case atom.Pre:
		c.flush()
		c.pre = max(0, c.pre-1)
	default:
		if blockElement(tag) {
			c.flush()
		}
	}
}

// write adds text to the block being written, with its white space folded.
func (c *cleaner) write(s string) {
	if c.out != 0 {
		return
	}
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		i += size
		switch {
		case r == '\n' && (c.plain || c.pre > 0):
			c.breaks++
		case unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f', r == '\u200b':
			c.space = true
		default:
			c.letter(r)
			i += c.ascii(s[i:])
		}
	}
}

// ascii adds the rest of a word as far as it is ASCII, and returns how long that is. A letter stands before it, so
// nothing waits to be written.
func (c *cleaner) ascii(s string) int {
	n := 0
	for n < len(s) && s[n] > ' ' && s[n] < utf8.RuneSelf {
		n++
	}
	if n == 0 || c.space || c.breaks > 0 {
		return 0
	}
	c.text = append(c.text, s[:n]...)
	c.last = rune(s[n-1])
	if c.links > 0 {
		c.linked += n
	}
	return n
}

// letter writes one rune, after the space or the paragraph's end that came before it.
func (c *cleaner) letter(r rune) {
	if c.breaks > 0 {
		if c.breaks > 1 || c.pre > 0 || endsSentence(c.last) || r == '-' || r == '•' || r == '*' || r == '–' {
			c.flush()
		} else {
			c.space = true
		}
		c.breaks = 0
	}
	hard := r == '\u00a0' || r == '\u202f'
	if hard && (c.space || len(c.text) == 0 || c.last == r) {
		c.space = true
		return
	}
	if c.space && len(c.text) > 0 {
		if c.last == '\u00a0' || c.last == '\u202f' {
			c.text = c.text[:len(c.text)-utf8.RuneLen(c.last)] // a hard space that an ordinary one follows
		}
		c.text = append(c.text, ' ')
	}
	c.space = false
	c.text = utf8.AppendRune(c.text, r)
	c.last = r
	if c.links > 0 {
		c.linked++
	}
}

// endsSentence tells whether a line that ends with this letter may be the end of a paragraph.
func endsSentence(r rune) bool {
	return strings.ContainsRune(".!?…:;»”\")]。؟।", r) || r == 0
}

// flush ends the block being written.
func (c *cleaner) flush() {
	text := string(bytes.TrimFunc(c.text, unicode.IsSpace))
	if text != "" && strings.Trim(text, ", ") != "" {
		c.done = append(c.done, block{text: strings.TrimSuffix(text, ","), linked: c.linked, list: c.items > 0})
	}
	c.text = c.text[:0]
	c.space, c.breaks, c.last, c.linked, c.cell = false, 0, 0, 0, false
}

// foldSpace makes each run of white space one space.
func foldSpace(s string) string {
	c := cleaner{text: make([]byte, 0, len(s))}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' {
			c.space = true
			continue
		}
		c.letter(r)
		i += c.ascii(s[i:])
	}
	return string(c.text)
}

// safeBlocks drops what could steer a terminal from each block, last of all.
func safeBlocks(all []block) []block {
	kept := all[:0]
	for _, b := range all {
		if b.text = strings.TrimSpace(safe.Line(b.text)); b.text != "" {
			kept = append(kept, b)
		}
	}
	return kept
}
