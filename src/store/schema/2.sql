-- Feeds. `feed` holds every address that an article came by, `subscription` those that the reader wants to hear from:
-- a feed that is no longer subscribed to is still named by its articles.

CREATE TABLE feed (
    number   INTEGER PRIMARY KEY,
    url      TEXT NOT NULL UNIQUE,
    articles INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE subscription (
    feed   INTEGER PRIMARY KEY REFERENCES feed,
    title  TEXT NOT NULL,                     -- empty where nobody gave one
    site   TEXT,
    folder TEXT NOT NULL,                     -- names of folders, one a line, the outermost first
    tags   TEXT NOT NULL                      -- one a line
) STRICT;

CREATE TABLE article_feed (
    article INTEGER NOT NULL REFERENCES article,
    place   INTEGER NOT NULL,                 -- 0 for the feed that was the first to carry it
    feed    INTEGER NOT NULL REFERENCES feed,
    digest  BLOB,                             -- of what this feed gave last; none where that is not known
    PRIMARY KEY (article, place)
) WITHOUT ROWID, STRICT;
CREATE UNIQUE INDEX article_feed_by_feed ON article_feed (feed, article);

CREATE TRIGGER carried AFTER INSERT ON article_feed BEGIN
    UPDATE feed SET articles = articles + 1 WHERE number = new.feed;
END;

-- What format 1 knew: one feed an article.

INSERT INTO feed (url) SELECT feed FROM body WHERE feed IS NOT NULL GROUP BY feed ORDER BY min(article);
INSERT INTO article_feed (article, place, feed, digest)
    SELECT b.article, 0, f.number, a.digest
    FROM body b JOIN article a ON a.number = b.article JOIN feed f ON f.url = b.feed;
ALTER TABLE body DROP COLUMN feed;
