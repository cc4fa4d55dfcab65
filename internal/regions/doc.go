// Package regions says where a text belongs: which country and area it is about, and which of the desk's regions that is.
//
// In: title and body of an article, its language and the home country of its feed. Out: a news.Placement with the words
// that decided it, strongest first, or "unplaced" where the words do not decide. It never guesses by likeness (nigérien
// is Niger, nigérian is Nigeria), never looks at the network or the store, and the same text gives the same placement.
//
// Start at Placer.Place. The steps, each in the file of its name: find (names in the text), read (what stands around
// them), weigh (what they count for), decide. The names are built by the program in generate, the regions come from
// regions.toml and the officer's own.
package regions
