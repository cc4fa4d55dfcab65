package store

import (
	"context"
	"path/filepath"
	"time"

	"harmattan/internal/find"
	"harmattan/internal/news"
)

// FileName is the name of the one file of data in the data folder.
const FileName = "harmattan.db"

// Keeper keeps a desk: Store in one file, Postgres in a database that several programs share. What a method promises is
// said at Store; package conform holds both to it.
type Keeper interface {
	articleKeeper
	storyKeeper
	stintKeeper
	logKeeper
	feedKeeper
	watchKeeper

	// Name is where the desk is kept, without any secret.
	Name() string
	Check(ctx context.Context) error
	Wanted() bool
	Follow(ctx context.Context, tell func(Notice))
	Say(ctx context.Context, what string) error
	Close() error
}

type articleKeeper interface {
	SaveArticles(ctx context.Context, changes []Change) error
	SaveMoved(ctx context.Context, moves []Rearrangement, changes []Change) error
	Article(ctx context.Context, id string) (news.Article, error)
	StoryArticles(ctx context.Context, story string) ([]news.Article, error)
	StoryArticleIDs(ctx context.Context, story string) ([]string, error)
	StoryPlacements(ctx context.Context, story string) (map[string]news.Placement, error)
	Wholes(ctx context.Context, ids []string) ([]Whole, error)
	Known(ctx context.Context, ids []string) (map[string]Digest, error)
	Vectors(ctx context.Context, since time.Time, most int, each func(story, article string, vector []byte) error) error
	ForgetVectors(ctx context.Context, before time.Time) error
	RecallVectors(ctx context.Context, since time.Time) error
	LetGo(ctx context.Context, k Keeping, from Place) (next Place, done bool, err error)
	TimeOfNews(ctx context.Context) (time.Time, error)
	Compact(ctx context.Context) (more bool, err error)
	Unindexed(ctx context.Context) (articles int, err error)
	IndexStep(ctx context.Context) (more bool, err error)
	Search(ctx context.Context, ask Question, limit int) ([]news.Hit, error)
	EachWith(ctx context.Context, terms []find.Term, limit int, visit func(Candidate)) error
	Outlets(ctx context.Context) ([]string, error)
}

type stintKeeper interface {
	TakeStint(ctx context.Context) (Stint, error)
	LastStint(ctx context.Context) (int64, error)
	Place(ctx context.Context, list []Placing) error
	Placed(ctx context.Context, articles []string) (map[string]string, error)
	PlacedIn(ctx context.Context, stories []string) (map[string]string, error)
	Replace(ctx context.Context, to map[string]string) error
	Grow(ctx context.Context, stories []string, work func(context.Context) error) error
	HasWorkers(ctx context.Context) (bool, error)
	EnterHost(ctx context.Context, host string, atOnce int, pause, longest time.Duration) (news.HostTurn, error)
	LeaveHost(ctx context.Context, host string, place int64) error
	HoldHost(ctx context.Context, host string, left time.Duration) error
	Regrow(ctx context.Context, stories []string, work func(context.Context) error) error
	RegrowAll(ctx context.Context, work func(context.Context) error) error
	VectorsSince(ctx context.Context, stint int64, each func(story, article string, vector []byte) error) error
}

type storyKeeper interface {
	Stories(ctx context.Context, f Filter) ([]news.StoryRow, error)
	StoriesByID(ctx context.Context, ids []string) ([]news.StoryRow, error)
	Find(ctx context.Context, ask Question, limit int) ([]news.StoryRow, error)
	Story(ctx context.Context, id string) (news.StoryRow, error)
	Present(ctx context.Context, id string) (string, error)
	Taken(ctx context.Context, id string) (bool, error)
	TakenAmong(ctx context.Context, ids []string) ([]string, error)
	StoriesByDay(ctx context.Context, from time.Time, days int) (map[string][]int, error)
	RegionCounts(ctx context.Context) (map[string]Count, error)
	RegionsWithStories(ctx context.Context) ([]string, error)
	CountryCounts(ctx context.Context) (map[string]Count, error)
	Counts(ctx context.Context) (articles, stories, unread int, err error)
	MarkRead(ctx context.Context, story string, at time.Time, unseen ...news.Mark) error
	ReadMarks(ctx context.Context, story string) (map[string]ReadMark, error)
	Unseen(ctx context.Context, story string) (map[news.Mark]bool, error)
	OwnNote(ctx context.Context, story string) (string, error)
	Pins(ctx context.Context) (Pins, error)
}

