-- Texts of the articles' own pages, beside what their feeds gave; what of them could not be had; and which of the two the
-- reader wants to see, where that is not the longer.

CREATE TABLE page (
    article     INTEGER PRIMARY KEY REFERENCES article,
    html        TEXT,                         -- only where it says more than the text
    text        TEXT NOT NULL,                -- paragraphs apart by a blank line
    authors     TEXT NOT NULL,                -- one a line
    initials    TEXT,
    dateline    TEXT,
    attribution TEXT,
    picture     TEXT,                         -- JSON
    links       TEXT,                         -- JSON
    fetched     INTEGER NOT NULL              -- when, seconds since 1970
) STRICT;

CREATE TABLE page_failure (
    article  INTEGER PRIMARY KEY REFERENCES article,
    due      INTEGER,                         -- when to try again, seconds since 1970; none for never
    failures INTEGER NOT NULL,                -- of its server, up to now
    error    TEXT NOT NULL                    -- why the last one failed, as one line
) STRICT;

ALTER TABLE mark ADD COLUMN shown INTEGER;    -- 0 for the feed's, 1 for the page's; none for the longer

-- The longer of the two is what is searched.

DROP VIEW searchable;
CREATE VIEW searchable (article, title, text, authors, tags) AS
    SELECT a.number, a.title, iif(octet_length(p.text) > octet_length(b.text), p.text, b.text), b.authors, a.tags
    FROM article a JOIN body b ON b.article = a.number LEFT JOIN page p ON p.article = a.number;

-- What the reader wants of a subscription: its articles' pages, and how much of it is kept.

ALTER TABLE subscription ADD COLUMN full_text INTEGER NOT NULL DEFAULT 0;   -- whether their pages are fetched
ALTER TABLE subscription ADD COLUMN keep_days INTEGER;                      -- after so many days an article goes
ALTER TABLE subscription ADD COLUMN keep_articles INTEGER;                  -- so many are kept, the newest

-- Articles that went because the reader does not keep so many: a feed that carried one and still does not bring it back.

CREATE TABLE gone (
    id   TEXT NOT NULL,
    feed INTEGER NOT NULL REFERENCES feed,
    seen INTEGER NOT NULL,                    -- when it last carried it, seconds since 1970
    PRIMARY KEY (id, feed)
) WITHOUT ROWID, STRICT;

-- Counts follow what goes, as they follow what comes. A mark goes before its article.

CREATE TRIGGER article_gone AFTER DELETE ON article BEGIN
    UPDATE source SET articles = articles - 1 WHERE number = old.source;
END;
CREATE TRIGGER mark_gone AFTER DELETE ON mark WHEN old.read IS NOT NULL BEGIN
    UPDATE source SET read = read - 1 WHERE number = (SELECT source FROM article WHERE number = old.article);
END;
CREATE TRIGGER no_longer_carried AFTER DELETE ON article_feed BEGIN
    UPDATE feed SET articles = articles - 1 WHERE number = old.feed;
END;
CREATE INDEX alias_by_article ON alias (article);
