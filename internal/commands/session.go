package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"harmattan/feeds"
	"harmattan/internal/config"
	"harmattan/internal/desk"
	"harmattan/internal/disk"
	"harmattan/internal/news"
	"harmattan/internal/regions"
	"harmattan/internal/safe"
)

// load reads the configuration and lays the command line's flags over it.
func (p *program) load() (config.Config, error) {
	c, err := config.Load(p.configPath, p.Example)
	if errors.Is(err, fs.ErrNotExist) {
		return config.Config{}, withHint(err, "harmattan config init --config %s writes one to start from", p.configPath)
	}
	if err != nil {
		return config.Config{}, err
	}
	if p.lang != "" {
		c.Lang = p.lang
	}
	if c.Lang == "" {
		c.Lang = localeLang(os.Getenv)
	}
	if c.Lang != "en" && c.Lang != "fr" {
		return config.Config{}, withHint(usageError{fmt.Errorf("no such language: %q", c.Lang)}, "--lang en or --lang fr")
	}
	if p.dataDir != "" {
		c.Data = p.dataDir
	}
	return c, nil
}

// localeLang is the language of the system where the interface has it, else English. Of the variables that name a locale the
// first one that is set holds, as POSIX has it.
func localeLang(env func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := strings.ToLower(env(name)); value != "" {
			if value == "fr" || strings.HasPrefix(value, "fr_") || strings.HasPrefix(value, "fr.") || strings.HasPrefix(value, "fr-") {
				return "fr"
			}
			return "en"
		}
	}
	return "en"
}

// open opens the desk that the configuration and the flags name.
func (p *program) open(ctx context.Context) (*desk.Desk, config.Config, error) {
	c, err := p.load()
	if err != nil {
		return nil, c, err
	}
	if p.lent != nil {
		return p.lent, c, nil
	}
	d, err := p.openDesk(ctx, c, config.DataDir(c), c.Feeds)
	return d, c, err
}

// openToRead opens the desk for a command that only reads: a reader that is opened meanwhile can still write.
func (p *program) openToRead(ctx context.Context) (*desk.Desk, config.Config, error) {
	p.reading = true
	return p.open(ctx)
}

func (p *program) openDesk(ctx context.Context, c config.Config, data string, list []news.Feed) (*desk.Desk, error) {
	taxonomy, err := taxonomyOf(c)
	if err != nil {
		return nil, err
	}
	fetch := p.fetchOptions(c)
	fetch.Cache = filepath.Join(config.LocalDir(data), "cache")
	return desk.Open(ctx, desk.Options{
		Data: data, Local: config.LocalDir(data), Feeds: list, Regions: taxonomy, Fetch: fetch, Lang: news.Lang(c.Lang), Now: p.Now,
		Officer: officer(c), Reading: p.reading, Watches: c.Watches, Searches: c.Searches,
		Keep: desk.Keep(c.Keep),
	})
}

// officer is the name that steps go to the log under: the configured one, else that of the account.
func officer(c config.Config) string {
	if c.Officer != "" {
		return c.Officer
	}
	if u, err := user.Current(); err == nil {
		if name := safe.Line(u.Name); name != "" {
			return name
		}
		return safe.Line(u.Username)
	}
	return ""
}

// taxonomyOf is the default regions with the officer's own laid over them.
func taxonomyOf(c config.Config) (regions.Taxonomy, error) {
	t, err := regions.Default()
	if err != nil {
		return t, fmt.Errorf("read the default regions: %w", err)
	}
	t, err = t.With(c.Regions)
	if err != nil {
		return t, withHint(fmt.Errorf("%s: %w", c.Path, err), "regions are [[region]] tables; config.example.toml shows one")
	}
	return t, nil
}

func (p *program) fetchOptions(c config.Config) feeds.Options {
	agent := c.Fetch.UserAgent
	if agent == "" {
		agent = "Harmattan/" + p.Version
	}
	return feeds.Options{
		Timeout: c.Fetch.Timeout, UserAgent: agent, PrivateAddresses: c.Fetch.PrivateAddresses, Every: c.Fetch.Every,
		FullText: c.Fetch.FullText, Now: p.Now,
	}
}

// onTerminal tells whether a person sits before the program: both ends are a terminal that can move its cursor.
func (p *program) onTerminal() bool {
	if p.lent != nil {
		return false
	}
	name := os.Getenv("TERM")
	return name != "dumb" && name != "" && term.IsTerminal(int(p.Stdin.Fd())) && term.IsTerminal(int(p.Stdout.Fd()))
}

// since reads a time a command was given: "24h", "90m", "3d", or RFC 3339.
func (p *program) since(value string) (time.Time, error) {
	if value == "" {
		return time.Time{}, nil
	}
	if t, err := desk.ParseSince(value, p.Now()); err == nil {
		return t, nil
	}
	return time.Time{}, withHint(usageError{fmt.Errorf("no such time: %q", value)},
		"--since 24h, --since 3d, --since fri or --since %s", p.Now().UTC().Format(time.RFC3339))
}

// stateOf reads a state a command was given.
func stateOf(value string) (news.State, error) {
	switch s := news.State(value); s {
	case "", news.New, news.Watching, news.Cited, news.Dismissed:
		return s, nil
	}
	return "", withHint(usageError{fmt.Errorf("no such state: %q", value)}, "new, watching, cited or dismissed")
}

// regionOf checks a region a command was given.
func regionOf(ctx context.Context, d *desk.Desk, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	rows, err := d.Regions(ctx)
	if err != nil {
		return "", err
	}
	var ids []string
	for _, r := range rows {
		if r.ID == id {
			return id, nil
		}
		ids = append(ids, r.ID)
	}
	return "", withHint(usageError{fmt.Errorf("no such region: %q", id)}, "the regions are: %s", strings.Join(ids, ", "))
}

// outputFlag adds the flag that names the file for what is written. An officer at another machine has none of this one.
func (p *program) outputFlag(cmd *cobra.Command, output *string) {
	if p.lent == nil {
		cmd.Flags().StringVarP(output, "output", "o", "", "write to this `file`")
	}
}

// writeTo gives a command's output to standard output, or to a file that appears whole or not at all.
func (p *program) writeTo(path string, write func(out io.Writer) error) error {
	if path == "" || path == "-" {
		return write(p.out)
	}
	return disk.Replace(path, func(f *os.File) error { return write(f) })
}

// close ends a desk that a command opened, and keeps the first thing that went wrong.
func (p *program) close(d *desk.Desk, err *error) {
	if d != p.lent {
		closing(d, err)
	}
}

// closing ends a desk at the end of a command and keeps the first thing that went wrong.
func closing(d *desk.Desk, err *error) {
	if e := d.Close(); e != nil && *err == nil {
		*err = e
	}
}