type logKeeper interface {
	SetState(ctx context.Context, story string, to news.State, at time.Time) (news.Step, error)
	SetStates(ctx context.Context, stories []string, to news.State, at time.Time) ([]news.Step, error)
	SetRemark(ctx context.Context, stories []string, kind news.Deed, value string, at time.Time) ([]news.Step, error)
	SetRegion(ctx context.Context, choice RegionChoice) (news.Step, error)
	Rearrange(ctx context.Context, r Rearrangement) (news.Step, error)
	Undo(ctx context.Context, at time.Time) (step news.Step, ok bool, err error)
	LastDeed(ctx context.Context) (d Deed, ok bool, err error)
	Steps(ctx context.Context, since time.Time) ([]news.Step, error)
	NotKept(ctx context.Context) error
	AddDuty(ctx context.Context, d news.Duty) (ok bool, err error)
	Duties(ctx context.Context, since time.Time) ([]news.Duty, error)
	RenameOfficer(ctx context.Context, r Renaming) (Renamed, error)
}

type feedKeeper interface {
	Feeds(ctx context.Context) ([]news.Feed, error)
	AddFeed(ctx context.Context, f news.Feed) error
	RemoveFeed(ctx context.Context, url string) error
	Regrade(ctx context.Context, url, grade string) error
	FeedStates(ctx context.Context) (map[string]news.FeedState, error)
	FeedState(ctx context.Context, url string) (news.FeedState, error)
	SaveFeedStates(ctx context.Context, states ...news.FeedState) error
	ArticlesPerFeed(ctx context.Context) (map[string]int, error)
	ArticlesSince(ctx context.Context, since time.Time) (map[string]int, error)
	Habit(ctx context.Context, feed string) ([]byte, error)
	SaveHabit(ctx context.Context, feed string, carried []byte) error
	ChangeHabit(ctx context.Context, feed string, change func(kept []byte) []byte) error
}

type watchKeeper interface {
	Watches(ctx context.Context) ([]news.Watch, error)
	SaveWatch(ctx context.Context, watch news.Watch) error
	DropWatch(ctx context.Context, name string) error
	WatchedStories(ctx context.Context) (map[string][]string, error)
	SetWatched(ctx context.Context, watch, reading string, stories []string, at time.Time) error
	WatchReading(ctx context.Context, watch string) (string, error)
	SetStoryWatches(ctx context.Context, story string, watches []string, at time.Time) error
	Searches(ctx context.Context) ([]news.Search, error)
	SaveSearch(ctx context.Context, k news.Search) error
	DropSearch(ctx context.Context, name string) error
	SaveBrief(ctx context.Context, b news.WrittenBrief, content []byte) (int64, error)
	Briefs(ctx context.Context, since time.Time) ([]news.WrittenBrief, error)
	Brief(ctx context.Context, id int64) ([]byte, error)
	Meta(ctx context.Context, key string) (string, error)
	SetMeta(ctx context.Context, key, value string) error
}

// OpenDesk opens the desk that data names: a folder with the one file of data, or postgres://….
//
// A file is held by the one program that writes it; see Open. A server is held by nobody: any number of programs open it
// for writing, each transaction is kept as a whole or not at all, and ErrBusy does not occur.
func OpenDesk(ctx context.Context, data string, m Mode) (Keeper, error) {
	if IsAddress(data) {
		p, err := openPostgres(ctx, data, m)
		if err != nil {
			return nil, err // a nil *Postgres would be a Keeper that is not nil
		}
		return p, nil
	}
	s, err := Open(ctx, filepath.Join(data, FileName), m)
	if err != nil {
		return nil, err
	}
	return s, nil
}

// FileOf is the path of the file of a desk in a folder. A desk on a server has none.
func FileOf(data string) (string, error) {
	if IsAddress(data) {
		return "", &Error{
			Kind: ErrOnServer, Says: NameOf(data) + " is on a server and no file",
			Do: "back it up with pg_dump, or copy it into a folder: harmattan data copy " + NameOf(data) + " FOLDER",
		}
	}
	return filepath.Join(data, FileName), nil
}

// Name is the path of the file.
func (s *Store) Name() string { return s.path }
