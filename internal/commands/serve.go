package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"time"

	"github.com/spf13/cobra"

	"harmattan/internal/config"
	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/serve"
	"harmattan/ui"
)

// memoryOfSession is how many bytes a session may take before memory is taken back at once.
const memoryOfSession = 15 << 20

// handshake is how long a connection may take to say who it is.
const handshake = 20 * time.Second

func (p *program) serveCommand() *cobra.Command {
	var listen, officers string
	cmd := &cobra.Command{
		Use: "serve", Short: "Let a team read and triage one desk over SSH",
		Long: `Let officers into the desk over SSH, each with a key that the file of officers names, and refresh its feeds for all of them.
They find the reader, or what a command writes: ssh desk brief --format md. There is no password, no shell, no forwarding
and no file transfer. Each session is written to the audit.

The file of officers is read again whenever it changes. A line is a key with its officer's name and role before it; a
reader changes nothing, an officer decides and writes, an editor arranges stories and feeds besides:

  name="Aminata Diallo",role="officer" ssh-ed25519 AAAAC3…`,
		Example: `  harmattan serve --listen :2222
  ssh -p 2222 desk.example`,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return p.serve(cmd.Context(), listen, officers) },
	}
	cmd.Flags().StringVar(&listen, "listen", "", "come in by this `address`: 127.0.0.1:2222, :2222")
	cmd.Flags().StringVar(&officers, "officers", "", "the `file` of officers, their roles and keys")
	return cmd
}

func (p *program) serve(ctx context.Context, listen, officers string) (err error) {
	c, err := p.load()
	if err != nil {
		return err
	}
	if err := c.CheckKeys(ui.Actions()); err != nil {
		return err
	}
	if err := ui.CheckKeys(ui.WithPreset(c.UI.Keys, c.Keys)); err != nil {
		return err
	}
	how := config.ServeFiles(c)
	if listen != "" {
		if err := config.CheckListen(listen); err != nil {
			return withHint(usageError{err}, "--listen 127.0.0.1:2222, or --listen :2222 for all that reach this machine")
		}
		how.Listen = listen
	}
	if officers != "" {
		how.Officers = officers
	}
	allowMemory(int64(how.Sessions) * memoryOfSession)
	d, err := p.openDesk(ctx, c, config.DataDir(c), c.Feeds)
	if err != nil {
		return err
	}
	defer closing(d, &err)
	if d.ReadOnly() {
		return withHint(fmt.Errorf("serve the desk: %w", d.Busy()), "close the other program: all who work on this desk come in by this one")
	}
	var listening net.ListenConfig
	l, err := listening.Listen(ctx, "tcp", how.Listen)
	if err != nil {
		return withHint(fmt.Errorf("come in by %s: %w", how.Listen, err), "--listen names another address")
	}
	defer l.Close() //nolint:errcheck // closed already by whoever serves it
	return p.serveDesk(ctx, d, c, how, l)
}

// serveDesk lets officers in by l until ctx ends.
func (p *program) serveDesk(ctx context.Context, d *desk.Desk, c config.Config, how config.Serve, l net.Listener) error {
	log := slog.New(slog.NewTextHandler(p.Stderr, nil))
	s, err := serve.New(serve.Options{
		Officers: how.Officers, HostKey: how.HostKey, Audit: how.Audit, Idle: how.Idle, Handshake: handshake,
		Sessions: how.Sessions, PerOfficer: how.PerOfficer, Now: p.Now, Log: log,
		Read: func(ctx context.Context, v serve.Visit, s *ui.Session) error { return p.visit(ctx, d, c, v, s) },
		Command: func(ctx context.Context, v serve.Visit, args []string, out, problems io.Writer) int {
			lending := *p
			lending.lent = d
			return lending.asked(as(ctx, v), args, out, problems)
		},
	})
	if err != nil {
		return err
	}
	var listening net.ListenConfig
	log.Info("officers may come", "address", l.Addr().String(), "desk", desk.Place(config.DataDir(c)), "officers", how.Officers)
	keeping, stop := context.WithCancel(ctx)
	defer stop()
	well := make(chan error, 1)
	if how.Health == "" {
		well <- nil
	} else {
		page, err := listening.Listen(ctx, "tcp", how.Health)
		if err != nil {
			return withHint(fmt.Errorf("serve the health page at %s: %w", how.Health, err), "health under [serve] names another address")
		}
		go func() {
			well <- s.Health(keeping, page, func(ctx context.Context) (serve.Desk, error) { return health(ctx, d) })
		}()
	}
	kept := make(chan struct{})
	go func() {
		defer close(kept)
		d.Keep(keeping)
	}()
	err = s.Serve(ctx, l)
	stop()
	<-kept
	return errors.Join(err, <-well)
}

// health asks the desk how it is.
func health(ctx context.Context, d *desk.Desk) (h serve.Desk, err error) {
	if h.Articles, h.Stories, _, err = d.Counts(ctx); err != nil {
		return h, err
	}
	feeds, err := d.Feeds(ctx)
	h.Feeds = len(feeds)
	for _, f := range feeds {
		if f.State.Status == news.FetchFailed {
			h.FailingFeeds++
		}
	}
	return h, err
}

// visit shows the reader to an officer.
func (p *program) visit(ctx context.Context, d *desk.Desk, c config.Config, v serve.Visit, s *ui.Session) error {
	lang := c.Lang
	if v.Lang != "" {
		lang = localeLang(func(name string) string { return map[string]string{"LANG": v.Lang}[name] })
	}
	err := ui.Run(as(ctx, v), ui.Options{
		Desk: d, Session: s, Theme: c.UI.Theme, Keys: ui.WithPreset(c.UI.Keys, c.Keys), Notify: c.UI.Notify, Mouse: c.UI.Mouse,
		Bidi: c.UI.Bidi, Lang: news.Lang(lang), Version: p.Version, Now: p.Now, Location: time.Local,
	})
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// as is a context in which an officer works, within their role.
func as(ctx context.Context, v serve.Visit) context.Context {
	return desk.In(desk.As(ctx, v.Name), v.Role)
}
