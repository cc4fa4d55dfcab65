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
				return difference{by: oppositeBy, inA: span{i, i + 1}, inB: span{j, j + 1}}, true
			}
		}
	}
	return difference{}, false
}

// opposites gives words that exclude each other the same number with another sign.
func opposites() map[string]int8 {
	pairs := [...][2]string{
		{"best meilleur meilleure melhor highest", "worst pire pior lowest"},
		{"upper haute alta", "lower basse baixa"},
		{"rose risen rise rises rising climbed gained jumped surged up increased increase higher hausse augmente bondi subiu aumentou", "fell fallen fall falls falling dropped lost slipped slid tumbled declined down decreased decrease lower baisse chute recule caiu diminuiu"},
		{"north northern nord norte", "south southern sud sul"},
		{"east eastern est leste", "west western ouest oeste"},
		{"won win wins winning victory victoire gagne venceu", "loses lose losing defeat defaite perdu perdeu"},
		{"strong strongly fort forte", "weak light faible fraca fraco leve"},
		{"opened reopened reopens reopen opens open rouvert ouvert reaberto aberto", "closed shut closes close ferme fermee fermes fechado fechada"},
		{"more plus mais", "less fewer moins menos"},
		{"accepted accepts approve approved accepte aceitou", "rejected rejects refused refuses rejette refuse recusou rejeitou"},
		{"supports supported backs backed soutient apoia", "opposes opposed s'oppose rejects opoe"},
		{"all toute tous toutes todos todas", "part partie parte"},
		{"bought buys achete comprou", "sold sells vendu vend vendeu"},
		{"arrived entered arrive chegou", "left departed quitte partiu saiu"},
		{"actor men man boys acteur hommes ator homens", "actress women woman girls actrice femmes atriz mulheres"},
		{"guilty coupable culpado", "innocent acquitted acquitte inocente"},
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
