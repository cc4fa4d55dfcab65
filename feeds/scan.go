package feeds

const (
	maxDepth = 256     // elements inside each other
	maxItems = 100_000 // items of a document
	maxRun   = 4 << 20 // bytes of text in one piece
	longTag  = 1 << 20 // bytes of one tag with its attributes

	itemDepth = 3 // elements that may lie around an item
)

// survey is what a first walk through a document finds, before a parser that calls itself for each element sees it.
type survey struct {
	root    string // local name of the root element
	rootTag string
	items   int      // start tags of items
	about   []string // the rdf:about of each item
	starts  []int    // where each item begins
	deep    bool     // elements lie deeper than maxDepth
	many    bool     // there are more than maxItems
	end     int      // where the items begin that are too many
	long    bool     // a piece of text is longer than maxRun, or a tag than longTag
	broken  bool     // the document ends before its root element does
	odd     bool     // items have children that are rewritten before the parser sees them

	item  int    // depth of the last item
	child string // name of the last child of an item
}

// scan walks through a document without calling itself, so that no document can exhaust the stack.
func scan(text string) survey {
	var s survey
	depth := 0
	t := tokens{rest: text}
	for at := 0; ; at = len(text) - len(t.rest) {
		tok, ok := t.next()
		if !ok {
			break
		}
		s.broken = s.broken || tok.cut
		switch tok.kind {
		case tokenStart, tokenEmpty:
			s.long = s.long || len(tok.raw) > longTag
			s.start(tok, depth, at)
			if tok.kind == tokenStart {
				depth++
			}
		case tokenEnd:
			depth--
		case tokenText, tokenCData:
			s.long = s.long || len(tok.inner) > maxRun
		case tokenOther:
		}
		s.deep = s.deep || depth > maxDepth
	}
	s.broken = s.broken || depth != 0
	return s
}

func (s *survey) start(tok token, depth, at int) {
	name := tok.local()
	if depth <= 0 && s.root == "" {
		s.root, s.rootTag = name, tok.raw
	}
	if !isItem(name) || depth > itemDepth {
		s.below(tok, depth)
		return
	}
	s.item = depth
	if s.items == maxItems {
		if !s.many {
			s.many, s.end = true, at
		}
		return
	}
	s.items++
	s.about = append(s.about, attribute(tok.inner, "about"))
	s.starts = append(s.starts, at)
}

// below looks at an element inside an item.
func (s *survey) below(tok token, depth int) {
	switch {
	case s.items == 0 || s.odd:
	case depth == s.item+1:
		s.child = tok.name
		s.odd = odd(tok, s.root == "feed")
	case depth == s.item+2:
		s.odd = byline(s.child)
	}
}

// part cuts some items out of a document, from that with index first: the first ones with all that stands before them,
// later ones with the root element's tag. How many they are is told with them.
func (s survey) part(text string, first int) (part string, items int) {
	last := min(first+itemsAtOnce, len(s.starts))
	end := len(text)
	if s.many {
		end = s.end
	}
	if last < len(s.starts) {
		end = s.starts[last]
	}
	if first == 0 {
		return text[:end], last
	}
	return s.rootTag + text[s.starts[first]:end], last - first
}

// isItem tells whether elements of this local name are items in some format.
func isItem(name string) bool { return name == "item" || name == "entry" }

// fromRoot cuts what stands before the root element: white space, warnings of a server, the XML declaration, a DOCTYPE,
// comments. The parser finds the root at once, and nothing of it can confuse it.
func fromRoot(text string) string {
	t := tokens{rest: text}
	for {
		before := t.rest
		tok, ok := t.next()
		if !ok {
			return ""
		}
		if tok.kind == tokenStart || tok.kind == tokenEmpty {
			switch tok.local() {
			case "b", "br", "p", "strong", "font": // a server's own complaint before the feed
				continue
			}
			return before
		}
	}
}
