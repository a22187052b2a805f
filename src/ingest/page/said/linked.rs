//! JSON-LD: what the page's scripts say of the article, by schema.org's names. Many are not quite JSON.

use serde_json::{Map, Value};

use super::{MAX_VALUES, Said};
use crate::document::Document;

/// Objects looked at in one script.
const MAX_OBJECTS: usize = 10_000;

/// Adds what a script says of the page's article, if it says anything.
pub(super) fn read(script: &str, said: &mut Said) {
    let Some(value) = parsed(script) else { return };
    let objects = objects(&value);
    let is_article = |object: &&&Map<String, Value>| {
        kinds(object).iter().any(|kind| {
            kind.ends_with("article")
                || kind.ends_with("posting")
                || matches!(&**kind, "report" | "reportage" | "review")
        })
    };
    let is_site = |object: &&&Map<String, Value>| {
        kinds(object).iter().any(|kind| matches!(&**kind, "website" | "organization" | "newsmediaorganization"))
    };
    for page in objects.iter().filter(is_site) {
        said.sites.extend(texts(page.get("name")).into_iter().take(1));
    }
    // A list of articles is the page's list, not the page's article: take the one that says most.
    let says = |object: &Map<String, Value>| {
        ["headline", "datePublished", "author", "articleBody", "mainEntityOfPage", "publisher", "image"]
            .iter()
            .filter(|name| object.contains_key(**name))
            .count()
    };
    let articles: Vec<&&Map<String, Value>> = objects.iter().filter(is_article).collect();
    let Some(most) = articles.iter().map(|object| says(object)).max() else {
        // A mere page with a date is dated all the same.
        let page = objects.iter().find(|object| kinds(object).iter().any(|kind| kind.ends_with("webpage")));
        said.dates.extend(page.into_iter().flat_map(|page| texts(page.get("datePublished"))));
        return;
    };
    if let Some(article) = articles.iter().find(|object| says(object) == most).filter(|_| most > 0) {
        article_of(article, &objects, said);
    }
}

/// The kinds that an object says it is, in small letters.
fn kinds(object: &Map<String, Value>) -> Vec<String> {
    strings(object.get("@type")).into_iter().map(str::to_ascii_lowercase).collect()
}

fn article_of(article: &Map<String, Value>, objects: &[&Map<String, Value>], said: &mut Said) {
    said.titles.extend(texts(article.get("headline").or_else(|| article.get("name"))).into_iter().take(1));
    said.dates.extend(texts(article.get("datePublished").or_else(|| article.get("dateCreated"))).into_iter().take(1));
    said.descriptions.extend(texts(article.get("description")).into_iter().take(1));
    said.languages.extend(texts(article.get("inLanguage")).into_iter().take(1));
    said.addresses.extend(references(article.get("mainEntityOfPage"), &["@id", "url"]));
    said.addresses.extend(texts(article.get("url")).into_iter().take(1));
    said.pictures.extend(references(article.get("image"), &["url", "contentUrl", "@id"]));
    for author in referred(article.get("author").or_else(|| article.get("creator")), objects) {
        match author {
            Value::Object(author) => {
                let is_person = strings(author.get("@type")).iter().all(|kind| !kind.ends_with("Organization"));
                if is_person {
                    said.authors.extend(texts(author.get("name")));
                }
            }
            other => said.authors.extend(texts(Some(other))),
        }
    }
    for publisher in referred(article.get("publisher"), objects) {
        if let Value::Object(publisher) = publisher {
            said.sites.extend(texts(publisher.get("name")).into_iter().take(1));
        }
    }
    let listed: Vec<String> = texts(article.get("keywords"));
    let tags = listed.iter().flat_map(|list| list.split([',', ';'])).map(|tag| tag.trim().to_owned());
    said.tags.extend(tags.filter(|tag| !tag.is_empty()).take(MAX_VALUES));
    if let Some(Value::Object(image)) = referred(article.get("image"), objects).first() {
        said.caption = said.caption.take().or_else(|| texts(image.get("caption")).into_iter().next());
    }
    let body = texts(article.get("articleBody")).into_iter().next();
    said.body = said.body.take().or(body);
}

