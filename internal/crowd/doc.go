// Command crowd lets many officers triage one served desk at once, and holds the log against what they pressed.
//
//	go run ./internal/fill -data DIR && go build -o PROGRAM . && go run ./internal/crowd -program PROGRAM -data DIR
//
// In: the program and a desk with stories. Out: from key to screen the median, the 99th percentile and the longest; memory of
// the server, a session; and how many steps were pressed, kept, lost and doubled, which have to be none. Each officer comes by
// SSH on loopback, goes down the list from a place of their own, and watches each story on it: a key's time begins when it
// is sent and ends when its answer is on the screen, which for a step is after the desk has kept it.
//
// Start at main; officer.go is one of them, house.go the server they come to.
package main
