//! The tree of a tamed page, and what every step asks of its elements: their words, their kind, how they are named.
//!
//! A [`Leaf`] is an element that holds words and no further block: a paragraph, a heading, an item, a cell. [`settle`]
//! sees to it that every word stands in one, whatever the page used to part its paragraphs.

use std::collections::{HashMap, HashSet};

use dom_query::{NodeId, NodeRef};

use crate::ingest::press::shape;

/// An element of the tree.
pub(super) type Node<'a> = NodeRef<'a>;

/// Elements that a browser sets apart as blocks.
const BLOCKS: [&str; 43] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "tr",
    "ul",
];

/// Lines of a block, apart by single breaks, from which on they may be paragraphs.
const FEW_LINES: usize = 3;

/// A step of a walk over a tree.
#[derive(Clone, Copy)]
enum Step<'a> {
    Enter(Node<'a>),
    Leave(Node<'a>),
}

/// Visits every node under `root`, itself included, on the way down and on the way up. No recursion.
fn walk<'a>(root: Node<'a>, mut visit: impl FnMut(Step<'a>)) {
    let mut at = root;
    loop {
        visit(Step::Enter(at));
        if let Some(child) = at.first_child() {
            at = child;
            continue;
        }
        loop {
            visit(Step::Leave(at));
            if at.id == root.id {
                return;
            }
            if let Some(next) = at.next_sibling() {
                at = next;
                break;
            }
            let Some(parent) = at.parent() else { return };
            at = parent;
        }
    }
}

/// The name of an element; empty for what is none.
pub(super) fn name(node: &Node<'_>) -> String {
    node.node_name().map(|name| name.to_string()).unwrap_or_default()
}

/// Whether the node is an element of that name.
pub(super) fn is(node: &Node<'_>, names: &[&str]) -> bool {
    node.node_name().is_some_and(|name| names.contains(&&*name))
}

/// The words under a node, blanks single; blocks and breaks part words.
pub(super) fn text(node: &Node<'_>) -> String {
    words_where(node, |_| true)
}

/// The lines of a node that is read for what it says of the article: one for each break, with blanks between the
/// elements of style in it, which a style sheet keeps apart.
pub(super) fn lines(node: &Node<'_>) -> Vec<String> {
    let mut lines = vec![String::new()];
    walk(*node, |step| {
        let (Step::Enter(node) | Step::Leave(node)) = step;
        let Some(line) = lines.last_mut() else { return };
        if node.is_text() {
            if matches!(step, Step::Enter(_)) {
                line.push_str(&node.text());
            }
        } else if is(&node, &["br"]) {
            lines.push(String::new());
        } else {
            line.push(' ');
        }
    });
    let folded = lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    folded.filter(|line| !line.is_empty()).collect()
}

/// Whether a link leads to a place on its own page.
fn is_anchor(anchor: &Node<'_>) -> bool {
    anchor.attr("href").is_some_and(|href| href.starts_with('#'))
}

/// The words under a node that stand in links that count.
fn linked_text(node: &Node<'_>, counts: impl Fn(&Node<'_>) -> bool) -> String {
    let mut text = String::new();
    walk(*node, |step| {
        if let Step::Enter(node) = step
            && is(&node, &["a"])
            && counts(&node)
        {
            text.push_str(&self::text(&node));
            text.push(' ');
        }
    });
    text
}

