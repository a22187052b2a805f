//! Windows of lists. Every listing is a keyset page in the order of an index: what it costs does not depend on how
//! much the store holds or how far down the window lies. What is followed is listed in [`followed`], lists with
//! a row a story are in [`folded`].

mod folded;
mod followed;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row as SqlRow, params_from_iter};

use crate::model::fold_tag;
use crate::model::listing::MAX_HITS;
use crate::model::{Anchor, ArticleId, Headline, Key, Listing, Page, Query, Row, SourceCount, TagCount, Window};
use crate::text::CleanText;

use super::articles::{line, marks, one_a_line, published, seconds, some_a_line};
use super::search::Filter;
use super::{Result, Store, follows, search};

/// How a listing is asked for in SQL: where its rows come from and the two columns of its order.
struct Plan {
    columns: String,
    from: &'static str,
    filter: Filter,
    sort: &'static str,
    number: &'static str,
}

const HEADLINE: &str = "a.number, a.id, a.headline, s.name AS source, a.published, a.utc_offset, a.first_seen, a.tags,
    a.story, m.read, m.saved, m.position, m.shown, m.response, m.less,
    (SELECT group_concat(name, char(10)) FROM (SELECT name FROM reader_tag WHERE article = a.number ORDER BY place))
        AS own_tags";
pub(super) const ARTICLES: &str =
    "article a CROSS JOIN source s ON s.number = a.source LEFT JOIN mark m ON m.article = a.number";
const SAVED: &str = "mark k CROSS JOIN article a ON a.number = k.article CROSS JOIN source s ON s.number = a.source
    LEFT JOIN mark m ON m.article = a.number";
const TAGGED: &str = "article_tag t CROSS JOIN article a ON a.number = t.article
    CROSS JOIN source s ON s.number = a.source LEFT JOIN mark m ON m.article = a.number";

/// The clock and the zone by which a query's days and spans are meant.
#[derive(Debug, Clone)]
pub struct Clock {
    /// Now.
    pub now: Timestamp,
    /// The reader's time zone.
    pub zone: TimeZone,
}

impl Store {
    /// The rows of a listing that lie in a window.
    ///
    /// A search's rows, and those that are recommended, come in the order of their rank, at most [`MAX_HITS`], whatever the
    /// window.
    ///
    /// # Errors
    ///
    /// The store could not be read, or another thread stopped the query.
    pub fn page(&self, listing: &Listing, window: Window, clock: &Clock) -> Result<Page> {
        if let Listing::Found(text) = listing {
            let query = Query::parse(text);
            if search::has_words(&query) {
                return self.found(&query, clock);
            }
            return self.filtered(&Listing::Articles, &query, window, clock);
        }
        if *listing == Listing::Followed {
            return self.followed_page(window, clock);
        }
        if *listing == Listing::Recommended {
            let rows = self.recommended(&Query::default(), clock)?;
            return Ok(Page { total: rows.len(), rows });
        }
        let rows = self.rows(listing, &Query::default(), window, clock)?;
        let total = self.total(listing)?;
        Ok(Page { rows, total })
    }

    /// The rows of a listing of articles that also match a query, in the listing's own order. The total counts up to
    /// [`MAX_HITS`]: to count them all would be to read them all.
    ///
    /// # Errors
    ///
    /// As [`Store::page`].
    pub fn filtered(&self, listing: &Listing, query: &Query, window: Window, clock: &Clock) -> Result<Page> {
        let rows = self.rows(listing, query, window, clock)?;
        if *listing == Listing::Followed {
            let counted = Window { anchor: Anchor::Start, limit: MAX_HITS };
            return Ok(Page { rows, total: self.followed(query, counted, clock)?.len() });
        }
        let Some(plan) = self.plan(listing, query, clock)? else { return Ok(Page { total: rows.len(), rows }) };
        let sql =
            format!("SELECT count(*) FROM (SELECT 1 FROM {} WHERE {} LIMIT {})", plan.from, plan.filter.sql, MAX_HITS);
        let total = self
            .db
            .prepare_cached(&sql)
            .and_then(|mut count| count.query_row(params_from_iter(plan.filter.params), |row| row.get(0)));
        Ok(Page { rows, total: total.map_err(self.reading())? })
    }

