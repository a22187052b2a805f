//! Full text, and what a query means in SQL. Words are looked up in the FTS5 index `words`; what its tokenizer cannot
//! cut into words (scripts without blanks, marks alone) is looked for as it stands.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::model::listing::MAX_HITS;
use crate::model::query::{Clause, Condition, Query, Test, Words};
use crate::model::{Hit, Page, Row, fold_tag};
use crate::text::CleanText;

use super::{Clock, Result, Store};

/// How much a hit in each column weighs: title, text, authors, tags.
const WEIGHTS: &str = "8.0, 1.0, 4.0, 4.0";

/// Words of an extract.
const EXTRACT: usize = 24;

/// Marks around a hit in an extract; no clean text has them.
const HIT: char = '\u{1}';
const END: char = '\u{2}';

/// What [`candidates`] reads from. A subquery with a limit is run by itself, and first.
const LAST_WITH_WORDS: &str = "(SELECT rowid AS number FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?) c
    CROSS JOIN article a ON a.number = c.number CROSS JOIN source s ON s.number = a.source
    LEFT JOIN mark m ON m.article = a.number";
const NEWEST_WITH_TAG: &str =
    "(SELECT article AS number FROM article_tag WHERE tag = (SELECT number FROM tag WHERE folded = ?)
        ORDER BY sort DESC, article DESC LIMIT ?) c
    CROSS JOIN article a ON a.number = c.number CROSS JOIN source s ON s.number = a.source
    LEFT JOIN mark m ON m.article = a.number";
const NEWEST: &str = "(SELECT number FROM article ORDER BY sort DESC, number DESC LIMIT ?) c
    CROSS JOIN article a ON a.number = c.number CROSS JOIN source s ON s.number = a.source
    LEFT JOIN mark m ON m.article = a.number";

/// A condition in SQL with its values.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    pub(super) sql: String,
    pub(super) params: Vec<Value>,
}

impl Filter {
    pub(super) fn new(sql: &str, params: impl IntoIterator<Item = Value>) -> Self {
        Self { sql: sql.to_owned(), params: params.into_iter().collect() }
    }

    /// What every article passes.
    pub(super) fn all() -> Self {
        Self::new("TRUE", [])
    }

    /// Both must hold.
    pub(super) fn and(&mut self, other: Self) {
        self.join(" AND ", other);
    }

    fn or(&mut self, other: Self) {
        self.join(" OR ", other);
    }

    fn join(&mut self, with: &str, other: Self) {
        self.sql.push_str(with);
        self.sql.push_str(&other.sql);
        self.params.extend(other.params);
    }

    /// What a query asks of an article `a` with its marks `m` and its source `s`.
    pub(super) fn from_query(query: &Query, clock: &Clock) -> Self {
        let mut filter = Self::all();
        for clause in &query.clauses {
            filter.and(Self::from_clause(clause, clock));
        }
        filter
    }

    /// That an article `a` has a tag.
    pub(super) fn tag(tag: &str) -> Self {
        Self::new(
            "EXISTS (SELECT 1 FROM article_tag x JOIN tag y ON y.number = x.tag
                WHERE x.article = a.number AND y.folded = ?)",
            [Value::Text(fold_tag(tag))],
        )
    }

    fn from_clause(clause: &Clause, clock: &Clock) -> Self {
        let mut filter = Self::new("(FALSE", []);
        for condition in &clause.any {
            filter.or(Self::from_condition(condition, clock));
        }
        filter.sql.push(')');
        filter
    }

    fn from_condition(condition: &Condition, clock: &Clock) -> Self {
        let text = |text: &str| Value::Text(text.to_owned());
        let instant =
            |when: crate::model::query::When| Value::Integer(when.instant(clock.now, &clock.zone).as_second());
        let mut filter = match &condition.test {
            Test::Words(words) => Self::from_words(words, None),
            Test::Title(words) => Self::from_words(words, Some("title")),
            Test::Author(words) => Self::from_words(words, Some("authors")),
            Test::Tag(tag) => Self::tag(tag),
            Test::Source(name) => Self::new("instr(lower(s.name), lower(?)) > 0", [text(name)]),
            Test::Language(code) => Self::new("a.language IS ?", [text(code)]),
            Test::Read => Self::new("m.read IS NOT NULL", []),
            Test::Saved => Self::new("m.saved IS NOT NULL", []),
            Test::After(when) => Self::new("a.sort >= ?", [instant(*when)]),
            Test::Before(when) => Self::new("a.sort < ?", [instant(*when)]),
        };
        if condition.not {
            filter.sql = format!("NOT {}", filter.sql);
        }
        filter
    }

    fn from_words(words: &Words, column: Option<&str>) -> Self {
        if let Some(phrase) = phrase(words) {
            let phrase = column.map_or(phrase.clone(), |column| format!("{column} : {phrase}"));
            return Self::new("a.number IN (SELECT rowid FROM words WHERE words MATCH ?)", [Value::Text(phrase)]);
        }
        let column = match column {
            Some("authors") => "b.authors",
            Some(_) => "b.title",
            None => "b.title || ' ' || b.text || ' ' || b.authors || ' ' || b.tags",
        };
        let sql = format!(
            "EXISTS (SELECT 1 FROM searchable b WHERE b.article = a.number AND instr(lower({column}), lower(?)) > 0)"
        );
        Self::new(&sql, [Value::Text(words.text.clone())])
    }
}

