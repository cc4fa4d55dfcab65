package news

import "time"

// HostTurn is what a program is told that wants to ask a host which others ask too.
type HostTurn struct {
	Place int64         // to be given back when the request has ended; 0: there is none yet, and it is asked again after Wait
	Wait  time.Duration // until the request may start
	Held  time.Duration // not 0: for so long the host wants to be left alone, and nobody asks it
}
