package regions

import (
	_ "embed"
	"fmt"
	"strings"

	"harmattan/internal/news"
)

// gazetteer is the names of the world as the program in generate wrote them. Its first lines are the countries:
//
//	=ML	002 202 011	Mali	Mali	مالي	Mali	Mali
//
// code, codes of the parts of the world that hold it, name in English, French, Arabic, Portuguese, Hausa. The areas follow,
// each with the folded names that a taxonomy may call it by: "+ML:Gao	gao". After an empty line comes a line for each place
// and kind of name: the kind, the place, the names, folded. Before a name "?" says that it is in doubt, "=" that its
// capitals are asked for.
//
//go:embed gazetteer.txt
var gazetteer string

// kind says how a name stands for its place.
type kind byte

// The kinds of names, as they are written in the gazetteer.
const (
	countryName kind = 'C'
	demonym     kind = 'D' // small letters too: "malien"
	capitalised kind = 'E' // with a capital only: "Malian"
	power       kind = 'K' // capital or seat of power: "Bamako", "Kremlin"
	area        kind = 'A' // first-level division
	part        kind = 'B' // second-level division
	town        kind = 'T'
	group       kind = 'G' // armed group, party, people, institution
	person      kind = 'P'
	wide        kind = 'W' // part of the world: "Sahel", "African"
	sport       kind = 'S' // competition or body of sport
	hint        kind = 'H' // the press of one country uses it: places nothing, but backs a name in doubt
	nothing     kind = 'X' // holds a place's name and means none
	term        kind = 'R' // a region's own term
)

// country is what the head of the gazetteer knows of one.
type country struct {
	names [5]string // in the order of languages
	m49   []string
}

// languages are the columns of names in the head, in order.
func languages() [5]news.Lang {
	return [5]news.Lang{news.English, news.French, news.Arabic, news.Portuguese, news.Hausa}
}

// countries reads the head of the gazetteer: the countries by code, of the areas those that bear a wanted name, by that folded
// name, and the rest of the data.
func countries(data string, wanted map[string]bool) (map[string]country, map[string][]string, string, error) {
	byCode, areas := make(map[string]country, 280), make(map[string][]string, len(wanted))
	for data != "" {
		line, rest, _ := strings.Cut(data, "\n")
		if line == "" {
			return byCode, areas, rest, nil
		}
		data = rest
		switch line[0] {
		case '#':
		case '=':
			fields := strings.Split(line[1:], "\t")
			if len(fields) != 7 {
				return nil, nil, "", fmt.Errorf("gazetteer: %q is no country", line)
			}
			byCode[fields[0]] = country{names: [5]string(fields[2:]), m49: strings.Fields(fields[1])}
		case '+':
			id, names, _ := strings.Cut(line[1:], "\t")
			for names != "" {
				var name string
				if name, names, _ = strings.Cut(names, "\t"); wanted[name] {
					areas[name] = append(areas[name], id)
				}
			}
		default:
			return nil, nil, "", fmt.Errorf("gazetteer: %q is no line of its head", line)
		}
	}
	return byCode, areas, "", nil
}

// areaNames are the folded names of the areas that the regions claim.
func (t Taxonomy) areaNames() map[string]bool {
	out := map[string]bool{}
	for _, r := range t.Regions {
		for _, area := range r.Areas {
			_, name, _ := strings.Cut(area, ":")
			first, second, _ := strings.Cut(name, "/")
			out[areaKey(first)], out[areaKey(second)] = true, true
		}
	}
	return out
}

// resolve finds the divisions that a taxonomy calls "ML:Gao" or "NE:Tahoua/Tillia"; a former name may stand for several.
func resolve(name string, areas map[string][]string) []string {
	code, name, _ := strings.Cut(name, ":")
	first, second, nested := strings.Cut(name, "/")
	var out []string
	for _, id := range areas[areaKey(first)] {
		if id[:2] == code && !nested && !strings.Contains(id, "/") {
			out = append(out, id)
		}
	}
	for _, id := range areas[areaKey(second)] {
		if nested && id[:2] == code && strings.Contains(id, "/") {
			out = append(out, id)
		}
	}
	return out
}

func areaKey(name string) string { return strings.Join(Fold(name), " ") }

// readNames adds the names of the gazetteer to a finder.
func readNames(f *finder, data string) {
	words := make([]string, 0, 8)
	for data != "" {
		var line string
		line, data, _ = strings.Cut(data, "\n")
		kindOf, names, ok := strings.Cut(line, "\t")
		if !ok || kindOf == "" {
			continue
		}
		for names != "" {
			var name string
			name, names, _ = strings.Cut(names, "\t")
			s := sense{place: kindOf[1:], kind: kind(kindOf[0])}
			name, s.doubt = strings.CutPrefix(name, "?")
			name, s.exact = strings.CutPrefix(name, "=")
			words = words[:0]
			for name != "" {
				var word string
				word, name, _ = strings.Cut(name, " ")
				words = append(words, word)
			}
			f.add(words, s)
		}
	}
}
