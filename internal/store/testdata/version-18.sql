-- The desk of version 17 as version 18 left it: officers may be given another name. This file stays as it is.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES('shift','2026-11-23T06:00:00Z');
INSERT INTO meta VALUES('watch convoys','convoy');
CREATE TABLE feed (
  n         INTEGER PRIMARY KEY, -- the order in which they were added
  url       TEXT NOT NULL UNIQUE,
  outlet    TEXT NOT NULL,
  lang      TEXT NOT NULL,
  country   TEXT NOT NULL,
  grade     TEXT NOT NULL,
  full_text INTEGER NOT NULL,
  every     INTEGER NOT NULL     -- microseconds, 0 is the configured default
) STRICT;
INSERT INTO feed VALUES(1,'https://example.org/boats','The Boatman','en','ML','C',0,3600000000);
CREATE TABLE feed_state (
  url           TEXT PRIMARY KEY,
  etag          TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  body_hash     TEXT NOT NULL,
  status        TEXT NOT NULL,
  code          INTEGER NOT NULL,
  error         TEXT NOT NULL,
  failures      INTEGER NOT NULL,
  fetched       INTEGER NOT NULL,
  succeeded     INTEGER NOT NULL,
  next          INTEGER NOT NULL,
  retry_after   INTEGER NOT NULL,
  moved_to      TEXT NOT NULL,
  items         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE source (
  n        INTEGER PRIMARY KEY,
  feed_url TEXT NOT NULL,
  outlet   TEXT NOT NULL,
  home     TEXT NOT NULL,
  grade    TEXT NOT NULL,
  articles INTEGER NOT NULL DEFAULT 0, -- kept by the triggers below
  UNIQUE (feed_url, outlet, home, grade)
) STRICT;
INSERT INTO source VALUES(1,'https://example.org/feed','Radio Kidal','ML','B',6);
CREATE TABLE story (
  n            INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  title        TEXT NOT NULL,
  lang         TEXT NOT NULL,
  region       TEXT NOT NULL,
  country      TEXT NOT NULL,
  country_name TEXT NOT NULL,
  area         TEXT NOT NULL,
  score        REAL NOT NULL,
  evidence     TEXT NOT NULL, -- JSON, see encodeEvidence; "" when there is none
  state        INTEGER NOT NULL DEFAULT 0,
  outlets      INTEGER NOT NULL,
  origins      INTEGER NOT NULL,
  articles     INTEGER NOT NULL,
  differs      INTEGER NOT NULL,
  readings     TEXT NOT NULL,
  first        INTEGER NOT NULL,
  last         INTEGER NOT NULL,
  changed      INTEGER NOT NULL,
  read         INTEGER NOT NULL,
  unread       INTEGER NOT NULL CHECK (unread = (read < changed)) -- for the indexes below
, decided INTEGER NOT NULL DEFAULT 0, remarked INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO story VALUES(1,'s0000000000000000','Convoy 0 reaches Ménaka','en','central-sahel','ML','Mali','ML:Ménaka',2.5,'[["Ménaka","ML:Ménaka",2.1,"governor","ML",0.4],["NE"]]',2,1,1,1,0,'',1795435200000000,1795435200000000,1795435200000000,-62135596800000000,1,1795521600000000,1);
INSERT INTO story VALUES(2,'s0000000000000001','Convoy 1 reaches Ménaka','en','central-sahel','ML','Mali','ML:Ménaka',2.5,'[["Ménaka","ML:Ménaka",2.1,"governor","ML",0.4],["NE"]]',0,1,1,1,0,'',1795435260000000,1795435260000000,1795435260000000,1795525200000000,0,0,0);
INSERT INTO story VALUES(3,'s0000000000000002','Convoy 2 reaches Ménaka','en','central-sahel','ML','Mali','ML:Ménaka',2.5,'[["Ménaka","ML:Ménaka",2.1,"governor","ML",0.4],["NE"]]',3,1,1,1,0,'',1795435320000000,1795435320000000,1795435320000000,-62135596800000000,1,1795521600000000,0);
INSERT INTO story VALUES(4,'s0000000000000003','Convoy 3 reaches Ménaka','en','central-sahel','ML','Mali','ML:Ménaka',2.5,'[["Ménaka","ML:Ménaka",2.1,"governor","ML",0.4],["NE"]]',1,1,1,1,0,'',1795435380000000,1795435380000000,1795435380000000,-62135596800000000,1,1795521600000000,1);
INSERT INTO story VALUES(5,'s0000000000000004','Convoy 4 reaches Ménaka','en','unplaced','','','',0.0,'',0,1,1,1,0,'',1795435440000000,1795435440000000,1795435440000000,-62135596800000000,1,0,0);
INSERT INTO story VALUES(6,'s0000000000000005','Convoy 5 reaches Ménaka','en','lake-chad','ML','Mali','ML:Ménaka',2.5,'[["Ménaka","ML:Ménaka",2.1,"governor","ML",0.4],["NE"]]',0,1,1,1,0,'',1795435500000000,1795435500000000,1795435500000000,-62135596800000000,1,0,0);
CREATE TABLE article (
  n         INTEGER PRIMARY KEY, -- its number in the search index
  id        ANY NOT NULL UNIQUE, -- BLOB when it is written in hex, else TEXT; see articleKey
  story     INTEGER NOT NULL REFERENCES story,
  source    INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL, -- of title and text, see HashText
  revision  INTEGER NOT NULL,
  seen      INTEGER NOT NULL,
  revised   INTEGER,       -- NULL when it is the time first seen
  published INTEGER NOT NULL,
  guessed   INTEGER NOT NULL,
  teaser    INTEGER NOT NULL,
  lang      TEXT NOT NULL,
  author    TEXT NOT NULL,
  url       TEXT NOT NULL,
  guid      TEXT,          -- NULL when it is the url
  origin    TEXT,          -- NULL when it is the outlet
  title     TEXT NOT NULL,
  placement TEXT NOT NULL, -- JSON, see encodePlacement
  text      ANY NOT NULL   -- TEXT as it is, or BLOB when packed; see packer
, let_go INTEGER) STRICT;
INSERT INTO article VALUES(1,X'00000000000000000000000000000000',1,1,X'9282909da6d49259',1,1795435200000000,NULL,1795435200000000,0,0,'en','A. Touré','','guid 0',NULL,'Convoy 0 reaches Ménaka','["central-sahel","ML","Mali","ML:Ménaka",2.5,[["Ménaka","ML:Ménaka",2.1,"governor","ML",0.4],["NE"]]]',X'001545005a00a5ff68747470733a2f2f6578616d706c652e6f72672f30436f6e766f79206e756d626572203020726561636865642074686520746f776e2e0a4e6f626f64792077617320687572742c2074686520676f7665726e6f7220736169642e0300',NULL);
INSERT INTO article VALUES(2,X'00000000000000000000000000000001',2,1,X'dbf420b410d60e09',2,1795435260000000,1795521600000000,1795435260000000,0,0,'en','A. Touré','','guid 1',NULL,'Convoy 1 reaches Ménaka','["central-sahel","ML","Mali","ML:Ménaka",2.5,[["Ménaka","ML:Ménaka",2.1,"governor","ML",0.4],["NE"]]]',X'001543005800a7ff68747470733a2f2f6578616d706c652e6f72672f31436f6e766f79206e756d626572203120726561636865642074686520746f776e2e0a54776f207765726520687572742c2074686520676f7665726e6f7220736169642e0300',NULL);
INSERT INTO article VALUES(3,'radio-2',3,1,X'83e287c60edda44a',1,1795435320000000,NULL,1795435320000000,0,0,'en','A. Touré','',NULL,NULL,'Convoy 2 reaches Ménaka','["central-sahel","ML","Mali","ML:Ménaka",2.5,[["Ménaka","ML:Ménaka",2.1,"governor","ML",0.4],["NE"]]]',X'001545005a00a5ff68747470733a2f2f6578616d706c652e6f72672f32436f6e766f79206e756d626572203220726561636865642074686520746f776e2e0a4e6f626f64792077617320687572742c2074686520676f7665726e6f7220736169642e0300',NULL);
INSERT INTO article VALUES(4,X'00000000000000000000000000000003',4,1,X'd0342d081f4d9b61',1,1795435380000000,NULL,1795435380000000,0,0,'en','A. Touré','','guid 3',NULL,'Convoy 3 reaches Ménaka','["central-sahel","ML","Mali","ML:Ménaka",2.5,[["Ménaka","ML:Ménaka",2.1,"governor","ML",0.4],["NE"]]]',X'0015990482e94dad48cc2dc849d5cb2f4ad737861a92579a9b945a04372b45a1242355a124bf3c4f8fcb2f3f293fa552a13cb15821a3b4a844072c959e5f965a94975fa4509c9899a2c715822254909f9daa909fa6509e9a9353ac03672924e6a5c08547f50c723d800100',NULL);
INSERT INTO article VALUES(5,X'00000000000000000000000000000004',5,1,X'245d3e6a5947b9d8',1,1795435440000000,NULL,1795435440000000,0,0,'en','A. Touré','','guid 4',NULL,'Convoy 4 reaches Ménaka','',X'001545005a00a5ff68747470733a2f2f6578616d706c652e6f72672f34436f6e766f79206e756d626572203420726561636865642074686520746f776e2e0a4e6f626f64792077617320687572742c2074686520676f7665726e6f7220736169642e0300',NULL);
INSERT INTO article VALUES(6,X'00000000000000000000000000000005',6,1,X'4f7b286676164936',1,1795435500000000,NULL,1795435500000000,0,0,'en','A. Touré','','guid 5',NULL,'Convoy 5 reaches Ménaka','["central-sahel","ML","Mali","ML:Ménaka",2.5,[["Ménaka","ML:Ménaka",2.1,"governor","ML",0.4],["NE"]]]',X'001545005a00a5ff68747470733a2f2f6578616d706c652e6f72672f35436f6e766f79206e756d626572203520726561636865642074686520746f776e2e0a4e6f626f64792077617320687572742c2074686520676f7665726e6f7220736169642e0300',NULL);
CREATE TABLE revision (
  article INTEGER NOT NULL REFERENCES article,
  number  INTEGER NOT NULL,
  seen    INTEGER NOT NULL,
  title   TEXT NOT NULL,
  text    ANY NOT NULL,
  PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;
INSERT INTO revision VALUES(2,1,1795435260000000,'Convoy 1 reaches Ménaka',replace('Convoy number 1 reached the town.\nNobody was hurt, the governor said.','\n',char(10)));
CREATE TABLE step (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  at     INTEGER NOT NULL,
  story  INTEGER NOT NULL REFERENCES story,
  before INTEGER NOT NULL,
  after  INTEGER NOT NULL,
  undoes INTEGER NOT NULL, -- 0 for an ordinary step
  below  INTEGER NOT NULL  -- the step that undo takes back once this one is taken back; 0 when there is none
, who TEXT NOT NULL DEFAULT '', rules TEXT NOT NULL DEFAULT '', bundle INTEGER NOT NULL DEFAULT 0, signed TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO step VALUES(1,1795521600000000,1,0,2,0,0,'Awa','5',0,'');
INSERT INTO step VALUES(2,1795521600000000,3,0,3,0,1,'Bintou','5',0,'');
INSERT INTO step VALUES(3,1795521600000000,4,0,1,0,2,'Awa','5',0,'');
INSERT INTO step VALUES(4,1795521600000000,6,0,0,0,3,'Awa','5',0,'');
INSERT INTO step VALUES(5,1795521600000000,1,2,2,0,4,'Awa','5',5,'');
INSERT INTO step VALUES(6,1795521600000000,4,1,1,0,5,'Awa','5',5,'');
CREATE TABLE habit (
  feed_url TEXT PRIMARY KEY,
  carried  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO habit VALUES('https://example.org/feed',X'0102');
CREATE TABLE lineage (
  seq   INTEGER PRIMARY KEY AUTOINCREMENT,
  ends  INTEGER NOT NULL,                  -- 0: story began as a part of other, 1: story went into other
  story INTEGER NOT NULL REFERENCES story,
  other INTEGER NOT NULL REFERENCES story,
  mark  INTEGER NOT NULL                   -- the last step of the log then
) STRICT;
CREATE TABLE moved (
  article INTEGER PRIMARY KEY REFERENCES article,
  at      INTEGER NOT NULL, -- when it came
  read    INTEGER NOT NULL
) STRICT;
CREATE TABLE held (
  article INTEGER PRIMARY KEY REFERENCES article, -- stays in the story that it is in
  step    INTEGER NOT NULL REFERENCES step
) STRICT;
CREATE TABLE apart (
  story INTEGER NOT NULL REFERENCES story, -- does not go together with the other
  other INTEGER NOT NULL REFERENCES story,
  step  INTEGER NOT NULL REFERENCES step,
  PRIMARY KEY (story, other, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE region_by_hand (
  story  INTEGER PRIMARY KEY REFERENCES story,
  region TEXT NOT NULL
) STRICT;
INSERT INTO region_by_hand VALUES(6,'lake-chad');
CREATE TABLE deed (
  step     INTEGER PRIMARY KEY REFERENCES step,
  kind     TEXT NOT NULL, -- split, merge, move, region
  other    TEXT NOT NULL, -- id of the other story, or of the region
  former   TEXT NOT NULL, -- the region before, "" when the program had chosen it
  articles TEXT NOT NULL  -- JSON: ids of the articles that moved
) STRICT;
INSERT INTO deed VALUES(4,'region','lake-chad','','[]');
INSERT INTO deed VALUES(5,'note','ask the prefect again','','[]');
INSERT INTO deed VALUES(6,'note','ask the prefect again','','[]');
CREATE TABLE remark (
  story INTEGER NOT NULL REFERENCES story,
  kind  TEXT NOT NULL, -- note, owner, handover, snooze
  value TEXT NOT NULL, -- of handover "1"; of snooze the time it ends, in microseconds
  at    INTEGER NOT NULL,
  PRIMARY KEY (story, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO remark VALUES(1,'note','ask the prefect again',1795521600000000);
INSERT INTO remark VALUES(4,'note','ask the prefect again',1795521600000000);
CREATE TABLE brief (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL,
  who     TEXT NOT NULL,
  title   TEXT NOT NULL,
  stories TEXT NOT NULL, -- JSON: ids of the stories then
  content BLOB NOT NULL  -- JSON, packed; see internal/report
) STRICT;
INSERT INTO brief VALUES(1,1795521600000000,'','Morning','["s0000000000000000"]',X'61206272696566');
CREATE TABLE watch (
  name TEXT PRIMARY KEY,
  body TEXT NOT NULL -- JSON, see news.Watch
) STRICT, WITHOUT ROWID;
INSERT INTO watch VALUES('convoys','{"name":"convoys"}');
CREATE TABLE saved_search (
  name  TEXT PRIMARY KEY,
  query TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE watched (
  watch TEXT NOT NULL,
  story INTEGER NOT NULL REFERENCES story,
  at    INTEGER NOT NULL,
  PRIMARY KEY (watch, story)
) STRICT, WITHOUT ROWID;
INSERT INTO watched VALUES('convoys',4,1795521600000000);
CREATE TABLE unseen (
  article INTEGER PRIMARY KEY REFERENCES article,
  marks   BLOB NOT NULL
) STRICT;
INSERT INTO unseen VALUES(2,X'000000000000004d');
CREATE TABLE IF NOT EXISTS "vector" (
  seen    INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article,
  data    BLOB NOT NULL,
  PRIMARY KEY (seen, article)
) STRICT, WITHOUT ROWID;
INSERT INTO vector VALUES(1795435200000000,1,X'010200');
INSERT INTO vector VALUES(1795435260000000,2,X'010201');
INSERT INTO vector VALUES(1795435320000000,3,X'010202');
INSERT INTO vector VALUES(1795435380000000,4,X'010203');
INSERT INTO vector VALUES(1795435440000000,5,X'010204');
INSERT INTO vector VALUES(1795435500000000,6,X'010205');
CREATE TABLE piece (
  n        INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: what was read of a piece stays true
  first    INTEGER NOT NULL, -- article that is document 0
  last     INTEGER NOT NULL,
  listed   BLOB,             -- NULL where the documents are all articles from first to last, else their numbers
  dead     BLOB,             -- which documents have other words by now; NULL for none
  earliest INTEGER NOT NULL, -- publication of its articles
  latest   INTEGER NOT NULL,
  leaves   BLOB NOT NULL     -- the first word of each leaf
) STRICT;
INSERT INTO piece VALUES(1,1,4,NULL,X'0200000000000000',1795435200000000,1795435380000000,X'04006c656e');
CREATE TABLE leaf (
  n    INTEGER PRIMARY KEY,
  data BLOB NOT NULL
) STRICT;
INSERT INTO leaf VALUES(65536,X'0004006c656e030f01027331030f00013002010001310202000132020300013302040003616e6402040006636f6e766f79030f0008676f7665726e6f72030f000468757274030f00066d656e616b61030f00066e6f626f6479030f0105756d626572030f00026f660204000772656163686564030f060173030f000473616964030f0104706f6b6502040003746865030f01036f776e030f0003776173030f0104656c6c730204');
CREATE TABLE reworded (
  article INTEGER PRIMARY KEY REFERENCES article,
  piece   INTEGER -- NULL: in none yet
) STRICT;
INSERT INTO reworded VALUES(2,NULL);
CREATE TABLE tally (
  region  TEXT NOT NULL,
  country TEXT NOT NULL,
  state   INTEGER NOT NULL,
  unread  INTEGER NOT NULL,
  stories INTEGER NOT NULL,
  PRIMARY KEY (region, country, state, unread)
) STRICT, WITHOUT ROWID;
INSERT INTO tally VALUES('central-sahel','ML',0,0,1);
INSERT INTO tally VALUES('central-sahel','ML',0,1,0);
INSERT INTO tally VALUES('central-sahel','ML',1,1,1);
INSERT INTO tally VALUES('central-sahel','ML',2,1,1);
INSERT INTO tally VALUES('central-sahel','ML',3,1,1);
INSERT INTO tally VALUES('lake-chad','ML',0,1,1);
INSERT INTO tally VALUES('unplaced','',0,1,1);
CREATE TABLE began (
  quarter INTEGER NOT NULL, -- since 1970
  region  TEXT NOT NULL,
  stories INTEGER NOT NULL,
  PRIMARY KEY (quarter, region)
) STRICT, WITHOUT ROWID;
INSERT INTO began VALUES(1994928,'central-sahel',3);
INSERT INTO began VALUES(1994928,'lake-chad',1);
INSERT INTO began VALUES(1994928,'unplaced',1);
CREATE TABLE reader (
  n    INTEGER PRIMARY KEY,  -- 0 is whose marks stand with the stories
  name TEXT NOT NULL UNIQUE, -- "" for whoever works at the file
  at   INTEGER NOT NULL      -- when they last read something, to the hour
) STRICT;
INSERT INTO reader VALUES(1,'Awa',1795521600000000);
INSERT INTO reader VALUES(2,'Bintou',1795528800000000);
CREATE TABLE reading (
  story  INTEGER NOT NULL REFERENCES story,
  reader INTEGER NOT NULL REFERENCES reader,
  read   INTEGER NOT NULL,
  unread INTEGER NOT NULL, -- something came since; kept by the trigger below
  PRIMARY KEY (story, reader)
) STRICT, WITHOUT ROWID;
INSERT INTO reading VALUES(2,1,1795525200000000,0);
INSERT INTO reading VALUES(2,2,1795528800000000,0);
INSERT INTO reading VALUES(5,2,1795528800000000,0);
CREATE TABLE reading_tally (
  reader  INTEGER NOT NULL,
  region  TEXT NOT NULL,
  country TEXT NOT NULL,
  state   INTEGER NOT NULL,
  stories INTEGER NOT NULL,
  PRIMARY KEY (reader, region, country, state)
) STRICT, WITHOUT ROWID;
INSERT INTO reading_tally VALUES(1,'central-sahel','ML',0,1);
INSERT INTO reading_tally VALUES(2,'central-sahel','ML',0,1);
INSERT INTO reading_tally VALUES(2,'unplaced','',0,1);
CREATE TABLE reading_unseen (
  article INTEGER NOT NULL REFERENCES article,
  reader  INTEGER NOT NULL REFERENCES reader,
  marks   BLOB NOT NULL,
  PRIMARY KEY (article, reader)
) STRICT, WITHOUT ROWID;
INSERT INTO reading_unseen VALUES(2,1,X'000000000000004d');
INSERT INTO reading_unseen VALUES(2,2,X'0000000000000005');
INSERT INTO reading_unseen VALUES(5,2,X'0000000000000005');
CREATE TABLE reading_moved (
  article INTEGER NOT NULL REFERENCES article,
  reader  INTEGER NOT NULL REFERENCES reader,
  read    INTEGER NOT NULL,
  PRIMARY KEY (article, reader)
) STRICT, WITHOUT ROWID;
CREATE TABLE beside (
  n    INTEGER PRIMARY KEY,
  data BLOB NOT NULL
) STRICT;
INSERT INTO beside VALUES(65536,X'000400020000');
INSERT INTO beside VALUES(65537,X'000000c0');
INSERT INTO beside VALUES(65538,X'00000000');
INSERT INTO beside VALUES(65539,X'00000004');
INSERT INTO beside VALUES(65540,X'00000000');
INSERT INTO beside VALUES(65541,X'00000008');
INSERT INTO beside VALUES(65542,X'00000000');
INSERT INTO beside VALUES(65543,X'00000080');
INSERT INTO beside VALUES(65544,X'00000000');
INSERT INTO beside VALUES(65545,X'00000000');
INSERT INTO beside VALUES(65546,X'00000000');
INSERT INTO beside VALUES(65547,X'00000008');
INSERT INTO beside VALUES(65548,X'00000000');
INSERT INTO beside VALUES(65549,X'00000000');
INSERT INTO beside VALUES(65550,X'00000002');
INSERT INTO beside VALUES(65551,X'00000000');
INSERT INTO beside VALUES(65552,X'00000000');
INSERT INTO beside VALUES(65553,X'00020000030f010101030f010102030f010103030d010104030f010105030f010106030f010107030f010108030d010109030d');
CREATE TABLE often (
  n     INTEGER PRIMARY KEY,
  words TEXT NOT NULL,
  pairs TEXT NOT NULL
) STRICT;
INSERT INTO often VALUES(0,replace('\nconvoy M\ngovernor M\nhurt M\nmenaka M\nnobody L\nnumber M\nreached M\nreaches M\nsaid M\nthe M\ntown M\nwas L\n','\n',char(10)),replace('\nconvoy number\ngovernor said\nhurt the\nnobody was\nreached the\nreaches menaka\nthe governor\nthe town\ntown nobody\nwas hurt\n','\n',char(10)));
CREATE TABLE duty (
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  at    INTEGER NOT NULL,
  who   TEXT NOT NULL,
  deed  TEXT NOT NULL,    -- on, off, handed, taken
  whom  TEXT NOT NULL,    -- to whom it was handed, or from whom taken; "" else
  since INTEGER NOT NULL, -- when the shift began that is handed over
  about INTEGER NOT NULL  -- the entry by which it was handed that is taken; 0 else
, name TEXT NOT NULL DEFAULT '') STRICT;
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('piece',1);
INSERT INTO sqlite_sequence VALUES('step',6);
INSERT INTO sqlite_sequence VALUES('brief',1);
CREATE INDEX article_by_story ON article (story);
CREATE INDEX step_by_time ON step (at);
CREATE UNIQUE INDEX lineage_of_story ON lineage (story, ends);
CREATE INDEX lineage_of_other ON lineage (other);
CREATE INDEX held_by_step ON held (step);
CREATE INDEX remark_by_kind ON remark (kind, story);
CREATE INDEX watched_by_story ON watched (story);
CREATE TRIGGER story_moves AFTER UPDATE OF region, country, state, unread ON story
WHEN old.region <> new.region OR old.country <> new.country OR old.state <> new.state OR old.unread <> new.unread
BEGIN
  UPDATE tally SET stories = stories - 1
    WHERE region = old.region AND country = old.country AND state = old.state AND unread = old.unread;
  INSERT INTO tally VALUES (new.region, new.country, new.state, new.unread, 1)
  ON CONFLICT DO UPDATE SET stories = stories + 1;
END;
CREATE TRIGGER story_began_else AFTER UPDATE OF region, state, first ON story
WHEN old.region <> new.region OR (old.state < 3) <> (new.state < 3) OR old.first / 900000000 <> new.first / 900000000
BEGIN
  UPDATE began SET stories = stories - 1 WHERE quarter = old.first / 900000000 AND region = old.region AND old.state < 3;
  INSERT INTO began SELECT new.first / 900000000, new.region, 1 WHERE new.state < 3
  ON CONFLICT DO UPDATE SET stories = stories + 1;
END;
CREATE INDEX story_in_order ON story (state, unread DESC, origins DESC, last DESC);
CREATE INDEX story_by_region ON story (region, state, unread DESC, origins DESC, last DESC, country);
CREATE INDEX story_by_change ON story (changed);
CREATE INDEX reworded_by_piece ON reworded (piece);
CREATE INDEX story_differing ON story (last) WHERE differs > 0;
CREATE TRIGGER reading_begins AFTER INSERT ON reading WHEN new.unread = 0 BEGIN
  INSERT INTO reading_tally SELECT new.reader, region, country, state, 1 FROM story WHERE n = new.story
  ON CONFLICT DO UPDATE SET stories = stories + 1;
END;
CREATE TRIGGER reading_turns AFTER UPDATE OF unread ON reading WHEN old.unread <> new.unread BEGIN
  INSERT INTO reading_tally SELECT new.reader, region, country, state, iif(new.unread, -1, 1) FROM story WHERE n = new.story
  ON CONFLICT DO UPDATE SET stories = stories + excluded.stories;
END;
CREATE TRIGGER story_was_read AFTER UPDATE OF region, country, state, changed ON story
WHEN (old.changed <> new.changed OR old.region <> new.region OR old.country <> new.country OR old.state <> new.state)
  AND EXISTS (SELECT 1 FROM reading WHERE story = new.n)
BEGIN
  INSERT INTO reading_tally SELECT reader, old.region, old.country, old.state, -1 FROM reading WHERE story = new.n AND unread = 0
  ON CONFLICT DO UPDATE SET stories = stories - 1;
  INSERT INTO reading_tally SELECT reader, new.region, new.country, new.state, 1 FROM reading WHERE story = new.n AND unread = 0
  ON CONFLICT DO UPDATE SET stories = stories + 1;
  UPDATE reading SET unread = 1 WHERE story = new.n AND unread = 0 AND old.changed <> new.changed;
END;
CREATE INDEX step_by_officer ON step (who, id) WHERE undoes = 0;
CREATE INDEX step_of_watches ON step (id) WHERE undoes = 0 AND rules = '';
CREATE INDEX step_by_story ON step (story);
CREATE INDEX step_undone ON step (undoes) WHERE undoes > 0;
COMMIT;
PRAGMA application_id = 1214345837; PRAGMA user_version = 18;
