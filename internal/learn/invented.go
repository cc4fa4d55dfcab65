package main

import (
	"embed"
	"fmt"
	"path"
	"strconv"
	"strings"

	"harmattan/internal/news"
)

// inventedTexts are articles written for learning; the README beside them says how they are labelled.
//
//go:embed invented/*.txt
var inventedTexts embed.FS

// readInvented reads the articles written for learning.
func readInvented() ([]labelled, error) {
	files, err := inventedTexts.ReadDir("invented")
	if err != nil {
		return nil, fmt.Errorf("list the invented articles: %w", err)
	}
	var out []labelled
	for _, f := range files {
		body, err := inventedTexts.ReadFile(path.Join("invented", f.Name()))
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", f.Name(), err)
		}
		t, err := readInventedArticle(string(body))
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", f.Name(), err)
		}
		out = append(out, t)
	}
	return out, nil
}

// readInventedArticle reads one article: a line a statement, begun by its label; an empty line between paragraphs.
func readInventedArticle(body string) (labelled, error) {
	t := labelled{set: "invented", weight: 2, favour: 3, group: map[string]int{}}
	a := news.Article{ID: "a"}
	var text strings.Builder
	for n, line := range strings.Split(strings.TrimSpace(body), "\n") {
		head, value, _ := strings.Cut(strings.TrimPrefix(line, "# "), ": ")
		switch {
		case strings.HasPrefix(line, "#") && head == "lang":
			a.Lang = news.Lang(value)
		case strings.HasPrefix(line, "#") && head == "title":
			a.Title = value
		case strings.HasPrefix(line, "#"):
		case line == "":
			text.WriteByte('\n')
		default:
			label, statement, ok := strings.Cut(line, " ")
			if !ok {
				return t, fmt.Errorf("line %d: no statement behind its label", n+1)
			}
			if text.Len() > 0 && !strings.HasSuffix(text.String(), "\n") {
				text.WriteByte(' ')
			}
			text.WriteString(statement)
			if group, err := strconv.Atoi(label); err == nil { // "-", "3!" and "~3" say something of their own
				t.group["a "+statement] = group
			}
		}
	}
	a.Text = text.String()
	t.articles = []news.Article{a}
	return t, nil
}
