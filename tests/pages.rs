//! The saved pages of `sample-data/pages`, and the same pages as text.
//!
//! `NAME.page.json` says what a careful person takes from `NAME.html`; `NAME.w3m.txt` is the page as a text browser dumps
//! it, `NAME.txt` as somebody copies it out of a browser. Each test prints a table of all that differs.

#![allow(clippy::expect_used, reason = "a test that cannot read its samples has nothing to go on with")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use warta::ingest::{Hint, Kind, batch};
use warta::model::{Link, NewArticle};
use warta::text::{CleanText, Language};

/// What the body of an HTML page must share with the expected one, as F1 over words.
const HTML_F1: f64 = 0.98;

/// What the body of a text must share with the one that its HTML gives, as F1 over words.
const TEXT_F1: f64 = 0.95;

/// Pages whose dump as text does not hold what their HTML holds, and why.
const UNTOLD: [(&str, &str); 2] = [
    ("jalan-tambang", "the page is three columns of a table, of which a dump writes each line across"),
    ("pelampung-pintar", "the text stands in a script, and the dump has only the request to switch scripts on"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/pages")
}

/// The names of the pages that exist with that ending.
fn names(ending: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder()).expect("the folder of sample pages");
    let files = entries.map(|entry| entry.expect("a readable folder").file_name().to_string_lossy().into_owned());
    let stem = |file: String| file.strip_suffix(ending).filter(|stem| !stem.contains('.')).map(str::to_owned);
    let mut names: Vec<String> = files.filter_map(stem).collect();
    names.sort();
    names
}

fn bytes(name: &str, ending: &str) -> Vec<u8> {
    std::fs::read(folder().join(format!("{name}{ending}"))).expect("a readable sample")
}

/// The one article of a file, as `warta import` reads it; or why there is none.
fn article(name: &str, bytes: &[u8], kind: Kind) -> Result<NewArticle, String> {
    let hint = Hint { kind: Some(kind), name: CleanText::line(name), ..Hint::default() };
    let mut batch = batch(bytes, &hint).map_err(|error| error.to_string())?;
    match batch.articles.len() {
        1 => Ok(batch.articles.remove(0)),
        count => Err(format!("{count} articles")),
    }
}

fn expected(name: &str) -> Value {
    serde_json::from_slice(&bytes(name, ".page.json")).expect("a sample's expectation in JSON")
}

/// F1 over the words of two texts, each word counted as often as it stands there.
fn f1(one: &str, other: &str) -> f64 {
    let count = |text: &str| {
        let mut words: HashMap<String, usize> = HashMap::new();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            *words.entry(word.to_lowercase()).or_default() += 1;
        }
        words
    };
    let (one, other) = (count(one), count(other));
    let shared: usize = one.iter().map(|(word, &times)| times.min(other.get(word).copied().unwrap_or(0))).sum();
    let all: usize = one.values().chain(other.values()).sum();
    if all == 0 { 0.0 } else { 2.0 * shared as f64 / all as f64 }
}

/// What differs, as rows of a table.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn compare(&mut self, name: &str, field: &str, found: &str, wanted: &str) {
        if found != wanted {
            self.0.push(format!("{name:20} {field:12} found  {found}\n{:33} wanted {wanted}", ""));
        }
    }

    fn body(&mut self, name: &str, found: &str, wanted: &str, least: f64) {
        let shared = f1(found, wanted);
        if shared < least {
            self.0.push(format!("{name:20} {:12} F1 {shared:.3}, less than {least}", "body"));
        }
    }

    #[track_caller]
    fn none(self) {
        assert!(self.0.is_empty(), "{} differences:\n{}", self.0.len(), self.0.join("\n"));
    }
}

fn text(text: Option<&CleanText>) -> String {
    text.map_or_else(String::new, |text| text.as_str().to_owned())
}

fn all(texts: &[CleanText]) -> String {
    texts.iter().map(CleanText::as_str).collect::<Vec<_>>().join(" | ")
}

fn caption(article: &NewArticle) -> String {
    text(article.picture.as_ref().and_then(|picture| picture.caption.as_ref()))
}

fn credit(article: &NewArticle) -> String {
    text(article.picture.as_ref().and_then(|picture| picture.credit.as_ref()))
}

/// The instant of publication, to the second.
fn date(article: &NewArticle) -> String {
    article.published.map_or_else(String::new, |date| date.timestamp.to_string())
}

fn links(links: &[Link]) -> String {
    links.iter().map(|link| format!("{} <{}>", link.title, link.url)).collect::<Vec<_>>().join(" | ")
}

/// The fields of an article that its page's expectation names, but for the body.
fn fields(article: &NewArticle) -> Vec<(&'static str, String)> {
    let picture = article.picture.as_ref().and_then(|picture| picture.url.clone());
    vec![
        ("title", article.title.as_str().to_owned()),
        ("date", date(article)),
        ("url", article.url.clone().unwrap_or_default()),
        ("authors", all(&article.authors)),
        ("initials", text(article.initials.as_ref())),
        ("source", article.source.as_str().to_owned()),
        ("language", article.language.as_ref().map(Language::code).unwrap_or_default().to_owned()),
        ("dateline", text(article.dateline.as_ref())),
        ("caption", caption(article)),
        ("credit", credit(article)),
        ("picture", picture.unwrap_or_default()),
        ("tags", all(&article.tags)),
        ("related", links(&article.links.related)),
        ("recommended", links(&article.links.recommended)),
        ("popular", links(&article.links.popular)),
        ("latest", links(&article.links.latest)),
        ("video", links(&article.links.video)),
    ]
}

