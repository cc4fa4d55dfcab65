// Package config answers: how does this officer want the program to run, and which feeds are theirs?
//
// In: the bytes of a config.toml. Out: a Config in which every value has been checked, or every mistake with its file,
// line, column, the line itself and a hint. It never asks the network, and writes a file only in Init.
//
// Start at Load. The steps, each in the file of its name: load, parse, check, positions, error, hint.
package config
