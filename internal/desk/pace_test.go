package desk

import (
	"runtime/debug"
	"testing"
)

func TestARefreshHasItsMemoryAndGivesItBack(t *testing.T) {
	was := debug.SetGCPercent(50)
	defer debug.SetGCPercent(was)
	for _, usual := range []int{50, 400, -1} {
		debug.SetGCPercent(usual)
		back := collectSeldom()
		during := debug.SetGCPercent(seldom)
		debug.SetGCPercent(during)
		if usual == 50 && during != seldom || usual != 50 && during != usual {
			t.Errorf("from %d it is %d during a refresh", usual, during)
		}
		back()
		if after := debug.SetGCPercent(usual); after != usual {
			t.Errorf("from %d it is %d after a refresh", usual, after)
		}
	}
}
