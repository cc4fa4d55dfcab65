package serve

import (
	"context"
	"fmt"
	"io"
	"net"

	"harmattan/internal/health"
	"harmattan/internal/news"
)

// tally counts what happened since the server began.
type tally struct {
	sessions, commands, refused int64
}

// Desk is what the health page asks of the desk.
type Desk struct {
	Articles, Stories   int
	Feeds, FailingFeeds int
}

// Health serves, until ctx ends, whether the desk answers, and the figures of the server. Neither names an officer or a story.
func (s *Server) Health(ctx context.Context, l net.Listener, ask func(context.Context) (Desk, error)) error {
	return health.Serve(ctx, l, health.Page{
		Well: func(ctx context.Context) error {
			_, err := ask(ctx)
			if err != nil {
				s.o.Log.Error("the desk does not answer", "error", err)
			}
			return err
		},
		Figures: func(ctx context.Context, w io.Writer) {
			d, err := ask(ctx)
			s.write(w, d, err)
		},
	})
}

// write writes the metrics; of a desk that does not answer without what is on it.
func (s *Server) write(w io.Writer, d Desk, deskErr error) {
	s.door.mu.Lock()
	connections := len(s.door.callers)
	s.door.mu.Unlock()
	s.seats.mu.Lock()
	open, counted := map[news.Role]int{}, s.seats.tally
	for _, v := range s.seats.all {
		open[v.officer.Role]++
	}
	s.seats.mu.Unlock()
	list := []health.Figure{
		health.Up(deskErr),
		{Name: "harmattan_connections", Kind: "gauge", Help: "Connections that are open.", Value: float64(connections)},
		{Name: "harmattan_sessions_total", Kind: "counter", Help: "Sessions that began, commands among them.", Value: float64(counted.sessions)},
		{Name: "harmattan_commands_total", Kind: "counter", Help: "Commands that were run.", Value: float64(counted.commands)},
		{Name: "harmattan_refused_total", Kind: "counter", Help: "Sessions and keys that were refused.", Value: float64(counted.refused)},
	}
	list = append(list, health.Process()...)
	if deskErr == nil {
		list = append(
			list,
			health.Figure{Name: "harmattan_articles", Kind: "gauge", Help: "Articles on the desk.", Value: float64(d.Articles)},
			health.Figure{Name: "harmattan_stories", Kind: "gauge", Help: "Stories on the desk.", Value: float64(d.Stories)},
			health.Figure{Name: "harmattan_feeds", Kind: "gauge", Help: "Feeds of the desk.", Value: float64(d.Feeds)},
			health.Figure{
				Name: "harmattan_feeds_failing", Kind: "gauge", Help: "Feeds that failed when they were last asked.", Value: float64(d.FailingFeeds),
			},
		)
	}
	health.Write(w, list)
	fmt.Fprint(w, "# HELP harmattan_sessions Sessions that go on, by role.\n# TYPE harmattan_sessions gauge\n")
	for _, role := range news.Roles() {
		fmt.Fprintf(w, "harmattan_sessions{role=%q} %d\n", role, open[role])
	}
}