/// The words as an FTS5 phrase; nothing where the tokenizer would not find them in a text.
fn phrase(words: &Words) -> Option<String> {
    let indexed = words.text.chars().any(char::is_alphanumeric) && !words.text.chars().any(unspaced);
    // FTS5 takes a NUL for the end of the expression.
    let text = words.text.replace('\0', " ").replace('"', "\"\"");
    indexed.then(|| format!("\"{text}\"{}", if words.prefix { " *" } else { "" }))
}

/// Letters of scripts that set no blanks between words: the index holds whole sentences of them as one word.
fn unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x2e80..=0xa4cf | 0xf900..=0xfaff
        | 0x20000..=0x3ffff)
}

/// Whether a query has words to rank by, beside its conditions.
pub(super) fn has_words(query: &Query) -> bool {
    ranking(query).is_some()
}

/// The words of a query by which its hits are ranked, as one FTS5 expression: those of every clause that is words
/// only and denies none.
fn ranking(query: &Query) -> Option<String> {
    let clauses: Vec<String> = query.clauses.iter().filter_map(|clause| expression(clause, false)).collect();
    (!clauses.is_empty()).then(|| clauses.join(" AND "))
}

/// A clause as an FTS5 expression, where it is words only and denies none; the names of authors are words where asked.
fn expression(clause: &Clause, authors: bool) -> Option<String> {
    let any: Option<Vec<String>> = clause
        .any
        .iter()
        .map(|condition| match &condition.test {
            Test::Words(words) if !condition.not => phrase(words),
            Test::Title(words) if !condition.not => phrase(words).map(|phrase| format!("title : {phrase}")),
            Test::Author(words) if !condition.not && authors => {
                phrase(words).map(|phrase| format!("authors : {phrase}"))
            }
            _ => None,
        })
        .collect();
    any.map(|any| format!("({})", any.join(" OR ")))
}

/// Rows of articles `a` with their sources `s` and marks `m`, to be read from, with the values that asks for.
pub(super) struct Candidates {
    pub(super) sql: &'static str,
    pub(super) params: Vec<Value>,
}

/// The articles among which a query's are looked for where not the whole store is to be read: the `limit` that came last
/// with its words; else the newest with a tag that it asks for, or simply the newest. And what of the query they may not pass.
pub(super) fn candidates(query: &Query, limit: i64, clock: &Clock) -> (Candidates, Filter) {
    let mut rest = query.clone();
    let mut words = Vec::new();
    rest.clauses.retain(|clause| {
        let expression = expression(clause, true);
        words.extend(expression.iter().cloned());
        expression.is_none()
    });
    let tag = rest.clauses.iter().find_map(|clause| match clause.any.as_slice() {
        [Condition { not: false, test: Test::Tag(tag) }] => Some(fold_tag(tag)),
        _ => None,
    });
    let limit = Value::Integer(limit);
    let candidates = match tag {
        _ if !words.is_empty() => {
            Candidates { sql: LAST_WITH_WORDS, params: vec![Value::Text(words.join(" AND ")), limit] }
        }
        Some(tag) => Candidates { sql: NEWEST_WITH_TAG, params: vec![Value::Text(tag), limit] },
        None => Candidates { sql: NEWEST, params: vec![limit] },
    };
    (candidates, Filter::from_query(&rest, clock))
}

/// Puts an article's words into the index.
pub(super) fn index(db: &Connection, number: i64) -> rusqlite::Result<()> {
    let words: [String; 4] = db
        .prepare_cached("SELECT * FROM searchable WHERE article = ?")?
        .query_row([number], |row| Ok([row.get("title")?, row.get("text")?, row.get("authors")?, row.get("tags")?]))?;
    let [title, text, authors, tags] = words;
    db.prepare_cached("INSERT INTO words (rowid, title, text, authors, tags) VALUES (?, ?, ?, ?, ?)")?
        .execute((number, title, text, authors, tags))?;
    Ok(())
}

