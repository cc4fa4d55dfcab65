package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	title := flag.String("title", "A screen of harmattan", "what the picture shows, for those who cannot see it")
	light := flag.Bool("light", false, "draw on a light background")
	flag.Parse()
	c := darkColours()
	if *light {
		c = lightColours()
	}
	if err := draw(os.Stdin, os.Stdout, *title, c); err != nil {
		fmt.Fprintf(os.Stderr, "picture: %v\n", err)
		os.Exit(1)
	}
}

func draw(in io.Reader, out io.Writer, title string, c colours) error {
	body, err := io.ReadAll(in)
	if err != nil {
		return fmt.Errorf("read the screen: %w", err)
	}
	if _, err := io.WriteString(out, svg(readScreen(string(body)), title, c)); err != nil {
		return fmt.Errorf("write the picture: %w", err)
	}
	return nil
}
