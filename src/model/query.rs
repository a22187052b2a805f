//! The query language: words, `"phrases"`, `-word`, `OR`, and fields. Any text is a query; what has no meaning as
//! an operator is a word to look for. What a query means in SQL is the store's affair.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Most clauses of one query; the words behind the last are left out.
pub const MAX_CLAUSES: usize = 32;

/// Most alternatives of one clause; those behind the last are left out. SQLite takes no expression of a thousand.
pub const MAX_ALTERNATIVES: usize = 32;

/// A query: every clause must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The clauses, in the order written.
    pub clauses: Vec<Clause>,
}

/// Alternatives of which one must hold: what `OR` joins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The alternatives, at least one.
    pub any: Vec<Condition>,
}

/// One condition, or its opposite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Written with a `-` before it.
    pub not: bool,
    /// What must hold.
    pub test: Test,
}

/// What a condition asks of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// It has these words, next to each other, in title, text, authors or tags.
    Words(Words),
    /// It has them in its title.
    Title(Words),
    /// It has them in the name of an author.
    Author(Words),
    /// It has this tag.
    Tag(String),
    /// The name of its source has this in it.
    Source(String),
    /// It is in this language.
    Language(String),
    /// It is read.
    Read,
    /// It is saved.
    Saved,
    /// It was published at this time or later.
    After(When),
    /// It was published before this time.
    Before(When),
}

/// Words to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The words, as typed.
    pub text: String,
    /// Whether the last is only the beginning of a word.
    pub prefix: bool,
}

/// A point in time, as a query writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The beginning of a day, in the reader's time zone.
    Day(Date),
    /// A span before now.
    Ago(SignedDuration),
}

impl When {
    /// The instant it means at `now` for a reader in `zone`; the far past or future where it leaves the calendar.
    #[must_use]
    pub fn instant(self, now: Timestamp, zone: &TimeZone) -> Timestamp {
        match self {
            Self::Day(day) => day.to_zoned(zone.clone()).map_or(Timestamp::MIN, |at| at.timestamp()),
            Self::Ago(span) => now.checked_sub(span).unwrap_or(Timestamp::MIN),
        }
    }
}

impl Query {
    /// Reads a query. Never fails.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut pieces = pieces(text).into_iter().peekable();
        let mut joined = false;
        while let Some(piece) = pieces.next() {
            let operator = piece.raw == "OR" && !clauses.is_empty() && pieces.peek().is_some();
            if operator {
                joined = true;
                continue;
            }
            let Some(condition) = piece.condition() else { continue };
            if joined && let Some(clause) = clauses.last_mut() {
                if clause.any.len() < MAX_ALTERNATIVES {
                    clause.any.push(condition);
                }
            } else if clauses.len() < MAX_CLAUSES {
                clauses.push(Clause { any: vec![condition] });
            } else {
                break;
            }
            joined = false;
        }
        Self { clauses }
    }

    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }
}

/// One blank-separated piece of a query; blanks within quotation marks don't separate.
struct Piece {
    raw: String,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut raw = String::new();
    let mut quoted = false;
    for c in text.chars() {
        quoted ^= c == '"';
        if c.is_whitespace() && !quoted {
            pieces.push(Piece { raw: std::mem::take(&mut raw) });
        } else {
            raw.push(c);
        }
    }
    pieces.push(Piece { raw });
    pieces.retain(|piece| !piece.raw.is_empty());
    pieces
}

impl Piece {
    /// What the piece asks for; nothing where it is only marks (`""`, `-`).
    fn condition(&self) -> Option<Condition> {
        let (not, rest) = match self.raw.strip_prefix('-') {
            Some(rest) if !rest.is_empty() => (true, rest),
            _ => (false, self.raw.as_str()),
        };
        if let Some((name, value)) = rest.split_once(':')
            && let Some((opposite, test)) = field(name, &value.replace('"', ""))
        {
            return Some(Condition { not: not ^ opposite, test });
        }
        words(rest).map(|words| Condition { not, test: Test::Words(words) })
    }
}

/// The words of a piece; a star behind the last asks for words that begin so.
fn words(raw: &str) -> Option<Words> {
    let (text, prefix) = match raw.strip_suffix('*') {
        Some(text) => (text, true),
        None => (raw, false),
    };
    let text = text.replace('"', " ");
    let text = text.trim();
    (!text.is_empty()).then(|| Words { text: text.to_owned(), prefix })
}

/// What `name:value` asks for, and whether for its opposite; nothing where it is no field or the value no value.
fn field(name: &str, value: &str) -> Option<(bool, Test)> {
    let value = value.trim();
    if value.is_empty() {
        return None;
    }
    let test = match name.to_ascii_lowercase().as_str() {
        "tag" => Test::Tag(value.to_owned()),
        "source" => Test::Source(value.to_owned()),
        "lang" => Test::Language(value.to_ascii_lowercase()),
        "title" => Test::Title(words(value)?),
        "author" => Test::Author(words(value)?),
        "after" => Test::After(when(value)?),
        "before" => Test::Before(when(value)?),
        "is" => match value {
            "read" => Test::Read,
            "saved" => Test::Saved,
            "unread" => return Some((true, Test::Read)),
            _ => return None,
        },
        _ => return None,
    };
    Some((false, test))
}

