//! Vectors in, and the segments that are made of them. Nothing here is asked by a reader; `similar` asks.
//!
//! New articles are found by looking through their vectors. As soon as there are [`FRESH`] of them they become a segment, in the
//! transaction that brought the last. Eight segments of a size become one, made anew of its articles' vectors: read and put
//! together without holding anybody up, and written in one go.

use std::ops::RangeInclusive;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::related::{Frequencies, TERMS, Vector, postings};
use crate::text::Language;
use crate::text::terms;

use super::import::Import;
use super::{Result, Store};

/// Articles without a segment that are looked through at the most, but for those of a batch.
const FRESH: i64 = 1_024;

/// Articles of a segment at the most: what is put together of so many fits into 64 MiB.
const LARGEST: i64 = 65_536;

/// Segments of a size that become one.
const MERGED: usize = 8;

/// Changed articles from which on a segment is made anew.
const CHANGED: i64 = 1_024;

/// Bits of a posting's key below its segment.
pub(super) const TERM_BITS: u32 = 22;

/// A run of articles with postings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) number: i64,
    pub(super) first: i64,
    pub(super) last: i64,
    articles: i64,
}

/// What an article of this title and text is about.
pub(super) fn vector_of(title: &str, text: &str, language: Option<&Language>) -> Vector {
    Vector::new(&terms::weights(title, text, language, TERMS))
}

/// The segments in the order of their articles.
pub(super) fn segments(db: &Connection) -> rusqlite::Result<Vec<Segment>> {
    let sql = "SELECT number, first, last, articles FROM segment ORDER BY first";
    let segment = |row: &rusqlite::Row<'_>| {
        Ok(Segment { number: row.get(0)?, first: row.get(1)?, last: row.get(2)?, articles: row.get(3)? })
    };
    db.prepare_cached(sql)?.query_map([], segment)?.collect()
}

impl Import<'_> {
    /// Writes what an article is about.
    pub(super) fn write_vector(
        &self,
        number: i64,
        published: Option<Timestamp>,
        vector: &Vector,
    ) -> rusqlite::Result<()> {
        let db = self.db();
        let sql = "INSERT INTO vector (article, published, terms) VALUES (?1, ?2, ?3)
            ON CONFLICT (article) DO UPDATE SET published = ?2, terms = ?3";
        db.prepare_cached(sql)?.execute(params![number, published.map(Timestamp::as_second), vector.encode()])?;
        let sql = "INSERT OR REPLACE INTO changed (article, change)
            SELECT ?1, (SELECT coalesce(max(change), 0) + 1 FROM changed)
            WHERE ?1 <= (SELECT max(last) FROM segment)";
        db.prepare_cached(sql)?.execute([number])?;
        Ok(())
    }

    /// Makes a segment of the articles that have none, where there are enough.
    pub(super) fn flush_vectors(&self) -> rusqlite::Result<()> {
        let db = self.db();
        let sql = "SELECT count(*), min(article) FROM
            (SELECT article FROM vector WHERE article > coalesce((SELECT max(last) FROM segment), 0) LIMIT ?)";
        let (fresh, first): (i64, Option<i64>) =
            db.prepare_cached(sql)?.query_row([FRESH], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let Some(first) = first.filter(|_| fresh == FRESH) else { return Ok(()) };
        let newest = db.prepare_cached("SELECT max(article) FROM vector")?.query_row([], |row| row.get(0))?;
        Made::of(db, first..=newest)?.write(db)
    }
}

impl Store {
    /// Makes fewer and larger segments where there are many, and anew those of which much has changed.
    pub(super) fn tend(&self) -> Result<()> {
        while let Some(segments) = self.untidy().map_err(self.reading())? {
            if !self.merge(&segments).map_err(self.writing())? {
                // Another program has been faster.
                break;
            }
        }
        Ok(())
    }

    /// Neighbouring segments that are to become one.
    fn untidy(&self) -> rusqlite::Result<Option<Vec<Segment>>> {
        let segments = segments(&self.db)?;
        let size = |segment: &Segment| (segment.articles.max(FRESH) / FRESH).ilog(MERGED as i64);
        let last = segments.last().map(size);
        let run = segments.iter().rev().take_while(|segment| Some(size(segment)) == last).count();
        let mut run = segments[segments.len() - run..].to_vec();
        let (mut sum, first) = (0, run.first().map_or(0, |segment| segment.first));
        run.retain(|segment| {
            sum += segment.articles;
            // An article is counted from the first of its segment, in 32 bits.
            sum <= LARGEST && u32::try_from(segment.last - first).is_ok()
        });
        if run.len() >= MERGED {
            return Ok(Some(run));
        }
        let sql = "SELECT s.number FROM changed c JOIN segment s ON c.article BETWEEN s.first AND s.last
            WHERE (SELECT count(*) FROM changed) > ? GROUP BY s.number ORDER BY count(*) DESC LIMIT 1";
        let number: Option<i64> = self.db.prepare_cached(sql)?.query_row([CHANGED], |row| row.get(0)).optional()?;
        Ok(number.map(|number| segments.into_iter().filter(|segment| segment.number == number).collect()))
    }

