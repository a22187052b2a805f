//! The picture of an article: its address, its caption and who took it, the two apart.
//!
//! Called by [`read`](super::read), before anything is taken out of the tree.

use url::Url;

use super::said::Said;
use super::tree::{self, Leaf, Node};
use crate::document::web_address;
use crate::ingest::limits;
use crate::ingest::press::caption::{self, Caption};
use crate::ingest::press::furniture;
use crate::ingest::press::shape::{fold, words};
use crate::model::Picture;

/// Words of a caption.
const MAX_WORDS: usize = 90;

/// Bytes of a picture's file name by which it is known again.
const MIN_FILE: usize = 8;

/// Images looked at for one without a caption.
const MAX_IMAGES: usize = 40;

/// Words of a credit that stands beside its caption.
const MAX_CREDIT: usize = 8;

/// Elements of a leaf among which its caption is looked for.
const MAX_PARTS: usize = 4;

/// Leaves above the headline among which the picture may stand.
const ABOVE: usize = 8;

/// Names of elements that hold a caption.
const CAPTIONS: [&str; 9] = [
    "caption",
    "captions",
    "figcaption",
    "keterangan",
    "ket",
    "imgcaption",
    "photocaption",
    "captionfoto",
    "fotocaption",
];

/// Names of elements that hold a credit within a caption.
const CREDITS: [&str; 10] = [
    "credit",
    "credits",
    "copyright",
    "source",
    "sumber",
    "photographer",
    "fotografer",
    "attribution",
    "courtesy",
    "kredit",
];

/// Whether the leaf is a caption by its place or its name; a heading is none.
pub(super) fn is_caption(leaf: &Leaf<'_>) -> bool {
    if leaf.is_heading() {
        return false;
    }
    let around = || std::iter::once(leaf.node).chain(leaf.node.ancestors_it(Some(3)));
    around().any(|node| tree::is(&node, &["figcaption", "figure"]))
        || (around().take(2).any(|node| is_named(&node)) || holds_caption(leaf) || in_lines(leaf).is_some())
            && words(&leaf.text) <= MAX_WORDS
}

/// A caption of a few lines below a picture, of which one is a credit and nothing else.
fn in_lines(leaf: &Leaf<'_>) -> Option<Caption> {
    let mut lines = tree::lines(&leaf.node);
    if !(2..MAX_PARTS).contains(&lines.len()) || !leaf.node.prev_element_sibling().is_some_and(is_picture) {
        return None;
    }
    let at = lines.iter().position(|line| caption::credit(line).is_some())?;
    let credit = Some(unlabelled(&lines.remove(at)));
    Some(Caption { text: Some(lines.join(" ")), credit })
}

fn is_named(node: &Node<'_>) -> bool {
    tree::labels(node).iter().any(|label| CAPTIONS.contains(&&**label))
}

/// Whether all words of a leaf stand in one element within that is named a caption.
fn holds_caption(leaf: &Leaf<'_>) -> bool {
    let within = leaf.node.children_it(false).filter(|node| tree::is(node, &["span", "em", "i", "small"]));
    within.take(MAX_PARTS).any(|node| is_named(&node) && tree::text(&node) == leaf.text)
}

