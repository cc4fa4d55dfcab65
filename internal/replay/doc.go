// Command replay serves a folder of kept feeds over loopback as they stood on a day: entries published later are left out
// until the day is turned.
//
//	go run ./internal/replay -feeds DIR -until 2023-07-27 -address FILE
//
// GET /feeds.opml lists them, GET /NAME.xml is one of them, and PUT /until/2023-07-28 turns the day.
package main