    /// The rows of a listing that also match a query, in the listing's own order and without a total: what a command
    /// that goes through a whole list asks for, window by window.
    ///
    /// # Errors
    ///
    /// As [`Store::page`].
    pub fn rows(&self, listing: &Listing, query: &Query, window: Window, clock: &Clock) -> Result<Vec<Row>> {
        match listing {
            Listing::Following => return self.following(window, clock),
            Listing::Followed => return self.followed(query, window, clock),
            Listing::Recommended => return self.recommended(query, clock),
            _ => {}
        }
        let Some(plan) = self.plan(listing, query, clock)? else { return Ok(Vec::new()) };
        self.rows_of(&plan, window)
    }

    fn rows_of(&self, plan: &Plan, window: Window) -> Result<Vec<Row>> {
        let limit = window.limit;
        let rows = match window.anchor {
            Anchor::Start => self.walk(plan, None, limit),
            Anchor::After(key) => self.walk(plan, Some(("<", key)), limit),
            Anchor::End => self.walk_back(plan, None, limit),
            Anchor::Before(key) => self.walk_back(plan, Some((">", key)), limit),
            Anchor::Around(key) => self.walk_back(plan, Some((">", key)), limit / 2).and_then(|mut rows| {
                let behind = limit - rows.len();
                rows.extend(self.walk(plan, Some(("<=", key)), behind)?);
                Ok(rows)
            }),
        };
        rows.map_err(self.reading())
    }

    fn walk(&self, plan: &Plan, bound: Option<(&str, Key)>, limit: usize) -> rusqlite::Result<Vec<Row>> {
        self.steps(plan, bound, "DESC", limit)
    }

    fn walk_back(&self, plan: &Plan, bound: Option<(&str, Key)>, limit: usize) -> rusqlite::Result<Vec<Row>> {
        let mut rows = self.steps(plan, bound, "ASC", limit)?;
        rows.reverse();
        Ok(rows)
    }

    fn steps(&self, plan: &Plan, bound: Option<(&str, Key)>, way: &str, limit: usize) -> rusqlite::Result<Vec<Row>> {
        let sql = plan.sql(bound.map(|(comparison, _)| comparison), way);
        let mut params = plan.filter.params.clone();
        if let Some((_, key)) = bound {
            params.extend([Value::Integer(key.sort), Value::Integer(key.number)]);
        }
        params.push(Value::Integer(i64::try_from(limit).unwrap_or(i64::MAX)));
        self.db.prepare_cached(&sql)?.query_map(params_from_iter(params), |row| plan.row(row))?.collect()
    }

    fn plan(&self, listing: &Listing, query: &Query, clock: &Clock) -> Result<Option<Plan>> {
        let articles = |from, mut filter: Filter, sort, number| {
            filter.and(Filter::from_query(query, clock));
            Plan { columns: HEADLINE.to_owned(), from, filter, sort, number }
        };
        let stories = |mut plan: Plan| {
            plan.filter.and(Filter::from_query(query, clock));
            plan
        };
        let plan = match listing {
            Listing::Latest => stories(folded::latest()),
            Listing::Popular => stories(folded::popular()),
            Listing::Articles | Listing::Found(_) => articles(ARTICLES, Filter::all(), "a.sort", "a.number"),
            Listing::Unread => articles(ARTICLES, Filter::new("m.read IS NULL", []), "a.sort", "a.number"),
            Listing::Saved => articles(SAVED, Filter::new("k.saved IS NOT NULL", []), "k.saved", "k.article"),
            Listing::Tagged(tag) => {
                let Some(tag) = self.number("SELECT number FROM tag WHERE folded = ?", &fold_tag(tag))? else {
                    return Ok(None);
                };
                articles(TAGGED, Filter::new("t.tag = ?", [Value::Integer(tag)]), "t.sort", "t.article")
            }
            Listing::From(source) => {
                let Some(source) = self.number("SELECT number FROM source WHERE name = ?", source)? else {
                    return Ok(None);
                };
                articles(ARTICLES, Filter::new("a.source = ?", [Value::Integer(source)]), "a.sort", "a.number")
            }
            Listing::Following => Plan {
                columns: "kind, value".to_owned(),
                from: "follow",
                filter: Filter::all(),
                sort: "since",
                number: "number",
            },
            // Not one walk but many.
            Listing::Followed | Listing::Recommended => return Ok(None),
            Listing::Tags => counted("name, articles, read, own", "tag"),
            Listing::TagsWith(text) => {
                let mut plan = counted("name, articles, read, own", "tag");
                plan.filter.and(Filter::new("instr(folded, ?) > 0", [Value::Text(fold_tag(text.trim()))]));
                plan
            }
            Listing::Sources => counted("name, articles, read", "source"),
        };
        Ok(Some(plan))
    }