/// The caption of the article's picture, among the leaves from shortly before the headline to the text's `first`.
pub(super) fn caption(leaves: &[Leaf<'_>], title: usize, first: usize, headline: &str) -> Option<Caption> {
    let range = title.saturating_sub(ABOVE)..leaves.len().min(first + 3);
    let says = |at: usize| {
        let is_label = leaves[at].is_link() && words(&leaves[at].text) < 4;
        furniture::of(&leaves[at].text).is_none() && !is_label && !caption::is_label(&leaves[at].text)
    };
    let named: Vec<usize> = range.clone().filter(|&at| is_caption(&leaves[at]) && says(at)).collect();
    let Some(&start) = named.first() else {
        // A line between headline and text that has a credit is a caption wherever it stands.
        let fits = |at: &usize| !leaves[*at].is_heading() && words(&leaves[*at].text) <= MAX_WORDS;
        let between = (title + 1..first).filter(fits);
        let credited = between.clone().map(|at| &leaves[at].text).find_map(|line| caption::split(line));
        return credited
            .or_else(|| between.clone().find(|&at| is_below_picture(&leaves[at])).map(|at| below_picture(leaves, at)));
    };
    // Caption and credit may be two elements of one figure, or stand side by side.
    let figure = figure(&leaves[start].node);
    let same = |at: &usize| figure.is_some() && self::figure(&leaves[*at].node) == figure;
    let mut parts: Vec<&Leaf<'_>> = vec![&leaves[start]];
    parts.extend(named[1..].iter().filter(|at| same(at)).take(4).map(|&at| &leaves[at]));
    let mut found = read(&parts, headline)?;
    // The credit stands on the picture, the caption in a box below.
    if found.text.is_none() && figure.is_some() {
        let below = named.iter().map(|&at| &leaves[at]).find(|leaf| self::figure(&leaf.node).is_none());
        found.text = below.and_then(|leaf| read(&[leaf], headline)).and_then(|caption| caption.text);
    }
    if found.credit.is_none() {
        let beside = [start.wrapping_sub(1), start + 1].into_iter().filter_map(|at| leaves.get(at));
        let credits = beside.filter(|leaf| words(&leaf.text) <= MAX_CREDIT && !leaf.is_heading() && !leaf.is_link());
        let mut credits = credits.filter(|leaf| caption::is_likely_credit(&leaf.text));
        found.credit = credits.next().map(|leaf| unlabelled(&leaf.text));
    }
    Some(found)
}

/// The caption beside the picture that the page shows to machines, wherever that stands.
fn beside_told(said: &Said, body: &Node<'_>, base: Option<&Url>, headline: &str) -> Option<Caption> {
    let file = |url: &str| url.split(['?', '#']).next().and_then(|url| url.rsplit('/').next()).map(str::to_owned);
    let told = file(said.pictures.first()?).filter(|name| name.len() >= MIN_FILE)?;
    let images = body.descendants_it().filter(|node| tree::is(node, &["img"])).take(MAX_IMAGES);
    let mut shown = images.filter(|image| address(image, base).as_deref().and_then(file).as_ref() == Some(&told));
    shown.find_map(|image| {
        let around = image.ancestors_it(Some(2)).take_while(|node| !tree::is(node, &["body", "article", "main"]));
        around.into_iter().find_map(|node| {
            let leaves = tree::leaves(&node);
            let captions: Vec<&Leaf<'_>> = leaves.iter().filter(|leaf| is_caption(leaf)).take(MAX_PARTS).collect();
            let is_one = node.descendants_it().filter(|node| tree::is(node, &["img"])).count() == 1;
            if is_one { read(&captions, headline) } else { None }
        })
    })
}

/// A caption that only its place below a picture shows; a credit may stand on the picture.
fn below_picture(leaves: &[Leaf<'_>], at: usize) -> Caption {
    let text = &leaves[at].text;
    let mut found = caption::in_place(text).unwrap_or_else(|| Caption { text: Some(text.clone()), credit: None });
    let above = at.checked_sub(1).map(|above| &leaves[above]).filter(|above| words(&above.text) <= MAX_CREDIT);
    let credit = above.filter(|above| caption::is_likely_credit(&above.text)).map(|above| unlabelled(&above.text));
    found.credit = found.credit.or(credit);
    found
}

/// Whether a leaf of some words stands directly below a picture that is no link.
fn is_below_picture(leaf: &Leaf<'_>) -> bool {
    let before = leaf.node.prev_element_sibling();
    let before = before.or_else(|| leaf.node.parent().and_then(|parent| parent.prev_element_sibling()));
    words(&leaf.text) >= 4 && !leaf.is_link() && before.is_some_and(is_picture)
}

/// Whether an element is a picture, with no more words than a credit on it.
fn is_picture(node: Node<'_>) -> bool {
    let shows = |node: &Node<'_>| tree::is(node, &["img"]);
    (shows(&node) || node.descendants_it().take(MAX_IMAGES).any(|node| shows(&node)))
        && words(&tree::text(&node)) <= MAX_CREDIT
}

fn figure(node: &Node<'_>) -> Option<dom_query::NodeId> {
    std::iter::once(*node)
        .chain(node.ancestors_it(Some(4)))
        .find(|node| tree::is(node, &["figure"]))
        .map(|node| node.id)
}

/// The caption that the leaves of one figure make.
fn read(leaves: &[&Leaf<'_>], headline: &str) -> Option<Caption> {
    let mut found = Caption::default();
    for leaf in leaves {
        let Caption { text, credit } = read_one(leaf);
        found.text = found.text.or(text);
        found.credit = found.credit.or(credit);
    }
    // The headline once more is no caption.
    found.text = found.text.filter(|text| fold(text) != fold(headline));
    (found != Caption::default()).then_some(found)
}

/// Whether an element holds nothing but a credit, by its kind or name.
fn is_credit(node: &Node<'_>) -> bool {
    tree::is(node, &["cite", "small"]) || tree::labels(node).iter().any(|label| CREDITS.contains(&&**label))
}

fn read_one(leaf: &Leaf<'_>) -> Caption {
    if let Some(caption) = in_lines(leaf) {
        return caption;
    }
    let credited = |credit: &str| {
        let read =
            caption::in_place(credit).filter(|caption| caption.text.is_none()).and_then(|caption| caption.credit);
        Some(read.unwrap_or_else(|| unlabelled(credit))).filter(|credit| !credit.is_empty())
    };
    if is_credit(&leaf.node) {
        // An element named for its credit may hold the whole caption.
        let whole = caption::in_place(&leaf.text).filter(|caption| caption.text.is_some());
        return whole.unwrap_or_else(|| Caption { text: None, credit: credited(&leaf.text) });
    }
    let own = tree::words_where(&leaf.node, |node| !is_credit(node) && !is_counter(&tree::text(node)));
    let inner =
        leaf.node.descendants_it().filter(|node| node.is_element() && is_credit(node)).map(|node| tree::text(&node));
    let inner = inner.filter(|text| !text.is_empty()).last();
    if let Some(inner) = inner {
        let text = own.trim_end_matches(['(', ')', '[', ']', '|', '-', '/', '\u{a9}', ' ']).to_owned();
        return Caption { text: Some(text).filter(|text| !text.is_empty()), credit: credited(&inner) };
    }
    caption::in_place(&own).unwrap_or(Caption { text: Some(own), credit: None })
}

/// Whether the words count the pictures of a gallery: `1/6`, `1 / 6`.
pub(super) fn is_counter(text: &str) -> bool {
    let is_number = |text: &str| matches!(text.trim().len(), 1..=3) && text.trim().bytes().all(|b| b.is_ascii_digit());
    text.split_once('/').is_some_and(|(at, of)| is_number(at) && is_number(of))
}

/// A credit without its label and the marks around it.
fn unlabelled(credit: &str) -> String {
    let bare = credit.trim().trim_matches(['(', ')', '[', ']', '©', '|', '-', ' ']);
    let bare = match bare.split_once(':') {
        Some((label, rest)) if words(label) <= 2 => rest,
        _ => bare,
    };
    bare.trim().to_owned()
}

/// The picture: what the page tells machines, else the first picture between headline and the end of the text.
pub(super) fn choose(
    said: &Said,
    caption: Option<Caption>,
    body: &Node<'_>,
    within: (&Node<'_>, &Node<'_>),
    base: Option<&Url>,
    headline: &str,
) -> Option<Picture> {
    let told = said.pictures.iter().find_map(|raw| web_address(raw, base).map(String::from));
    let first = || {
        let from = body.descendants_it().skip_while(|node| node.id != within.0.id);
        let images = from.take_while(|node| node.id != within.1.id).filter(|node| tree::is(node, &["img"]));
        images.take(MAX_IMAGES).find_map(|image| address(&image, base))
    };
    let caption = caption.or_else(|| beside_told(said, body, base, headline)).unwrap_or_default();
    let told_caption = || said.caption.as_deref().and_then(caption::in_place);
    let caption = if caption == Caption::default() { told_caption().unwrap_or_default() } else { caption };
    let credit = caption.credit.map(|credit| credit.trim_end_matches('.').to_owned());
    let line = |text: Option<String>| text.map(|text| limits::line(&text)).filter(|text| !text.is_empty());
    let picture = Picture { url: told.or_else(first), caption: line(caption.text), credit: line(credit) };
    (picture != Picture::default()).then_some(picture)
}

/// The address of an image, also of one that is loaded late.
fn address(image: &Node<'_>, base: Option<&Url>) -> Option<String> {
    let small = |name: &str| image.attr(name).and_then(|size| size.parse::<u32>().ok()).is_some_and(|size| size < 100);
    if small("width") || small("height") {
        return None;
    }
    ["data-src", "data-original", "data-lazy-src", "src"]
        .iter()
        .find_map(|name| web_address(&image.attr(name)?, base).map(String::from))
}