/// The values of a property, with references by `@id` looked up among the script's objects.
fn referred<'v>(value: Option<&'v Value>, objects: &[&'v Map<String, Value>]) -> Vec<&'v Value> {
    let values: Vec<&Value> = match value {
        Some(Value::Array(values)) => values.iter().take(MAX_VALUES).collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    };
    let look = |value: &'v Value| -> &'v Value {
        let Some(object) = value.as_object().filter(|object| object.len() <= 2 && !object.contains_key("name")) else {
            return value;
        };
        let Some(id) = object.get("@id") else { return value };
        let parent = objects.iter().find(|other| other.get("@id") == Some(id) && other.contains_key("name"));
        parent.and_then(|found| found.get("name")).unwrap_or(value)
    };
    values.into_iter().map(look).collect()
}

/// The texts of a value: a string, an object's `@value`, or each of a list.
fn texts(value: Option<&Value>) -> Vec<String> {
    strings(value).into_iter().map(plain).filter(|text| !text.is_empty()).collect()
}

fn strings(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(text)) => vec![text],
        Some(Value::Array(values)) => values.iter().take(MAX_VALUES).filter_map(Value::as_str).collect(),
        Some(Value::Object(object)) => object.get("@value").and_then(Value::as_str).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The addresses of a value: a string, or what an object has under one of `names`; each of a list.
fn references(value: Option<&Value>, names: &[&str]) -> Vec<String> {
    let of = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => {
            names.iter().find_map(|name| object.get(*name)).and_then(Value::as_str).map(str::to_owned)
        }
        _ => None,
    };
    match value {
        Some(Value::Array(values)) => values.iter().take(MAX_VALUES).filter_map(of).collect(),
        Some(value) => of(value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// The words of a text that may be HTML.
fn plain(text: &str) -> String {
    if text.contains(['<', '&']) {
        Document::from_html(text, None).text().trim().to_owned()
    } else {
        text.trim().to_owned()
    }
}

/// Every object of a script, the outermost first.
fn objects(value: &Value) -> Vec<&Map<String, Value>> {
    let mut objects = Vec::new();
    let mut waiting = std::collections::VecDeque::from([value]);
    while let Some(value) = waiting.pop_front() {
        match value {
            Value::Array(values) => waiting.extend(values),
            Value::Object(object) => {
                objects.push(object);
                waiting.extend(object.values().filter(|value| value.is_array() || value.is_object()));
            }
            _ => {}
        }
        if objects.len() >= MAX_OBJECTS {
            break;
        }
    }
    objects
}

/// A script as JSON; where it is not quite that, once more without what people leave in.
fn parsed(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches('\u{feff}');
    serde_json::from_str(script).or_else(|_| serde_json::from_str(&repaired(script))).ok()
}

/// JSON without comments around it, commas before a closing bracket, control characters in strings and whatever
/// follows its end.
fn repaired(script: &str) -> String {
    let from = script.find(['{', '[']).unwrap_or(0);
    let mut kept = String::with_capacity(script.len());
    let (mut quoted, mut escaped, mut depth) = (false, false, 0_usize);
    for c in script[from..].chars() {
        if quoted {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => quoted = false,
                _ => {}
            }
            kept.push(if c.is_control() { ' ' } else { c });
            continue;
        }
        match c {
            '"' => quoted = true,
            '{' | '[' => depth += 1,
            '}' | ']' => {
                kept.truncate(kept.trim_end().trim_end_matches(',').len());
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        kept.push(c);
        if depth == 0 && matches!(c, '}' | ']') {
            break;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(script: &str) -> Said {
        let mut said = Said::default();
        read(script, &mut said);
        said
    }

    #[test]
    fn an_article_is_found_wherever_it_stands() {
        for script in [
            r#"{"@type":"NewsArticle","headline":"Judul","datePublished":"2026-11-21T13:03:00+07:00"}"#,
            r#"[{"@type":"WebSite"},{"@type":["Article","X"],"headline":"Judul","datePublished":"2026-11-21T13:03:00+07:00"}]"#,
            r#"{"@graph":[{"@type":"WebPage"},{"@type":"ReportageNewsArticle","headline":"Judul","datePublished":"2026-11-21T13:03:00+07:00"}]}"#,
            "<!-- {\"@type\":\"NewsArticle\",\"headline\":\"Ju\ndul\",\"datePublished\":\"2026-11-21T13:03:00+07:00\",} -->",
        ] {
            let said = said(script);
            assert_eq!(said.titles.len(), 1, "{script}");
            assert!(said.titles[0].starts_with("Ju"));
            assert_eq!(said.dates, ["2026-11-21T13:03:00+07:00"]);
        }
    }

    #[test]
    fn authors_come_in_many_shapes_and_organisations_are_none() {
        let authors = |author: &str| {
            said(&format!(
                r#"{{"@graph":[{{"@type":"NewsArticle","headline":"x","author":{author}}},
                {{"@type":"Person","@id":"/a","name":"Rina Lestari"}}]}}"#
            ))
            .authors
        };
        assert_eq!(authors(r#""Rina Lestari""#), ["Rina Lestari"]);
        assert_eq!(authors(r#"{"@type":"Person","name":"Rina Lestari"}"#), ["Rina Lestari"]);
        assert_eq!(authors(r#"[{"@type":"Person","name":"Rina"},{"name":"Budi"}]"#), ["Rina", "Budi"]);
        assert_eq!(authors(r#"{"@id":"/a"}"#), ["Rina Lestari"]);
        assert!(authors(r#"{"@type":"Organization","name":"Kabar"}"#).is_empty());
    }

    #[test]
    fn what_is_no_json_at_all_says_nothing() {
        for script in ["", "{", "null", "<b>", "[[[", "{\"@type\": 1, \"headline\": {}}", &"[".repeat(100_000)] {
            let said = said(script);
            assert!(said.titles.is_empty() && said.dates.is_empty());
        }
    }

    #[test]
    fn objects_and_values_are_counted_at_the_limit_and_one_past_it() {
        let behind = |count: usize| {
            let others = r#"{"@type":"WebSite"},"#.repeat(count);
            said(&format!(r#"[{others}{{"@type":"NewsArticle","headline":"Judul"}}]"#)).titles.len()
        };
        assert_eq!((behind(MAX_OBJECTS - 1), behind(MAX_OBJECTS)), (1, 0));
        let authors = |count: usize| {
            let names = (0..count).map(|n| format!("\"Rina {n}\"")).collect::<Vec<_>>().join(",");
            said(&format!(r#"{{"@type":"NewsArticle","headline":"Judul","author":[{names}]}}"#)).authors.len()
        };
        assert_eq!((authors(MAX_VALUES), authors(MAX_VALUES + 1)), (MAX_VALUES, MAX_VALUES));
    }
}
