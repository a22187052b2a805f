-- Stories: articles that are about one event, from whatever source. An article that is alone is in none.

CREATE TABLE story (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    lead     INTEGER NOT NULL REFERENCES article DEFERRABLE INITIALLY DEFERRED,  -- the one that is shown first
    articles INTEGER NOT NULL,                -- how many
    sources  INTEGER NOT NULL,                -- that they are from
    sort     INTEGER NOT NULL                 -- the newest one's
) STRICT;
CREATE INDEX story_by_time ON story (sort DESC, number DESC);

ALTER TABLE article ADD COLUMN story INTEGER REFERENCES story DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX article_by_story ON article (story, sort DESC, number DESC) WHERE story IS NOT NULL;

-- Articles whose story is still to be found: such as are new or have changed.

CREATE TABLE ungrouped (
    change  INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL UNIQUE
) STRICT;
INSERT INTO ungrouped (article) SELECT number FROM article;
