//! Who wrote the article and whose page it is: names told to machines, links to authors, lines that name a writer.
//!
//! Called by [`read`](super::read).

use url::Url;

use super::said::Said;
use super::tree::{self, Leaf, Node};
use crate::ingest::press::shape::{is_all_capitals, words};
use crate::ingest::press::{byline, publishers};

/// Names of an element that holds a writer's name.
const LABELS: [&str; 9] =
    ["author", "authors", "byline", "penulis", "reporter", "writer", "pewarta", "wartawan", "contributor"];

/// Words of an element that names a writer.
const MAX_WORDS: usize = 14;

/// The names of the site, as it gives them, then as its address does; the first is the source.
pub(super) fn sites(said: &Said, address: Option<&Url>) -> Vec<String> {
    let mut sites: Vec<String> = said
        .sites
        .iter()
        .map(|site| site.split_whitespace().collect::<Vec<_>>().join(" ").trim_start_matches('@').to_owned())
        .filter(|site| (1..=6).contains(&words(site)) && !site.contains("://"))
        .map(|site| publishers::name(&site))
        .collect();
    if let Some(host) = address.and_then(Url::host_str) {
        let host = host.trim_start_matches("www.");
        sites.push(publishers::name(host));
        // news.kabarnusa.co.id is kabarnusa's.
        let second = ["co", "com", "or", "go", "ac", "net", "org", "web", "my", "gov"];
        let mut parts: Vec<&str> = host.split('.').collect();
        parts.pop();
        while parts.len() > 1 && parts.last().is_some_and(|part| second.contains(part)) {
            parts.pop();
        }
        sites.extend(parts.last().map(|part| (*part).to_owned()));
    }
    sites
}

/// The source: the site's own name for itself, else the tail of the browser's bar, else its host.
pub(super) fn source(said: &Said, sites: &[String], address: Option<&Url>, title: &str) -> Option<String> {
    let told = sites.len() - address.map_or(0, |_| 2.min(sites.len()));
    if told > 0 {
        return sites.first().cloned();
    }
    let tail =
        [" - ", " | ", " – ", " — "].iter().filter_map(|mark| said.bar.rsplit_once(mark)).map(|(_, tail)| tail.trim());
    let tail = tail.filter(|tail| words(tail) <= 4 && !title.ends_with(tail)).min_by_key(|tail| tail.len());
    tail.map(publishers::name).or_else(|| sites.first().cloned())
}

/// Those who wrote the article. `near` are the leaves around headline and text, `body` is the whole page.
pub(super) fn authors(said: &Said, near: &[&Leaf<'_>], body: &Node<'_>, sites: &[String]) -> Vec<String> {
    let is_site = |name: &str| sites.iter().any(|site| publishers::are_same(site, name));
    let person = |name: &str| -> Vec<String> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let names = byline::labelled(&name).map_or_else(
            || {
                name.split([',', ';', '|', '/', '&'])
                    .flat_map(|part| part.split(" dan "))
                    .flat_map(|part| part.split(" and "))
                    .map(str::to_owned)
                    .collect()
            },
            |byline| byline.authors,
        );
        let fits = |name: &String| {
            byline::is_name(name) && !is_site(name) && publishers::known(name).is_none() && !publishers::is_site(name)
        };
        names.into_iter().map(|name| written(name.trim())).filter(fits).collect()
    };
    let labelled = near.iter().filter(|leaf| words(&leaf.text) <= 30).filter_map(|leaf| byline::labelled(&leaf.text));
    let mut lines: Vec<String> = labelled.flat_map(|byline| byline.authors).filter(|name| !is_site(name)).collect();
    lines.dedup();
    let told: Vec<String> = said.authors.iter().flat_map(|name| person(name)).collect();
    // A login name told to machines is less than the name shown to people.
    let full = |names: &[String]| names.iter().any(|name| words(name) > 1);
    let mut found = if full(&told) || !full(&lines) && !told.is_empty() { told } else { lines };
    if !full(&found) {
        let shown = shown(body).iter().flat_map(|text| person(text)).collect::<Vec<_>>();
        let bare = || {
            near.iter()
                .filter_map(|leaf| byline::bare(&leaf.text, is_site))
                .flat_map(|byline| byline.authors)
                .take(2)
                .collect()
        };
        if full(&shown) {
            found = shown;
        } else if found.is_empty() {
            found = if shown.is_empty() { bare() } else { shown };
        }
    }
    let mut kept: Vec<String> = Vec::new();
    for name in found {
        if kept.iter().all(|known| !known.eq_ignore_ascii_case(&name)) {
            kept.push(name);
        }
    }
    kept
}

/// The text of the first element that is named for a writer.
fn shown(body: &Node<'_>) -> Vec<String> {
    let named = |node: &Node<'_>| {
        node.attr("rel").is_some_and(|rel| &*rel == "author")
            || tree::labels(node).iter().any(|label| LABELS.contains(&&**label))
    };
    let texts =
        body.descendants_it().filter(move |node| node.is_element() && named(node)).map(|node| tree::text(&node));
    texts.filter(|text| (1..=MAX_WORDS).contains(&words(text))).take(1).collect()
}

/// A name set in capitals as names are written.
fn written(name: &str) -> String {
    if !is_all_capitals(name) || words(name) < 2 {
        return name.to_owned();
    }
    let word = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_string() + &chars.as_str().to_lowercase()).unwrap_or_default()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