/// The words under a node, without those under elements that `wanted` refuses.
pub(super) fn words_where(node: &Node<'_>, wanted: impl Fn(&Node<'_>) -> bool) -> String {
    let mut text = String::new();
    let mut refused = 0_usize;
    walk(*node, |step| match step {
        Step::Enter(node) if node.is_text() && refused == 0 => text.push_str(&node.text()),
        Step::Enter(node) if node.is_element() => {
            refused += usize::from(!wanted(&node));
            if is_block(&node) || is(&node, &["br"]) {
                text.push(' ');
            }
        }
        Step::Leave(node) if node.is_element() => {
            refused -= usize::from(!wanted(&node));
            if is_block(&node) {
                text.push(' ');
            }
        }
        _ => {}
    });
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a browser sets the element apart as a block.
pub(super) fn is_block(node: &Node<'_>) -> bool {
    is(node, &BLOCKS)
}

/// The words of an element's class, id and role, in small letters: `detail__body-text`, `relatedNews` give `detail`,
/// `body`, `text`, `related`, `news`.
pub(super) fn labels(node: &Node<'_>) -> Vec<String> {
    let mut labels = labels_of(node, &["class", "id"]);
    labels.append(&mut labels_of(node, &NAMES));
    labels
}

/// The same without those of the id.
pub(super) fn labels_but_id(node: &Node<'_>) -> Vec<String> {
    let mut labels = labels_of(node, &["class"]);
    labels.append(&mut labels_of(node, &NAMES));
    labels
}

/// Attributes that name an element, besides class and id.
const NAMES: [&str; 5] = ["role", "itemprop", "data-component", "data-testid", "data-qa-id"];

fn labels_of(node: &Node<'_>, attributes: &[&str]) -> Vec<String> {
    let mut labels = Vec::new();
    for attribute in attributes {
        let Some(value) = node.attr(attribute) else { continue };
        let mut word = String::new();
        let mut was_small = false;
        for c in value.chars().chain([' ']) {
            let splits = !c.is_alphanumeric() || c.is_uppercase() && was_small;
            if splits && !word.is_empty() {
                labels.push(std::mem::take(&mut word));
            }
            if c.is_alphanumeric() {
                word.extend(c.to_lowercase());
            }
            was_small = c.is_lowercase();
        }
    }
    labels
}

/// What each element of a tree holds, itself and all under it together, of the `own` amounts of some.
pub(super) fn sums(root: &Node<'_>, own: &HashMap<NodeId, usize>) -> HashMap<NodeId, usize> {
    let mut sums = HashMap::new();
    let mut open: Vec<usize> = Vec::new();
    walk(*root, |step| match step {
        Step::Enter(node) => open.push(own.get(&node.id).copied().unwrap_or_default()),
        Step::Leave(node) => {
            let sum = open.pop().unwrap_or_default();
            if let Some(above) = open.last_mut() {
                *above += sum;
            }
            if sum > 0 {
                sums.insert(node.id, sum);
            }
        }
    });
    sums
}

/// An element that holds words and no further block.
#[derive(Debug, Clone)]
pub(super) struct Leaf<'a> {
    pub(super) node: Node<'a>,
    /// Its words, blanks single.
    pub(super) text: String,
    /// Bytes of its words that stand in links.
    pub(super) linked: usize,
    /// Whether it is running prose, and not the words of a link.
    prose: bool,
}

impl Leaf<'_> {
    /// Whether it is running prose, and not the words of a link.
    pub(super) fn is_prose(&self) -> bool {
        self.prose
    }

    /// Whether it is a heading, `h1` to `h6`.
    pub(super) fn is_heading(&self) -> bool {
        is(&self.node, &["h1", "h2", "h3", "h4", "h5", "h6"])
    }

    /// Whether most of its words stand in links.
    pub(super) fn is_link(&self) -> bool {
        self.linked * 10 >= self.text.len() * 7
    }
}

