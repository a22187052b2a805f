//! The picture of an article: its address, its caption and who took it, the two apart.
//!
//! Called by [`read`](super::read), before anything is taken out of the tree.

use url::Url;

use super::said::Said;
use super::tree::{self, Leaf, Node};
use crate::ingest::limits;
use crate::ingest::press::caption::{self, Caption};
use crate::ingest::press::shape::{fold, words};
use crate::model::Picture;

/// Words of a caption.
const MAX_WORDS: usize = 90;

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

/// Whether the leaf is a caption by its place or its name.
pub(super) fn is_caption(leaf: &Leaf<'_>) -> bool {
    let around = || std::iter::once(leaf.node).chain(leaf.node.ancestors_it(Some(3)));
    around().any(|node| tree::is(&node, &["figcaption", "figure"]))
        || around().take(2).any(|node| tree::labels(&node).iter().any(|label| CAPTIONS.contains(&&**label)))
            && words(&leaf.text) <= MAX_WORDS
}

/// The caption of the article's picture among the leaves up to the end of the text, and which leaves it is.
pub(super) fn caption(
    leaves: &[Leaf<'_>],
    title: Option<usize>,
    first: usize,
    headline: &str,
) -> (Option<Caption>, Vec<usize>) {
    let from = title.map_or(0, |at| at.saturating_sub(8));
    let range = from..leaves.len().min(first + 3);
    let named: Vec<usize> = range.clone().filter(|&at| is_caption(&leaves[at])).collect();
    if let Some(&start) = named.first() {
        // Caption and credit may be two elements of one figure.
        let figure = figure(&leaves[start].node);
        let same: Vec<usize> = named
            .iter()
            .copied()
            .filter(|&at| at == start || figure.is_some() && self::figure(&leaves[at].node) == figure)
            .take(4)
            .collect();
        return (read(&same.iter().map(|&at| &leaves[at]).collect::<Vec<_>>(), headline), same);
    }
    // A line between headline and text that has a credit is a caption wherever it stands.
    let between = range.filter(|&at| title.is_none_or(|title| at > title) && at < first && !leaves[at].is_heading());
    for at in between {
        if let Some(found) = caption::split(&leaves[at].text).filter(|_| words(&leaves[at].text) <= MAX_WORDS) {
            return (Some(found), vec![at]);
        }
    }
    (None, Vec::new())
}

fn figure(node: &Node<'_>) -> Option<dom_query::NodeId> {
    node.ancestors_it(Some(4)).find(|node| tree::is(node, &["figure"])).map(|node| node.id)
}

/// The caption that the leaves of one figure make.
fn read(leaves: &[&Leaf<'_>], headline: &str) -> Option<Caption> {
    let is_credit = |node: &Node<'_>| {
        tree::is(node, &["cite", "small"]) || tree::labels(node).iter().any(|label| CREDITS.contains(&&**label))
    };
    let (mut words_of, mut credit) = (Vec::new(), None);
    for leaf in leaves {
        if is_credit(&leaf.node) {
            credit = credit.or_else(|| Some(leaf.text.clone()));
            continue;
        }
        let own = tree::words_where(&leaf.node, |node| !is_credit(node));
        let inner: Vec<String> = leaf
            .node
            .descendants_it()
            .filter(|node| node.is_element() && is_credit(node))
            .map(|node| tree::text(&node))
            .filter(|text| !text.is_empty())
            .take(1)
            .collect();
        if own.len() < leaf.text.len() && (own.is_empty() || own.len() > 3) && !inner.is_empty() {
            credit = credit.or_else(|| inner.into_iter().next());
            if !own.is_empty() {
                words_of.push(own);
            }
        } else {
            words_of.push(leaf.text.clone());
        }
    }
    let text = words_of.join(" ");
    let mut found = caption::in_place(&text)
        .unwrap_or_else(|| Caption { text: Some(text.clone()).filter(|text| !text.is_empty()), credit: None });
    if let Some(credit) = credit {
        let credit =
            caption::in_place(&credit).and_then(|caption| caption.credit).unwrap_or_else(|| unlabelled(&credit));
        found = Caption {
            text: Some(text).filter(|text| !text.is_empty()),
            credit: Some(credit).filter(|credit| !credit.is_empty()),
        };
    }
    let text = found
        .text
        .map(|text| text.trim_end_matches(['(', '|', '-', '/', '©', ' ']).trim().to_owned())
        .filter(|text| !text.is_empty());
    // The headline once more is no caption.
    let text = text.filter(|text| fold(text) != fold(headline));
    (text.is_some() || found.credit.is_some()).then_some(Caption { text, credit: found.credit })
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

/// The picture: what the page tells machines, else the first picture above or in the text.
pub(super) fn choose(said: &Said, caption: Option<Caption>, body: &Node<'_>, base: Option<&Url>) -> Option<Picture> {
    let told = said.pictures.iter().find_map(|raw| limits::address(raw, base));
    let first = || {
        let images = body.descendants_it().filter(|node| tree::is(node, &["img"])).take(40);
        images
            .filter(|image| image.ancestors_it(None).any(|node| tree::is(&node, &["figure", "article", "main"])))
            .find_map(|image| address(&image, base))
    };
    let caption = caption.unwrap_or_else(|| Caption { text: None, credit: None });
    let told_caption = || said.caption.as_deref().and_then(caption::in_place);
    let caption = if caption == Caption::default() { told_caption().unwrap_or_default() } else { caption };
    let line = |text: Option<String>| text.map(|text| limits::line(&text)).filter(|text| !text.is_empty());
    let picture = Picture { url: told.or_else(first), caption: line(caption.text), credit: line(caption.credit) };
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
        .find_map(|name| limits::address(&image.attr(name)?, base))
}
