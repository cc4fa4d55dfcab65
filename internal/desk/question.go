package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"harmattan/internal/find"
	"harmattan/internal/news"
	"harmattan/internal/store"
)

// ErrNoSuch is what a search is answered with whose operator names what there is not.
var ErrNoSuch = errors.New("there is none like it")

// question turns what an officer typed into what the store is asked.
func (d *Desk) question(ctx context.Context, query string) (store.Question, error) {
	asked := find.Ask(query)
	q := store.Question{Terms: asked.Terms}
	for _, c := range asked.Conditions {
		w, err := d.where(ctx, c)
		if err != nil {
			return q, fmt.Errorf("%s:%s: %w", c.Key, c.Value, err)
		}
		w.Not = w.Not != c.Absent
		q.Where = append(q.Where, w)
	}
	return q, nil
}

func (d *Desk) where(ctx context.Context, c find.Condition) (store.Where, error) {
	switch c.Key {
	case find.Region:
		return d.whereRegion(c.Value)
	case find.Country:
		return oneOf(store.ByCountry, d.countriesLike(c.Value))
	case find.Outlet:
		return d.whereOutlet(ctx, c.Value)
	case find.Lang:
		return oneOf(store.ByLang, []string{strings.ToLower(c.Value)})
	case find.State:
		return whereState(c.Value)
	case find.Since, find.Until:
		at, err := ParseSince(c.Value, d.now())
		return store.Where{Field: store.Published, At: at, Not: c.Key == find.Until}, err
	case find.Grade:
		return oneOf(store.ByGrade, gradesFrom(c.Value))
	case find.Watch:
		return d.whereWatch(ctx, c.Value)
	}
	return store.Where{}, ErrNoSuch
}

func oneOf(f store.Field, values []string) (store.Where, error) {
	if len(values) == 0 {
		return store.Where{}, ErrNoSuch
	}
	return store.Where{Field: f, In: values}, nil
}

// whereRegion reads a region by its id, or by the beginning of its name in the officer's language.
func (d *Desk) whereRegion(value string) (store.Where, error) {
	var ids []string
	for _, r := range d.placer.Regions(d.lang) {
		if strings.EqualFold(r.ID, value) {
			return oneOf(store.ByRegion, d.regionsOf(r.ID))
		}
		if find.Like(r.Name, value) || find.Like(r.ID, value) {
			ids = append(ids, d.regionsOf(r.ID)...)
		}
	}
	return oneOf(store.ByRegion, ids)
}

// countriesLike are the countries with this code, or else whose name begins so in the officer's language or in English; a
// name that is whole stands for itself alone.
func (d *Desk) countriesLike(value string) []string {
	if code := strings.ToUpper(value); len(code) == 2 && d.placer.CountryName(code, d.lang) != "" {
		return []string{code}
	}
	var like []string
	for _, code := range d.placer.CountryCodes() {
		for _, lang := range []news.Lang{d.lang, news.English, news.French} {
			name := d.placer.CountryName(code, lang)
			if slices.Equal(find.Words(name), find.Words(value)) {
				return []string{code}
			}
			if find.Like(name, value) && !slices.Contains(like, code) {
				like = append(like, code)
			}
		}
	}
	return like
}

func (d *Desk) whereOutlet(ctx context.Context, value string) (store.Where, error) {
	all, err := d.store.Outlets(ctx)
	if err != nil {
		return store.Where{}, err
	}
	return oneOf(store.ByOutlet, slices.DeleteFunc(all, func(name string) bool { return !find.Like(name, value) }))
}

func whereState(value string) (store.Where, error) {
	words := map[string]string{
		"nouveau": "new", "suivi": "watching", "cite": "cited", "ecarte": "dismissed", "watch": "watching", "unread": "unread",
		"nonlu": "unread", "differs": "differs", "differe": "differs",
	}
	value = strings.ToLower(find.Fold(value))
	if word, ok := words[value]; ok {
		value = word
	}
	switch news.State(value) {
	case news.New, news.Watching, news.Cited, news.Dismissed:
		return store.Where{Field: store.ByState, In: []string{value}}, nil
	case "unread":
		return store.Where{Field: store.StoryUnread}, nil
	case "differs":
		return store.Where{Field: store.StoryDiffer}, nil
	}
	return store.Where{}, ErrNoSuch
}

// gradesFrom are the grades that are as good as this one or better: "B" is A and B, "=B" is B alone, "F" those that
// cannot be judged.
func gradesFrom(value string) []string {
	value, alone := strings.CutPrefix(strings.ToUpper(value), "=")
	if len(value) != 1 || value[0] < 'A' || value[0] > 'F' {
		return nil
	}
	if alone || value == "F" {
		return []string{value}
	}
	var out []string
	for g := byte('A'); g <= value[0]; g++ {
		out = append(out, string(g))
	}
	return out
}

