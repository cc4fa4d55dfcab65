// Package summarize turns the articles of one event into a briefing.
//
// In: articles, cleaned, in the order they came. Out: the story each belongs to, and a briefing in which each statement
// stands once, its repeats and differences beside it. It never deletes a statement, never looks at the network or the
// store, and given the same articles gives the same briefing.
//
// Start at Brief. The steps, each in the file of its name: split, words, compare, collapse, asides, rank; and for
// finding an article's story: vector, cluster, origin.
package summarize
