package store

import "context"

// Notice is what another program has done to the desk.
type Notice struct {
	Stories []string // stories that gained, lost or changed articles; none where it is known only that something changed
	Away    bool     // nothing is heard of the server any more; the next notice says that it is heard again
	Begun   bool     // from now on what others do is heard
	Said    string   // what another program says with Say; "" else
}

// Follow returns at once: no other program does anything to a file that this one holds.
func (s *Store) Follow(context.Context, func(Notice)) {}

// Say tells other programs something that is kept nowhere; see Notice. Nobody else works on a file.
func (s *Store) Say(context.Context, string) error { return nil }
