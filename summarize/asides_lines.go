package summarize

import "strings"

// boilerplate says why a line belongs to the page and not to the article, or "".
func (p *pageLines) boilerplate(text string, words []token) string {
	if len(words) > 25 || len(words) == 0 {
		return ""
	}
	line := strings.Trim(Fold(text), " •*-–—|>[]()«»\"“”")
	switch {
	case strings.HasPrefix(line, "©"), strings.HasPrefix(line, "c) "), p.copyrights.begin(line) && len(words) <= 20:
		return "copyright"
	case len(words) <= 25 && p.pointers.begin(line) && pointing(line):
		return "points to another article"
	case len(words) <= 16 && p.credits.begin(line) && !strings.HasSuffix(line, "."), creditOnly(words):
		return "credit line"
	case contact(line, words):
		return "asks to write to the newsroom"
	case len(words) <= 25 && p.subscriptions.standIn(line):
		return "asks to subscribe or follow"
	case p.cookies.standIn(line):
		return "cookie notice"
	case strings.HasPrefix(text, "#") && strings.Count(text, "#") == len(words):
		return "hashtags"
	case greeting(line):
		return "greeting"
	}
	return ""
}

// pointing tells whether what begins like a pointer is one: a title follows, not a sentence with its full stop.
func pointing(line string) bool { return !strings.HasSuffix(line, ".") || strings.Count(line, " ") < 4 }

// contact tells whether a line asks to write to the newsroom: an address and nothing like a sentence.
func contact(line string, words []token) bool {
	return len(words) <= 16 && !strings.HasSuffix(line, ".") && strings.Contains(line, "@")
}

// creditOnly tells whether a line is nothing but agencies, such as "AFP / Getty Images" or "(Reuters)".
func creditOnly(words []token) bool {
	named := 0
	for i := range words {
		switch words[i].fold {
		case "afp", "reuters", "ap", "getty", "epa", "efe", "lusa", "aps", "pana", "xinhua", "anadolu":
			named++
		case "images", "with", "avec", "com", "et", "and", "e", "agencies", "agences":
		default:
			return false
		}
	}
	return named > 0
}

// greeting tells whether a line only greets the readers of a newsletter.
func greeting(line string) bool {
	switch strings.TrimRight(line, ".! ") {
	case "good morning", "good afternoon", "good evening", "hello", "bonjour", "bonsoir", "bom dia", "boa tarde", "صباح الخير", "barka da safiya":
		return true
	}
	return false
}

// heading tells whether a line is one of the headings that newsrooms put above parts of a text.
func (p *pageLines) heading(r *reading) bool {
	return len(r.words) <= 7 && p.headings.standIn(" "+lineKey(r.text)+" ")
}

func headings() []string {
	return []string{
		" also in ", " more on ", " what you need to know ", " what to ", " key points ", " key facts ", " in brief ", " in this edition ",
		" ce qu'il faut ", " faut retenir ", " l'essentiel ", " en bref ", " a retenir ", " dans ce numero ", " aussi dans ",
		" pontos chave ", " o que saber ", " o que reter ", " em resumo ", " nesta edicao ", " tambem nesta ",
		" في هذا العدد ", " ابرز النقاط ",
	}
}

func pointers() []string {
	return []string{
		"read also", "also read", "read more", "see also", "related:", "related articles", "related stories", "you may also like",
		"watch:", "watch also", "listen:", "click here", "continue reading", "read the full", "more on this",
		"lire aussi", "a lire aussi", "lire egalement", "a lire egalement", "voir aussi", "a voir aussi", "lire la suite",
		"sur le meme sujet", "ecoutez aussi", "pour aller plus loin", "cliquez ici", "en savoir plus", "a lire :",
		"leia tambem", "ler tambem", "leia mais", "ler mais", "veja tambem", "saiba mais", "clique aqui", "continue a ler",
		"اقرا ايضا", "اقرا المزيد", "شاهد ايضا", "للمزيد", "طالع ايضا", "انظر ايضا", "مواضيع ذات صله",
		"karanta kuma", "ku karanta", "karin bayani:", "latsa nan", "wasu labaran da",
	}
}

func credits() []string {
	return []string{
		"photo:", "photo :", "photos:", "photo credit", "photo by", "image:", "image source", "image credit", "credit:", "picture:", "file photo", "source:", "video:",
		"video journalist", "produced by", "filmed and edited", "filmed by", "edited by", "additional reporting by", "reporting by", "video by", "graphics by",
		"illustrations par", "video realisee par", "propos recueillis par", "montage :", "texto de", "edicao:", "bidiyo:", "daukar bidiyo", "tacewa:", "tsarawa",
		"photo d'", "photo de ", "credit photo", "legende", "source :", "image :", "video :", "illustration :", "© ",
		"foto:", "fotos:", "imagem:", "credito:", "fonte:", "foto de ",
		"صوره:", "الصوره:", "تصوير:", "المصدر:", "asalin hoton", "bayanan hoto", "hoto:",
	}
}

func copyrights() []string {
	return []string{
		"copyright", "all rights reserved", "tous droits reserves", "todos os direitos reservados", "direitos reservados",
		"جميع الحقوق محفوظه", "حقوق النشر", "reproduction interdite", "toute reproduction",
	}
}

func subscriptions() []string {
	return []string{
		"sign up for", "sign up to", "sign up here", "daily newsletter", "weekly newsletter", "morning newsletter", "in today's newsletter",
		"live blog for the latest", "live blog for latest", "appeared first on", "subscribe to our", "subscribe now", "our newsletter", "our free newsletter", "follow us on", "like us on",
		"join our whatsapp", "download our app", "get our app", "share this article", "share this story", "enable javascript",
		"never miss a story", "support our journalism", "leave a comment",
		"abonnez-vous", "abonnez vous", "inscrivez-vous", "lettre d'information", "notre newsletter", "suivez-nous", "suivez nous",
		"rejoignez notre", "telechargez notre", "partager cet article", "partagez cet article", "laisser un commentaire",
		"subscreva", "assine a nossa", "assine ja", "nossa newsletter", "siga-nos", "siga nos", "partilhe este artigo",
		"اشترك في", "تابعونا", "تابعنا على", "النشره البريديه", "حمل التطبيق",
		"ku biyo mu", "ku biyo shafinmu", "shiga tasharmu",
	}
}

func cookies() []string {
	return []string{
		"uses cookies", "use cookies", "use of cookies", "cookie policy", "accept cookies", "accept all cookies",
		"utilise des cookies", "utilisons des cookies", "politique de confidentialite", "accepter les cookies", "gestion des cookies",
		"utiliza cookies", "utilizamos cookies", "usa cookies", "politica de privacidade", "aceitar cookies",
		"ملفات تعريف الارتباط", "سياسه الخصوصيه",
	}
}