func (d *Desk) whereWatch(ctx context.Context, value string) (store.Where, error) {
	watched, err := d.store.WatchedStories(ctx)
	if err != nil {
		return store.Where{}, err
	}
	w := store.Where{Field: store.ByStory, In: []string{""}} // a watch that matches nothing is one all the same
	known := false
	for _, name := range d.watches.names() {
		if find.Like(name, value) {
			known = true
			w.In = append(w.In, watched[name]...)
		}
	}
	if !known {
		return w, ErrNoSuch
	}
	return w, nil
}

// Search finds articles that answer a question, best first: words that theirs begin with, and operators; see find.Ask.
func (d *Desk) Search(ctx context.Context, query string, limit int) ([]news.Hit, error) {
	q, err := d.question(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	hits, err := d.store.Search(ctx, q, limit)
	if err != nil {
		return nil, fmt.Errorf("search for %q: %w", query, err)
	}
	return hits, nil
}

// found lists the stories that a kept search finds, as a list shows them.
func (d *Desk) found(ctx context.Context, q Query) ([]news.StoryRow, error) {
	asked, err := d.question(ctx, q.Find)
	if err != nil {
		return nil, fmt.Errorf("find stories: %w", err)
	}
	rows, err := d.store.Find(ctx, asked, 0)
	if err != nil {
		return nil, err
	}
	regions, now := d.regionsOf(q.Region), d.now()
	names := asked.Where != nil && slices.ContainsFunc(asked.Where, func(w store.Where) bool { return w.Field == store.ByState })
	rows = slices.DeleteFunc(rows, func(r news.StoryRow) bool { return !q.wants(r, regions, now, names) })
	if q.Limit > 0 {
		rows = rows[:min(len(rows), q.Limit)]
	}
	return rows, nil
}

// wants tells whether a list shows a story. A question that names states itself may name dismissed ones.
func (q Query) wants(r news.StoryRow, regions []string, now time.Time, namesStates bool) bool {
	switch {
	case q.State != "" && r.State != q.State,
		q.State == "" && r.State == news.Dismissed && !q.AnyState && !namesStates,
		q.Unread && !r.Unread(),
		q.Differs && r.Differs == 0,
		q.Awake && r.Asleep(now),
		q.Asleep && !r.Asleep(now),
		q.Country != "" && r.Placement.Country != q.Country,
		regions != nil && !slices.Contains(regions, r.Placement.Region),
		r.Changed.Before(q.Since):
		return false
	}
	return true
}

// Offers lists what the word being typed at the end of a search may go on as: operators, and their values.
func (d *Desk) Offers(ctx context.Context, text string) []string {
	at := strings.LastIndexFunc(text, func(r rune) bool { return r == ' ' }) + 1
	head, last := text[:at], text[at:]
	minus := ""
	if rest, ok := strings.CutPrefix(last, "-"); ok {
		minus, last = "-", rest
	}
	key, value, found := strings.Cut(last, ":")
	var out []string
	if !found {
		for _, k := range find.Keys() {
			if strings.HasPrefix(string(k), strings.ToLower(last)) {
				out = append(out, head+minus+string(k)+":")
			}
		}
		return out
	}
	for _, v := range d.valuesOf(ctx, find.Key(strings.ToLower(key))) {
		if value == "" || find.Like(v, value) || strings.HasPrefix(strings.ToLower(v), strings.ToLower(value)) {
			if strings.Contains(v, " ") {
				v = `"` + v + `"`
			}
			out = append(out, head+minus+key+":"+v)
		}
	}
	return out
}

// valuesOf are the values that an operator may have.
func (d *Desk) valuesOf(ctx context.Context, key find.Key) []string {
	var out []string
	switch key {
	case find.Region:
		for _, r := range d.placer.Regions(d.lang) {
			out = append(out, r.Name)
		}
	case find.Country:
		for _, code := range d.placer.CountryCodes() {
			out = append(out, d.placer.CountryName(code, d.lang))
		}
	case find.Outlet:
		out, _ = d.store.Outlets(ctx) // offers are a help: without them the officer types on
	case find.Lang:
		out = []string{"ar", "en", "fr", "ha", "pt"}
	case find.State:
		out = []string{"new", "watching", "cited", "dismissed", "unread", "differs"}
	case find.Since, find.Until:
		out = []string{"24h", "today", "yesterday", "3d", "fri"}
	case find.Grade:
		out = []string{"A", "B", "C", "D", "E", "F"}
	case find.Watch:
		out = d.watches.names()
	}
	return out
}
