//! What an article says where feedparser's fields say it, and whether that is what was expected.

use jiff::tz::Offset;
use warta::document::Document;
use warta::ingest::Batch;
use warta::model::NewArticle;
use warta::text::{CleanText, dates};

use super::expectation::{Expected, Step, Value};

/// The names of dates; with `_parsed` behind them they hold numbers.
const DATES: [&str; 6] = ["published", "updated", "created", "issued", "modified", "date"];

/// How a comparison went.
pub(crate) enum Found {
    Holds,
    /// What was found instead.
    Differs(String),
    /// Nothing in an article says it; the name of the field.
    NoField(String),
}

/// What an article says.
enum Said<'a> {
    /// Words: compared by their letters, markup and white space aside.
    Words(Vec<&'a str>),
    /// A body: compared as a document.
    Body(&'a NewArticle, Option<&'a str>),
    /// Addresses, names and the like, of which one must be equal.
    Exactly(Vec<String>),
    /// How many there are.
    Count(usize),
    /// The date.
    Date(&'a NewArticle),
}

/// Compares what is expected with what was read.
pub(crate) fn compare(expected: &Expected, batch: Option<&Batch>) -> Found {
    let names: Vec<&str> = expected
        .path
        .iter()
        .filter_map(|step| match step {
            Step::Name(name) => Some(name.as_str()),
            Step::Number(_) => None,
        })
        .collect();
    let number = expected.path.iter().find_map(|step| match step {
        Step::Number(number) => Some(*number),
        Step::Name(_) => None,
    });
    let last = || Found::NoField(names.last().copied().unwrap_or_default().to_owned());
    let empty = Batch {
        kind: warta::ingest::Kind::Feed,
        articles: vec![],
        subscriptions: vec![],
        follows: vec![],
        skipped: vec![],
        notices: vec![],
    };
    let batch = batch.unwrap_or(&empty);
    let nothing = NewArticle::new(warta::model::ArticleId::new(""), CleanText::default(), CleanText::default());
    let article = match (names.first(), number) {
        (Some(&"entries"), Some(number)) => batch.articles.get(number),
        (Some(&"feed" | &"channel"), _) => batch.articles.last(),
        _ => return last(),
    };
    let article = article.unwrap_or(&nothing);
    let said = if names[0] == "entries" { of_entry(article, &names[1..]) } else { of_feed(article, &names[1..]) };
    match (said, &expected.value) {
        (None, _) | (_, Value::Word(_)) => last(),
        (Some(said), value) => {
            let (holds, found) = said.is(value);
            if holds { Found::Holds } else { Found::Differs(found) }
        }
    }
}

fn of_feed<'a>(article: &'a NewArticle, names: &[&str]) -> Option<Said<'a>> {
    Some(match names {
        ["title"] | ["title_detail", "value"] => Said::Words(vec![&article.source]),
        ["author"] | ["author_detail" | "authors", "name"] => names_of(article),
        ["language"] => Said::Exactly(vec![language(article)]),
        _ => return None,
    })
}

fn of_entry<'a>(article: &'a NewArticle, names: &[&str]) -> Option<Said<'a>> {
    let text = |text: &Option<CleanText>| text.iter().map(ToString::to_string).collect::<Vec<_>>();
    Some(match names {
        ["title"] | ["title_detail", "value"] => Said::Words(vec![&article.title]),
        ["link"] => Said::Exactly(article.url.iter().cloned().collect()),
        ["links", "href"] => Said::Exactly(
            article.url.iter().cloned().chain(article.attachments.iter().map(|f| f.url.clone())).collect(),
        ),
        ["id" | "guid"] => {
            let id = article.id.as_str();
            Said::Exactly(id.split_once('#').map(|(_, id)| id.to_owned()).into_iter().chain([id.to_owned()]).collect())
        }
        ["description" | "summary"] | ["summary_detail" | "description_detail", "value"] => {
            Said::Body(article, article.summary.as_deref())
        }
        ["content", "value"] => Said::Body(article, None),
        ["content", "language"] | ["language"] => Said::Exactly(vec![language(article)]),
        ["author"] | ["author_detail" | "authors", "name"] => names_of(article),
        [name] if DATES.contains(&name.trim_end_matches("_parsed")) => Said::Date(article),
        ["category"] | ["tags" | "categories", "term" | "label"] => {
            Said::Exactly(article.tags.iter().map(ToString::to_string).collect())
        }
        ["enclosures", "href" | "url"] | ["media_content", "url"] => {
            let picture = article.picture.iter().filter_map(|picture| picture.url.clone());
            Said::Exactly(article.attachments.iter().map(|file| file.url.clone()).chain(picture).collect())
        }
        ["enclosures", "type"] => {
            Said::Exactly(article.attachments.iter().map(|file| file.mime_type.to_string()).collect())
        }
        ["enclosures", "length"] => {
            Said::Exactly(article.attachments.iter().filter_map(|file| Some(file.size?.to_string())).collect())
        }
        ["media_thumbnail", "url"] | ["image", "href"] => {
            Said::Exactly(article.picture.iter().filter_map(|picture| picture.url.clone()).collect())
        }
        ["source", "title"] | ["source", "title_detail", "value"] => {
            Said::Words(article.attribution.as_deref().into_iter().collect())
        }
        ["itunes_duration"] => {
            Said::Exactly(article.attachments.iter().filter_map(|file| Some(file.duration?.to_string())).collect())
        }
        ["media_credit", "content"] => {
            Said::Exactly(article.picture.iter().flat_map(|picture| text(&picture.credit)).collect())
        }
        ["enclosures"] => Said::Count(article.attachments.len()),
        _ => return None,
    })
}

