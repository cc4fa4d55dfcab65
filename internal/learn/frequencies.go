package main

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"harmattan/internal/news"
	"harmattan/summarize"
)

// corpus is texts of one language, relative to the folder of labelled data.
type corpus struct {
	lang  news.Lang
	files []string
}

func corpora() []corpus {
	return []corpus{
		{news.English, []string{"articles/ordinary-en.jsonl.gz", "pairs/mrpc-train.jsonl", "pairs/paws-x-en.jsonl", "pairs/sts-headlines.jsonl", "stories/ecbplus.jsonl.gz"}},
		{news.French, []string{"articles/ordinary-fr.jsonl.gz", "pairs/paws-x-fr.jsonl", "../feeds/fulltext/bbc-afrique-fulltext.xml"}},
		{news.Hausa, []string{"articles/ordinary-ha.jsonl.gz", "../feeds/fulltext/bbc-hausa-fulltext.xml"}},
		{news.Arabic, []string{"../feeds/fulltext/arabic-fulltext.xml"}},
	}
}

// leastSeen is in how many sentences a stem must stand to enter the table; a rarer one counts as never seen.
const leastSeen = 3

// tally counts in how many sentences each stem stands, and how often it has a capital inside one.
type tally struct {
	sentences int
	in        map[string]int
	capital   map[string]int
	inside    map[string]int
}

func writeFrequencies(data, file string) error {
	var b bytes.Buffer
	b.WriteString("# How rare stems are in the news: language and inverse document frequency in hundredths (100: never seen), then stems.\n")
	b.WriteString("# \"^\" marks a stem that is mostly written with a capital. Counted by sentences by internal/learn from:\n")
	for _, c := range corpora() {
		fmt.Fprintf(&b, "# %s %s\n", c.lang, strings.Join(c.files, " "))
	}
	for _, c := range corpora() {
		t := tally{in: map[string]int{}, capital: map[string]int{}, inside: map[string]int{}}
		for _, f := range c.files {
			texts, err := readTexts(filepath.Join(data, filepath.FromSlash(f)))
			if err != nil {
				return err
			}
			for _, text := range texts {
				t.add(text, c.lang)
			}
		}
		t.write(&b, c.lang)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil { //nolint:gosec // a source file
		return fmt.Errorf("write frequencies: %w", err)
	}
	return nil
}

func (t *tally) add(text string, lang news.Lang) {
	for _, sentence := range regexp.MustCompile(`[.!?؟]\s+|\n`).Split(text, -1) {
		words := summarize.Words(sentence, lang)
		if len(words) < 3 {
			continue
		}
		t.sentences++
		here := map[string]bool{}
		for i, w := range words {
			here[w.Stem] = true
			if i > 0 {
				t.inside[w.Stem]++
				if w.Upper {
					t.capital[w.Stem]++
				}
			}
		}
		for s := range here {
			t.in[s]++
		}
	}
}

func (t *tally) write(w io.Writer, lang news.Lang) {
	never := math.Log(float64(t.sentences))
	levels := map[int][]string{}
	for stem, n := range t.in {
		if n < leastSeen || strings.ContainsAny(stem, " :^#") {
			continue
		}
		level := int(math.Round(100 * math.Log(float64(t.sentences)/float64(n)) / never))
		if 10*t.capital[stem] >= 8*t.inside[stem] && t.capital[stem] > 0 {
			stem = "^" + stem
		}
		levels[level] = append(levels[level], stem)
	}
	for _, level := range slices.Sorted(maps.Keys(levels)) {
		slices.SortFunc(levels[level], cmp.Compare[string])
		fmt.Fprintf(w, "%s %d: %s\n", lang, level, strings.Join(levels[level], " "))
	}
}

// readTexts lists the texts of a file: the strings of JSON Lines, or the descriptions of a feed.
func readTexts(file string) ([]string, error) {
	body, err := readAll(file)
	if err != nil {
		return nil, err
	}
	var out []string
	if strings.HasSuffix(file, ".xml") {
		for _, m := range regexp.MustCompile(`(?s)<(?:description|content:encoded|title)>(.*?)</`).FindAllStringSubmatch(string(body), -1) {
			text := html.UnescapeString(html.UnescapeString(strings.TrimSuffix(strings.TrimPrefix(m[1], "<![CDATA["), "]]>")))
			out = append(out, regexp.MustCompile(`<[^>]*>|https?:\S+`).ReplaceAllString(text, "\n"))
		}
		return out, nil
	}
	lines := bufio.NewScanner(bytes.NewReader(body))
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var row map[string]any
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		for _, key := range []string{"a", "b", "title", "text"} {
			if s, ok := row[key].(string); ok {
				out = append(out, s)
			}
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return out, nil
}

func readAll(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("open data: %w", err)
	}
	defer f.Close() //nolint:errcheck // only read
	var in io.Reader = f
	if strings.HasSuffix(file, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, fmt.Errorf("unpack %s: %w", file, err)
		}
		in = z
	}
	body, err := io.ReadAll(in)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return body, nil
}
