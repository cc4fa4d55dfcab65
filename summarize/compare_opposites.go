package summarize

import "strings"

// oppositesDiffer finds a word of one side and its opposite on the other, neither of which the other side has.
func oppositesDiffer(x *alignment) (difference, bool) {
	for i := range x.na {
		if x.howA[i] != unpaired {
			continue
		}
		v := x.a.words[i].opposite
		if v == 0 {
			continue
		}
		for j := range x.nb {
			if x.howB[j] == unpaired && x.b.words[j].opposite == -v {
				d := difference{by: oppositeBy, inA: span{i, i + 1}, inB: span{j, j + 1}}
				if max(v, -v) > lastContrary {
					d.by = kindBy
				}
				return d, true
			}
		}
	}
	return difference{}, false
}

// inCompound tells whether a hyphen joins a word to another one, whose sense it then has: nothing rises in a high-rise. Points of
// the compass keep theirs, and "re-opened" is opened.
func inCompound(text string, t *token) bool {
	if t.opposite == 0 || max(t.opposite, -t.opposite) > lastContrary {
		return false
	}
	before, after := text[:t.start], text[t.end:]
	behind := strings.HasSuffix(before, "-") && !strings.HasSuffix(strings.ToLower(before), "re-")
	return behind || strings.HasPrefix(after, "-")
}

// lasting tells whether an opposite is a state that a thing has, rather than a way it goes or one of two of a kind: wind
// is strong or light, but one price may rise while another falls.
func lasting(v int8) bool { return v != 0 && max(v, -v) <= lastStates }

// lastStates is how many of the opposites are states; they stand first. Those after lastContrary do not contradict each
// other but tell two things of a kind apart: the men's race and the women's.
const (
	lastStates   = 3
	lastContrary = 10
)

// opposites gives words that exclude each other the same number with another sign.
func opposites() map[string]int8 {
	pairs := [...][2]string{
		{"strong strongly fort forte", "weak light faible fraca fraco leve"},
		{"opened reopened reopens reopen opens open rouvert ouvert reaberto aberto", "closed shut closes close ferme fermee fermes fechado fechada"},
		{"guilty coupable culpado", "innocent acquitted acquitte inocente"},
		{"rose risen rise rises rising climbed gained jumped surged increased increase higher hausse augmente bondi subiu aumentou", "fell fallen fall falls falling dropped lost slipped slid tumbled declined decreased decrease lower baisse chute recule caiu diminuiu"},
		{"won win wins winning victory victoire gagne venceu", "lost loses lose losing defeat defaite perdu perdeu"},
		{"accepted accepts approve approved accepte aceitou", "rejected rejects refused refuses rejette refuse recusou rejeitou"},
		{"supports supported backs backed soutient apoia", "opposes opposed s'oppose rejects opoe"},
		{"all toute tous toutes todos todas", "part partie parte"},
		{"bought buys achete comprou", "sold sells vendu vend vendeu"},
		{"arrived entered arrive chegou", "left departed quitte partiu saiu"},
		{"best meilleur meilleure melhor highest", "worst pire pior lowest"},
		{"upper haute alta", "lower basse baixa"},
		{"north northern nord norte", "south southern sud sul"},
		{"east eastern est leste", "west western ouest oeste"},
		{"more plus mais", "less fewer moins menos"},
		{"actor men man boys acteur hommes ator homens", "actress women woman girls actrice femmes atriz mulheres"},
	}
	out := map[string]int8{}
	for i, p := range &pairs {
		for side, words := range p {
			for w := range strings.FieldsSeq(words) {
				out[w] = int8((i + 1) * (1 - 2*side))
			}
		}
	}
	return out
}

// statesClash tells whether two statements give one rare thing opposite states: "the wind was strong", "the wind was
// light".
func (c *comparer) statesClash(in *spread) bool {
	x := &c.pairing
	for _, s := range x.a.states {
		for _, t := range x.b.states {
			if s.of == t.of && s.value == -t.value && in.rarity(s.of) > .5 {
				return true
			}
		}
	}
	return false
}

// state is a thing and the state a statement gives it.
type state struct {
	of    uint32 // key of the thing
	value int8   // words with the same number and another sign exclude each other
}

// statesOf lists the states of a statement: a word that has an opposite with the last word that carries meaning before
// it, as far as the verb ("the wind was light", "le vent soufflait fort"), or in English the next ("strong wind").
func statesOf(r *reading) []state {
	var out []state
	for i := range r.words {
		v := r.words[i].opposite
		if !lasting(v) {
			continue
		}
		for j := i - 1; j >= max(0, i-3) && r.words[j].role == roleNone; j-- {
			if r.words[j].content() {
				out = append(out, state{r.words[j].key(), v})
			}
		}
		if i+1 < len(r.words) && r.words[i+1].content() {
			out = append(out, state{r.words[i+1].key(), v})
		}
	}
	return out
}