    fn number(&self, sql: &str, name: &str) -> Result<Option<i64>> {
        let number = self.db.prepare_cached(sql).and_then(|mut one| one.query_row([name], |row| row.get(0)).optional());
        number.map_err(self.reading())
    }

    /// Rows of a whole listing, from the counts that are kept.
    fn total(&self, listing: &Listing) -> Result<usize> {
        let counts = self.counts()?;
        // More are not counted: to count them all would be to read them all.
        let counted_with = format!(
            "SELECT count(*) FROM (SELECT 1 FROM tag WHERE articles > 0 AND instr(folded, ?) > 0 LIMIT {MAX_HITS})"
        );
        let (sql, name) = match listing {
            Listing::Articles | Listing::Found(_) => return Ok(counts.articles),
            Listing::Latest => {
                let folded = self.number("SELECT folded FROM story_count WHERE ? IS NOT NULL", "")?.unwrap_or_default();
                return Ok(counts.articles.saturating_sub(usize::try_from(folded).unwrap_or_default()));
            }
            Listing::Popular => ("SELECT popular FROM story_count WHERE ? IS NOT NULL", String::new()),
            Listing::Unread => return Ok(counts.unread),
            Listing::Saved => return Ok(counts.saved),
            Listing::Tagged(tag) => ("SELECT articles FROM tag WHERE folded = ?", fold_tag(tag)),
            Listing::From(source) => ("SELECT articles FROM source WHERE name = ?", source.as_str().to_owned()),
            // Their articles are counted with their rows.
            Listing::Followed | Listing::Recommended => return Ok(0),
            Listing::Following => ("SELECT count(*) FROM follow WHERE ? IS NOT NULL", String::new()),
            Listing::Tags => ("SELECT count(*) FROM tag WHERE articles > 0 AND ? IS NOT NULL", String::new()),
            Listing::TagsWith(text) => (&*counted_with, fold_tag(text.trim())),
            Listing::Sources => ("SELECT count(*) FROM source WHERE articles > 0 AND ? IS NOT NULL", String::new()),
        };
        let total = self.number(sql, &name)?.unwrap_or_default();
        Ok(usize::try_from(total).unwrap_or_default())
    }

    /// The headlines of these articles, in this order; those that are gone are left out.
    pub(super) fn headlines(&self, numbers: &[i64]) -> rusqlite::Result<Vec<Headline>> {
        let sql =
            format!("SELECT {HEADLINE}, a.sort AS key_sort, a.number AS key_number FROM {ARTICLES} WHERE a.number = ?");
        let mut one = self.db.prepare_cached(&sql)?;
        let mut headlines = Vec::with_capacity(numbers.len());
        for number in numbers {
            headlines.extend(one.query_row([number], headline).optional()?);
        }
        Ok(headlines)
    }
}

fn counted(columns: &'static str, from: &'static str) -> Plan {
    let columns = columns.to_owned();
    Plan { columns, from, filter: Filter::new("articles > 0", []), sort: "articles", number: "number" }
}

