package config

import (
	"fmt"
	"slices"
)

// CheckKeys checks [keys] against the actions that the reader has: an unknown action, or two actions on one key, is an
// error that points into the file.
func (c Config) CheckKeys(actions []string) error {
	check := checker{source: c.source}
	var bound []string
	for action := range c.Keys {
		bound = append(bound, action)
	}
	slices.Sort(bound)
	owner := map[string]string{}
	for _, action := range bound {
		at := c.source.places.find("keys", action)
		if !slices.Contains(actions, action) {
			hint := "`?` in the reader lists them"
			if meant, ok := nearest(action, actions); ok {
				hint = "did you mean " + quoted(meant) + "?"
			}
			check.found = append(check.found, c.source.fault(at.key, "unknown action "+quoted(action)+" in [keys]", hint))
			continue
		}
		key := c.Keys[action]
		if other, taken := owner[key]; taken {
			check.found = append(check.found, c.source.fault(at.value,
				fmt.Sprintf("%s and %s are both on the key %s", quoted(other), quoted(action), quoted(key)), "give one of them another key"))
		}
		owner[key] = action
	}
	return check.found.asError()
}
