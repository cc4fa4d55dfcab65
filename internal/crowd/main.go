package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"sync"
	"time"
)

// order is the crowd that is asked for.
type order struct {
	program, data string
	officers      int
	apart         int // rows between the places where two of them begin
	steps         int // of each
	every         time.Duration
}

func main() {
	var o order
	flag.StringVar(&o.program, "program", "", "the program that serves")
	flag.StringVar(&o.data, "data", "", "folder of the desk; steps are taken on it")
	flag.IntVar(&o.officers, "officers", 50, "how many officers come")
	flag.IntVar(&o.apart, "apart", 12, "how many rows below the one before each begins")
	flag.IntVar(&o.steps, "steps", 12, "how many steps each takes; no more than -apart")
	flag.DurationVar(&o.every, "every", 2*time.Second, "how long from one step of an officer to the next, on the average")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, o)
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "crowd: %v\n", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o order) (err error) {
	h, err := serve(ctx, o)
	if err != nil {
		return err
	}
	defer h.close()
	empty := h.memory()
	crowd := make([]*officer, o.officers)
	for i := range crowd {
		if crowd[i], err = h.comes(i, o.apart*i); err != nil {
			return err
		}
	}
	sitting := h.memory()
	began, busy := time.Now(), h.processor()
	errs := make([]error, len(crowd))
	var work sync.WaitGroup
	for i, c := range crowd {
		work.Go(func() { errs[i] = c.triage(o, uint64(i)) })
	}
	work.Wait()
	took := time.Since(began)
	full, busy := h.memory(), h.processor()-busy
	for i, err := range errs {
		if err != nil {
			return fmt.Errorf("officer %d: %w", i, err)
		}
	}
	var moves, steps []time.Duration
	for _, c := range crowd {
		moves, steps = append(moves, c.moves...), append(steps, c.steps...)
		c.leaves()
	}
	fmt.Printf("%d officers, %d steps in %.0f s\n", o.officers, len(steps), took.Seconds())
	fmt.Printf("processor of the server: %.1f s, %.1f ms a key\n", busy.Seconds(), float64(busy.Milliseconds())/float64(2*o.officers*o.steps))
	tell("a key that moves", moves)
	tell("a step, kept and shown", steps)
	fmt.Printf("resident: %.0f MiB with nobody, %.0f with all, %.0f after the steps: %.1f MiB a session\n",
		empty, sitting, full, (full-empty)/float64(o.officers))
	return h.compare(ctx, crowd)
}

func tell(what string, all []time.Duration) {
	if len(all) == 0 {
		return
	}
	slices.Sort(all)
	at := func(percent int) float64 { return float64(all[(len(all)-1)*percent/100].Microseconds()) / 1000 }
	fmt.Printf("%-24s median %.1f ms, 99th percentile %.1f ms, longest %.1f ms\n", what, at(50), at(99), at(100))
}
