-- Shifts: who came on, who handed over to whom, and that it was acknowledged. Entries are added, never changed.
CREATE TABLE duty (
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  at    INTEGER NOT NULL,
  who   TEXT NOT NULL,
  deed  TEXT NOT NULL,    -- on, off, handed, taken
  whom  TEXT NOT NULL,    -- to whom it was handed, or from whom taken; "" else
  since INTEGER NOT NULL, -- when the shift began that is handed over
  about INTEGER NOT NULL  -- the entry by which it was handed that is taken; 0 else
) STRICT;
