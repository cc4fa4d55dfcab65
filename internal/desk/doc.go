// Package desk runs a refresh or a read from start to end and tells whoever listens what changed.
//
// In: the officer's configuration, one store, keys turned into steps. Out: rows, briefings, events. It is the only
// package that knows the order feeds -> regions -> summarize -> store; it draws nothing and parses nothing itself.
//
// Start at Open, then Refresh, prepare (ready.go) and takeIn (batch.go).
package desk
