//! Articles out: one whole article, or all of them one after the other.

use jiff::Timestamp;
use jiff::tz::Offset;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params_from_iter};

use crate::model::{Article, ArticleId, Body, FullText, Marks, NewArticle, Position, Query, TextOf};
use crate::text::{CleanText, Language, OffsetDateTime};

use super::marks::response_of;
use super::search::Filter;
use super::{Clock, Result, Store, StoreError};

/// Everything of an article, in the order that [`article`] reads it.
const WHOLE: &str =
    "SELECT a.number, a.id, a.published, a.utc_offset, a.first_seen, a.title, a.url, a.language, s.name,
        b.html, b.text, b.authors, a.tags, b.summary, b.initials, b.dateline, b.attribution, b.picture,
        b.links, b.attachments, p.html AS page_html, p.text AS page_text, p.authors AS page_authors,
        p.initials AS page_initials, p.dateline AS page_dateline, p.attribution AS page_attribution,
        p.picture AS page_picture, p.links AS page_links, p.fetched AS page_fetched,
        m.read, m.saved, m.position, m.shown, m.response, m.less, a.story,
        (SELECT group_concat(name, char(10)) FROM (SELECT name FROM reader_tag WHERE article = a.number ORDER BY place))
        AS own_tags,
        (SELECT group_concat(f.url, char(10) ORDER BY c.place) FROM article_feed c JOIN feed f ON f.number = c.feed
            WHERE c.article = a.number) AS feeds
    FROM article a JOIN source s ON s.number = a.source JOIN body b ON b.article = a.number
    LEFT JOIN page p ON p.article = a.number LEFT JOIN mark m ON m.article = a.number";

impl Store {
    /// The article with a number; none where nothing has it.
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn article(&self, number: i64) -> Result<Option<Article>> {
        let sql = format!("{WHOLE} WHERE a.number = ?");
        let found = self.db.prepare_cached(&sql).and_then(|mut one| one.query_row([number], article).optional());
        found.map_err(self.reading())
    }

    /// Those of the articles with numbers above `number` that match a query, at most `limit`, in the order they came.
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn articles_after(&self, number: i64, limit: usize, query: &Query, clock: &Clock) -> Result<Vec<Article>> {
        let filter = Filter::from_query(query, clock);
        let sql = format!("{WHOLE} WHERE a.number > ? AND {} ORDER BY a.number LIMIT ?", filter.sql);
        let mut params = vec![Value::Integer(number)];
        params.extend(filter.params);
        params.push(Value::Integer(limit as i64));
        let found = self.db.prepare_cached(&sql).and_then(|mut some| {
            some.query_map(params_from_iter(params), article)?.collect::<rusqlite::Result<Vec<_>>>()
        });
        found.map_err(self.reading())
    }

    /// The number of the article that `reference` names: its number, its identity or its address.
    ///
    /// # Errors
    ///
    /// Nothing has that name, or the store could not be read.
    pub fn number_of(&self, reference: &str) -> Result<i64> {
        let number = reference.parse::<i64>().unwrap_or(-1);
        let sql = "SELECT number FROM (
                SELECT number, 0 AS rank FROM article WHERE number = ?1
                UNION ALL SELECT number, 1 FROM article WHERE id = ?2
                UNION ALL SELECT number, 2 FROM article WHERE url = ?2
            ) ORDER BY rank, number LIMIT 1";
        let found = self
            .db
            .prepare_cached(sql)
            .and_then(|mut one| one.query_row((number, reference), |row| row.get(0)).optional())
            .map_err(self.reading())?;
        found.ok_or_else(|| StoreError::NoArticle(CleanText::line(reference).into_string()))
    }
}

