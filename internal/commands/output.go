package commands

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

// output is standard output. It remembers what could not be written, so that a command whose words went to a full disk
// does not end as if it had said them.
type output struct {
	*bufio.Writer
	direct *checked // past the buffer, for whoever is talked with
}

func newOutput(to io.Writer) output {
	direct := &checked{to: to}
	return output{bufio.NewWriter(direct), direct}
}

// checked passes on what is written until that fails once.
type checked struct {
	to  io.Writer
	err error
}

func (c *checked) Write(b []byte) (n int, err error) {
	if c.err == nil {
		n, c.err = c.to.Write(b)
	}
	return n, c.err
}

// ended is how a command ended, once all that it printed is written: where that failed, and nothing else did, with that.
func (o output) ended(err error) error {
	_ = o.Flush() // direct remembers
	if failed := o.direct.err; failed != nil && (err == nil || errors.Is(err, failed)) {
		return withHint(fmt.Errorf("print the result: %w", failed), "it is not whole; give it a place that has room for it, then run the command again")
	}
	return err
}
