// Package report writes briefings, story lists and hand-overs for people and for scripts: text, Markdown, HTML, JSON.
//
// In: views of stories as the desk gives them. Out: bytes on a writer. It decides nothing about news: what is new,
// what repeats and what differs is told to it. It never reads the store, the network or the clock.
//
// Start at Build, which turns briefings into a Page; each format, in the file of its name, writes that Page.
package report
