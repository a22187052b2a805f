//! The text of the article: which part of the page it is, and what in that part is not its own.
//!
//! Where it is, `dom_smoothie` says (Mozilla's Readability): its leaves are marked before it looks and found again in
//! what it gives. The element that holds these leaves and little else is the article's, or the one that the page
//! itself names `articleBody`. What stands in there is then judged leaf by leaf with the words and shapes of the
//! press, for `dom_smoothie` knows no language. Called by [`read`](super::read).

mod apart;
mod rows;
mod strip;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId};
use dom_smoothie::{Config, Readability};

use self::apart::{Apart, goes_on, is_call, widened};
use self::rows::Lists;
pub(super) use self::strip::strip;
use super::tree::{self, Leaf, Node};
use super::{picture, tame};
use crate::ingest::press::furniture::{self, Furniture};
use crate::ingest::press::part::{Part, part};
use crate::ingest::press::shape::{ends_sentence, fold, is_quotation, split_initials, words};

/// The attribute by which a leaf is known again.
const MARK: &str = "data-leaf";

/// How much of what the best element has of the text another may have, and be taken because less else stands in it: a
/// caption is in the one, a box of the sidebar in the other.
const NEARLY: f64 = 0.965;

/// Captions that a page of photographs has, and words of each.
const MIN_PHOTOS: usize = 4;
const MIN_SENTENCE: usize = 4;

/// Lines without a sentence that a text may end with; fewer are a signature, a label, a link.
const MIN_LINES: usize = 4;

/// Words of a line that is there for its date.
const DATE_WORDS: usize = 14;

/// Bytes of prose that a page needs to hold an article.
pub(super) const MIN_PROSE: usize = 80;

/// The text of the article.
#[derive(Debug)]
pub(super) struct Body<'a> {
    /// The element it stands in.
    pub(super) root: Node<'a>,
    /// Its leaves, in their order; all others are out of the tree.
    pub(super) leaves: Vec<Leaf<'a>>,
    /// The abstract that stands above it.
    pub(super) summary: Option<String>,
}

impl Body<'_> {
    /// Bytes of its prose.
    pub(super) fn prose(&self) -> usize {
        self.leaves.iter().filter(|leaf| leaf.is_prose()).map(|leaf| leaf.text.len()).sum()
    }
}

/// Finds the text; none where the page has none. What is no part of it goes out of the tree.
///
/// `whole` are the leaves of the page before anything was taken out of it.
pub(super) fn find<'a>(page: &'a Document, body: &Node<'a>, whole: &[Leaf<'_>], title: &str) -> Option<Body<'a>> {
    let leaves = tree::leaves(body);
    let chosen = chosen(page, &leaves);
    let root = root(body, &leaves, &chosen);
    let root = widened(root, &leaves);
    let under: HashSet<NodeId> = root.descendants_it().map(|node| node.id).chain([root.id]).collect();
    let within = |leaf: &Leaf<'_>| under.contains(&leaf.node.id);
    let own: Vec<(bool, Leaf<'a>)> = leaves
        .iter()
        .enumerate()
        .filter(|(_, leaf)| within(leaf))
        .map(|(at, leaf)| (chosen.contains(&at), leaf.clone()))
        .collect();
    let mut kept = kept(&own, title);
    let summary = abstract_of(&own, &mut kept, whole);
    let mut leaves = Vec::new();
    for (keep, (_, leaf)) in kept.into_iter().zip(own) {
        if keep {
            leaves.push(leaf);
        } else if leaf.node.id != root.id {
            leaf.node.remove_from_parent();
        }
    }
    for rule in root.descendants_it().filter(|node| tree::is(node, &["hr"])).collect::<Vec<_>>() {
        rule.remove_from_parent();
    }
    let body = Body { root, leaves, summary };
    (body.prose() >= MIN_PROSE).then_some(body)
}

