// Command learn makes the two tables that comparing statements rests on, from labelled data that is not part of the
// repository.
//
// In: the folder of labelled data (-data). Out: summarize/frequencies.txt (how common stems are; with -frequencies) or
// summarize/weights.txt (the trees that score a pair), or, with -check, figures by cross-validation and no file. The
// same data gives the same bytes: nothing is drawn at random but with a fixed seed.
//
// Start at main. The steps: rows (read the data), frequencies, forest (grow the trees), check (what they are worth on
// rows they have not seen).
package main
