// Command picture draws a terminal's screen as an SVG picture for the documents.
//
// In: lines with SGR colour sequences on standard input, as `tmux capture-pane -e -p` gives them. Out: an SVG on
// standard output, the same for the same screen. It interprets nothing but colours and letter forms.
//
// Start at main; the screen is read in screen.go and drawn in svg.go.
package main
