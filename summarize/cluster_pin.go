package summarize

// Pin tells the index all that the officer arranged by hand: articles that stay in the story that they are in, also as
// new revisions, and pairs of stories that are not joined. What was told before is forgotten.
func (x *Index) Pin(held []string, apart [][2]string) {
	clear(x.held)
	clear(x.apart)
	for _, article := range held {
		x.held[article] = true
	}
	for _, pair := range apart {
		x.apart[pairOf(pair[0], pair[1])] = true
	}
}

// Holds tells whether the officer wants an article to stay in its story.
func (x *Index) Holds(article string) bool { return x.held[article] }

func (x *Index) keptApart(a, b string) bool { return x.apart[pairOf(a, b)] }

// inherit keeps a story apart from what another one is kept apart from: it has articles of it now.
func (x *Index) inherit(story, from string) {
	for pair := range x.apart {
		other := pair[0]
		if other == from {
			other = pair[1]
		} else if pair[1] != from {
			continue
		}
		if other != story {
			x.apart[pairOf(story, other)] = true
		}
	}
}

func pairOf(a, b string) [2]string {
	if b < a {
		a, b = b, a
	}
	return [2]string{a, b}
}
