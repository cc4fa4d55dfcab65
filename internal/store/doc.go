// Package store keeps the desk's one file of data: feeds, articles, stories, the triage log, and the search index.
//
// In: articles with their story, vector and placement; feed states; steps of triage. Out: rows for lists, articles of a
// story, answers of a search. What belongs together is written in one transaction: a crash leaves the desk as it was
// before or after. It never reads the network and never decides what a text means.
//
// A desk that is shared is kept in PostgreSQL instead: Postgres, in the files that begin with pg. Both are a Keeper
// (keeper.go), and package conform holds them to the same statements.
//
// Start at Open, then SaveArticles (save.go) and Stories (stories.go). The tables are in migrations/1.sql and what follows
// it. The search index is written in index.go and read in candidates.go (its leaves in looking.go), which words stand side by
// side in besides.go; old texts are let go in letgo.go.
package store
