// Package ui shows the desk on a terminal and hands it the officer's keys.
//
// In: one *desk.Desk, key presses, the size of the terminal. Out: a screen. It knows neither network nor store: what
// takes time runs in a command and comes back as a message, and a late answer is dropped. Update never draws, View never
// asks.
//
// Start at Run, then Model.Update, which only routes: regions, stories and briefing are the three panes; search, feeds
// and help are the screens that cover them; layout puts panes side by side.
package ui
