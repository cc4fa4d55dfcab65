-- Which words of an article stand side by side, as far as both are frequent: what a search for a phrase looks at before it
-- reads texts. See besides; n is that of the piece, and in its lowest sixteen bits that of the row. A piece of an older
-- version gets its rows in idle moments, and until then texts are read as before.
CREATE TABLE beside (
  n    INTEGER PRIMARY KEY,
  data BLOB NOT NULL
) STRICT;

-- Which words, and which words side by side, are frequent in the articles before those that are indexed by it; see often.
CREATE TABLE often (
  n     INTEGER PRIMARY KEY,
  words TEXT NOT NULL,
  pairs TEXT NOT NULL
) STRICT;
