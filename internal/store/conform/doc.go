// Package conform says what a store is to do, once for all stores: each statement is run against a desk in a file and
// against one on a PostgreSQL server.
//
// It has only tests. The server is the one that HARMATTAN_POSTGRES names, an address whose role may make schemas; without
// it one is started for the tests where PostgreSQL is installed, unless HARMATTAN_NO_SERVER is set. Where there is neither, that
// half is skipped and says so.
//
// Start at statements_test.go, which lists them.
package conform
