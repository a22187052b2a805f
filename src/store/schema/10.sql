-- The list of all with a row a story. `listed` is the place in time of an article's row: its own where it is in no story; for the
-- one that a story shows, the story's, which is that of its newest; the others have none.

ALTER TABLE article ADD COLUMN listed INTEGER;
UPDATE article SET listed = sort WHERE story IS NULL;
UPDATE article SET listed = s.sort FROM story s WHERE s.lead = article.number;
CREATE INDEX article_by_listed ON article (listed DESC, number DESC) WHERE listed IS NOT NULL;

CREATE TRIGGER article_listed AFTER INSERT ON article WHEN new.listed IS NULL AND new.story IS NULL BEGIN
    UPDATE article SET listed = new.sort WHERE number = new.number;
END;
CREATE TRIGGER article_listed_anew AFTER UPDATE OF sort ON article WHEN new.story IS NULL AND new.listed IS NOT new.sort BEGIN
    UPDATE article SET listed = new.sort WHERE number = new.number;
END;
CREATE TRIGGER article_folded AFTER UPDATE OF story ON article WHEN old.story IS NOT new.story BEGIN
    UPDATE article SET listed = iif(new.story IS NULL, sort, NULL) WHERE number = new.number;
END;
CREATE TRIGGER story_listed AFTER UPDATE OF lead, sort ON story BEGIN
    UPDATE article SET listed = NULL WHERE number = old.lead AND old.lead <> new.lead AND story = new.number;
    UPDATE article SET listed = new.sort WHERE number = new.lead AND story = new.number;
END;

-- Whether an article that goes leads a story is looked up, not looked for.

CREATE INDEX story_by_lead ON story (lead);

-- How much a story is carried, as related::heat weighs it; none where a single source does.

ALTER TABLE story ADD COLUMN heat INTEGER;
CREATE INDEX story_by_heat ON story (heat DESC, number DESC) WHERE heat IS NOT NULL;

-- Counts, kept where they change: articles that have no row of their own in the list of all, and stories that have a heat.

CREATE TABLE story_count (folded INTEGER NOT NULL, popular INTEGER NOT NULL) STRICT;
INSERT INTO story_count SELECT coalesce(sum(articles - 1), 0), 0 FROM story;
CREATE TRIGGER story_added AFTER INSERT ON story BEGIN
    UPDATE story_count SET folded = folded + new.articles - 1, popular = popular + (new.heat IS NOT NULL);
END;
CREATE TRIGGER story_changed AFTER UPDATE OF articles, heat ON story BEGIN
    UPDATE story_count SET folded = folded + new.articles - old.articles,
        popular = popular + (new.heat IS NOT NULL) - (old.heat IS NOT NULL);
END;
CREATE TRIGGER story_gone AFTER DELETE ON story BEGIN
    UPDATE story_count SET folded = folded - old.articles + 1, popular = popular - (old.heat IS NOT NULL);
END;
