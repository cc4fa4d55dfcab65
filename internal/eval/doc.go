// Command eval measures the program on labelled rows: pairs, sentences, stories, regions, articles.
//
// In: a folder of JSON Lines, each kind of row in the folder of its name. Out: a table of figures, and with -out one
// prediction a row under the same relative name. It runs the very packages the reader runs, and never looks at a row's
// labels before it has answered.
//
// Start at main, then the file named for the kind of row. The definitions of the figures stand in figures.go.
package main
