//! The furniture that its name or its words give away, taken out of the tree before anything in it is judged.
//!
//! What holds much of the prose that `dom_smoothie` takes for the article stays, whatever its name. Called by
//! [`read`](super::super::read).

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId};

use super::super::tree::{self, Leaf, Node};
use super::chosen;
use crate::ingest::press::furniture;

/// Names of elements that are never the article's, whatever stands in them, unless that is most of the page.
const ALWAYS: [&str; 50] = [
    "about",
    "ads",
    "advert",
    "advertisement",
    "adsense",
    "banner",
    "bacajuga",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "komentar",
    "cookie",
    "consent",
    "disqus",
    "footer",
    "follow",
    "gdpr",
    "iklan",
    "linksisip",
    "menu",
    "mgid",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "pagination",
    "paging",
    "popular",
    "populer",
    "popup",
    "promo",
    "recommend",
    "recommendation",
    "recommendations",
    "recommended",
    "rekomendasi",
    "related",
    "share",
    "sharing",
    "sidebar",
    "social",
    "sosmed",
    "sponsored",
    "subscribe",
    "taboola",
    "terkait",
    "terpopuler",
];

/// Names of elements that are not the article's where no prose stands in them.
const WITHOUT_PROSE: [&str; 29] = [
    "author",
    "bio",
    "byline",
    "copyright",
    "date",
    "disclaimer",
    "editor",
    "info",
    "meta",
    "more",
    "login",
    "pager",
    "paywall",
    "penulis",
    "player",
    "poll",
    "print",
    "rating",
    "search",
    "signup",
    "skip",
    "tag",
    "tags",
    "time",
    "toc",
    "toolbar",
    "tools",
    "trending",
    "widget",
];

/// Of the prose that `dom_smoothie` takes for the article, the share from which on an element is no furniture whatever
/// its name, as one in this many.
const SHARE: usize = 2;

/// Words from which on an id is the anchor of a section of the text, made of its heading, and no name.
const ANCHOR: usize = 4;

/// Names of quotations that show what somebody posted elsewhere.
const POSTS: [&str; 6] = ["tweet", "instagram", "tiktok", "threads", "bluesky", "xfbml"];

/// Names of what leads to the next page of the text, one behind the other.
const PAGER: [&str; 2] = ["next", "page"];

/// Takes the furniture out of the tree that its name or its words give away.
pub(in crate::ingest::page) fn strip(page: &Document, body: &Node<'_>) {
    let leaves = tree::leaves(body);
    let chosen = chosen(page, &leaves);
    let prose = prose_under(body, &leaves, |_| true);
    let taken = prose_under(body, &leaves, |at| chosen.contains(&at));
    let whole = taken.get(&body.id).copied().unwrap_or_default();
    let written: HashSet<NodeId> = leaves.iter().filter(|leaf| leaf.is_prose()).map(|leaf| leaf.node.id).collect();
    let mut gone = Vec::new();
    for node in body.descendants_it().filter(Node::is_element) {
        let own = prose.get(&node.id).copied().unwrap_or_default();
        let share = taken.get(&node.id).copied().unwrap_or_default();
        // Some words of a paragraph are no furniture either.
        let is_part = || !tree::is_block(&node) && node.ancestors_it(None).any(|above| written.contains(&above.id));
        if share > 0 && share * SHARE >= whole || is_part() {
            continue;
        }
        let is_anchor = || node.attr("id").is_some_and(|id| id.split(['-', '_']).count() >= ANCHOR);
        let named = || if own > 0 && is_anchor() { tree::labels_but_id(&node) } else { tree::labels(&node) };
        let is_furniture = tree::is(&node, &["nav", "form", "menu"])
            || tree::is(&node, &["aside", "footer"])
                && node.ancestors_it(None).all(|above| !tree::is(&above, &["blockquote"]))
            || named().iter().any(|label| ALWAYS.contains(&&**label))
            || named().windows(PAGER.len()).any(|labels| labels == PAGER)
            || tree::is(&node, &["blockquote"]) && named().iter().any(|label| POSTS.contains(&&**label))
            || is_skipped(&node)
            || own == 0 && !is_text(&node) && named().iter().any(|label| WITHOUT_PROSE.contains(&&**label));
        if is_furniture && !tree::is(&node, &["html", "body", "main", "article"]) {
            gone.push(node);
        }
    }
    for node in gone {
        node.remove_from_parent();
    }
}

/// Whether the element begins with a link that leads past it: to its own end.
fn is_skipped(node: &Node<'_>) -> bool {
    let first = node.first_element_child();
    let first =
        first.and_then(|first| if tree::is(&first, &["p"]) { first.first_element_child() } else { Some(first) });
    let Some(link) = first.filter(|first| tree::is(first, &["a"])) else { return false };
    let target = link.attr("href").and_then(|href| href.strip_prefix('#').map(str::to_owned));
    let ends = |target: String| {
        let last = node.children_it(true).find(Node::is_element);
        last.is_some_and(|last| last.id != link.id && last.attr("id").is_some_and(|id| *id == *target))
    };
    furniture::offers_to_skip(&tree::text(&link)) && target.is_some_and(ends)
}

/// Whether the element is one that text is written in: a paragraph's class says little of it.
fn is_text(node: &Node<'_>) -> bool {
    tree::is(
        node,
        &["p", "li", "td", "th", "h2", "h3", "h4", "b", "strong", "em", "i", "span", "a", "blockquote", "pre"],
    )
}

/// Bytes of prose under every element that has any, of the leaves that `counts` says.
fn prose_under(body: &Node<'_>, leaves: &[Leaf<'_>], counts: impl Fn(usize) -> bool) -> HashMap<NodeId, usize> {
    let prose = leaves.iter().enumerate().filter(|(at, leaf)| leaf.is_prose() && counts(*at));
    tree::sums(body, &prose.map(|(_, leaf)| (leaf.node.id, leaf.text.len())).collect())
}
