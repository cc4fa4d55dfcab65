package desk

import (
	"fmt"
	"strings"

	"harmattan/internal/news"
	"harmattan/internal/store"
)

// ParseWatch reads a watch as an officer types it in one line: "Fuel: tanker, fuel convoy, +Mali, -Formula 1, region:sahel,
// quiet:3d". A term with + must be there, one with - may not be.
func ParseWatch(text string) (news.Watch, error) {
	name, rest, found := strings.Cut(text, ":")
	w := news.Watch{Name: strings.Join(strings.Fields(name), " ")}
	if !found || w.Name == "" {
		return w, ErrNotWatch
	}
	for part := range strings.SplitSeq(rest, ",") {
		part = strings.Trim(strings.Join(strings.Fields(part), " "), `"«»“” `)
		key, value, ok := strings.Cut(part, ":")
		switch {
		case part == "" || part == "+" || part == "-":
		case ok && strings.EqualFold(key, "region"):
			w.Region = strings.TrimSpace(value)
		case ok && strings.EqualFold(key, "quiet"):
			span, known := parseSpan(strings.TrimSpace(value))
			if !known {
				return w, fmt.Errorf("quiet:%s is %w", value, ErrNoSpan)
			}
			w.Quiet = span
		case part[0] == '+':
			w.All = append(w.All, strings.TrimSpace(part[1:]))
		case part[0] == '-':
			w.Not = append(w.Not, strings.TrimSpace(part[1:]))
		default:
			w.Any = append(w.Any, part)
		}
	}
	if len(w.Any)+len(w.All) == 0 && w.Region == "" {
		return w, ErrNoTerm
	}
	return w, nil
}

// WatchLine writes a watch in one line, as ParseWatch reads it.
func WatchLine(w news.Watch) string {
	parts := append([]string(nil), w.Any...)
	for _, term := range w.All {
		parts = append(parts, "+"+term)
	}
	for _, term := range w.Not {
		parts = append(parts, "-"+term)
	}
	if w.Region != "" {
		parts = append(parts, "region:"+w.Region)
	}
	if hours := int(w.Quiet.Hours()); hours > 0 {
		parts = append(parts, fmt.Sprintf("quiet:%dh", hours))
	}
	return w.Name + ": " + strings.Join(parts, ", ")
}

// Located is a watch whose region is named by its id, as the officer may have named it otherwise.
func (d *Desk) Located(w news.Watch) (news.Watch, error) {
	if w.Region == "" {
		return w, nil
	}
	for _, r := range d.placer.Regions(d.lang) {
		if r.ID == w.Region {
			return w, nil
		}
	}
	where, err := d.whereRegion(w.Region)
	if err != nil || where.Field != store.ByRegion {
		return w, fmt.Errorf("region:%s: %w", w.Region, ErrNoSuch)
	}
	w.Region = where.In[0]
	return w, nil
}
