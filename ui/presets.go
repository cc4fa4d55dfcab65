package ui

// Preset is a set of keys for those who come from elsewhere: action = keys, divided by spaces, in place of the defaults. The
// officer's own keys come on top. The names are default, vim and newsboat; of another name there is none.
func Preset(name string) map[string]string {
	switch name {
	case "vim":
		return map[string]string{
			string(actNextPane): "ctrl+w tab", string(actTop): "g home", string(actHalfDown): "ctrl+d", string(actHalfUp): "ctrl+u",
			string(actUnfold): "e", string(actBack): "esc ctrl+[", string(actQuit): "q",
		}
	case "newsboat":
		return map[string]string{
			string(actBack): "esc q", string(actQuit): "Q", string(actNextUnread): "n", string(actRefresh): "r", string(actRefreshAll): "R",
			string(actOpenLink): "o", string(actFilter): "f F", string(actFeeds): "ctrl+e", string(actPageDown): "ctrl+f pgdown",
		}
	}
	return nil
}

// Presets lists the sets of keys.
func Presets() []string { return []string{"default", "vim", "newsboat"} }

// WithPreset lays the officer's own keys over a preset.
func WithPreset(name string, own map[string]string) map[string]string {
	out := map[string]string{}
	for action, keys := range Preset(name) {
		out[action] = keys
	}
	for action, keys := range own {
		out[action] = keys
	}
	return out
}
