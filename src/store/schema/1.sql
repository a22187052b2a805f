-- What publishers gave. `article` holds what a list shows, `body` what only the reader needs.

CREATE TABLE source (
    number   INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    articles INTEGER NOT NULL DEFAULT 0,
    read     INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX source_by_use ON source (articles DESC, number DESC);

CREATE TABLE article (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT NOT NULL UNIQUE,
    sort       INTEGER NOT NULL,              -- min(published, first_seen), seconds since 1970
    source     INTEGER NOT NULL REFERENCES source,
    published  INTEGER,                       -- seconds since 1970
    utc_offset INTEGER,                       -- the publisher's, seconds east
    first_seen INTEGER NOT NULL,              -- seconds since 1970
    title      TEXT NOT NULL,
    headline   TEXT NOT NULL,                 -- the title, or the beginning of a text that has none
    tags       TEXT NOT NULL,                 -- one a line
    url        TEXT,
    language   TEXT,
    digest     BLOB NOT NULL                  -- of all that was given: tells an update from a repetition
) STRICT;
CREATE INDEX article_by_time ON article (sort DESC, number DESC);
CREATE INDEX article_by_source ON article (source, sort DESC, number DESC);
CREATE INDEX article_by_url ON article (url) WHERE url IS NOT NULL;

CREATE TABLE body (
    article     INTEGER PRIMARY KEY REFERENCES article,
    html        TEXT,                         -- only where it says more than the text
    text        TEXT NOT NULL,                -- paragraphs apart by a blank line
    authors     TEXT NOT NULL,                -- one a line
    summary     TEXT,
    initials    TEXT,
    dateline    TEXT,
    attribution TEXT,
    feed        TEXT,
    picture     TEXT,                         -- JSON
    links       TEXT,                         -- JSON
    attachments TEXT,                         -- JSON
    terms       TEXT NOT NULL                 -- the weightiest, one a line: stem, word
) STRICT;

CREATE TABLE tag (
    number   INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,                   -- as first written
    folded   TEXT NOT NULL UNIQUE,            -- in small letters
    articles INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX tag_by_use ON tag (articles DESC, number DESC) WHERE articles > 0;

CREATE TABLE article_tag (
    tag     INTEGER NOT NULL REFERENCES tag,
    sort    INTEGER NOT NULL,                 -- the article's, so that a tag's list is one index walk
    article INTEGER NOT NULL REFERENCES article,
    PRIMARY KEY (tag, sort DESC, article DESC)
) WITHOUT ROWID, STRICT;
CREATE INDEX article_tag_by_article ON article_tag (article);

CREATE TABLE article_term (
    stem    TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article,
    PRIMARY KEY (stem, article DESC)
) WITHOUT ROWID, STRICT;

CREATE VIEW searchable (article, title, text, authors, tags) AS
    SELECT a.number, a.title, b.text, b.authors, a.tags FROM article a JOIN body b ON b.article = a.number;
CREATE VIRTUAL TABLE words USING fts5 (
    title, text, authors, tags,
    content = 'searchable', content_rowid = 'article', tokenize = 'unicode61 remove_diacritics 2'
);

-- What the reader did. No import writes here but for articles that are new to the store.

CREATE TABLE mark (
    article  INTEGER PRIMARY KEY REFERENCES article,
    read     INTEGER,                         -- when, seconds since 1970
    saved    INTEGER,                         -- when, seconds since 1970
    position INTEGER NOT NULL DEFAULT 0       -- byte of the document's text that was left at the top
) STRICT;
CREATE INDEX mark_by_saved ON mark (saved DESC, article DESC) WHERE saved IS NOT NULL;

-- Counts are kept where they change, so that no list counts rows and no path can forget to.

CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
    UPDATE source SET articles = articles + 1 WHERE number = new.source;
END;
CREATE TRIGGER article_moved AFTER UPDATE OF source ON article WHEN old.source <> new.source BEGIN
    UPDATE source SET articles = articles - 1,
        read = read - EXISTS (SELECT 1 FROM mark WHERE article = new.number AND read IS NOT NULL)
        WHERE number = old.source;
    UPDATE source SET articles = articles + 1,
        read = read + EXISTS (SELECT 1 FROM mark WHERE article = new.number AND read IS NOT NULL)
        WHERE number = new.source;
END;
CREATE TRIGGER tagged AFTER INSERT ON article_tag BEGIN
    UPDATE tag SET articles = articles + 1 WHERE number = new.tag;
END;
CREATE TRIGGER untagged AFTER DELETE ON article_tag BEGIN
    UPDATE tag SET articles = articles - 1 WHERE number = old.tag;
END;
CREATE TRIGGER mark_added AFTER INSERT ON mark WHEN new.read IS NOT NULL BEGIN
    UPDATE source SET read = read + 1 WHERE number = (SELECT source FROM article WHERE number = new.article);
END;
CREATE TRIGGER mark_changed AFTER UPDATE OF read ON mark WHEN (old.read IS NULL) <> (new.read IS NULL) BEGIN
    UPDATE source SET read = read + (new.read IS NOT NULL) - (old.read IS NOT NULL)
        WHERE number = (SELECT source FROM article WHERE number = new.article);
END;