/// `2026-11-22`, `2026-11`, `2026`, or a span: `12h`, `7d`, `2w`, `3m` (months of 30 days), `1y`.
fn when(value: &str) -> Option<When> {
    if let Some(unit) = value.chars().last().filter(char::is_ascii_alphabetic) {
        let number: i64 = value.strip_suffix(unit)?.parse().ok().filter(|n| (0..=100_000).contains(n))?;
        let hours = match unit {
            'h' => 1,
            'd' => 24,
            'w' => 7 * 24,
            'm' => 30 * 24,
            'y' => 365 * 24,
            _ => return None,
        };
        return Some(When::Ago(SignedDuration::from_hours(number * hours)));
    }
    let mut parts = value.splitn(3, '-').map(str::parse::<i16>);
    let year = parts.next()?.ok()?;
    let month = parts.next().unwrap_or(Ok(1)).ok()?;
    let day = parts.next().unwrap_or(Ok(1)).ok()?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(When::Day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Test {
        Test::Words(Words { text: text.to_owned(), prefix: false })
    }

    #[track_caller]
    fn parsed(text: &str, expected: &[&[(bool, Test)]]) {
        let clauses = expected
            .iter()
            .map(|any| Clause {
                any: any.iter().map(|(not, test)| Condition { not: *not, test: test.clone() }).collect(),
            })
            .collect();
        assert_eq!(Query::parse(text), Query { clauses }, "{text}");
    }

    #[test]
    fn words_and_phrases_must_all_match() {
        parsed(
            "nato \"risiko konflik\" -rusia",
            &[&[(false, word("nato"))], &[(false, word("risiko konflik"))], &[(true, word("rusia"))]],
        );
        parsed("parl*", &[&[(false, Test::Words(Words { text: "parl".into(), prefix: true }))]]);
    }

    #[test]
    fn or_joins_its_neighbours_and_is_a_word_elsewhere() {
        parsed("a OR b c", &[&[(false, word("a")), (false, word("b"))], &[(false, word("c"))]]);
        parsed("OR a", &[&[(false, word("OR"))], &[(false, word("a"))]]);
        parsed("a OR", &[&[(false, word("a"))], &[(false, word("OR"))]]);
        parsed("a or b", &[&[(false, word("a"))], &[(false, word("or"))], &[(false, word("b"))]]);
    }

    #[test]
    fn fields_take_quoted_values_and_their_opposites() {
        parsed("source:\"Harian Pesisir\"", &[&[(false, Test::Source("Harian Pesisir".into()))]]);
        parsed(
            "is:unread -is:unread -tag:nato",
            &[&[(true, Test::Read)], &[(false, Test::Read)], &[(true, Test::Tag("nato".into()))]],
        );
        parsed(
            "after:2026-11 before:7d",
            &[
                &[(false, Test::After(When::Day(jiff::civil::date(2026, 11, 1))))],
                &[(false, Test::Before(When::Ago(SignedDuration::from_hours(7 * 24))))],
            ],
        );
    }

    #[test]
    fn what_is_no_operator_is_looked_for_as_text() {
        parsed(
            "tag: NEAR( http://x",
            &[&[(false, word("tag:"))], &[(false, word("NEAR("))], &[(false, word("http://x"))]],
        );
        parsed(
            "is:odd after:soon before:2026-13-40",
            &[&[(false, word("is:odd"))], &[(false, word("after:soon"))], &[(false, word("before:2026-13-40"))]],
        );
        parsed("\"\" - *", &[&[(false, word("-"))]]);
        parsed("\"unclosed phrase", &[&[(false, word("unclosed phrase"))]]);
    }

    #[test]
    fn clauses_are_counted_at_the_limit_and_one_past_it() {
        assert_eq!(Query::parse(&"a ".repeat(MAX_CLAUSES)).clauses.len(), MAX_CLAUSES);
        assert_eq!(Query::parse(&"a ".repeat(MAX_CLAUSES + 1)).clauses.len(), MAX_CLAUSES);
    }

    #[test]
    fn alternatives_are_counted_at_the_limit_and_one_past_it() {
        let any = |count: usize| {
            let query = Query::parse(&format!("{} b", vec!["a"; count].join(" OR ")));
            (query.clauses.len(), query.clauses[0].any.len())
        };
        assert_eq!(any(MAX_ALTERNATIVES), (2, MAX_ALTERNATIVES));
        assert_eq!(any(MAX_ALTERNATIVES + 1), (2, MAX_ALTERNATIVES));
    }

    #[test]
    fn a_span_that_leaves_the_calendar_is_the_far_past() {
        let When::Ago(_) = when("100000y").unwrap() else { panic!("a span") };
        assert_eq!(when("100000y").unwrap().instant(Timestamp::UNIX_EPOCH, &TimeZone::UTC), Timestamp::MIN);
    }
}
