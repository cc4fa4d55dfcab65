package serve

import (
	"regexp"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// Bounds of what a client asks for.
const (
	longestCommand = 4 << 10 // bytes
	widest         = 1000    // cells of a terminal
	tallest        = 500
)

// sessionOnly takes a channel for a session, in which no more can be asked for than a reader or a command needs.
func sessionOnly(srv *ssh.Server, conn *gossh.ServerConn, asked gossh.NewChannel, ctx ssh.Context) {
	ssh.DefaultSessionHandler(srv, conn, sieve{asked}, ctx)
}

// sieve is a channel whose requests are looked at before anybody answers them: what is not named here is refused, such as an
// agent, a screen, a file transfer or a variable of the environment.
type sieve struct{ gossh.NewChannel }

// Accept opens the channel.
func (s sieve) Accept() (gossh.Channel, <-chan *gossh.Request, error) {
	channel, all, err := s.NewChannel.Accept()
	if err != nil {
		return nil, nil, err //nolint:wrapcheck // the library's own channel
	}
	good := make(chan *gossh.Request)
	go func() {
		defer close(good)
		for r := range all {
			if permitted(r) {
				good <- r
			} else if r.WantReply {
				_ = r.Reply(false, nil) // to one who is gone
			}
		}
	}()
	return channel, good, nil
}

func permitted(r *gossh.Request) bool {
	switch r.Type {
	case "shell", "window-change":
		return true
	case "exec":
		return len(r.Payload) <= longestCommand
	case "pty-req":
		var asked struct {
			Term string
			Rest []byte `ssh:"rest"`
		}
		return gossh.Unmarshal(r.Payload, &asked) == nil && isName(asked.Term)
	case "env":
		var asked struct{ Name, Value string }
		return gossh.Unmarshal(r.Payload, &asked) == nil && asked.Name == "LANG" && isName(asked.Value)
	}
	return false
}

// isName tells whether a text can be the name of a terminal or of a language, and nothing else.
func isName(text string) bool {
	return regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._+@-]{0,63}$`).MatchString(text)
}