    /// Makes one segment of several neighbouring ones; tells whether they were still there to be replaced.
    fn merge(&self, old: &[Segment]) -> rusqlite::Result<bool> {
        let (Some(first), Some(last)) = (old.first(), old.last()) else { return Ok(false) };
        let made = Made::of(&self.db, first.first..=last.last)?;
        let change = rusqlite::Transaction::new_unchecked(&self.db, rusqlite::TransactionBehavior::Immediate)?;
        let present = segments(&change)?;
        if !old.iter().all(|segment| present.contains(segment)) {
            return Ok(false);
        }
        for segment in old {
            let keys = segment.number << TERM_BITS..=((segment.number + 1) << TERM_BITS) - 1;
            change
                .prepare_cached("DELETE FROM posting WHERE key BETWEEN ? AND ?")?
                .execute([keys.start(), keys.end()])?;
            change.prepare_cached("DELETE FROM segment WHERE number = ?")?.execute([segment.number])?;
        }
        made.write(&change)?;
        change.commit()?;
        Ok(true)
    }
}

/// A segment that has been put together.
struct Made {
    articles: RangeInclusive<i64>,
    count: u32,
    frequencies: Vec<u8>,
    blocks: Vec<(u32, Vec<u8>)>,
    /// The last change that it knows.
    change: i64,
}

impl Made {
    /// Puts a segment together of the vectors of some articles.
    fn of(db: &Connection, articles: RangeInclusive<i64>) -> rusqlite::Result<Self> {
        let change =
            db.prepare_cached("SELECT coalesce(max(change), 0) FROM changed")?.query_row([], |row| row.get(0))?;
        let (mut count, mut hashes) = (0, Vec::new());
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        let mut some = db.prepare_cached("SELECT article, terms FROM vector WHERE article BETWEEN ? AND ?")?;
        let mut rows = some.query([articles.start(), articles.end()])?;
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            let Some(vector) = Vector::decode(row.get_ref(1)?.as_blob()?) else { continue };
            let offset = u32::try_from(number - articles.start()).unwrap_or(u32::MAX);
            pairs.extend(vector.listed().into_iter().map(|hash| (hash, offset)));
            hashes.extend(vector.terms().map(|(hash, _)| hash));
            count += 1;
        }
        pairs.sort_unstable();
        let frequencies = Frequencies::encode(count, hashes);
        Ok(Self { articles, count, frequencies, blocks: postings::encode(&pairs), change })
    }

    fn write(self, db: &Connection) -> rusqlite::Result<()> {
        let (first, last) = (self.articles.start(), self.articles.end());
        let sql = "INSERT INTO segment (first, last, articles, frequencies) VALUES (?, ?, ?, ?)";
        db.prepare_cached(sql)?.execute(params![first, last, self.count, self.frequencies])?;
        let number = db.last_insert_rowid();
        let mut insert = db.prepare_cached("INSERT INTO posting (key, block) VALUES (?, ?)")?;
        for (hash, block) in &self.blocks {
            insert.execute(params![number << TERM_BITS | i64::from(*hash), block])?;
        }
        let sql = "DELETE FROM changed WHERE article BETWEEN ? AND ? AND change <= ?";
        db.prepare_cached(sql)?.execute(params![first, last, self.change])?;
        Ok(())
    }
}

/// Writes the vectors of articles that came before there were any.
pub(super) fn fill(db: &Connection) -> rusqlite::Result<()> {
    let sql = "SELECT a.number, a.title, a.language, a.published,
            iif(octet_length(p.text) > octet_length(b.text), p.text, b.text)
        FROM article a JOIN body b ON b.article = a.number LEFT JOIN page p ON p.article = a.number ORDER BY a.number";
    let mut insert = db.prepare("INSERT INTO vector (article, published, terms) VALUES (?, ?, ?)")?;
    let mut all = db.prepare(sql)?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        let language = row.get::<_, Option<String>>(2)?.and_then(|code| Language::new(&code));
        let vector = vector_of(row.get_ref(1)?.as_str()?, row.get_ref(4)?.as_str()?, language.as_ref());
        insert.execute(params![row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(3)?, vector.encode()])?;
    }
    let newest: i64 = db.query_row("SELECT coalesce(max(article), 0) FROM vector", [], |row| row.get(0))?;
    for first in (1..=newest).step_by(LARGEST as usize) {
        Made::of(db, first..=newest.min(first + LARGEST - 1))?.write(db)?;
    }
    Ok(())
}
