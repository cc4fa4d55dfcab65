package regions

import "fmt"

// RegionError is what is wrong with one region of a taxonomy, and where.
type RegionError struct {
	ID     string // of the region; "" where it has none
	Number int    // of the region among those laid over others, from 0; -1 where it is none of them
	Key    string // the key with the mistake, "areas"; "" for the region as a whole
	Value  string // of a list, the value that is wrong; "" for the whole key
	says   string
}

func (m *RegionError) Error() string {
	if m.ID == "" {
		return m.says
	}
	return fmt.Sprintf("region %q: %s", m.ID, m.says)
}

// mistake makes a RegionError of a region that is none of those being laid over others.
func mistake(id, key, value, format string, args ...any) *RegionError {
	return &RegionError{ID: id, Number: -1, Key: key, Value: value, says: fmt.Sprintf(format, args...)}
}
