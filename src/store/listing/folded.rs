//! Lists with a row a story, and what stands below such a row where the reader unfolds it.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, Row as SqlRow, params};

use crate::model::listing::MAX_MEMBERS;
use crate::model::{Fold, Headline, Key, Row};

use super::{ARTICLES, HEADLINE, Plan, Result, Store, headline, key, seconds};
use crate::store::search::Filter;

/// What a row shows of a story, beside the headline of its lead.
const FOLD: &str = "st.number AS fold, st.articles AS folded, st.sources AS folded_sources, st.sort AS folded_newest,
    EXISTS (SELECT 1 FROM article o LEFT JOIN mark om ON om.article = o.number
        WHERE o.story = st.number AND o.number <> a.number AND om.read IS NULL) AS folded_unread";

/// All articles that have a row of their own.
pub(super) const LISTED: &str = "article a CROSS JOIN source s ON s.number = a.source
    LEFT JOIN mark m ON m.article = a.number LEFT JOIN story st ON st.number = a.story";

/// Stories, by their leads.
pub(super) const STORIES: &str = "story st CROSS JOIN article a ON a.number = st.lead
    CROSS JOIN source s ON s.number = a.source LEFT JOIN mark m ON m.article = a.number";

/// Everything, with a row a story.
pub(super) fn latest() -> Plan {
    let filter = Filter::new("a.listed IS NOT NULL", []);
    Plan { columns: columns(), from: LISTED, filter, sort: "a.listed", number: "a.number" }
}

/// Stories that several sources carry.
pub(super) fn popular() -> Plan {
    let filter = Filter::new("st.heat IS NOT NULL", []);
    Plan { columns: columns(), from: STORIES, filter, sort: "st.heat", number: "st.number" }
}

fn columns() -> String {
    format!("{HEADLINE}, {FOLD}")
}

/// A row of such a list.
pub(super) fn row(row: &SqlRow<'_>) -> rusqlite::Result<Row> {
    Ok(Row::from(Headline { fold: fold(row)?, ..headline(row)? }))
}

fn fold(row: &SqlRow<'_>) -> rusqlite::Result<Option<Fold>> {
    let Some(story) = row.get("fold")? else { return Ok(None) };
    let newest = seconds(row, "folded_newest")?.unwrap_or_default();
    let (articles, sources) = (row.get("folded")?, row.get("folded_sources")?);
    Ok(Some(Fold { story, articles, sources, newest, unread: row.get("folded_unread")? }))
}

impl Store {
    /// Puts below each row that stands for one of `stories` the story's other articles, newest first, at most [`MAX_MEMBERS`].
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn unfold(&self, rows: &mut Vec<Row>, stories: &[i64]) -> Result<()> {
        let folded = std::mem::take(rows);
        for row in folded {
            let of = row.headline().and_then(|headline| headline.fold.map(|fold| (fold.story, headline.number)));
            let key = row.key();
            rows.push(row);
            if let Some((story, lead)) = of.filter(|(story, _)| stories.contains(story)) {
                rows.extend(self.members(story, lead, key)?);
            }
        }
        Ok(())
    }

    /// What else stands behind some articles, by their numbers and those of their stories.
    pub(in crate::store) fn folds(
        &self,
        articles: impl Iterator<Item = (i64, i64)>,
    ) -> rusqlite::Result<HashMap<i64, Fold>> {
        let sql = format!("SELECT {FOLD} FROM story st CROSS JOIN article a ON a.number = ? WHERE st.number = ?");
        let mut one = self.db.prepare_cached(&sql)?;
        let mut folds = HashMap::new();
        for (number, story) in articles {
            if let Some(fold) = one.query_row([number, story], fold).optional()?.flatten() {
                folds.insert(number, fold);
            }
        }
        Ok(folds)
    }

    /// The story that an article is part of now, and its other articles as rows below the one that has the key `below`, newest
    /// first, at most [`MAX_MEMBERS`]; nothing where it is part of none.
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn members_with(&self, lead: i64, below: Key) -> Result<Option<(i64, Vec<Row>)>> {
        let story = self.story_of(lead).map_err(self.reading())?;
        story.map(|(story, _)| Ok((story, self.members(story, lead, below)?))).transpose()
    }

    /// The articles of a story but for `lead`, newest first, as rows below the one that has the key `below`; at most
    /// [`MAX_MEMBERS`].
    ///
    /// # Errors
    ///
    /// The store could not be read.
    fn members(&self, story: i64, lead: i64, below: Key) -> Result<Vec<Row>> {
        let sql = format!(
            "SELECT {HEADLINE}, a.sort AS key_sort, a.number AS key_number FROM {ARTICLES}
             WHERE a.story = ? AND a.number <> ? ORDER BY a.sort DESC, a.number DESC LIMIT ?"
        );
        let member = |row: &SqlRow<'_>| {
            let key = Key { member: key(row)?.number, ..below };
            Ok(Row::from(Headline { key, ..headline(row)? }))
        };
        let members = self.db.prepare_cached(&sql).and_then(|mut some| {
            some.query_map(params![story, lead, MAX_MEMBERS as i64], member)?.collect::<rusqlite::Result<Vec<Row>>>()
        });
        members.map_err(self.reading())
    }
}
