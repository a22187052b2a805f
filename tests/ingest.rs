//! What ingestion makes of whole inputs: each sample with what a careful reader takes from it beside it.

#![allow(clippy::expect_used, reason = "a test that cannot read its samples has nothing to go on with")]

use std::path::{Path, PathBuf};

/// Pasted pages: `sample-data/pages/NAME.txt` with `NAME.expected.json`.
mod pages {
    use super::{Path, PathBuf};
    use serde_json::{Value, json};
    use warta::ingest::{Hint, plain};
    use warta::model::NewArticle;
    use warta::text::CleanText;

    fn samples() -> Vec<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/pages");
        let entries = std::fs::read_dir(folder).expect("the folder of sample pages");
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
        // `NAME.w3m.txt` is what a text browser makes of `NAME.html`; what is expected of it stands in `NAME.page.json`.
        paths.retain(|path| path.with_extension("").extension().is_none_or(|extension| extension != "w3m"));
        paths.sort();
        paths
    }

    fn as_json(article: &NewArticle) -> Value {
        let text = |text: Option<&CleanText>| text.map(|text| text.as_str().to_owned());
        let picture = article.picture.as_ref();
        let paragraphs: Vec<&str> = article.body.text.split("\n\n").collect();
        let words = |paragraph: &str| paragraph.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let first = words(paragraphs.first().unwrap_or(&""));
        let last = words(paragraphs.last().unwrap_or(&""));
        let links =
            |links: &[warta::model::Link]| links.iter().map(|l| json!([l.title.as_str(), l.url])).collect::<Vec<_>>();
        json!({
            "title": article.title.as_str(),
            "date": article.published.map(|date| date.to_string()),
            "summary": text(article.summary.as_ref()),
            "caption": text(picture.and_then(|picture| picture.caption.as_ref())),
            "credit": text(picture.and_then(|picture| picture.credit.as_ref())),
            "dateline": text(article.dateline.as_ref()),
            "initials": text(article.initials.as_ref()),
            "attribution": text(article.attribution.as_ref()),
            "source": article.source.as_str(),
            "authors": article.authors.iter().map(CleanText::as_str).collect::<Vec<_>>(),
            "tags": article.tags.iter().map(CleanText::as_str).collect::<Vec<_>>(),
            "language": article.language.as_ref().map(warta::text::Language::code),
            "url": article.url,
            "related": links(&article.links.related),
            "paragraph_count": paragraphs.len(),
            "first_words": first[..first.len().min(4)].join(" "),
            "last_words": last[last.len().saturating_sub(4)..].join(" "),
            "paragraphs": paragraphs,
        })
    }

    #[test]
    fn every_sample_page_gives_what_a_careful_reader_takes_from_it() {
        let samples = samples();
        assert!(samples.len() >= 12, "only {} sample pages", samples.len());
        let mut differences = Vec::new();
        for path in samples {
            let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
            let text = std::fs::read_to_string(&path).expect("a readable page");
            let expected =
                std::fs::read_to_string(path.with_extension("expected.json")).expect("an expectation beside the page");
            let expected: Value = serde_json::from_str(&expected).expect("an expectation in JSON");
            let page = plain::read(&text, &Hint::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(page.articles.len(), 1, "{name}");
            assert_eq!(page.notices, [], "{name}");
            let found = as_json(&page.articles[0]);
            let fields = expected.as_object().expect("an object of fields");
            for (field, expected) in fields {
                if found[field] != *expected {
                    differences.push(format!("{name}: {field}\n  expected {expected}\n  found    {}", found[field]));
                }
            }
        }
        assert!(differences.is_empty(), "{}", differences.join("\n"));
    }

    #[test]
    fn a_page_reads_the_same_with_other_line_ends() {
        for path in samples() {
            let text = std::fs::read_to_string(&path).expect("a readable page");
            let read = |text: &str| plain::read(text, &Hint::default()).expect("an article");
            assert_eq!(read(&text), read(&text.replace('\n', "\r\n")), "{}", path.display());
        }
    }
}
