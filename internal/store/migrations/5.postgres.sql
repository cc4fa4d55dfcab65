CREATE TABLE unseen (
  article bigint PRIMARY KEY REFERENCES article,
  marks   bytea NOT NULL
);

CREATE TABLE vector_by_coming (
  seen    bigint NOT NULL,
  article bigint NOT NULL REFERENCES article,
  data    bytea NOT NULL,
  PRIMARY KEY (seen, article)
);

INSERT INTO vector_by_coming SELECT a.seen, v.article, v.data FROM vector v JOIN article a ON a.n = v.article;
DROP TABLE vector;
ALTER TABLE vector_by_coming RENAME TO vector;
