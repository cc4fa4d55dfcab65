// Package feeds turns a feed's address into articles: it asks politely, reads whatever comes, and cleans it.
//
// In: a news.Feed and what is remembered of it. Out: articles without markup or anything that steers a terminal, the
// new state of the feed, and a line for everything that was guessed, repaired or dropped. It stores nothing but
// pages that it would ask for again, never decides what belongs together, and trusts nothing that comes from outside.
//
// Start at Client.Fetch for the network and at Parse for a document. The steps, each in the file of its name: pace,
// dial, request, unpack, schedule; decode, sound, formats, scan, rewrite, mend, parse, plain, dates, links, identity, clean, article;
// page, otherwise, wall, robots, shelf, recurring; discover, check, opml.
package feeds
