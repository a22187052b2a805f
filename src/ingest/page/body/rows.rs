//! Rows and lists of the text: which of their items and links are its own, and not the page's lists.
//!
//! Called by [`find`](super::find).

use std::collections::{HashMap, HashSet};

use dom_query::NodeId;

use super::super::tree::{self, Leaf, Node};
use super::is_own_prose;
use crate::ingest::press::shape::words;

/// Words of a link in the text's own lists that names a thing and no article.
const MAX_NAME: usize = 3;

/// Headings that are links from which on they are those of the text.
const FEW_HEADINGS: usize = 3;

/// The rows and lists of a text, and the links that are part of it and not of the page's lists.
pub(super) struct Lists {
    /// Of rows and lists, whether they say more than their links do.
    more: HashMap<NodeId, bool>,
    /// Of them, those of which some is chosen.
    chosen: HashSet<NodeId>,
    /// Whether the headings of the text are links.
    headings: bool,
}

impl Lists {
    pub(super) fn of(leaves: &[(bool, Leaf<'_>)]) -> Self {
        let headings = leaves.windows(2).filter(|pair| {
            let [(chosen, heading), (_, next)] = pair else { return false };
            *chosen && heading.is_heading() && heading.is_link() && is_own_prose(next)
        });
        let mut words: HashMap<NodeId, (usize, usize)> = HashMap::new();
        let mut chosen = HashSet::new();
        for (is_chosen, leaf) in leaves {
            if let Some(list) = row(leaf) {
                if *is_chosen {
                    chosen.insert(list.id);
                }
                let (linked, all) = words.entry(list.id).or_default();
                *linked += leaf.linked;
                *all += leaf.text.len();
            }
        }
        let more = words.into_iter().map(|(list, (linked, all))| (list, linked * 2 < all)).collect();
        Self { more, chosen, headings: headings.count() >= FEW_HEADINGS }
    }

    /// Whether an item that was not chosen stands in a list that was, or in no list: in a quotation, in code.
    pub(super) fn is_among_chosen(&self, leaf: &Leaf<'_>) -> bool {
        row(leaf).is_none_or(|row| self.chosen.contains(&row.id))
    }

    /// Whether a leaf that is a link is part of the text: a heading among such, a cell or item among others, a name.
    pub(super) fn is_of_text(&self, leaf: &Leaf<'_>) -> bool {
        if leaf.is_heading() {
            return self.headings;
        }
        row(leaf)
            .is_some_and(|row| self.more.get(&row.id).copied().unwrap_or_default() || words(&leaf.text) <= MAX_NAME)
    }
}

/// The list or the row of a table that a leaf is an item of.
fn row<'a>(leaf: &Leaf<'a>) -> Option<Node<'a>> {
    leaf.node.ancestors_it(Some(3)).find(|node| tree::is(node, &["ul", "ol", "dl", "tr"]))
}
