// Package find reads what officers look for - searches with their operators, and the terms of watches - and finds it in
// texts: accents, hooks and vowel marks count for nothing. The store asks its index with what it reads.
package find
