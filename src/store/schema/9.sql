-- The reader's own tags. An import never touches them; `article_tag` stays the one index by which the articles of a tag are
-- found, whoever gave it, so that an article that has a tag from both sides stands in its list once.

CREATE TABLE reader_tag (
    article INTEGER NOT NULL REFERENCES article,
    place   INTEGER NOT NULL,                 -- the order in which they were given
    tag     INTEGER NOT NULL REFERENCES tag,
    name    TEXT NOT NULL,                    -- as the reader wrote it
    PRIMARY KEY (article, place)
) WITHOUT ROWID, STRICT;
CREATE UNIQUE INDEX reader_tag_by_tag ON reader_tag (tag, article);

ALTER TABLE article_tag ADD COLUMN given INTEGER NOT NULL DEFAULT 1;  -- 0 where only the reader gave it

-- Counts of a tag: how many of its articles are read, and to how many the reader gave it.

ALTER TABLE tag ADD COLUMN read INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tag ADD COLUMN own INTEGER NOT NULL DEFAULT 0;
UPDATE tag SET read = counted.articles FROM (
    SELECT t.tag AS tag, count(*) AS articles FROM mark m JOIN article_tag t ON t.article = m.article
        WHERE m.read IS NOT NULL GROUP BY t.tag
) counted WHERE counted.tag = tag.number;

-- A filter of the tags reads nothing but this.

DROP INDEX tag_by_use;
CREATE INDEX tag_by_use ON tag (articles DESC, number DESC, folded) WHERE articles > 0;

DROP TRIGGER tagged;
DROP TRIGGER untagged;
CREATE TRIGGER tagged AFTER INSERT ON article_tag BEGIN
    UPDATE tag SET articles = articles + 1,
        read = read + EXISTS (SELECT 1 FROM mark WHERE article = new.article AND read IS NOT NULL)
        WHERE number = new.tag;
END;
CREATE TRIGGER untagged AFTER DELETE ON article_tag BEGIN
    UPDATE tag SET articles = articles - 1,
        read = read - EXISTS (SELECT 1 FROM mark WHERE article = old.article AND read IS NOT NULL)
        WHERE number = old.tag;
END;
CREATE TRIGGER mark_added_to_tags AFTER INSERT ON mark WHEN new.read IS NOT NULL BEGIN
    UPDATE tag SET read = read + 1 WHERE number IN (SELECT tag FROM article_tag WHERE article = new.article);
END;
CREATE TRIGGER mark_changed_for_tags AFTER UPDATE OF read ON mark WHEN (old.read IS NULL) <> (new.read IS NULL) BEGIN
    UPDATE tag SET read = read + (new.read IS NOT NULL) - (old.read IS NOT NULL)
        WHERE number IN (SELECT tag FROM article_tag WHERE article = new.article);
END;
CREATE TRIGGER mark_gone_from_tags AFTER DELETE ON mark WHEN old.read IS NOT NULL BEGIN
    UPDATE tag SET read = read - 1 WHERE number IN (SELECT tag FROM article_tag WHERE article = old.article);
END;

CREATE TRIGGER reader_tagged AFTER INSERT ON reader_tag BEGIN
    UPDATE tag SET own = own + 1 WHERE number = new.tag;
    INSERT INTO article_tag (tag, sort, article, given) SELECT new.tag, a.sort, a.number, 0 FROM article a
        WHERE a.number = new.article
            AND NOT EXISTS (SELECT 1 FROM article_tag t WHERE t.article = new.article AND t.tag = new.tag);
END;
CREATE TRIGGER reader_untagged AFTER DELETE ON reader_tag BEGIN
    UPDATE tag SET own = own - 1 WHERE number = old.tag;
    DELETE FROM article_tag WHERE article = old.article AND tag = old.tag AND given = 0;
END;