/// The same field of an expectation, in the same form.
fn wanted(expected: &Value, field: &str) -> String {
    let value = if expected["links"][field].is_null() { &expected[field] } else { &expected["links"][field] };
    let item = |item: &Value| match item.as_array().map(Vec::as_slice) {
        Some([title, url]) => format!("{} <{}>", title.as_str().unwrap_or_default(), url.as_str().unwrap_or_default()),
        _ => item.as_str().unwrap_or_default().to_owned(),
    };
    let said = match value.as_array() {
        Some(items) => items.iter().map(item).collect::<Vec<_>>().join(" | "),
        None => item(value),
    };
    if field != "date" {
        return said;
    }
    said.parse::<jiff::Timestamp>().map_or(said, |instant| instant.to_string())
}

#[test]
fn every_saved_page_gives_what_a_careful_person_takes_from_it() {
    let names = names(".html");
    assert!(names.len() >= 21, "only {} saved pages", names.len());
    let mut differences = Differences::default();
    for name in &names {
        let expected = expected(name);
        let article = match article(name, &bytes(name, ".html"), Kind::Page) {
            Ok(article) => article,
            Err(error) => {
                differences.compare(name, "page", &error, "one article");
                continue;
            }
        };
        for (field, found) in fields(&article) {
            differences.compare(name, field, &found, &wanted(&expected, field));
        }
        let paragraphs: Vec<&str> =
            expected["paragraphs"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        differences.body(name, &article.body.text, &paragraphs.join("\n"), HTML_F1);
    }
    differences.none();
}

/// Compares a page as text with the same page as HTML: what the text can tell of the article, and the words of the body.
fn compare_with_html(names: &[String], text_of: impl Fn(&str) -> Vec<u8>) -> (usize, Differences) {
    let mut differences = Differences::default();
    let mut same = 0;
    for name in names {
        let before = differences.0.len();
        let read = article(name, &bytes(name, ".html"), Kind::Page);
        match (read, article(name, &text_of(name), Kind::Text)) {
            (Ok(page), Ok(pasted)) => {
                differences.compare(name, "title", pasted.title.as_str(), page.title.as_str());
                differences.compare(name, "date", &date(&pasted), &date(&page));
                differences.compare(name, "credit", &credit(&pasted), &credit(&page));
                differences.compare(name, "caption", &caption(&pasted), &caption(&page));
                differences.compare(name, "authors", &all(&pasted.authors), &all(&page.authors));
                differences.compare(name, "initials", &text(pasted.initials.as_ref()), &text(page.initials.as_ref()));
                differences.compare(name, "dateline", &text(pasted.dateline.as_ref()), &text(page.dateline.as_ref()));
                differences.body(name, &pasted.body.text, &page.body.text, TEXT_F1);
            }
            (page, pasted) => {
                let said = |read: Result<NewArticle, String>| read.err().unwrap_or_else(|| "one article".to_owned());
                differences.compare(name, "page", &said(pasted), &said(page));
            }
        }
        same += usize::from(differences.0.len() == before);
    }
    (same, differences)
}

/// The pages whose dump tells what their HTML does.
fn told() -> Vec<String> {
    names(".w3m.txt").into_iter().filter(|name| UNTOLD.iter().all(|(untold, _)| untold != name)).collect()
}

#[test]
fn a_page_as_a_text_browser_dumps_it_is_the_article_that_its_html_gives() {
    let (same, differences) = compare_with_html(&told(), |name| bytes(name, ".w3m.txt"));
    differences.none();
    assert!(same >= 15, "only {same} pages");
}

#[test]
fn a_dump_is_the_same_article_however_wide_it_is() {
    for width in [72, 80, 100] {
        let (same, differences) = compare_with_html(&told(), |name| wrapped(&bytes(name, ".w3m.txt"), width));
        differences.none();
        assert!(same >= 15, "only {same} pages at {width}");
    }
}

/// A text with its lines broken at a width, each part as far from the margin as the text browser sets it.
fn wrapped(text: &[u8], width: usize) -> Vec<u8> {
    let text = std::str::from_utf8(text).expect("a dump in UTF-8");
    let broken = text.lines().map(|line| {
        let margin = line.len() - line.trim_start_matches([' ', '•', '*']).len();
        let indent = " ".repeat(line[..margin].chars().count());
        let options = textwrap::Options::new(width)
            .subsequent_indent(&indent)
            .break_words(false)
            .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
        textwrap::fill(line, options) + "\n"
    });
    broken.collect::<String>().into_bytes()
}

#[test]
fn a_page_that_text_cannot_tell_is_only_listed_as_long_as_it_cannot() {
    for (name, why) in UNTOLD {
        let (same, _) = compare_with_html(&[name.to_owned()], |name| bytes(name, ".w3m.txt"));
        assert_eq!(same, 0, "{name} can be read, although {why}");
    }
}

#[test]
fn a_page_copied_out_of_a_browser_is_the_article_that_its_html_gives() {
    let (same, differences) = compare_with_html(&names(".txt"), |name| bytes(name, ".txt"));
    differences.none();
    assert!(same >= 13, "only {same} pages");
}

#[test]
fn f1_counts_each_word_as_often_as_both_have_it() {
    assert!((f1("satu dua dua", "dua satu") - 0.8).abs() < 1e-9);
    assert!(f1("satu", "dua").abs() < 1e-9 && f1("", "").abs() < 1e-9);
    assert!((f1("Satu, dua.", "satu dua") - 1.0).abs() < 1e-9);
}
