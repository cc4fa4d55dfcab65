// Command keytime measures how long a terminal program takes to answer, as the person before it sees that.
//
//	go run ./internal/keytime -first ' Regions' -keys 'j=▸ k=▸' -times 200 -- harmattan --data DIR
//
// In: a command, the text by which its first screen is known, and keys with the text that each is answered with. Out: the
// milliseconds to the first screen; of the keys the median, the 99th percentile and the longest; resident memory then and
// at its peak. It runs the program on a pseudo terminal and never counts a pause: a key's time begins when it is sent and
// ends when its text arrives. Between keys it waits for times of uneven length, so that no key keeps step with the frames.
//
// Start at main; terminal.go is the terminal, measure.go what is measured on it.
package main
