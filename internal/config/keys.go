package config

import (
	"maps"
	"slices"
)

// CheckKeys checks the names in [keys] against the actions that the reader has; an unknown one is an error that points
// into the file. Whether two actions want one key is for the reader to say: it knows where each of them listens.
func (c Config) CheckKeys(actions []string) error {
	var found Errors
	for _, action := range slices.Sorted(maps.Keys(c.Keys)) {
		if slices.Contains(actions, action) {
			continue
		}
		hint := "the actions are listed in docs/keys.md"
		if meant, ok := nearest(action, actions); ok {
			hint = "did you mean " + quoted(meant) + "?"
		}
		at := c.source.places.find("keys", action).key
		found = append(found, c.source.fault(at, "unknown action "+quoted(action)+" in [keys]", hint))
	}
	return found.asError()
}
