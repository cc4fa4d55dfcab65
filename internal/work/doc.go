// Package work is one of several workers on a shared desk: it takes jobs, asks feeds, and stores what they bring.
//
// In: a desk on a server, and the jobs that lie in the same database. Out: stories, and figures for whoever watches the
// worker. When a feed is due, that it is asked once, what is tried again and who plans it all is River's affair; how an
// article comes into its story is the desk's. It has no SQL.
//
// Start at Run.
package work
