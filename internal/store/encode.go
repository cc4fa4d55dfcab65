package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"harmattan/internal/news"
)

// Hash tells whether an article's title or text has changed.
type Hash [8]byte

// HashText is the Hash of a title and a text: the first bytes of their SHA-256.
func HashText(title, text string) Hash {
	whole := make([]byte, 0, len(title)+1+len(text))
	whole = append(whole, title...)
	whole = append(whole, 0) // stands in no title: "ab"+"c" is not "a"+"bc"
	whole = append(whole, text...)
	sum := sha256.Sum256(whole)
	return Hash(sum[:8])
}

// micros is a time as it is stored: microseconds since 1970 in UTC. The zero time survives the way there and back.
func micros(t time.Time) int64 { return t.UnixMicro() }

func fromMicros(us int64) time.Time { return time.UnixMicro(us).UTC() }

// stateCode is a state as it is stored. The codes stand in files: they must not change.
func stateCode(s news.State) (int, error) {
	switch s {
	case news.New:
		return 0, nil
	case news.Watching:
		return 1, nil
	case news.Cited:
		return 2, nil
	case news.Dismissed:
		return 3, nil
	}
	return 0, fmt.Errorf("no state is called %q", s)
}

func stateOf(code int) news.State {
	switch code {
	case 1:
		return news.Watching
	case 2:
		return news.Cited
	case 3:
		return news.Dismissed
	}
	return news.New
}

// articleKey is an article's id as it is stored: in half the space where it is written in hex, as those of feeds are.
func articleKey(id string) any {
	raw, err := hex.DecodeString(id)
	if err != nil || len(raw) == 0 || hex.EncodeToString(raw) != id {
		return id
	}
	return raw
}

func articleID(key any) string {
	switch k := key.(type) {
	case []byte:
		return hex.EncodeToString(k)
	case string:
		return k
	}
	return ""
}

// encodeEvidence keeps what has no column of its own, without names: [[text, place, weight, text, …], [country, …]].
func encodeEvidence(p news.Placement) (string, error) {
	if len(p.Evidence) == 0 && len(p.Also) == 0 {
		return "", nil
	}
	out, err := appendEvidence(make([]byte, 0, 64), p)
	if err != nil {
		return "", fmt.Errorf("encode the evidence: %w", err)
	}
	return string(out), nil
}

// appendEvidence writes evidence and countries as encoding/json would: that took a sixth of what readies an article.
func appendEvidence(out []byte, p news.Placement) (_ []byte, err error) {
	out = append(out, "[["...)
	for i, e := range p.Evidence {
		if i > 0 {
			out = append(out, ',')
		}
		if out, err = appendJSON(out, []string{e.Text, e.Place}, e.Weight); err != nil {
			return nil, err
		}
	}
	out = append(out, "],"...)
	if p.Also == nil && len(p.Evidence) > 0 {
		return append(out, "null]"...), nil
	}
	out = append(out, '[')
	if out, err = appendJSON(out, p.Also); err != nil {
		return nil, err
	}
	return append(out, "]]"...), nil
}

// appendJSON writes texts and numbers with a comma between them.
func appendJSON(out []byte, texts []string, numbers ...float64) (_ []byte, err error) {
	for i, s := range texts {
		if i > 0 {
			out = append(out, ',')
		}
		if !isPlainJSON(s) {
			quoted, err := json.Marshal(s)
			if err != nil {
				return nil, err
			}
			out = append(out, quoted...)
			continue
		}
		out = append(append(append(out, '"'), s...), '"')
	}
	for i, n := range numbers {
		if i > 0 || len(texts) > 0 {
			out = append(out, ',')
		}
		if short := math.Abs(n); n != 0 && (short < 1e-6 || short >= 1e21) || math.IsNaN(n) {
			long, err := json.Marshal(n)
			if err != nil {
				return nil, err
			}
			out = append(out, long...)
			continue
		}
		out = strconv.AppendFloat(out, n, 'f', -1, 64)
	}
	return out, nil
}

// isPlainJSON tells whether a text stands in JSON as it is, between quotation marks.
func isPlainJSON(s string) bool {
	ascii := true
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			ascii = false
		case c < ' ', c == '"', c == '\\', c == '<', c == '>', c == '&':
			return false
		}
	}
	return ascii || utf8.ValidString(s) && !strings.ContainsAny(s, "\u2028\u2029")
}

// decodeEvidence fills in what encodeEvidence kept.
func decodeEvidence(s string, p *news.Placement) error {
	if s == "" {
		return nil
	}
	var parts [2][]any
	if err := json.Unmarshal([]byte(s), &parts); err != nil {
		return fmt.Errorf("decode the evidence: %w", err)
	}
	return fillEvidence(parts, p)
}

func fillEvidence(parts [2][]any, p *news.Placement) error {
	for e := range slices.Chunk(parts[0], 3) {
		if len(e) < 3 {
			return fmt.Errorf("decode the evidence: %d parts too many", len(e))
		}
		text, ok1 := e[0].(string)
		place, ok2 := e[1].(string)
		weight, ok3 := e[2].(float64)
		if !ok1 || !ok2 || !ok3 {
			return fmt.Errorf("decode the evidence: %v is no evidence", e)
		}
		p.Evidence = append(p.Evidence, news.Evidence{Text: text, Place: place, Weight: weight})
	}
	for _, a := range parts[1] {
		country, ok := a.(string)
		if !ok {
			return fmt.Errorf("decode the evidence: %v is no country", a)
		}
		p.Also = append(p.Also, country)
	}
	return nil
}

// storedPlacement is an article's whole placement as JSON: [region, country, name, area, score, evidence]; "" of an article
// that nothing places.
type storedPlacement struct{ news.Placement }

func (p storedPlacement) encode() (string, error) {
	if p.Region == news.Unplaced && p.Country == "" && p.Area == "" && p.Score == 0 && len(p.Evidence) == 0 && len(p.Also) == 0 {
		return "", nil
	}
	out, err := appendJSON(append(make([]byte, 0, 128), '['), []string{p.Region, p.Country, p.CountryName, p.Area}, p.Score)
	if err == nil {
		out, err = appendEvidence(append(out, ','), p.Placement)
	}
	if err != nil {
		return "", fmt.Errorf("encode a placement: %w", err)
	}
	return string(append(out, ']')), nil
}

func (p *storedPlacement) decode(s string) error {
	if s == "" {
		p.Placement = news.Placement{Region: news.Unplaced}
		return nil
	}
	var evidence [2][]any
	parts := []any{&p.Region, &p.Country, &p.CountryName, &p.Area, &p.Score, &evidence}
	if err := json.Unmarshal([]byte(s), &parts); err != nil {
		return fmt.Errorf("decode a placement: %w", err)
	}
	return fillEvidence(evidence, &p.Placement)
}
