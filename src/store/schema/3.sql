-- Other names of an article: what a second feed calls one that the store had from the first, under a guid of its own.

CREATE TABLE alias (
    id      TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article
) WITHOUT ROWID, STRICT;
