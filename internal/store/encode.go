package store

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"

	"harmattan/internal/news"
)

// Hash tells whether an article's title or text has changed.
type Hash [16]byte

// HashText is the Hash of a title and a text: the first half of their SHA-256.
func HashText(title, text string) Hash {
	whole := make([]byte, 0, len(title)+1+len(text))
	whole = append(whole, title...)
	whole = append(whole, 0) // stands in no title: "ab"+"c" is not "a"+"bc"
	whole = append(whole, text...)
	sum := sha256.Sum256(whole)
	return Hash(sum[:16])
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

// encodeEvidence keeps what has no column of its own, without names: [[[text, place, weight], …], [country, …]].
func encodeEvidence(p news.Placement) (string, error) {
	if len(p.Evidence) == 0 && len(p.Also) == 0 {
		return "", nil
	}
	evidence := make([][3]any, len(p.Evidence))
	for i, e := range p.Evidence {
		evidence[i] = [3]any{e.Text, e.Place, e.Weight}
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
	var parts [2]json.RawMessage
	if err := json.Unmarshal([]byte(s), &parts); err != nil {
		return fmt.Errorf("decode the evidence: %w", err)
	}
	var evidence [][3]json.RawMessage
	if err := json.Unmarshal(parts[0], &evidence); err != nil {
		return fmt.Errorf("decode the evidence: %w", err)
	}
	for _, raw := range evidence {
		var e news.Evidence
		for i, into := range []any{&e.Text, &e.Place, &e.Weight} {
			if err := json.Unmarshal(raw[i], into); err != nil {
				return fmt.Errorf("decode the evidence: %w", err)
			}
		}
		p.Evidence = append(p.Evidence, e)
	}
	if err := json.Unmarshal(parts[1], &p.Also); err != nil {
		return fmt.Errorf("decode the evidence: %w", err)
	}
	return nil
}

// encodePlacement keeps an article's whole placement: [region, country, name, area, score, evidence].
func encodePlacement(p news.Placement) (string, error) {
	evidence, err := encodeEvidence(p)
	if err != nil {
		return "", err
	}
	if evidence == "" {
		evidence = "0"
	}
	out, err := json.Marshal([]any{p.Region, p.Country, p.CountryName, p.Area, p.Score, json.RawMessage(evidence)})
	if err != nil {
		return "", fmt.Errorf("encode a placement: %w", err)
	}
	return string(out), nil
}

func decodePlacement(s string) (news.Placement, error) {
	var p news.Placement
	var parts [6]json.RawMessage
	if err := json.Unmarshal([]byte(s), &parts); err != nil {
		return p, fmt.Errorf("decode a placement: %w", err)
	}
	for i, into := range []any{&p.Region, &p.Country, &p.CountryName, &p.Area, &p.Score} {
		if err := json.Unmarshal(parts[i], into); err != nil {
			return p, fmt.Errorf("decode a placement: %w", err)
		}
	}
	if string(parts[5]) == "0" {
		return p, nil
	}
	return p, decodeEvidence(string(parts[5]), &p)
}
