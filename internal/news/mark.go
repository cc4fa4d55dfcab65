package news

import (
	"crypto/sha256"
	"encoding/binary"
)

// Mark names a statement by its article and its words, so that it is found again when the article is split anew.
type Mark struct {
	Article string // Article.ID
	Words   uint64 // the first eight bytes of the SHA-256 of the text
}

// MarkOf names a statement.
func MarkOf(s Statement) Mark {
	sum := sha256.Sum256([]byte(s.Text))
	return Mark{Article: s.Article, Words: binary.BigEndian.Uint64(sum[:])}
}
