package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

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
	evidence := make([]any, 0, 3*len(p.Evidence))
	for _, e := range p.Evidence {
		evidence = append(evidence, e.Text, e.Place, e.Weight)
	}
	out, err := json.Marshal([2]any{evidence, p.Also})
	if err != nil {
		return "", fmt.Errorf("encode the evidence: %w", err)
	}
	return string(out), nil
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
	evidence, err := encodeEvidence(p.Placement)
	if err != nil {
		return "", err
	}
	if evidence == "" {
		evidence = "[[],[]]"
	}
	parts := []any{p.Region, p.Country, p.CountryName, p.Area, p.Score, json.RawMessage(evidence)}
	out, err := json.Marshal(parts)
	if err != nil {
		return "", fmt.Errorf("encode a placement: %w", err)
	}
	return string(out), nil
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
