-- What each article is about, and by which of its terms it is found. An article's vector knows nothing of the others; postings are
-- made of vectors and can be made again. They stand in segments of neighbouring articles: new articles are in none until there
-- are enough for one, and segments become fewer and larger in time.

CREATE TABLE vector (
    article   INTEGER PRIMARY KEY REFERENCES article,
    published INTEGER,                        -- seconds since 1970
    terms     BLOB NOT NULL                   -- as related::Vector writes it
) STRICT;

CREATE TABLE segment (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    first       INTEGER NOT NULL,             -- articles, by their numbers; no two segments have one in common
    last        INTEGER NOT NULL,
    articles    INTEGER NOT NULL,             -- how many
    frequencies BLOB NOT NULL                 -- as related::Frequencies writes them
) STRICT;

CREATE TABLE posting (
    key   INTEGER PRIMARY KEY,                -- segment << 22 | hash of the block's first term
    block BLOB NOT NULL                       -- as related::postings writes it
) STRICT;

-- Articles that have changed, or gone, since their segment was made: they are looked through with the new ones.

CREATE TABLE changed (
    change  INTEGER PRIMARY KEY AUTOINCREMENT,  -- higher than any before it
    article INTEGER NOT NULL UNIQUE
) STRICT;

DROP TABLE article_term;
ALTER TABLE body DROP COLUMN terms;
