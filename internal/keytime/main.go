package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"time"
)

// order is what is to be measured.
type order struct {
	rows, cols  int
	first       string // text of the first screen
	keys        []key
	times       int           // how often all the keys are sent
	settle      time.Duration // pause before the first key
	least, most time.Duration // pause between two keys
	command     []string
}

// key is what is typed, and the text that answers it.
type key struct{ types, answer string }

func main() {
	var o order
	flag.IntVar(&o.rows, "rows", 40, "lines of the terminal")
	flag.IntVar(&o.cols, "cols", 120, "columns of the terminal")
	flag.StringVar(&o.first, "first", "", "text of the first screen")
	flag.IntVar(&o.times, "times", 1, "how often the keys are sent")
	flag.DurationVar(&o.settle, "settle", time.Second, "pause between the first screen and the first key")
	pause := flag.String("pause", "10ms-50ms", "pause between two keys, at least and at most")
	keys := flag.String("keys", "", `keys and the texts that answer them, as 'j=▸ /=search'; \r is enter, \e escape, \s a space`)
	flag.Parse()
	o.keys, o.command = parseKeys(*keys), flag.Args()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	var err error
	if o.least, o.most, err = parsePause(*pause); err == nil {
		err = run(ctx, o)
	}
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "keytime: %v\n", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o order) error {
	if len(o.command) == 0 || o.first == "" {
		return errors.New("name a text of the first screen with -first, and a command after --")
	}
	f, err := measure(ctx, o)
	if err != nil {
		return err
	}
	f.print(os.Stdout)
	return nil
}

// parsePause reads '10ms-50ms'.
func parsePause(text string) (least, most time.Duration, err error) {
	from, to, _ := strings.Cut(text, "-")
	least, err = time.ParseDuration(from)
	if err == nil {
		most, err = time.ParseDuration(to)
	}
	if err != nil || least < 0 || most < least {
		return 0, 0, fmt.Errorf("the pause is %q and not as 10ms-50ms", text)
	}
	return least, most, nil
}

// parseKeys reads 'j=▸ k=▸'; a key without "=" is answered by anything.
func parseKeys(list string) []key {
	names := strings.NewReplacer(`\r`, "\r", `\e`, "\x1b", `\s`, " ")
	var keys []key
	for _, word := range strings.Fields(list) {
		k, answer, _ := strings.Cut(word, "=")
		keys = append(keys, key{names.Replace(k), names.Replace(answer)})
	}
	return keys
}
