package commands

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"time"

	"github.com/spf13/cobra"

	"harmattan/internal/config"
	"harmattan/internal/desk"
	"harmattan/internal/work"
)

// feedsAsked is how many feeds a worker asks at once unless it is told otherwise: most of them wait for an answer.
const feedsAsked = 100

func (p *program) workCommand() *cobra.Command {
	var feeds int
	var health string
	cmd := &cobra.Command{
		Use: "work", Short: "Ask the feeds of a shared desk, beside other workers",
		Long: `Ask the feeds of a desk in PostgreSQL as they fall due, and take their new articles in, until the program is ended. Any
number of workers do so at once, on any number of machines: each feed is asked by one of them, a host by all together
no faster than by one, and an event becomes one story whoever hears of it. What a worker had under way when it was killed
is taken on by another one. While there is a worker, readers and serve ask no feeds by themselves.`,
		Example: `  harmattan work --data postgres://worker@db.example/desk
  harmattan work --data postgres://worker@db.example/desk --health 127.0.0.1:9121`,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return p.work(cmd.Context(), feeds, health) },
	}
	cmd.Flags().IntVar(&feeds, "feeds", feedsAsked, "how `many` feeds to ask at once")
	cmd.Flags().StringVar(&health, "health", "", "serve /healthz and /metrics at this `address`: 127.0.0.1:9121")
	return cmd
}

func (p *program) work(ctx context.Context, feeds int, health string) (err error) {
	if feeds < 1 {
		return withHint(usageError{fmt.Errorf("--feeds is %d", feeds)}, "--feeds 100 asks a hundred at once")
	}
	c, err := p.load()
	if err != nil {
		return err
	}
	data := config.DataDir(c)
	if !desk.IsShared(data) {
		return withHint(
			fmt.Errorf("%s is held by one program, which asks its feeds itself", desk.Place(data)),
			"--data postgres://… names a shared desk; harmattan data copy makes one of this",
		)
	}
	allowMemory(memoryOfWork)
	d, err := p.openDesk(ctx, c, data, c.Feeds)
	if err != nil {
		return err
	}
	defer closing(d, &err)
	o := work.Options{Desk: d, Address: data, Name: workerName(), Feeds: feeds, Log: slog.New(slog.NewTextHandler(p.Stderr, nil))}
	for {
		err := workUntil(ctx, o, health)
		if errors.Is(err, context.Canceled) {
			return nil
		}
		if !errors.Is(err, desk.ErrAway) {
			return err
		}
		o.Log.Warn("the server is away, others may take on what was under way", "error", err)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(workAgain):
		}
	}
}

// memoryOfWork is how many bytes more than a reader a worker may take before memory is taken back at once: it collapses some
// hundred stories while it reads the feeds to come. With as much as a reader 100,000 articles took it a fifth more of the processor.
const memoryOfWork = 192 << 20

// workAgain is how long a worker whose server is away waits before it begins anew.
const workAgain = 2 * time.Second

// workUntil works until ctx ends or the server is away.
func workUntil(ctx context.Context, o work.Options, health string) error {
	if health == "" {
		return work.Run(ctx, o, work.NoHealth)
	}
	var listening net.ListenConfig
	page, err := listening.Listen(ctx, "tcp", health)
	if err != nil {
		return withHint(fmt.Errorf("serve the health page at %s: %w", health, err), "--health names another address")
	}
	defer page.Close() //nolint:errcheck // closed already by whoever serves it
	return work.Run(ctx, o, func(ctx context.Context, ask work.Asking) error { return work.Health(ctx, page, ask) })
}

// workerName tells a worker from all others, and an officer where it runs.
func workerName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "worker"
	}
	return fmt.Sprintf("%s-%d-%s", host, os.Getpid(), rand.Text())
}
