// Package sample answers: what does the program look like at work, without a network and without anyone's real news?
//
// In: a point in time. Out: feeds of invented outlets, served on this machine as publishers serve theirs, with articles
// dated back from that time. Everything in them is invented and says so: the outlets, the persons, the events; only the
// places are real. It never stands in for real feeds unless it is asked to.
//
// Start at Serve, or read the news themselves: one file for each event in events/, the outlets in outlets.toml. The
// steps, each in the file of its name: event, text, document (and rss, rdf, atom, json), serve.
package sample
