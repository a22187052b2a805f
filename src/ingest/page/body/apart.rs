//! Where leaves stand: what stands like the text belongs to it, and what stands apart may be a box of the publisher's.
//!
//! Called by [`find`](super::find).

use std::collections::{HashMap, HashSet};

use dom_query::NodeId;

use super::super::tree::{self, Leaf, Node};
use crate::ingest::press::shape::fold;

/// Elements around the text that may hold more of it.
const MAX_WIDER: usize = 4;

/// The first of an element's classes: those behind it say what is special about it.
fn first(class: &str) -> &str {
    class.split_whitespace().next().unwrap_or_default()
}

fn whole(class: &str) -> &str {
    class
}

/// Where a leaf stands: its own name, then names of the elements around it, each with its class as `class` shortens it.
fn way(leaf: &Leaf<'_>, class: fn(&str) -> &str) -> Vec<String> {
    let above = leaf.node.ancestors_it(Some(3)).take_while(|node| !tree::is(node, &["body"]));
    let of = |node: Node<'_>| {
        let named = node.attr("class").unwrap_or_default();
        format!("{}.{}", tree::name(&node), class(&named))
    };
    std::iter::once(tree::name(&leaf.node)).chain(above.map(of)).collect()
}

/// The element around the text where parts of it stand side by side: as far up as what is added stands the same way.
pub(super) fn widened<'a>(root: Node<'a>, leaves: &[Leaf<'a>]) -> Node<'a> {
    let prose: Vec<(&Leaf<'a>, Vec<String>)> = leaves
        .iter()
        .filter(|leaf| leaf.is_prose() && !leaf.is_heading())
        .map(|leaf| (leaf, way(leaf, first)))
        .collect();
    let under =
        |node: &Node<'a>| -> HashSet<NodeId> { node.descendants_it().map(|node| node.id).chain([node.id]).collect() };
    let mut widest = root;
    let own = under(&root);
    let known: HashSet<&Vec<String>> =
        prose.iter().filter(|(leaf, _)| own.contains(&leaf.node.id)).map(|(_, way)| way).collect();
    for above in root.ancestors_it(Some(MAX_WIDER)).take_while(|node| !tree::is(node, &["body", "html"])) {
        let around = under(&above);
        let added = || prose.iter().filter(|(leaf, _)| around.contains(&leaf.node.id) && !own.contains(&leaf.node.id));
        let bytes: usize = added().map(|(leaf, _)| leaf.text.len()).sum();
        let alike: usize = added().filter(|(_, way)| known.contains(way)).map(|(leaf, _)| leaf.text.len()).sum();
        if bytes > 0 && alike * 10 >= bytes * 6 {
            widest = above;
        } else if bytes > 0 {
            break;
        }
    }
    widest
}

/// How each leaf stands to the text.
pub(super) struct Apart {
    /// Whether it stands otherwise than the text does: under other elements than nine tenths of its prose.
    pub(super) apart: Vec<bool>,
    /// Whether it stands as some prose of the text does.
    pub(super) alike: Vec<bool>,
}

impl Apart {
    /// Of the leaves around the text, each with whether it was chosen.
    pub(super) fn of(leaves: &[(bool, Leaf<'_>)]) -> Self {
        let ways: Vec<Vec<String>> = leaves.iter().map(|(_, leaf)| way(leaf, first)).collect();
        let chosen = ways.iter().zip(leaves).filter(|(_, (chosen, leaf))| *chosen && leaf.is_prose());
        let known: HashSet<&Vec<String>> = chosen.map(|(way, _)| way).collect();
        Self { apart: apart(leaves), alike: ways.iter().map(|way| known.contains(way)).collect() }
    }
}

fn apart(leaves: &[(bool, Leaf<'_>)]) -> Vec<bool> {
    let ways: Vec<Vec<String>> = leaves.iter().map(|(_, leaf)| way(leaf, whole)).collect();
    let mut bytes: HashMap<&[String], usize> = HashMap::new();
    let mut all = 0;
    for (way, (_, leaf)) in ways.iter().zip(leaves).filter(|(_, (_, leaf))| leaf.is_prose()) {
        *bytes.entry(way).or_default() += leaf.text.len();
        all += leaf.text.len();
    }
    ways.iter().map(|way| bytes.get(way.as_slice()).copied().unwrap_or_default() * 10 < all).collect()
}

/// Whether prose goes on behind a count, which is no heading, as it stood before: then the count stands in the text.
pub(super) fn goes_on(leaves: &[(bool, Leaf<'_>)], prose: &[bool], at: usize) -> bool {
    let ways = |range: std::ops::Range<usize>| {
        let own = leaves.iter().zip(prose).skip(range.start).take(range.len()).filter(|(_, prose)| **prose);
        own.map(|((_, leaf), _)| way(leaf, whole)).collect::<HashSet<_>>()
    };
    let counts = |leaf: &Leaf<'_>| !leaf.is_heading() && leaf.text.starts_with(|c: char| c.is_ascii_digit());
    leaves.get(at).is_some_and(|(_, leaf)| counts(leaf)) && !ways(0..at).is_disjoint(&ways(at..leaves.len()))
}

/// Whether a leaf calls on its reader to do something for the publisher. The text itself may do so too; it counts where
/// the leaf stands apart. A call is short, and begins with what to do or speaks to its reader.
pub(super) fn is_call(text: &str) -> bool {
    const MAX_CALL: usize = 50;
    const SPOKEN: [&str; 20] = [
        "you", "your", "our", "us", "we", "here", "now", "please", "free", "anda", "kami", "kamu", "kalian", "sini",
        "disini", "ini", "sekarang", "yuk", "ayo", "mari",
    ];
    const CALLS: [&str; 34] = [
        "klik",
        "click",
        "langganan",
        "berlangganan",
        "langgan",
        "subscribe",
        "subscription",
        "ikuti",
        "follow",
        "download",
        "unduh",
        "aplikasi",
        "survei",
        "survey",
        "newsletter",
        "buletin",
        "inbox",
        "daftar",
        "sign",
        "gabung",
        "bergabung",
        "join",
        "whatsapp",
        "telegram",
        "notifikasi",
        "notifications",
        "donate",
        "donasi",
        "membership",
        "email",
        "e-mail",
        "surel",
        "artikel",
        "voucher",
    ];
    let folded = fold(text);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).collect();
    let called = words.iter().position(|word| CALLS.contains(word));
    let spoken = || words.iter().any(|word| SPOKEN.contains(word));
    words.len() <= MAX_CALL && called.is_some_and(|at| at < 2 || spoken())
}

#[cfg(test)]
mod tests {
    use super::is_call;

    #[test]
    fn a_call_speaks_to_its_reader() {
        for call in [
            "Sign up for our daily newsletter.",
            "For more of this, please follow us on every channel.",
            "Klik di sini untuk berlangganan.",
            "Get the news free to your inbox.",
        ] {
            assert!(is_call(call), "{call}");
        }
        for text in [
            "All who took part were required to sign a paper before the race began, the organisers said.",
            "The minister wrote it in an email to the board last spring.",
            "Perusahaan itu akan merilis aplikasi baru bulan depan.",
        ] {
            assert!(!is_call(text), "{text}");
        }
        let long = format!("Klik {}", "kata ".repeat(49));
        assert!(is_call(&long) && !is_call(&format!("{long} kata")));
    }
}
