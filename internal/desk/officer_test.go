package desk

import (
	"context"
	"errors"
	"testing"

	"harmattan/internal/news"
)

// Whoever calls the desk in an officer's name does no more than that officer may, on the screen or beside it.
func TestRolesHoldWhereverTheyAreAskedFrom(t *testing.T) {
	d := openDesk(t, t.TempDir(), newClock())
	ctx := t.Context()
	tests := []struct {
		says  string
		least news.Role
		do    func(context.Context) error
	}{
		{"decide", news.RoleOfficer, func(ctx context.Context) error { _, err := d.SetState(ctx, "x", news.Cited); return err }},
		{"undo", news.RoleOfficer, func(ctx context.Context) error { _, _, err := d.Undo(ctx); return err }},
		{"note", news.RoleOfficer, func(ctx context.Context) error { _, err := d.SetNote(ctx, []string{"x"}, "n"); return err }},
		{"read", news.RoleReader, func(ctx context.Context) error { return d.MarkRead(ctx, "x", d.now()) }},
		{"keep a brief", news.RoleOfficer, func(ctx context.Context) error { return d.KeepBrief(ctx, "t", nil, nil) }},
		{"keep a search", news.RoleOfficer, func(ctx context.Context) error { return d.SaveSearch(ctx, news.Search{Name: "s", Query: "q"}) }},
		{"refresh", news.RoleOfficer, func(ctx context.Context) error { _, err := d.Refresh(ctx, Ask{}); return err }},
		{"split", news.RoleEditor, func(ctx context.Context) error { _, err := d.Split(ctx, "x", nil); return err }},
		{"merge", news.RoleEditor, func(ctx context.Context) error { _, err := d.Merge(ctx, "x", "y"); return err }},
		{"move", news.RoleEditor, func(ctx context.Context) error { _, err := d.MoveArticle(ctx, "x", "y"); return err }},
		{"move to a region", news.RoleEditor, func(ctx context.Context) error { _, err := d.MoveTo(ctx, "x", news.Unplaced); return err }},
		{"watch", news.RoleEditor, func(ctx context.Context) error { return d.SaveWatch(ctx, news.Watch{Name: "w", Any: []string{"a"}}) }},
		{"drop a watch", news.RoleEditor, func(ctx context.Context) error { return d.DropWatch(ctx, "w") }},
		{"look at an address", news.RoleEditor, func(ctx context.Context) error { _, err := d.Preview(ctx, "http://127.0.0.1:1/"); return err }},
		{"add a feed", news.RoleEditor, func(ctx context.Context) error { return d.AddFeed(ctx, news.Feed{URL: "https://x.example/"}) }},
		{"remove a feed", news.RoleEditor, func(ctx context.Context) error { return d.RemoveFeed(ctx, "https://x.example/") }},
		{"rename an officer", news.RoleEditor, func(ctx context.Context) error { _, err := d.RenameOfficer(ctx, "x", "y"); return err }},
		{"edit a feed", news.RoleEditor, func(ctx context.Context) error { return d.EditFeed(ctx, news.Feed{URL: "https://x.example/"}) }},
		{"pause a feed", news.RoleEditor, func(ctx context.Context) error { _, err := d.TurnFeed(ctx, "https://x.example/"); return err }},
	}
	for _, test := range tests {
		if got := leastThatMay(ctx, test.do); got != test.least {
			t.Errorf("%s is for %q, want %q", test.says, got, test.least)
		}
	}
}

// leastThatMay is the least role that is not refused for what it is.
func leastThatMay(ctx context.Context, do func(context.Context) error) news.Role {
	for _, role := range append(news.Roles(), "nobody") {
		if err := do(In(As(ctx, "Aminata"), role)); !errors.Is(err, ErrRole) {
			return role
		}
	}
	return ""
}

// What an officer is typing is theirs alone.
func TestUnfinishedNotesAndCommandsAreEachOfficersOwn(t *testing.T) {
	d := openDesk(t, t.TempDir(), newClock())
	aminata, boubacar := As(t.Context(), "Aminata"), As(t.Context(), "Boubacar")
	if err := errors.Join(d.KeepUnfinished(aminata, "x", "hers"), d.KeepCommands(aminata, []string{"find ferry"})); err != nil {
		t.Fatal(err)
	}
	if text, err := d.Unfinished(boubacar, "x"); err != nil || text != "" {
		t.Errorf("Boubacar finds %q, %v", text, err)
	}
	if list := d.Commands(boubacar); len(list) != 0 {
		t.Errorf("Boubacar finds %q", list)
	}
	if text, err := d.Unfinished(aminata, "x"); err != nil || text != "hers" {
		t.Errorf("Aminata finds %q, %v", text, err)
	}
}
