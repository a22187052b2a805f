//! The reader's own tags, what goes with a tag, and the tags that an import writes. The one index by which the articles of a
//! tag are found holds both kinds; what the reader gave stands in a table of its own that no import touches.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use crate::model::tag::MAX_OWN_TAGS;
use crate::model::{Article, NewArticle, RelatedTag, TagChange, fold_tag};
use crate::related::tags::{Together, suggest, telling};
use crate::text::CleanText;
use crate::text::terms::Term;

use super::import::Import;
use super::similar::longer_text;
use super::{Result, Store, StoreError};

/// Articles of a tag that are looked at for what goes with it, the newest.
const NEWEST: i64 = 200;

impl Store {
    /// Changes the reader's tags of an article; gives what has changed indeed, and the tags as they stand then.
    ///
    /// # Errors
    ///
    /// No article has that number, it would have more than [`MAX_OWN_TAGS`], or the store could not be written. Then nothing
    /// has changed.
    pub fn tag(&self, number: i64, change: &TagChange) -> Result<(TagChange, Vec<CleanText>)> {
        // Within a trial there is a transaction already, and nobody else who writes.
        let own = self.db.is_autocommit();
        let begin = || Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate);
        let transaction = own.then(begin).transpose().map_err(self.writing())?;
        let known = self.db.prepare_cached("SELECT 1 FROM article WHERE number = ?");
        if !known.and_then(|mut one| one.exists([number])).map_err(self.writing())? {
            return Err(StoreError::NoArticle(number.to_string()));
        }
        let before = own_tags(&self.db, number).map_err(self.writing())?;
        let after = change.apply(&before);
        if after.len() > MAX_OWN_TAGS {
            return Err(StoreError::ManyTags { found: after.len() });
        }
        self.write(number, &after).map_err(self.writing())?;
        if let Some(transaction) = transaction {
            transaction.commit().map_err(self.writing())?;
        }
        Ok((TagChange::between(&before, &after), after))
    }

    fn write(&self, number: i64, tags: &[CleanText]) -> rusqlite::Result<()> {
        self.db.prepare_cached("DELETE FROM reader_tag WHERE article = ?")?.execute([number])?;
        for (place, tag) in tags.iter().enumerate() {
            let sql = "INSERT INTO tag (name, folded) VALUES (?1, ?2)
                ON CONFLICT (folded) DO UPDATE SET name = name RETURNING number";
            let of = [tag.as_str(), &fold_tag(tag)];
            let known: i64 = self.db.prepare_cached(sql)?.query_row(of, |row| row.get(0))?;
            give(&self.db, number, place, known, tag)?;
        }
        Ok(())
    }

    /// The tags that most often and most tellingly stand beside one, by its newest articles; at most `limit`.
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn related_tags(&self, tag: &str, limit: usize) -> Result<Vec<RelatedTag>> {
        self.at_once(|| self.beside(&fold_tag(tag), limit)).map_err(self.reading())
    }

    fn beside(&self, folded: &str, limit: usize) -> rusqlite::Result<Vec<RelatedTag>> {
        let sql = "SELECT number, articles FROM tag WHERE folded = ?";
        let known =
            self.db.prepare_cached(sql)?.query_row([folded], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((tag, of_tag)): Option<(i64, usize)> = known else { return Ok(Vec::new()) };
        let all = self.db.prepare_cached("SELECT coalesce(sum(articles), 0) FROM source")?;
        let all: usize = { all }.query_row([], |row| row.get(0))?;
        let sql = "SELECT y.name, y.own > 0, y.articles, count(*) FROM
                (SELECT article FROM article_tag WHERE tag = ?1 ORDER BY sort DESC, article DESC LIMIT ?2) n
            CROSS JOIN article_tag x ON x.article = n.article CROSS JOIN tag y ON y.number = x.tag
            WHERE x.tag <> ?1 GROUP BY x.tag ORDER BY y.number";
        let mut beside = self.db.prepare_cached(sql)?;
        let looked_at = of_tag.min(usize::try_from(NEWEST).unwrap_or_default());
        let found = beside.query_map([tag, NEWEST], |row| {
            let (articles, together) = (row.get(2)?, row.get(3)?);
            let score = telling(&Together { all, of_one: of_tag, of_other: articles, looked_at, together });
            let name = CleanText::line(row.get_ref(0)?.as_str()?);
            Ok(score.map(|score| RelatedTag {
                name,
                is_own: row.get(1).unwrap_or_default(),
                together,
                articles,
                score,
            }))
        })?;
        let mut found: Vec<RelatedTag> = found.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect();
        found.sort_by(|one, next| next.score.total_cmp(&one.score));
        found.truncate(limit);
        Ok(found)
    }
}

impl Store {
    /// Words of an article, which has these terms, that may become tags of the reader's; at most `limit`.
    pub(super) fn suggested_tags(
        &self,
        article: &Article,
        terms: &[Term],
        limit: usize,
    ) -> rusqlite::Result<Vec<CleanText>> {
        self.index(|index| Ok(suggest(terms, longer_text(article), index.frequencies(), &article.given.tags, limit)))
    }
}

/// The reader's tags of an article, in the order in which they were given.
fn own_tags(db: &Connection, number: i64) -> rusqlite::Result<Vec<CleanText>> {
    let mut all = db.prepare_cached("SELECT name FROM reader_tag WHERE article = ? ORDER BY place")?;
    let tags = all.query_map([number], |row| Ok(CleanText::line(row.get_ref(0)?.as_str()?)))?;
    tags.collect()
}

/// Gives an article a tag of the reader's; one that it has already stays as it is.
fn give(db: &Connection, number: i64, place: usize, tag: i64, name: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO reader_tag (article, place, tag, name) SELECT ?1, ?2, ?3, ?4
        WHERE NOT EXISTS (SELECT 1 FROM reader_tag WHERE article = ?1 AND tag = ?3)";
    db.prepare_cached(sql)?.execute(params![number, place as i64, tag, name]).map(|_| ())
}

impl Import<'_> {
    /// Puts an article that is out of every list into those of its publisher's tags, and of the reader's, which it keeps.
    pub(super) fn write_tags(&mut self, article: &NewArticle, number: i64, sort: i64) -> rusqlite::Result<()> {
        for tag in &article.tags {
            let tag = self.tag(tag)?;
            self.db()
                .prepare_cached("INSERT OR IGNORE INTO article_tag (tag, sort, article) VALUES (?, ?, ?)")?
                .execute([tag, sort, number])?;
        }
        let sql = "INSERT OR IGNORE INTO article_tag (tag, sort, article, given)
            SELECT tag, ?2, article, 0 FROM reader_tag WHERE article = ?1";
        self.db().prepare_cached(sql)?.execute([number, sort]).map(|_| ())
    }

    /// Takes the article out of the lists of its tags, before it is written anew.
    pub(super) fn untag(&self, number: i64) -> rusqlite::Result<()> {
        self.db().prepare_cached("DELETE FROM article_tag WHERE article = ?")?.execute([number]).map(|_| ())
    }

    /// The reader's tags that came along with an article that is new to the store.
    pub(super) fn write_own_tags(&mut self, article: &NewArticle, number: i64) -> rusqlite::Result<()> {
        for (place, name) in article.own_tags.iter().take(MAX_OWN_TAGS).enumerate() {
            let tag = self.tag(name)?;
            give(self.db(), number, place, tag, name)?;
        }
        Ok(())
    }
}
