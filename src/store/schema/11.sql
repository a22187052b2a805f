-- What the reader thinks of an article, as far as that shows: how far they went with it, and that there is to be less of its like.

ALTER TABLE mark ADD COLUMN response INTEGER; -- 0 marked read unopened, 1 opened, 2 read to the end
ALTER TABLE mark ADD COLUMN less INTEGER;     -- when, seconds since 1970

CREATE INDEX mark_by_response ON mark (response, read DESC, article DESC) WHERE response IS NOT NULL;
CREATE INDEX mark_by_less ON mark (less DESC, article DESC) WHERE less IS NOT NULL;
