// Package news holds the words of the house as types: feed, article, statement, repeat, aside, story, briefing, state.
//
// In and out: nothing; it has no logic beyond naming things, imports nothing of ours, and touches neither disk nor
// network. Every other package speaks in these words.
//
// Start at Article, then Briefing.
package news
