// Package plain is the reader line by line: for screen readers, for terminals that cannot move their cursor, for pipes.
//
// In: a desk, and lines of commands, each a word or the key the full reader has for it. Out: lines; nothing is ever
// repainted, coloured or drawn with boxes. Digest is the same without commands: every story in one line.
//
// Start at Run.
package plain
