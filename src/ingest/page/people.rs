//! Who wrote the article and whose page it is: names told to machines, links to authors, lines that name a writer.
//!
//! Called by [`read`](super::read).

use jiff::tz::Offset;
use url::Url;

use super::said::Said;
use super::tree::{self, Leaf, Node};
use crate::ingest::press::shape::{is_all_capitals, words};
use crate::ingest::press::{byline, furniture, publishers, when};

/// Names of an element that holds a writer's name.
const LABELS: [&str; 9] =
    ["author", "authors", "byline", "penulis", "reporter", "writer", "pewarta", "wartawan", "contributor"];

/// Words of a line that names a writer.
const MAX_LINE: usize = 30;

/// Words of the name of an account: `Tim Kabar 04`.
const MAX_ACCOUNT: usize = 4;

/// Elements that are named for a writer looked at: his box, his name in it.
const MAX_SHOWN: usize = 4;

/// Words of an element that names a writer.
const MAX_WORDS: usize = 14;

/// The names of the site, as it gives them, then as its address does; the first is the source.
pub(super) fn sites(said: &Said, address: Option<&Url>, leaves: &[Leaf<'_>]) -> Vec<String> {
    let mut sites: Vec<String> = said
        .sites
        .iter()
        .map(|site| site.split_whitespace().collect::<Vec<_>>().join(" "))
        .map(|site| site.trim_start_matches('@').trim_start_matches("www.").to_owned())
        .filter(|site| (1..=6).contains(&words(site)) && !site.contains("://") && furniture::of(site).is_none())
        .collect();
    let host = address.and_then(Url::host_str).unwrap_or_default();
    // A company's name is less than the site's, and so is its address where it has a name that is much the same.
    let own = own_part(host).unwrap_or_default();
    let is_named = sites.iter().any(|site| !site.contains('.') && publishers::are_same(site, own));
    let is_host = |site: &String| is_named && site.contains('.') && host.ends_with(site.as_str());
    sites.sort_by_key(|site| byline::is_company(site) || is_host(site));
    // A site is called what it calls itself, in the letters that are usual for it.
    for site in &mut sites {
        let usual = publishers::name(site);
        if usual.eq_ignore_ascii_case(site) {
            *site = usual;
        }
    }
    // "Kabar Nusa Ekonomi" is Kabar Nusa's.
    let section =
        sites.first().and_then(|first| first.rsplit_once(' ')).filter(|(_, last)| furniture::of(last).is_some());
    let is_host = |bare: &str| host.split('.').any(|part| publishers::are_same(part, bare));
    let is_own = |(bare, last): &(&str, &str)| {
        sites.iter().any(|site| site == bare) || is_host(bare) && !last.eq_ignore_ascii_case("news")
    };
    if let Some((bare, _)) = section.filter(is_own) {
        let bare = bare.to_owned();
        sites.insert(0, bare);
    }
    sites.extend(beside(&said.bar, leaves));
    if let Some(host) = address.and_then(Url::host_str) {
        let host = host.trim_start_matches("www.");
        sites.push(publishers::name(host));
        sites.extend(own_part(host).map(str::to_owned));
    }
    sites
}

/// The part of a host's name that is its owner's: news.kabarnusa.co.id is kabarnusa's.
pub(super) fn own_part(host: &str) -> Option<&str> {
    const SECOND: [&str; 10] = ["co", "com", "or", "go", "ac", "net", "org", "web", "my", "gov"];
    let mut parts: Vec<&str> = host.split('.').collect();
    parts.pop();
    while parts.len() > 1 && parts.last().is_some_and(|part| SECOND.contains(part)) {
        parts.pop();
    }
    parts.pop()
}

/// The site's name in the browser's bar: what stands there beside words of the page that fill most of it.
fn beside(bar: &str, leaves: &[Leaf<'_>]) -> Option<String> {
    let headings = leaves.iter().filter(|leaf| words(&leaf.text) >= 3 && leaf.text.len() * 2 > bar.len());
    let rest = headings.filter_map(|leaf| bar.strip_prefix(&*leaf.text).or_else(|| bar.strip_suffix(&*leaf.text)));
    let names = rest.map(|rest| rest.trim_matches(|c: char| !c.is_alphanumeric()));
    names.filter(|name| (1..=4).contains(&words(name))).map(publishers::name).next()
}

/// Those who wrote the article. `near` are the leaves around headline and text, the likeliest first; `between` are
/// those between the two; `body` is the whole page.
pub(super) fn authors(
    said: &Said,
    near: &[&Leaf<'_>],
    between: &[Leaf<'_>],
    body: &Node<'_>,
    sites: &[String],
) -> Vec<String> {
    let is_site = |name: &str| sites.iter().any(|site| publishers::are_same(site, name));
    let told: Vec<String> = said.authors.iter().flat_map(|name| people(name, is_site)).collect();
    let lines: Vec<String> = labelled(near).into_iter().filter(|name| !is_site(name)).collect();
    let shown = || {
        let mut named = shown(body).into_iter().map(|text| people(&text, is_site));
        named.find(|names| !names.is_empty()).unwrap_or_default()
    };
    let bare = || {
        let lines = between.iter().filter(|leaf| !leaf.is_heading() && !leaf.is_link());
        let lines = lines.filter(|leaf| furniture::of(&leaf.text).is_none()).map(|leaf| leaf.text.as_str());
        let named = |line| byline::bare(line, is_site).or_else(|| byline::bare(&beside_date(line)?, is_site));
        lines.filter_map(named).flat_map(|byline| byline.authors).take(2).collect()
    };
    let linked = || linked(between).into_iter().filter(|name| byline::is_name(name) && !is_site(name)).collect();
    // An account is taken for a writer where readers see it in a writer's place.
    let account = || {
        let told = said.authors.iter().map(|name| name.trim()).filter(|name| (1..=MAX_ACCOUNT).contains(&words(name)));
        let told = told.filter(|name| !is_site(name) && publishers::known(name).is_none());
        let mut shown = told.filter(|name| near.iter().any(|leaf| is_shown(leaf, name)));
        shown.next().map(str::to_owned).into_iter().collect::<Vec<_>>()
    };
    // A login name told to machines is less than the name shown to people.
    let full = |names: &[String]| names.iter().any(|name| words(name) > 1);
    // Who is told to machines and not named where readers see the writers may be the editor.
    let mut ways = if told.iter().any(|name| lines.contains(name)) { vec![told, lines] } else { vec![lines, told] };
    if !ways.iter().any(|names| full(names)) {
        ways.push(shown());
        ways.push(bare());
        ways.push(linked());
        ways.push(account());
    }
    let best = ways.iter().find(|names| full(names)).or_else(|| ways.iter().find(|names| !names.is_empty()));
    let mut kept: Vec<String> = Vec::new();
    for name in best.into_iter().flatten() {
        if kept.iter().all(|known| !known.eq_ignore_ascii_case(name)) {
            kept.push(name.clone());
        }
    }
    kept
}

/// What a line says besides its date, where it has one.
fn beside_date(line: &str) -> Option<String> {
    let pieces = when::around(line, Offset::UTC);
    (when::is_date_line(line) && !pieces.is_empty()).then(|| pieces.join(" - "))
}

/// Those whose pages a leaf links to by its whole words.
fn linked(leaves: &[Leaf<'_>]) -> Vec<String> {
    let leads = |node: &Node<'_>| {
        let href = node.attr("href").unwrap_or_default().to_ascii_lowercase();
        tree::is(node, &["a"]) && href.split('/').any(|part| LABELS.contains(&part))
    };
    let named = |leaf: &Leaf<'_>| leaf.node.descendants_it().any(|node| leads(&node) && tree::text(&node) == leaf.text);
    leaves.iter().filter(|leaf| named(leaf)).map(|leaf| leaf.text.clone()).take(1).collect()
}

/// Whether a leaf shows a name, alone or with marks, a date or a label beside it.
fn is_shown(leaf: &Leaf<'_>, name: &str) -> bool {
    let lines = tree::lines(&leaf.node);
    let mut pieces = lines.iter().flat_map(|line| line.split(['|', '\u{b7}', '\u{2022}', '-', '–', ',', ':']));
    pieces.any(|piece| piece.trim() == name)
}

/// The people of a text that names nothing else.
fn people(text: &str, is_site: impl Fn(&str) -> bool) -> Vec<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" - ", "|");
    let apart = || {
        let parts = text.split([',', ';', '|', '/', '&', '\u{b7}']);
        parts.flat_map(|part| part.split(" dan ")).flat_map(|part| part.split(" and ")).map(str::to_owned).collect()
    };
    let names: Vec<String> = byline::labelled(&text).map_or_else(apart, |byline| byline.authors);
    let fits = |name: &String| {
        byline::is_name(name) && !is_site(name) && publishers::known(name).is_none() && !publishers::is_site(name)
    };
    names.into_iter().map(|name| written(name.trim())).filter(fits).collect()
}

/// Those whom labelled lines name; a label may stand in an element of its own before the name.
fn labelled(near: &[&Leaf<'_>]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut label = String::new();
    for line in near.iter().filter(|leaf| !leaf.is_prose()).flat_map(|leaf| tree::lines(&leaf.node)) {
        if words(&line) > MAX_LINE {
            label.clear();
            continue;
        }
        let line = if label.is_empty() { line } else { format!("{label} {line}") };
        label = if words(&line) <= 2 && line.ends_with(':') { line.clone() } else { String::new() };
        let pieces = line.split(['\u{b7}', '\u{2022}', '|']).map(str::trim);
        let found = byline::labelled(&line).map(|byline| byline.authors);
        let found = found.unwrap_or_else(|| pieces.filter_map(byline::titled).map(str::to_owned).collect());
        names.extend(found);
        if !names.is_empty() {
            break;
        }
    }
    names
}

/// The texts of the first elements that are named for a writer.
fn shown(body: &Node<'_>) -> Vec<String> {
    let named = |node: &Node<'_>| {
        node.attr("rel").is_some_and(|rel| &*rel == "author")
            || tree::labels(node).iter().any(|label| LABELS.contains(&&**label))
    };
    let texts =
        body.descendants_it().filter(move |node| node.is_element() && named(node)).map(|node| tree::text(&node));
    texts.filter(|text| (1..=MAX_WORDS).contains(&words(text))).take(MAX_SHOWN).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_hyphen_is_one_and_a_dash_parts_two() {
        let names = |text| people(text, |name| name == "Kabar Nusa");
        assert_eq!(names("Jane Roberts-Lee"), ["Jane Roberts-Lee"]);
        assert_eq!(names("Rina Lestari - Kabar Nusa"), ["Rina Lestari"]);
        assert_eq!(names("Ana del Valle & Tom Hart"), ["Ana del Valle", "Tom Hart"]);
    }
}
