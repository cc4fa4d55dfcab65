-- An invented desk as version 1 wrote it. This file stays as it is when later versions come.
INSERT INTO meta VALUES ('shift', '2026-11-23T06:00:00Z');
INSERT INTO feed (url, outlet, lang, country, grade, full_text, every)
  VALUES ('https://example.org/boats', 'The Boatman', 'en', 'ML', 'C', 0, 3600000000);
INSERT INTO source (feed_url, outlet, home, grade) VALUES ('https://example.org/boats', 'The Boatman', 'ML', 'C');
INSERT INTO story (id, title, lang, region, country, country_name, area, score, evidence, state, outlets, origins, articles,
  differs, readings, first, last, changed, read, unread)
  VALUES ('s00ff', 'Two boats reach Mopti', 'en', 'central-sahel', 'ML', 'Mali', 'ML:Mopti', 1.5,
  '[["Mopti","ML:Mopti",1.5],["NE"]]', 1, 1, 1, 1, 0, '', 1795000000000000, 1795000000000000, 1795000000000000, 0, 1);
INSERT INTO article (id, story, source, hash, revision, seen, revised, published, guessed, teaser, lang, author, url, guid,
  origin, title, placement, text)
  VALUES (x'00ff', 1, 1, x'0102030405060708', 2, 1795000000000000, 1795000060000000, 1795000000000000, 0, 0, 'en', '',
  'https://example.org/boats/1', NULL, NULL, 'Two boats reach Mopti',
  '["central-sahel","ML","Mali","ML:Mopti",1.5,[["Mopti","ML:Mopti",1.5],["NE"]]]', 'Two boats reached Mopti.');
INSERT INTO revision VALUES (1, 1, 1795000000000000, 'A boat reaches Mopti', 'One boat reached Mopti.');
INSERT INTO vector VALUES (1795000000000000, 1, x'01');
INSERT INTO words (rowid, text) VALUES (1, 'Two boats reach Mopti
Two boats reached Mopti.');
INSERT INTO step (at, story, before, after, undoes, below) VALUES (1795000120000000, 1, 0, 1, 0, 0);
