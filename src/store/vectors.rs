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

/// Articles whose terms are put in order at once, of larger segments as many of them.
const AT_ONCE: i64 = 8_192;

/// Articles of a segment at the most.
const LARGEST: i64 = 65_536;

/// Segments of a size that become one.
const MERGED: usize = 8;

/// Changed articles from which on a segment is made anew.
const CHANGED: i64 = 1_024;

/// Changed articles from which on an import does not wait for its end to have segments made anew.
const MUCH: i64 = 8 * CHANGED;

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
        self.note_changed(number)
    }

    /// Notes that an article is not as its segment has it, if it is in one.
    fn note_changed(&self, number: i64) -> rusqlite::Result<()> {
        let sql = "INSERT OR REPLACE INTO changed (article) SELECT ?1 WHERE ?1 <= (SELECT max(last) FROM segment)";
        self.db().prepare_cached(sql)?.execute([number])?;
        Ok(())
    }

    /// Removes what an article was about.
    pub(super) fn remove_vector(&self, number: i64) -> rusqlite::Result<()> {
        self.db().prepare_cached("DELETE FROM vector WHERE article = ?")?.execute([number])?;
        self.note_changed(number)
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

    /// Whether so many articles have changed that to look through them takes time.
    pub(super) fn is_much_changed(&self) -> rusqlite::Result<bool> {
        let sql = "SELECT count(*) > ?1 FROM changed";
        self.db.prepare_cached(sql)?.query_row([MUCH], |row| row.get(0))
    }

    /// Neighbouring segments that are to become one.
    fn untidy(&self) -> rusqlite::Result<Option<Vec<Segment>>> {
        let mut segments = segments(&self.db)?;
        let last = due(&segments);
        if last > 0 {
            return Ok(Some(segments.split_off(segments.len() - last)));
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

/// How many of the newest segments are to become one: as soon as [`MERGED`] are of the size of the newest, as many as fit.
fn due(segments: &[Segment]) -> usize {
    let size = |segment: &Segment| (segment.articles.max(FRESH) / FRESH).ilog(MERGED as i64);
    let Some(newest) = segments.last() else { return 0 };
    let run = || segments.iter().rev().take_while(|segment| size(segment) <= size(newest));
    if run().count() < MERGED {
        return 0;
    }
    let mut sum = 0;
    let fitting = run().take_while(|segment| {
        sum += segment.articles;
        // An article is counted from the first of its segment, in 32 bits.
        sum <= LARGEST && u32::try_from(newest.last - segment.first).is_ok()
    });
    // Where few fit, they are large: they stay.
    Some(fitting.count()).filter(|count| *count >= MERGED / 2).unwrap_or_default()
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
    /// Puts a segment together of the vectors of some articles, as many terms in a pass as [`AT_ONCE`] articles have: what is put in
    /// order at once is some five megabytes, however many articles there are.
    fn of(db: &Connection, articles: RangeInclusive<i64>) -> rusqlite::Result<Self> {
        Self::in_passes(db, articles, AT_ONCE)
    }

    fn in_passes(db: &Connection, articles: RangeInclusive<i64>, at_once: i64) -> rusqlite::Result<Self> {
        let change =
            db.prepare_cached("SELECT coalesce(max(change), 0) FROM changed")?.query_row([], |row| row.get(0))?;
        let of = [articles.start(), articles.end()];
        let sql = "SELECT count(*) FROM vector WHERE article BETWEEN ? AND ?";
        let all: i64 = db.prepare_cached(sql)?.query_row(of, |row| row.get(0))?;
        let mut some = db.prepare_cached("SELECT article, terms FROM vector WHERE article BETWEEN ? AND ?")?;
        let (mut counts, mut blocks) = (Vec::new(), Vec::new());
        let (mut pairs, mut hashes): (Vec<(u32, u32)>, Vec<u32>) = Default::default();
        let passes = u32::try_from(all / at_once + 1).unwrap_or(u32::MAX);
        let span = (1_u32 << TERM_BITS).div_ceil(passes);
        let mut count = 0;
        for first in (0..1 << TERM_BITS).step_by(span as usize) {
            let is_of_pass = |hash: &u32| (first..first + span).contains(hash);
            pairs.clear();
            hashes.clear();
            count = 0;
            let mut rows = some.query(of)?;
            while let Some(row) = rows.next()? {
                let number: i64 = row.get(0)?;
                let Some(vector) = Vector::decode(row.get_ref(1)?.as_blob()?) else { continue };
                let offset = u32::try_from(number - articles.start()).unwrap_or(u32::MAX);
                pairs.extend(vector.listed().into_iter().filter(is_of_pass).map(|hash| (hash, offset)));
                hashes.extend(vector.terms().map(|(hash, _)| hash).filter(is_of_pass));
                count += 1;
            }
            pairs.sort_unstable();
            hashes.sort_unstable();
            counts.extend(hashes.chunk_by(|one, next| one == next).map(|same| (same[0], same.len() as u32)));
            blocks.extend(postings::encode(&pairs));
        }
        Ok(Self { articles, count, frequencies: Frequencies::encode(count, &counts), blocks, change })
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Segments of so many articles each.
    fn of(sizes: &[i64]) -> Vec<Segment> {
        let mut last = 0;
        let segment = |(at, &articles): (usize, &i64)| {
            last += articles;
            Segment { number: at as i64, first: last - articles + 1, last, articles }
        };
        sizes.iter().enumerate().map(segment).collect()
    }

    #[test]
    fn eight_segments_of_a_size_become_one_as_far_as_they_fit() {
        assert_eq!(due(&[]), 0);
        assert_eq!((due(&of(&[1024; 7])), due(&of(&[1024; 8]))), (0, 8));
        assert_eq!(due(&of(&[65_536, 8192, 1024, 1024])), 0);
        assert_eq!((due(&of(&[8192; 8])), due(&of(&[9000; 8]))), (8, 7));
        assert_eq!(due(&of(&[65_536; 9])), 0, "those are as large as they become");
    }

    #[test]
    fn in_however_many_passes_a_segment_is_put_together_it_is_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("store.db")).unwrap();
        store.db.pragma_update(None, "foreign_keys", false).unwrap();
        let mut insert = store.db.prepare("INSERT INTO vector (article, terms) VALUES (?, ?)").unwrap();
        let terms: std::collections::BTreeSet<String> = (0..60).map(|at| format!("kata{at}")).collect();
        for article in 1..=40_i64 {
            let of = terms.iter().zip(0..).filter(|(_, at)| (at * 7 + article) % 11 < 4);
            let terms: Vec<(&str, f32)> = of.map(|(term, at)| (term.as_str(), 1.0 + at as f32)).collect();
            insert.execute(params![article, Vector::new(&terms).encode()]).unwrap();
        }
        let lists = |made: &Made| {
            let mut lists = Vec::new();
            for hash in terms.iter().map(|term| crate::related::hash(term)) {
                let at = made.blocks.partition_point(|(first, _)| *first <= hash).checked_sub(1);
                let Some((first, bytes)) = at.map(|at| &made.blocks[at]) else { continue };
                let mut block = postings::Block::new(*first, bytes);
                let articles: Vec<u32> = if block.seek(hash) { block.articles(hash).collect() } else { Vec::new() };
                lists.push((hash, articles));
            }
            lists
        };
        let one = Made::in_passes(&store.db, 1..=40, 100).unwrap();
        assert!(lists(&one).iter().any(|(_, articles)| articles.len() > 5));
        for at_once in [1, 3, 20, 40] {
            let other = Made::in_passes(&store.db, 1..=40, at_once).unwrap();
            assert_eq!((other.count, &other.frequencies), (one.count, &one.frequencies), "{at_once}");
            assert_eq!(lists(&other), lists(&one), "{at_once}");
            assert!(other.blocks.is_sorted_by(|before, next| before.0 < next.0));
        }
    }

    #[test]
    fn however_articles_come_there_are_few_segments_and_each_is_written_a_few_times() {
        for (step, name) in [(1024, "one by one"), (1300, "some at a time"), (1523, "in the largest batches")] {
            let (mut sizes, mut written) = (Vec::new(), 0);
            for _ in 0..1_000_000 / step {
                sizes.push(step);
                written += step;
                while let last @ 1.. = due(&of(&sizes)) {
                    let merged: i64 = sizes.drain(sizes.len() - last..).sum();
                    written += merged;
                    sizes.push(merged);
                }
            }
            let all: i64 = sizes.iter().sum();
            assert!(sizes.len() <= 40 && written <= 5 * all, "{name}: {} segments, {written} written", sizes.len());
        }
    }

    #[test]
    fn articles_too_far_apart_are_not_counted_from_one_place() {
        let mut far = of(&[1024; 8]);
        far[3].first = far[3].last - i64::from(u32::MAX);
        (far[0].first, far[1].first, far[2].first) = (-9, -8, -7);
        assert_eq!(due(&far), 4);
    }
}
