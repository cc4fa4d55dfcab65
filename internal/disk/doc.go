// Package disk writes files that appear whole or not at all, and that only their owner can read.
//
// In: a path, and what writes the content. Out: the file, on the disk before it has its name.
package disk