fn article(row: &Row<'_>) -> rusqlite::Result<Article> {
    let given = NewArticle {
        id: ArticleId::new(&row.get::<_, String>("id")?),
        url: row.get("url")?,
        title: line(row, "title")?.unwrap_or_default(),
        body: Body { html: row.get("html")?, text: CleanText::lines(&row.get::<_, String>("text")?) },
        summary: line(row, "summary")?,
        published: published(row)?,
        authors: one_a_line(row, "authors")?,
        initials: line(row, "initials")?,
        dateline: line(row, "dateline")?,
        attribution: line(row, "attribution")?,
        picture: json(row, "picture")?,
        tags: one_a_line(row, "tags")?,
        language: row.get::<_, Option<String>>("language")?.and_then(|code| Language::new(&code)),
        source: line(row, "name")?.unwrap_or_default(),
        feeds: row
            .get_ref("feeds")?
            .as_str_or_null()?
            .map(|feeds| feeds.lines().map(str::to_owned).collect())
            .unwrap_or_default(),
        links: json(row, "links")?.unwrap_or_default(),
        attachments: json(row, "attachments")?.unwrap_or_default(),
        full_text: full_text(row)?.map(Box::new),
        marks: marks(row)?,
        own_tags: some_a_line(row, "own_tags")?,
        first_seen: Some(seconds(row, "first_seen")?.unwrap_or_default()),
        number: row.get("number")?,
        story: row.get("story")?,
    };
    let first_seen = given.first_seen.unwrap_or_default();
    Ok(Article { number: row.get("number")?, first_seen, given })
}

/// The text of the article's own page, where that was fetched.
fn full_text(row: &Row<'_>) -> rusqlite::Result<Option<FullText>> {
    let Some(fetched) = seconds(row, "page_fetched")? else { return Ok(None) };
    Ok(Some(FullText {
        body: Body { html: row.get("page_html")?, text: CleanText::lines(&row.get::<_, String>("page_text")?) },
        authors: one_a_line(row, "page_authors")?,
        initials: line(row, "page_initials")?,
        dateline: line(row, "page_dateline")?,
        attribution: line(row, "page_attribution")?,
        picture: json(row, "page_picture")?,
        links: json(row, "page_links")?.unwrap_or_default(),
        fetched,
    }))
}

/// A column of text, cleaned: a store is a file, and a file can hold anything.
pub(super) fn line(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<CleanText>> {
    Ok(row.get_ref(column)?.as_str_or_null()?.map(CleanText::line))
}

/// A column of seconds since 1970; nothing where they leave the calendar.
pub(super) fn seconds(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Timestamp>> {
    Ok(row.get::<_, Option<i64>>(column)?.and_then(|seconds| Timestamp::from_second(seconds).ok()))
}

pub(super) fn published(row: &Row<'_>) -> rusqlite::Result<Option<OffsetDateTime>> {
    let offset = row.get::<_, Option<i32>>("utc_offset")?.and_then(|seconds| Offset::from_seconds(seconds).ok());
    let timestamp = seconds(row, "published")?;
    Ok(timestamp.map(|timestamp| OffsetDateTime { timestamp, offset: offset.unwrap_or(Offset::UTC) }))
}

pub(super) fn marks(row: &Row<'_>) -> rusqlite::Result<Marks> {
    let position = row.get::<_, Option<i64>>("position")?.unwrap_or_default();
    Ok(Marks {
        read: seconds(row, "read")?,
        saved: seconds(row, "saved")?,
        position: Position(usize::try_from(position).unwrap_or_default()),
        text: row.get::<_, Option<i64>>("shown")?.map(|shown| if shown == 0 { TextOf::Feed } else { TextOf::Page }),
        response: row.get::<_, Option<i64>>("response")?.and_then(response_of),
        less: seconds(row, "less")?,
    })
}

pub(super) fn one_a_line(row: &Row<'_>, column: &str) -> rusqlite::Result<Vec<CleanText>> {
    Ok(row.get_ref(column)?.as_str()?.lines().map(CleanText::line).collect())
}

/// The same of a column that may hold nothing.
pub(super) fn some_a_line(row: &Row<'_>, column: &str) -> rusqlite::Result<Vec<CleanText>> {
    let lines = row.get_ref(column)?.as_str_or_null()?.unwrap_or_default();
    Ok(lines.lines().map(CleanText::line).collect())
}

/// A column of JSON; nothing where it cannot be read, which only a changed file can bring about.
fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>> {
    Ok(row.get_ref(column)?.as_str_or_null()?.and_then(|text| serde_json::from_str(text).ok()))
}