/// The leaves under a node, in their order. The page must be [settled](settle).
pub(super) fn leaves<'a>(root: &Node<'a>) -> Vec<Leaf<'a>> {
    let mut leaves = Vec::new();
    // Of the open blocks, whether a block stood in it.
    let mut open: Vec<bool> = Vec::new();
    let mut anchors = 0_usize;
    walk(*root, |step| match step {
        Step::Enter(node) if is(&node, &["a"]) => anchors += 1,
        Step::Leave(node) if is(&node, &["a"]) => anchors -= 1,
        Step::Enter(node) if is_block(&node) => {
            if let Some(holds) = open.last_mut() {
                *holds = true;
            }
            open.push(false);
        }
        Step::Leave(node) if is_block(&node) => {
            let is_leaf = open.pop() == Some(false);
            let text = if is_leaf { self::text(&node) } else { String::new() };
            if !text.is_empty() {
                // A link may stand around a block as well as in it; a heading is often a link to itself.
                let is_heading = is(&node, &["h1", "h2", "h3", "h4", "h5", "h6"]);
                let counts = |anchor: &Node<'_>| !(is_heading && is_anchor(anchor));
                let within = || linked_text(&node, counts).trim().len().min(text.len());
                let linked = if anchors > 0 { text.len() } else { within() };
                let prose = linked * 2 <= text.len() && shape::is_prose(&text);
                leaves.push(Leaf { node, text, linked, prose });
            }
        }
        _ => {}
    });
    leaves
}

/// Gives every run of words beside a block, and every piece between double breaks, a paragraph of its own.
pub(super) fn settle(body: &Node<'_>) {
    unfold_inline(body);
    let holding = holding_blocks(body);
    let mut containers = Vec::new();
    walk(*body, |step| {
        if let Step::Enter(node) = step
            && node.is_element()
            && (is_block(&node) || holding.contains(&node.id))
            && !is(&node, &["ul", "ol", "dl", "table", "tbody", "thead", "tfoot", "tr", "pre", "picture", "hr"])
        {
            containers.push(node);
        }
    });
    for container in containers {
        settle_one(&container, &holding);
    }
}

/// Elements of style that hold blocks or double breaks become divisions.
fn unfold_inline(body: &Node<'_>) {
    let holding = holding_blocks(body);
    let mut unfolded = Vec::new();
    walk(*body, |step| {
        if let Step::Enter(node) = step
            && node.is_element()
            && !is_block(&node)
            && !is(&node, &["br", "img", "a"])
            && (holding.contains(&node.id) || has_double_break(&node))
        {
            unfolded.push(node);
        }
    });
    for node in unfolded {
        node.rename("div");
    }
}

/// Elements that have a block somewhere under them.
fn holding_blocks(body: &Node<'_>) -> HashSet<NodeId> {
    let mut holding = HashSet::new();
    walk(*body, |step| {
        if let Step::Leave(node) = step
            && node.is_element()
            && (is_block(&node) || holding.contains(&node.id))
            && let Some(parent) = node.parent()
        {
            holding.insert(parent.id);
        }
    });
    holding
}

fn is_blank(node: &Node<'_>) -> bool {
    node.is_comment() || node.is_text() && node.text().trim().is_empty()
}

fn has_double_break(node: &Node<'_>) -> bool {
    let mut breaks = 0;
    for child in node.children_it(false) {
        if is(&child, &["br"]) {
            breaks += 1;
        } else if !is_blank(&child) {
            breaks = 0;
        }
        if breaks == 2 {
            return true;
        }
    }
    false
}

fn settle_one(container: &Node<'_>, holding: &HashSet<NodeId>) {
    let children = container.children();
    let apart = |node: &Node<'_>| is_block(node) || holding.contains(&node.id);
    let beside_block = children.iter().any(apart);
    let single = are_paragraphs(&children, apart) || are_links(&children, apart);
    if !beside_block && !single && !has_double_break(container) {
        return;
    }
    if is(container, &["p", "h1", "h2", "h3", "h4", "h5", "h6"]) {
        container.rename("div");
    }
    let mut run: Vec<Node<'_>> = Vec::new();
    let mut breaks = 0;
    for child in children {
        if apart(&child) {
            wrap(&mut run);
            breaks = 0;
        } else if is(&child, &["br"]) {
            breaks += 1;
            if breaks == 2 || single {
                wrap(&mut run);
                child.remove_from_parent();
            } else if run.is_empty() {
                child.remove_from_parent();
            } else {
                run.push(child);
            }
        } else {
            if !is_blank(&child) {
                breaks = 0;
            }
            run.push(child);
        }
    }
    wrap(&mut run);
}