/// The leaves that `dom_smoothie` takes for the article; all prose where it finds none.
fn chosen(page: &Document, leaves: &[Leaf<'_>]) -> HashSet<usize> {
    let config = Config { max_elements_to_parse: tame::MAX_ELEMENTS * 2, disable_json_ld: true, ..Config::default() };
    for (at, leaf) in leaves.iter().enumerate() {
        leaf.node.set_attr(MARK, &at.to_string());
    }
    let copy = page.clone();
    for leaf in leaves {
        leaf.node.remove_attr(MARK);
    }
    // A division of words is a paragraph to it, but one that forgets its attributes.
    for leaf in leaves.iter().filter(|leaf| tree::is(&leaf.node, &["div", "section"])) {
        if let Some(node) = copy.root().tree.get(&leaf.node.id) {
            node.rename("p");
        }
    }
    let article = Readability::with_document(copy, None, Some(config)).and_then(|mut reader| reader.parse());
    let mut chosen = HashSet::new();
    if let Ok(article) = article {
        let needle = format!("{MARK}=\"");
        for (at, _) in article.content.match_indices(&needle) {
            let rest = &article.content[at + needle.len()..];
            let number = rest.split('"').next().and_then(|number| number.parse::<usize>().ok());
            chosen.extend(number.filter(|&number| number < leaves.len()));
        }
    }
    if chosen.iter().all(|&at| !leaves[at].is_prose()) {
        chosen.extend((0..leaves.len()).filter(|&at| leaves[at].is_prose()));
    }
    chosen
}

/// The element that holds the chosen prose and as little other prose as can be; the smallest such.
fn root<'a>(body: &Node<'a>, leaves: &[Leaf<'a>], chosen: &HashSet<usize>) -> Node<'a> {
    let weight = |leaf: &Leaf<'_>| if leaf.is_prose() { leaf.text.len() } else { leaf.text.len() / 8 };
    let (mut inside, mut all): (HashMap<NodeId, usize>, HashMap<NodeId, usize>) = (HashMap::new(), HashMap::new());
    let mut wanted = 0;
    for (at, leaf) in leaves.iter().enumerate() {
        let is_chosen = chosen.contains(&at);
        wanted += if is_chosen { weight(leaf) } else { 0 };
        for node in std::iter::once(leaf.node).chain(leaf.node.ancestors_it(None)) {
            *all.entry(node.id).or_default() += weight(leaf);
            *inside.entry(node.id).or_default() += if is_chosen { weight(leaf) } else { 0 };
        }
    }
    let share = |node: &Node<'_>| {
        let found = inside.get(&node.id).copied().unwrap_or_default();
        2.0 * found as f64 / (wanted + all.get(&node.id).copied().unwrap_or_default()).max(1) as f64
    };
    let named = body
        .descendants_it()
        .filter(|node| node.attr("itemprop").is_some_and(|prop| prop.split(' ').any(|prop| prop == "articleBody")));
    let named = named.filter(|node| share(node) > 0.5).max_by(|one, other| share(one).total_cmp(&share(other)));
    let best = || {
        let nodes = || body.descendants_it().filter(|node| inside.contains_key(&node.id)).chain([*body]);
        let most = nodes().map(|node| share(&node)).fold(0.0, f64::max);
        // The last of those that are nearly as good is the innermost, but for the body itself.
        let near = |node: &Node<'_>| share(node) >= most * NEARLY;
        nodes().filter(|node| node.id != body.id).filter(near).last().unwrap_or(*body)
    };
    named.unwrap_or_else(best)
}

/// Which of the leaves are the article's own.
fn kept(leaves: &[(bool, Leaf<'_>)], title: &str) -> Vec<bool> {
    let title = fold(title);
    let shows = is_photo_page(leaves);
    let prose: Vec<bool> = leaves.iter().map(|(_, leaf)| is_own_prose(leaf) || shows && is_sentence(leaf)).collect();
    let opens = |at: &usize| prose[*at] && !leaves[*at].1.is_heading();
    let first = (0..leaves.len()).find(opens).unwrap_or_default();
    let Apart { apart, alike } = Apart::of(leaves);
    let lists = Lists::of(leaves);
    let end = comments(leaves, &prose);
    let last = prose[..end].iter().rposition(|&prose| prose).unwrap_or_default();
    let last = last + lines_behind(&leaves[last..end]);
    let mut seen: HashSet<String> = HashSet::new();
    let mut kept: Vec<bool> = Vec::with_capacity(leaves.len());
    for (at, (chosen, leaf)) in leaves.iter().enumerate() {
        let folded = fold(&leaf.text);
        let is_amid = at > first && at <= last;
        let keep = !folded.is_empty()
            && at < end
            && !(apart[at] && is_call(&leaf.text))
            && folded != title
            // What was not chosen must stand as what was: a gallery, a note and a box stand elsewhere.
            && (prose[at] && (*chosen || alike[at]) || !prose[at] && is_own(leaf, (*chosen, alike[at]), is_amid, &lists))
            // A quotation pulled out of the text, or the text once more for another screen.
            && (words(&leaf.text) < 6 || seen.insert(folded));
        kept.push(keep);
    }
    // A heading with nothing under it heads what was left out.
    let mut next: Option<usize> = None;
    for at in (0..leaves.len()).rev().filter(|&at| kept[at]).collect::<Vec<_>>() {
        let heading = &leaves[at].1;
        // "More of this:" stood above links that are gone.
        let is_label = !prose[at] && heading.text.ends_with(':');
        if is_label && leaves.get(at + 1).is_some_and(|(_, next)| next.is_link() && !kept[at + 1]) {
            kept[at] = false;
            continue;
        }
        let is_bare = |next: usize| is_above(&leaves[next].1, heading, leaves[at].0);
        if heading.is_heading() && next.is_none_or(is_bare) {
            kept[at] = false;
        } else {
            next = Some(at);
        }
    }
    kept
}

/// How many lines behind the last prose, which is the first leaf, are what the text ends with: figures, results, names.
/// There are several of them, and they stand where the prose does.
fn lines_behind(leaves: &[(bool, Leaf<'_>)]) -> usize {
    let Some((last, lines)) = leaves.split_first() else { return 0 };
    let Some(place) = last.1.node.parent() else { return 0 };
    let is_line = |(chosen, leaf): &&(bool, Leaf<'_>)| {
        let stands_there = leaf.node.ancestors_it(Some(2)).any(|node| node.id == place.id);
        *chosen && stands_there && !leaf.is_link() && part(&leaf.text).is_text() && !is_call(&leaf.text)
    };
    let count = lines.iter().take_while(is_line).count();
    if count >= MIN_LINES { count } else { 0 }
}

/// Whether the text is mostly what stands below its pictures.
fn is_photo_page(leaves: &[(bool, Leaf<'_>)]) -> bool {
    let captions = leaves.iter().filter(|(_, leaf)| picture::is_caption(leaf) && is_sentence(leaf)).count();
    captions >= MIN_PHOTOS && captions > leaves.iter().filter(|(_, leaf)| is_own_prose(leaf)).count()
}

/// Whether a leaf says something in a whole sentence and credits nobody.
fn is_sentence(leaf: &Leaf<'_>) -> bool {
    ends_sentence(&leaf.text) && words(&leaf.text) >= MIN_SENTENCE && part(&leaf.text).is_text() && !leaf.is_link()
}

/// Where the readers' comments begin: at their heading, where less prose stands behind it than before.
fn comments(leaves: &[(bool, Leaf<'_>)], prose: &[bool]) -> usize {
    let bytes =
        |range: std::ops::Range<usize>| range.filter(|&at| prose[at]).map(|at| leaves[at].1.text.len()).sum::<usize>();
    let line = |at: usize| tree::lines(&leaves[at].1.node).into_iter().next().unwrap_or_default();
    // "Comment" is the head of a column as well.
    let is_cell = |leaf: &Leaf<'_>| {
        let mut around = leaf.node.ancestors_it(Some(2)).chain([leaf.node]);
        around.any(|node| tree::is(&node, &["td", "th"]) && tree::text(&node) == leaf.text)
    };
    let heads = |at: &usize| {
        let leaf = &leaves[*at].1;
        furniture::of(&line(*at)) == Some(Furniture::Comments) && !is_cell(leaf)
    };
    let heads = |at: &usize| heads(at) && !goes_on(leaves, prose, *at);
    let end = (0..leaves.len()).find(heads).filter(|&at| bytes(0..at) > bytes(at..leaves.len()));
    end.unwrap_or(leaves.len())
}

/// The abstract: a paragraph above the date, the byline or the picture's caption, which is not the text's first.
fn abstract_of(leaves: &[(bool, Leaf<'_>)], kept: &mut [bool], whole: &[Leaf<'_>]) -> Option<String> {
    let first = kept.iter().position(|&kept| kept)?;
    let next = (first + 1..leaves.len()).find(|&at| kept[at])?;
    let leaf = &leaves[first].1;
    let names = ["lead", "sapo", "standfirst", "summary", "subtitle", "excerpt", "sinopsis", "deck", "dek", "teaser"];
    let is_named = tree::labels(&leaf.node).iter().any(|label| names.contains(&&**label)) && next > first + 1;
    // A heading may be the text's first sentence too; the abstract stands above the picture.
    let is_named = is_named || leaf.is_heading() && leaf.is_prose() && next > first + 1;
    let place = |leaf: &Leaf<'_>| whole.iter().position(|known| known.node.id == leaf.node.id);
    let between = place(leaf).zip(place(&leaves[next].1)).and_then(|(first, next)| whole.get(first + 1..next));
    let head = between.into_iter().flatten().any(|leaf| matches!(part(&leaf.text), Part::Date | Part::Byline));
    if !(head || is_named) {
        return None;
    }
    kept[first] = false;
    Some(leaf.text.clone())
}

/// Whether a heading stands above another, so that the other has no text; one that was not chosen has none either
/// where the next is its equal.
fn is_above(next: &Leaf<'_>, heading: &Leaf<'_>, chosen: bool) -> bool {
    let (next_name, name) = (tree::name(&next.node), tree::name(&heading.node));
    next.is_heading() && (next_name < name || !chosen && next_name == name)
}

/// Whether a leaf is prose that no rule knows as furniture.
fn is_own_prose(leaf: &Leaf<'_>) -> bool {
    let part = part(&leaf.text);
    let is_text = matches!(part, Part::Prose | Part::Short) || part == Part::Date && words(&leaf.text) > DATE_WORDS;
    leaf.is_prose() && is_text && !picture::is_caption(leaf)
}

/// Whether a leaf that is no prose belongs to the text: an item, a cell, a heading, a quotation, a short paragraph. It may
/// have been chosen, and stand as the prose that was.
fn is_own(leaf: &Leaf<'_>, (chosen, alike): (bool, bool), amid: bool, lists: &Lists) -> bool {
    if tree::is(&leaf.node, &["figcaption"]) || leaf.node.ancestors_it(Some(3)).any(|node| tree::is(&node, &["figure"]))
    {
        return amid && chosen;
    }
    if picture::is_caption(leaf) {
        return false;
    }
    let is_item = leaf
        .node
        .ancestors_it(Some(3))
        .chain([leaf.node])
        .any(|node| tree::is(&node, &["li", "td", "th", "dd", "dt", "blockquote", "pre"]));
    match part(&leaf.text) {
        Part::Prose | Part::Short if !is_item && picture::is_counter(&leaf.text) => return false,
        Part::Prose | Part::Short => {}
        // "Ekonomi" or "Sabtu, 8 Januari" is a subheading, and a cell is a cell.
        // So is the time of an entry, where the news is told as it came.
        Part::Date | Part::Age => return amid && (leaf.is_heading() || is_item || chosen && is_clock(&leaf.text)),
        Part::Furniture(Furniture::Navigation | Furniture::Meter) => {
            return amid && (leaf.is_heading() || is_item && !leaf.is_link());
        }
        _ => return false,
    }
    if leaf.is_link() && !ends_sentence(&leaf.text) && !(chosen && amid && lists.is_of_text(leaf)) {
        return false;
    }
    let text = split_initials(&leaf.text).map_or(&*leaf.text, |(before, _)| before);
    let says = ends_sentence(text) || is_quotation(text) || chosen && text.ends_with(':');
    if leaf.is_heading() {
        amid && furniture::of(&leaf.text).is_none()
    } else if is_item {
        chosen || amid && lists.is_among_chosen(leaf)
    } else {
        chosen && (amid || says) || alike && amid && says
    }
}

/// Whether a line is a time of day and nothing else: `18.20 WIB`.
fn is_clock(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && words(text) <= 2 && text.contains(['.', ':'])
}

/// Takes `count` letters, blanks not counted, off the beginning of an element's words, and the blanks and marks behind.
pub(super) fn cut_beginning(node: &Node<'_>, count: usize) {
    let mut left = count;
    let texts: Vec<Node<'_>> = node.descendants_it().filter(Node::is_text).collect();
    for text in texts {
        let words = text.text().to_string();
        let mut end = words.len();
        for (at, c) in words.char_indices() {
            if left == 0 && !c.is_whitespace() {
                end = at;
                break;
            }
            left -= usize::from(!c.is_whitespace() && left > 0);
        }
        if end > 0 {
            text.set_text(&words[end..]);
        }
        if end < words.len() {
            return;
        }
    }
}

/// Takes `count` letters, blanks not counted, off the end of an element's words, and the blanks before.
pub(super) fn cut_end(node: &Node<'_>, count: usize) {
    let mut left = count;
    let texts: Vec<Node<'_>> = node.descendants_it().filter(Node::is_text).collect();
    for text in texts.into_iter().rev() {
        let words = text.text().to_string();
        let mut start = 0;
        for (at, c) in words.char_indices().rev() {
            if left == 0 && !c.is_whitespace() {
                start = at + c.len_utf8();
                break;
            }
            left -= usize::from(!c.is_whitespace() && left > 0);
        }
        if start < words.len() {
            text.set_text(&words[..start]);
        }
        if start > 0 {
            return;
        }
    }
}