fn names_of(article: &NewArticle) -> Said<'_> {
    Said::Exactly(article.authors.iter().map(ToString::to_string).collect())
}

fn language(article: &NewArticle) -> String {
    article.language.as_ref().map(|language| language.code().to_owned()).unwrap_or_default()
}

impl Said<'_> {
    /// Whether it is the value that was expected, and what it is.
    fn is(&self, value: &Value) -> (bool, String) {
        let expected = match value {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Time(numbers) => format!("{numbers:?}"),
            Value::Word(word) => word.clone(),
        };
        match self {
            Self::Words(found) => {
                let holds = found
                    .iter()
                    .any(|found| squeezed(found) == squeezed(&expected) || squeezed(found) == words(&expected));
                (holds, format!("{found:?}"))
            }
            Self::Exactly(found) => {
                // feedparser puts the address of mail behind the name, and keeps the whole tag of a language.
                let (bare, _) = expected.split_once(" (").unwrap_or((&expected, ""));
                let (primary, _) = expected.split_once('-').unwrap_or((&expected, ""));
                let same = |found: &String| {
                    squeezed(found) == squeezed(&expected)
                        || found == bare
                        || found == primary
                        || same_address(found, &expected)
                };
                (found.iter().any(same) || found.is_empty() && expected.is_empty(), format!("{found:?}"))
            }
            Self::Count(count) => (count.to_string() == expected, count.to_string()),
            Self::Date(article) => {
                let found = article.published;
                let wanted = match value {
                    Value::Time(numbers) => utc(numbers),
                    _ => dates::read(&expected, Offset::UTC).ok().map(|reading| reading.date.timestamp.as_second()),
                };
                (wanted == found.map(|date| date.timestamp.as_second()), format!("{found:?}"))
            }
            Self::Body(article, summary) => {
                let html =
                    article.body.html.clone().unwrap_or_else(|| Document::from_text(&article.body.text).to_html());
                let holds = Document::from_html(&html, None).to_html()
                    == Document::from_html(&expected, None).to_html()
                    || [summary.unwrap_or(&article.body.text), &article.body.text]
                        .iter()
                        .any(|found| squeezed(found) == squeezed(&expected) || squeezed(found) == words(&expected));
                (holds, format!("{summary:?} {html:?} {:?}", article.body.text))
            }
        }
    }
}

/// Whether two addresses are one, written in other ways.
fn same_address(found: &str, expected: &str) -> bool {
    url::Url::parse(expected).is_ok_and(|expected| expected.as_str() == found)
}

fn utc(numbers: &[i64]) -> Option<i64> {
    let &[year, month, day, hour, minute, second] = numbers else { return None };
    let small = |number: i64| i8::try_from(number).ok();
    let date = jiff::civil::date(i16::try_from(year).ok()?, small(month)?, small(day)?);
    let time = date.at(small(hour)?, small(minute)?, small(second)?, 0);
    Some(Offset::UTC.to_timestamp(time).ok()?.as_second())
}

/// Text as it is cleaned, without white space.
fn squeezed(text: &str) -> String {
    CleanText::line(text).split_whitespace().collect()
}

/// The words of HTML, without white space.
fn words(html: &str) -> String {
    squeezed(&Document::from_html(html, None).text())
}
