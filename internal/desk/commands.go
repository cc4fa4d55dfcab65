package desk

import (
	"context"
	"encoding/json"

	"harmattan/internal/news"
)

// mostCommands is how many command lines are remembered.
const mostCommands = 100

// lastCommands is the fact under which the store keeps them.
const lastCommands = "commands"

// Commands are the command lines of the reader that were typed before, the last one last.
func (d *Desk) Commands(ctx context.Context) []string {
	text, err := d.store.Meta(ctx, own(ctx, lastCommands))
	var list []string
	if err != nil || json.Unmarshal([]byte(text), &list) != nil {
		return nil // a history is a help: without it the officer types on
	}
	return list
}

// KeepCommands remembers command lines, the last hundred of them.
func (d *Desk) KeepCommands(ctx context.Context, list []string) error {
	if err := d.writable(ctx, news.RoleOfficer); err != nil {
		return err
	}
	text, err := json.Marshal(list[max(0, len(list)-mostCommands):])
	if err != nil {
		return err
	}
	return d.store.SetMeta(ctx, own(ctx, lastCommands), string(text))
}
