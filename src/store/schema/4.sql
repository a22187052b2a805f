-- How a subscription is fetched: what the reader wants of it, and what came of it last. That a feed was asked is no news,
-- so it stands apart from what a list shows.

ALTER TABLE subscription ADD COLUMN interval INTEGER;   -- seconds from one fetch to the next; none for the usual

CREATE TABLE fetched (
    feed      INTEGER PRIMARY KEY REFERENCES feed,
    address   TEXT,                           -- where it has moved to for good; none where it is at its own
    etag      TEXT,                           -- as the server gave it with what was last read
    modified  TEXT,                           -- so, too
    checked   INTEGER NOT NULL,               -- when it was last asked, seconds since 1970
    succeeded INTEGER,                        -- when it last answered as it should, seconds since 1970
    due       INTEGER,                        -- when it is to be asked again, seconds since 1970; none where it is gone
    failures  INTEGER NOT NULL,               -- in a row, up to now
    error     TEXT                            -- why the last one failed, as one line
) STRICT;

CREATE TRIGGER unsubscribed AFTER DELETE ON subscription BEGIN
    DELETE FROM fetched WHERE feed = old.feed;
END;
