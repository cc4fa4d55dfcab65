// Package atlas draws the Sahel and its neighbours in cells of text.
//
// In: a size in cells, and for each country a label and a shade. Out: lines of cells, each a braille character or a letter of a
// label, with the country it belongs to and what it shows, so that whoever has colours can add them. Nothing in it needs
// colour: shades are patterns of dots and labels are letters. It knows neither stories nor the terminal.
//
// Start at Atlas.Ground. The outlines are written by the program in generate.
package atlas
