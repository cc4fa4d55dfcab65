package report

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"harmattan/internal/news"
)

// The JSON of the commands. Scripts rely on these names: they are the ones of the manual, and nothing is renamed.
type (
	briefingJSON struct {
		Title      string          `json:"title"`
		Lang       news.Lang       `json:"lang"`
		Articles   []articleJSON   `json:"articles"`
		Statements []statementJSON `json:"statements"`
		Repeats    []repeatJSON    `json:"repeats"`
		Asides     []asideJSON     `json:"asides"`
		Briefing   []int           `json:"briefing"`
	}
	articleJSON struct {
		ID     string `json:"id"`
		Outlet string `json:"outlet"`
		Title  string `json:"title"`
		URL    string `json:"url"`
		Text   string `json:"text"`
	}
	statementJSON struct {
		ID      int    `json:"id"`
		Article string `json:"article"`
		Start   int    `json:"start"`
		End     int    `json:"end"`
		Text    string `json:"text"`
	}
	repeatJSON struct {
		Lead    int          `json:"lead"`
		Members []memberJSON `json:"members"`
	}
	memberJSON struct {
		ID    int       `json:"id"`
		Kind  news.Kind `json:"kind"`
		Score float64   `json:"score,omitempty"`
		Why   string    `json:"why,omitempty"`
		Adds  []string  `json:"adds,omitempty"`
	}
	asideJSON struct {
		ID   int            `json:"id"`
		Kind news.AsideKind `json:"kind"`
		Why  string         `json:"why"`
	}
	storyJSON struct {
		ID       string             `json:"id"`
		Title    string             `json:"title"`
		Region   string             `json:"region"`
		Country  string             `json:"country"`
		Evidence []evidenceJSON     `json:"evidence"`
		State    news.State         `json:"state"`
		Outlets  int                `json:"outlets"`
		Origins  int                `json:"origins"`
		First    string             `json:"first"`
		Last     string             `json:"last"`
		Differs  int                `json:"differs"`
		Articles []storyArticleJSON `json:"articles"`
	}
	evidenceJSON struct {
		Text   string  `json:"text"`
		Place  string  `json:"place"`
		Weight float64 `json:"weight"`
	}
	storyArticleJSON struct {
		ID        string    `json:"id"`
		Outlet    string    `json:"outlet"`
		URL       string    `json:"url"`
		Title     string    `json:"title"`
		Lang      news.Lang `json:"lang"`
		Published string    `json:"published"`
		Origin    string    `json:"origin"`
	}
	placementJSON struct {
		Region      string         `json:"region"`
		Country     string         `json:"country"`
		CountryName string         `json:"country_name"`
		Score       float64        `json:"score"`
		Evidence    []evidenceJSON `json:"evidence"`
		Also        []string       `json:"also"`
	}
)

// Story is a story with its articles, as lists of stories name them.
type Story struct {
	Row      news.StoryRow
	Articles []news.Article
}

// BriefingJSON writes one briefing as a JSON document.
func BriefingJSON(w io.Writer, b news.Briefing) error { return WriteJSON(w, briefing(b)) }

// BriefsJSON writes the briefs of many stories as one JSON document, each with the row that stories --json has for it.
func BriefsJSON(w io.Writer, stories []Story, briefings []news.Briefing) error {
	type brief struct {
		Story    storyJSON    `json:"story"`
		Briefing briefingJSON `json:"briefing"`
	}
	out := struct {
		Briefs []brief `json:"briefs"`
	}{[]brief{}}
	for i, s := range stories {
		out.Briefs = append(out.Briefs, brief{story(s), briefing(briefings[i])})
	}
	return WriteJSON(w, out)
}

// StoriesJSON writes a list of stories as one JSON document.
func StoriesJSON(w io.Writer, stories []Story) error {
	out := struct {
		Stories []storyJSON `json:"stories"`
	}{[]storyJSON{}}
	for _, s := range stories {
		out.Stories = append(out.Stories, story(s))
	}
	return WriteJSON(w, out)
}

// PlacementJSON writes where a text belongs as one JSON document.
func PlacementJSON(w io.Writer, p news.Placement) error {
	return WriteJSON(w, placementJSON{
		Region: p.Region, Country: p.Country, CountryName: p.CountryName, Score: p.Score,
		Evidence: evidence(p.Evidence), Also: orEmpty(p.Also),
	})
}

// WriteJSON writes v as one indented JSON document. Text stays readable: "<" is not written as an escape.
func WriteJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}

func briefing(b news.Briefing) briefingJSON {
	out := briefingJSON{
		Title: b.Title, Lang: b.Lang, Briefing: orEmpty(b.Order),
		Articles: []articleJSON{}, Statements: []statementJSON{}, Repeats: []repeatJSON{}, Asides: []asideJSON{},
	}
	for _, a := range b.Articles {
		out.Articles = append(out.Articles, articleJSON{a.ID, a.Outlet, a.Title, a.URL, a.Text})
	}
	for _, s := range b.Statements {
		out.Statements = append(out.Statements, statementJSON{s.ID, s.Article, s.Start, s.End, s.Text})
	}
	for _, r := range b.Repeats {
		row := repeatJSON{Lead: r.Lead, Members: []memberJSON{}}
		for _, m := range r.Members {
			row.Members = append(row.Members, member(m))
		}
		out.Repeats = append(out.Repeats, row)
	}
	for _, a := range b.Asides {
		out.Asides = append(out.Asides, asideJSON{a.ID, a.Kind, a.Why})
	}
	return out
}

func member(m news.Member) memberJSON {
	if m.Kind == news.Lead {
		return memberJSON{ID: m.ID, Kind: m.Kind, Adds: m.Adds} // what no other member says
	}
	return memberJSON{m.ID, m.Kind, m.Score, m.Why, m.Adds}
}

func story(s Story) storyJSON {
	out := storyJSON{
		ID: s.Row.ID, Title: s.Row.Title, Region: s.Row.Placement.Region, Country: s.Row.Placement.Country,
		Evidence: evidence(s.Row.Placement.Evidence), State: s.Row.State, Outlets: s.Row.Outlets, Origins: s.Row.Origins,
		First: stamp(s.Row.First), Last: stamp(s.Row.Last), Differs: s.Row.Differs, Articles: []storyArticleJSON{},
	}
	for _, a := range s.Articles {
		out.Articles = append(out.Articles, storyArticleJSON{
			a.ID, a.Outlet, a.URL, a.Title, a.Lang, stamp(a.Published), a.Origin,
		})
	}
	return out
}

func evidence(in []news.Evidence) []evidenceJSON {
	out := []evidenceJSON{}
	for _, e := range in {
		out = append(out, evidenceJSON{e.Text, e.Place, e.Weight})
	}
	return out
}

// stamp writes a time as RFC 3339 in UTC, and no time as "".
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// orEmpty makes a missing list an empty one: scripts iterate over it without asking whether it is null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
