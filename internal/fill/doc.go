// Command fill makes a desk of invented news, as large as it is asked for: what takes five years to come takes minutes.
//
//	go run ./internal/fill -data DIR -articles 1000000 -days 1825 -until 2026-11-28
//
// In: how many articles, over how many days, of how many words, and how many the largest story has. Out: the one file of
// data, written by the store's own SaveArticles in order of time, vectors forgotten as a refresh forgets them; the same
// for the same figures. Stories have three articles, but for the largest. The words are invented, their frequencies are
// those of news: few are everywhere, most are rare. It fetches nothing and groups nothing: it measures what is stored, not
// how it came there.
//
// Start at main; what an article looks like is in invent.go.
package main