impl Plan {
    fn sql(&self, comparison: Option<&str>, way: &str) -> String {
        let Self { columns, from, filter, sort, number } = self;
        let bound = comparison.map(|comparison| format!(" AND ({sort}, {number}) {comparison} (?, ?)"));
        format!(
            "SELECT {columns}, {sort} AS key_sort, {number} AS key_number FROM {from} WHERE {filter}{bound}
             ORDER BY {sort} {way}, {number} {way} LIMIT ?",
            filter = filter.sql,
            bound = bound.unwrap_or_default(),
        )
    }

    fn row(&self, row: &SqlRow<'_>) -> rusqlite::Result<Row> {
        match self.from {
            "tag" => Ok(Row::Tag(TagCount {
                key: key(row)?,
                name: line(row, "name")?.unwrap_or_default(),
                articles: row.get("articles")?,
                unread: row.get::<_, usize>("articles")?.saturating_sub(row.get("read")?),
                own: row.get("own")?,
            })),
            "source" => Ok(Row::Source(SourceCount {
                key: key(row)?,
                name: line(row, "name")?.unwrap_or_default(),
                articles: row.get("articles")?,
                unread: row.get::<_, usize>("articles")?.saturating_sub(row.get("read")?),
            })),
            folded::LISTED | folded::STORIES => folded::row(row),
            "follow" => follows::uncounted(row, key(row)?).map(Row::Follow),
            _ => headline(row).map(Row::from),
        }
    }
}

fn key(row: &SqlRow<'_>) -> rusqlite::Result<Key> {
    Ok(Key::new(row.get("key_sort")?, row.get("key_number")?))
}

fn headline(row: &SqlRow<'_>) -> rusqlite::Result<Headline> {
    Ok(Headline {
        key: key(row)?,
        number: row.get("number")?,
        id: ArticleId::new(&row.get::<_, String>("id")?),
        title: line(row, "headline")?.unwrap_or_else(|| CleanText::line("?")),
        source: line(row, "source")?.unwrap_or_default(),
        published: published(row)?,
        first_seen: seconds(row, "first_seen")?.unwrap_or_default(),
        tags: one_a_line(row, "tags")?,
        own_tags: some_a_line(row, "own_tags")?,
        marks: marks(row)?,
        story: row.get("story")?,
        fold: None,
        because: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listing_walks_an_index_and_sorts_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("store.db")).unwrap();
        let names = "INSERT INTO source (name) VALUES ('Wire'); INSERT INTO tag (name, folded) VALUES ('nato', 'nato')";
        store.db.execute_batch(names).unwrap();
        let clock = Clock { now: Timestamp::UNIX_EPOCH, zone: TimeZone::UTC };
        let listings = [
            Listing::Latest,
            Listing::Articles,
            Listing::Popular,
            Listing::Unread,
            Listing::Saved,
            Listing::Tagged(CleanText::line("nato")),
            Listing::From(CleanText::line("Wire")),
            Listing::Following,
            Listing::Tags,
            Listing::TagsWith("nat".to_owned()),
            Listing::Sources,
        ];
        for listing in listings {
            let plan = store.plan(&listing, &Query::default(), &clock).unwrap().unwrap();
            for (bound, way) in
                [(None, "DESC"), (Some("<"), "DESC"), (Some("<="), "DESC"), (None, "ASC"), (Some(">"), "ASC")]
            {
                let steps = store.steps_of(&plan.sql(bound, way));
                let steps = steps.join("; ");
                assert!(!steps.contains("TEMP B-TREE"), "{listing:?} {bound:?} {way} sorts: {steps}");
                let first = steps.split(';').next().unwrap_or_default();
                assert!(first.contains("INDEX") || first.contains("PRIMARY KEY"), "{listing:?}: {steps}");
                let sought = bound.is_none() || first.starts_with("SEARCH");
                assert!(sought, "{listing:?} {bound:?} {way} scans from the beginning: {steps}");
            }
        }
    }
}
