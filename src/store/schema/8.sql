-- What the reader follows: tags, sources, authors, and queries, which are asked anew each time. Articles that go leave it alone.

CREATE TABLE follow (
    number INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL,                     -- tag, source, author or query
    value  TEXT NOT NULL,                     -- as it was written
    folded TEXT NOT NULL,                     -- the form in which it is compared
    since  INTEGER NOT NULL,                  -- seconds since 1970
    UNIQUE (kind, folded)
) STRICT;
CREATE INDEX follow_by_time ON follow (since DESC, number DESC);
