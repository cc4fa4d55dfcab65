// Package safe is the filter that every text from outside passes, last, before a terminal, a file name, the clipboard, a
// log or an export sees it.
//
// In: any string. Out: the same words without what could steer a terminal, turn the direction of a line or hide. It
// drops characters and never fails; ordinary Arabic, French and emoji come through unchanged.
//
// Start at Text; Line is the same for one line, Link for an address that may be opened.
package safe
