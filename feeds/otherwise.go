package feeds

import (
	"encoding/json"
	"strings"
)

const (
	littleText = 400 // letters; less is hardly an article
	farMore    = 2   // how many times longer another reading of a page must be to count for more
)

// otherwise reads a page in two other ways than Readability's, and returns what they find where that is far more: the
// text that the page gives to search engines, and, where hardly anything was found, its long paragraphs wherever they
// stand. nil where the first reading stands.
func otherwise(page string, found []block) []block {
	have := letters(found)
	if told := safeBlocks(blocks(told(page))); letters(told) > max(farMore*have, littleText) {
		return told
	}
	if have >= littleText {
		return nil
	}
	if long := longBlocks(safeBlocks(blocks(page))); letters(long) > max(farMore*have, littleText) {
		return long
	}
	return nil
}

func letters(all []block) int {
	n := 0
	for _, b := range all {
		n += len(b.text)
	}
	return n
}

// longBlocks are the blocks that are sentences and not the furniture around them.
func longBlocks(all []block) []block {
	const sentence = 80 // letters
	var kept []block
	for _, b := range all {
		if len(b.text) >= sentence && !b.list && 3*b.linked < len(b.text) {
			kept = append(kept, b)
		}
	}
	return kept
}

var linkedData = onFirstUse(`(?is)<script[^>]*application/ld\+json[^>]*>(.*?)</script>`) //nolint:gochecknoglobals // an expression, compiled once

// told is the longest articleBody in the linked data of a page (schema.org), "" without one.
func told(page string) string {
	longest := ""
	for _, script := range linkedData().FindAllStringSubmatch(page, 16) {
		var data any
		if json.Unmarshal([]byte(script[1]), &data) != nil {
			continue
		}
		if body := articleBody(data, 8); len(body) > len(longest) {
			longest = body
		}
	}
	return strings.ReplaceAll(longest, "\r\n", "\n")
}

// articleBody looks through linked data, no deeper than so many levels.
func articleBody(data any, deep int) string {
	if deep == 0 {
		return ""
	}
	switch v := data.(type) {
	case map[string]any:
		if body, ok := v["articleBody"].(string); ok {
			return body
		}
		return articleBody(v["@graph"], deep-1)
	case []any:
		longest := ""
		for _, each := range v {
			if body := articleBody(each, deep-1); len(body) > len(longest) {
				longest = body
			}
		}
		return longest
	}
	return ""
}
