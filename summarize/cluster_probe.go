package summarize

// probe is a small table of one article's terms, in which those of others are looked up. Being small it stays near the
// processor, which a table over all slots would not.
type probe struct {
	rows [probeRows]weight // the slot raised by one; 0 where there is none
	set  []uint16          // rows that are taken
}

// probeRows is several times maxTerms, so that a row is nearly always found where it is looked for first.
const (
	probeBits = 9
	probeRows = 1 << probeBits
)

func probeRow(slot int32) uint32 { return uint32(slot) * 0x9e3779b1 >> (32 - probeBits) }

// lay lays out the terms of an article in place of what lay there before.
func (p *probe) lay(terms []weight) {
	for _, i := range p.set {
		p.rows[i] = weight{}
	}
	p.set = p.set[:0]
	for _, w := range terms {
		i := probeRow(w.slot)
		for p.rows[i].slot != 0 {
			i = (i + 1) % probeRows
		}
		w.slot++
		p.rows[i] = w
		p.set = append(p.set, uint16(i))
	}
}

// products adds up the products of the weights that an article's terms have there and here, over all terms and over
// those that mean the same in every language, and counts the names, figures and places among the latter.
func (p *probe) products(terms []weight) (full, neutral uint64, named int) {
	for _, w := range terms {
		for i := probeRow(w.slot); p.rows[i].slot != 0; i = (i + 1) % probeRows {
			r := &p.rows[i]
			if r.slot != w.slot+1 {
				continue
			}
			f := uint64(uint32(w.full) * uint32(r.full))
			full += min(f, mostOfOne)
			neutral += uint64(uint32(w.neutral) * uint32(r.neutral))
			if r.neutral > 0 && w.neutral > 0 && (r.full > 0 || w.full > 0) {
				named++
			}
			break
		}
	}
	return full, neutral, named
}
