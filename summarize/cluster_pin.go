package summarize

// Hold keeps an article in the story that it is in: the officer put it there. New revisions stay held.
func (x *Index) Hold(article string) { x.held[article] = true }

// KeepApart keeps two stories from being joined: the officer parted them.
func (x *Index) KeepApart(a, b string) { x.apart[pairOf(a, b)] = true }

func (x *Index) keptApart(a, b string) bool { return x.apart[pairOf(a, b)] }

func pairOf(a, b string) [2]string {
	if b < a {
		a, b = b, a
	}
	return [2]string{a, b}
}
