package store

// What was just written is indexed next: its words are taken from what is at hand rather than read and unpacked again, which
// took a third of the time that indexing takes.

// mostFresh is how many articles are kept at hand at most: those of a piece, and what is written before one is due.
const mostFresh = 2 * pieceArticles

// keepFresh notes an article that was just written. The numbers of those at hand follow each other.
func (w *writer) keepFresh(a indexed) {
	if n := len(w.fresh); n >= mostFresh || n > 0 && w.fresh[n-1].n+1 != a.n {
		w.fresh = nil
	}
	w.fresh = append(w.fresh, a)
}

// freshOf are a piece's documents where all of them are at hand, with none before them kept any longer; else nil.
func (w *writer) freshOf(p piece, from, to int) []indexed {
	if p.listed != nil || len(w.fresh) == 0 || from >= to {
		return nil
	}
	first, last := p.article(from)-w.fresh[0].n, p.article(to-1)-w.fresh[0].n
	if first < 0 || last >= int64(len(w.fresh)) {
		return nil
	}
	all := w.fresh[first : last+1]
	w.fresh = append([]indexed(nil), w.fresh[last+1:]...)
	return all
}
