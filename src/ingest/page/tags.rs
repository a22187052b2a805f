//! The subject words that a page shows under its article: links to its tags, or a line that lists them.
//!
//! Called by [`read`](super::read), before anything is taken out of the tree.

use std::collections::HashMap;

use dom_query::NodeId;

use super::tree::{self, Leaf, Node};
use crate::ingest::limits;
use crate::ingest::press::furniture::{self, Furniture, List};
use crate::ingest::press::shape::{fold, words};

/// Words of a tag.
const MAX_WORDS: usize = 6;

/// Characters of a tag.
const MAX_TAG: usize = 60;

/// Groups of tags looked at.
const MAX_GROUPS: usize = 64;

/// Leaves below and above the text among which its tags stand.
const BELOW: usize = 60;
const ABOVE: usize = 12;

/// Parts of an address that leads to all articles of a tag.
const SHELVES: [&str; 9] = ["tag", "tags", "topik", "topic", "topics", "label", "tagar", "keyword", "hashtag"];

/// The tags of the article whose text is the leaves from `first` to `last`, if the page shows any.
pub(super) fn shown(body: &Node<'_>, leaves: &[Leaf<'_>], first: usize, last: usize) -> Vec<String> {
    let places: HashMap<NodeId, usize> = leaves.iter().enumerate().map(|(at, leaf)| (leaf.node.id, at)).collect();
    // Tags stand together: by the element around them, in the order of the page.
    let mut groups: Vec<(NodeId, usize, Vec<String>)> = Vec::new();
    for anchor in body.descendants_it().filter(|node| tree::is(node, &["a"])) {
        let Some(tag) = tag(&anchor).filter(|_| groups.len() < MAX_GROUPS && !is_trend(&anchor)) else { continue };
        let around = std::iter::once(anchor).chain(anchor.ancestors_it(None));
        // A link around a block stands in no leaf; its first leaf is within.
        let within = anchor.descendants_it();
        let Some(place) = around.chain(within).find_map(|node| places.get(&node.id).copied()) else { continue };
        let group = group(&anchor);
        match groups.iter_mut().find(|(known, ..)| *known == group) {
            Some((.., tags)) => tags.push(tag),
            None => groups.push((group, place, vec![tag])),
        }
    }
    // Those directly below the text before those above it; a tag within the text is only a link.
    let below = groups
        .iter()
        .filter(|(_, place, _)| (last + 1..last + BELOW).contains(place))
        .min_by_key(|(_, place, _)| *place);
    let above = groups
        .iter()
        .filter(|(_, place, _)| *place < first && place + ABOVE > first)
        .max_by_key(|(_, place, _)| *place);
    below.or(above).map_or_else(|| listed(leaves, last), |(.., tags)| distinct(tags))
}

fn distinct(tags: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for tag in tags {
        if kept.len() < limits::TAGS && kept.iter().all(|known| fold(known) != fold(tag)) {
            kept.push(tag.clone());
        }
    }
    kept
}

/// The tag that a link leads to.
fn tag(anchor: &Node<'_>) -> Option<String> {
    let href = anchor.attr("href")?.to_ascii_lowercase();
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let is_tag = anchor.attr("rel").is_some_and(|rel| rel.split(' ').any(|rel| rel == "tag"))
        || path.split('/').any(|part| SHELVES.contains(&part.split('.').next().unwrap_or_default()));
    let text = tree::text(anchor);
    let text = text.trim_start_matches('#').trim_matches([',', ' ']);
    let fits = is_tag
        && (1..=MAX_WORDS).contains(&words(text))
        && text.chars().count() <= MAX_TAG
        && !text.bytes().all(|b| b.is_ascii_digit())
        && !is_offer(text);
    fits.then(|| text.to_owned())
}

/// Whether the words of a link offer something else: to share, to license, the next page.
fn is_offer(text: &str) -> bool {
    matches!(
        furniture::of(text),
        Some(Furniture::Tags | Furniture::Legal | Furniture::Share | Furniture::Newsletter | Furniture::Pager)
    )
}

/// The element around a list of tags.
fn group(anchor: &Node<'_>) -> NodeId {
    let named = anchor.ancestors_it(Some(4)).find(|node| {
        tree::labels(node)
            .iter()
            .any(|label| matches!(&**label, "tags" | "tag" | "topik" | "topics" | "keyword" | "keywords"))
            && !tree::is(node, &["li", "span"])
    });
    let lists = anchor.ancestors_it(Some(3)).find(|node| tree::is(node, &["ul", "ol"]));
    let list = || anchor.ancestors_it(Some(4)).find(|node| tree::is(node, &["ul", "ol", "p", "div", "section"]));
    lists.or(named).or_else(list).map_or(anchor.id, |node| node.id)
}

/// Elements with links to tags that are not the article's.
const OTHERS: [&str; 10] =
    ["trending", "trend", "populer", "popular", "hot", "terkait", "related", "rekomendasi", "recommended", "latest"];

/// Whether the link stands among what is read most these days, in another list, or in a menu.
fn is_trend(anchor: &Node<'_>) -> bool {
    let labels: Vec<String> = anchor.ancestors_it(Some(6)).flat_map(|node| tree::labels(&node)).collect();
    let is_other = labels.iter().any(|label| OTHERS.contains(&&**label));
    let is_tagged = labels.iter().any(|label| label.starts_with("tag"));
    let in_menu = || anchor.ancestors_it(Some(6)).any(|node| tree::is(&node, &["nav", "header"]));
    is_other
        || !is_tagged && in_menu()
        || anchor.ancestors_it(Some(3)).any(|node| {
            node.prev_element_sibling().is_some_and(|before| {
                matches!(furniture::of(&tree::text(&before)), Some(Furniture::Heading(List::Popular)))
            })
        })
}

/// The tags of a line that lists them: `Tags: NATO, Rusia`, `#nato #rusia`.
fn listed(leaves: &[Leaf<'_>], last: usize) -> Vec<String> {
    for (at, leaf) in leaves.iter().enumerate().skip(last) {
        if furniture::of(&leaf.text) != Some(Furniture::Tags) && !crate::ingest::press::part::is_hashtags(&leaf.text) {
            continue;
        }
        let own = leaf
            .text
            .split_once(':')
            .map_or(if leaf.text.contains('#') { leaf.text.as_str() } else { "" }, |(_, rest)| rest);
        let split = |text: &str| {
            text.split([',', '#', ';', '|'])
                .map(|tag| tag.trim().to_owned())
                .filter(|tag| (1..=MAX_WORDS).contains(&words(tag)) && tag.chars().count() <= MAX_TAG)
                .collect::<Vec<_>>()
        };
        if !own.trim().is_empty() {
            return distinct(&split(own));
        }
        let below = leaves[at + 1..].iter().take_while(|leaf| {
            (leaf.is_link() || tree::is(&leaf.node, &["li"])) && words(&leaf.text) <= MAX_WORDS && !is_offer(&leaf.text)
        });
        return distinct(&below.flat_map(|leaf| split(&leaf.text)).collect::<Vec<_>>());
    }
    Vec::new()
}