/// Whether single breaks part whole paragraphs here.
fn are_paragraphs(children: &[Node<'_>], apart: impl Fn(&Node<'_>) -> bool) -> bool {
    let mut lines = vec![String::new()];
    for child in children {
        if is(child, &["br"]) || apart(child) {
            lines.push(String::new());
        } else if let Some(line) = lines.last_mut() {
            line.push_str(&child.text());
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    lines.len() >= FEW_LINES && lines.iter().filter(|line| shape::is_prose(line.trim())).count() * 3 >= lines.len() * 2
}

/// Whether single breaks part the links of a list.
fn are_links(children: &[Node<'_>], apart: impl Fn(&Node<'_>) -> bool) -> bool {
    let mut lines: Vec<(usize, usize)> = vec![(0, 0)];
    for child in children {
        if is(child, &["br"]) || apart(child) {
            lines.push((0, 0));
        } else if let Some((linked, all)) = lines.last_mut() {
            let length = text(child).len();
            *all += length;
            *linked += if is(child, &["a"]) { length } else { linked_text(child, |_| true).trim().len() };
        }
    }
    lines.retain(|&(_, all)| all > 0);
    let listed = lines.iter().filter(|&&(linked, all)| linked > 12 && linked * 2 > all).count();
    listed >= 1 && lines.len() >= 2 && listed * 2 >= lines.len()
}

/// Puts a run of nodes into a paragraph of its own.
fn wrap(run: &mut Vec<Node<'_>>) {
    while run.last().is_some_and(|last| is_blank(last) || is(last, &["br"])) {
        run.pop();
    }
    let bare = run.iter().all(|node| is_blank(node) || is(node, &["br"]));
    if let (false, Some(first)) = (bare, run.first()) {
        let paragraph = first.tree.new_element("p");
        first.insert_before(&paragraph);
        for node in run.iter() {
            node.remove_from_parent();
            paragraph.append_child(node);
        }
    }
    run.clear();
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    #[track_caller]
    fn is(html: &str, expected: &[&str]) {
        let page = Document::from(html);
        let body = page.body().expect("a page has a body");
        settle(&body);
        let found: Vec<String> =
            leaves(&body).iter().map(|leaf| format!("{} {}", name(&leaf.node), leaf.text)).collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn every_word_stands_in_a_leaf() {
        is("a<p>b</p>c <b>d</b><div>e</div>", &["p a", "p b", "p c d", "div e"]);
        is("<div>a<br>b<br> <br>c<br><br><br>d</div>", &["p a b", "p c", "p d"]);
        is("<p>a<br><br>b</p>", &["p a", "p b"]);
        is("<span>a<div>b</div>c</span>", &["p a", "div b", "p c"]);
        is("<ul><li>a<li>b<p>c</ul>", &["li a", "p b", "p c"]);
        is("<table><tr><td>a<td>b</table>", &["td a", "td b"]);
        is("<div><a href=x>a</a> b</div>", &["div a b"]);
    }

    #[test]
    fn single_breaks_part_paragraphs_only_where_each_is_one() {
        let prose = "Warga desa itu mulai mengungsi ke balai desa sejak pagi.";
        is(&format!("<div>{prose}<br>{prose}<br>{prose}</div>"), &[format!("p {prose}").as_str(); 3]);
        is("<div>satu baris<br>dua baris<br>tiga baris</div>", &["div satu baris dua baris tiga baris"]);
    }

    #[test]
    fn labels_are_the_words_of_names() {
        let page = Document::from("<div class='detail__body-text relatedNews' id=x1></div>");
        let div = page.select("div").nodes()[0];
        assert_eq!(labels(&div), ["detail", "body", "text", "related", "news", "x1"]);
    }
}