/// Takes an article's words out of the index, while its rows still hold them.
pub(super) fn unindex(db: &Connection, number: i64) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO words (words, rowid, title, text, authors, tags)
            SELECT 'delete', * FROM searchable WHERE article = ?",
    )?
    .execute([number])?;
    Ok(())
}

impl Store {
    /// The articles that a query finds, best first, with the passages that were found; at most `limit` and
    /// [`MAX_HITS`].
    ///
    /// # Errors
    ///
    /// The store could not be read, or another thread stopped the query.
    pub fn search(&self, query: &Query, limit: usize, clock: &Clock) -> Result<Vec<Hit>> {
        // What was found cannot go before it is shown.
        let hits = self.at_once(|| {
            let ranked = self.hits(query, limit.min(MAX_HITS), clock)?;
            ranked.into_iter().map(|(number, score)| self.hit(query, number, score)).collect()
        });
        hits.map_err(self.reading())
    }

    /// The same as rows of a list.
    pub(super) fn found(&self, query: &Query, clock: &Clock) -> Result<Page> {
        let headlines = self.hits(query, MAX_HITS, clock).and_then(|ranked| {
            let numbers: Vec<i64> = ranked.iter().map(|(number, _)| *number).collect();
            self.headlines(&numbers)
        });
        let rows: Vec<Row> = headlines.map_err(self.reading())?.into_iter().map(Row::from).collect();
        Ok(Page { total: rows.len(), rows })
    }

    /// Numbers and scores, best first; newest first where the query has no words to rank by.
    fn hits(&self, query: &Query, limit: usize, clock: &Clock) -> rusqlite::Result<Vec<(i64, f64)>> {
        let filter = Filter::from_query(&without_ranked(query), clock);
        let articles = "article a CROSS JOIN source s ON s.number = a.source LEFT JOIN mark m ON m.article = a.number";
        let (sql, mut params) = match ranking(query) {
            Some(words) => (
                format!(
                    "SELECT a.number, -bm25(words, {WEIGHTS}) AS score FROM words CROSS JOIN {articles}
                     WHERE words MATCH ? AND a.number = words.rowid AND {} ORDER BY score DESC, a.number DESC LIMIT ?",
                    filter.sql
                ),
                vec![Value::Text(words)],
            ),
            None => (
                format!(
                    "SELECT a.number, 0.0 FROM {articles} WHERE {} ORDER BY a.sort DESC, a.number DESC LIMIT ?",
                    filter.sql
                ),
                Vec::new(),
            ),
        };
        params.extend(filter.params);
        params.push(Value::Integer(limit as i64));
        self.db
            .prepare_cached(&sql)?
            .query_map(params_from_iter(params), |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect()
    }

    /// A hit with its extract: the passage with most of the words, or the beginning of the text.
    fn hit(&self, query: &Query, number: i64, score: f64) -> rusqlite::Result<Hit> {
        let passage: String = if let Some(words) = ranking(query) {
            let sql = "SELECT snippet(words, 1, char(1), char(2), '…', ?) FROM words WHERE words MATCH ? AND rowid = ?";
            self.db.prepare_cached(sql)?.query_row((EXTRACT as i64, words, number), |row| row.get(0))?
        } else {
            let sql = "SELECT substr(text, 1, 160) FROM searchable WHERE article = ?";
            self.db.prepare_cached(sql)?.query_row([number], |row| row.get(0))?
        };
        Ok(Hit { number, extract: pieces(&passage), score })
    }
}

/// The query without the clauses that its ranking already asks for.
fn without_ranked(query: &Query) -> Query {
    let rest = |clause: &&Clause| ranking(&Query { clauses: vec![(*clause).clone()] }).is_none();
    Query { clauses: query.clauses.iter().filter(rest).cloned().collect() }
}

/// An extract in pieces; blanks at the seams are kept.
fn pieces(passage: &str) -> Vec<(CleanText, bool)> {
    let mut pieces = Vec::new();
    for (at, part) in passage.split(HIT).enumerate() {
        let (hit, rest) = if at == 0 { ("", part) } else { part.split_once(END).unwrap_or(("", part)) };
        for (text, found) in [(hit, true), (rest, false)] {
            let one_line = text.replace('\n', " ");
            let text = CleanText::lines(&one_line);
            if !text.is_empty() {
                pieces.push((text, found));
            }
        }
    }
    pieces
}
