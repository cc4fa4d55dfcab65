package summarize

import (
	"fmt"
	"reflect"
	"testing"

	"harmattan/internal/news"
)

// Stories that are collapsed one after the other in the same memory know nothing of each other, small ones after large ones.
func TestStoriesInOneRoomAreAsInMemoryOfTheirOwn(t *testing.T) {
	var stories [][]news.Article
	for i, n := range []int{1, 3, 1, 13, 1, 2, 5} {
		var story []news.Article
		for k := range n {
			a := invented(i+k, 2+(i*7+k*5)%28)
			a.ID = fmt.Sprint(i, "/", k)
			story = append(story, a)
		}
		story = append(story, shortArticle(i))
		stories = append(stories, story)
	}
	r := NewReader()
	largest := 0
	for round := range 2 {
		for i, story := range stories {
			r.EnterRoom()
			c := r.NewCollapser(nil)
			for _, a := range story {
				c.AddRead(a, r.Read(a))
			}
			got, want := c.Briefing(), Brief(story)
			if !reflect.DeepEqual(got, want) {
				t.Errorf("round %d: story %d is\n%+v\nwant\n%+v", round, i, got, want)
			}
			largest = max(largest, len(c.stated))
			c.Rest()
			r.LeaveRoom()
		}
	}
	if largest <= largeStory {
		t.Errorf("the largest story has %d statements: none is too large to be kept", largest)
	}
}
