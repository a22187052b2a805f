//! A page's own lists of other articles: found by their headings, read as links, and taken out of the tree.
//!
//! A list is the smallest element around its heading that holds links to articles and no running prose; where heading
//! and links stand among the paragraphs of the article, the links directly behind the heading. Called by
//! [`read`](super::read), before the body is looked for.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use dom_query::NodeId;
use url::Url;

use super::people;
use super::tree::{self, Leaf, Node};
use crate::ingest::identity::canonical_link;
use crate::ingest::limits;
use crate::ingest::press::furniture::{self, Furniture, List};
use crate::ingest::press::shape::{self, words};
use crate::model::{Link, Links};

/// Words of the heading of a list.
const MAX_HEADING: usize = 7;

/// Bytes of prose that an element may hold and still be a list: an item's abstract, not an article.
const MAX_PROSE: usize = 900;

/// Elements that a heading and its list may be apart by.
const MAX_CLIMB: usize = 6;

/// Words of a pointer that names nothing itself.
const MAX_LABEL: usize = 4;

/// Lists and pointers read of one page.
pub(super) const MAX_LISTS: usize = 64;

/// Nodes that an element holds at the most and is a list; real ones have a few hundred.
const MAX_NODES: usize = 2_000;

/// Bytes of a path that names an article.
const MIN_SLUG: usize = 24;

/// Nodes of one item of a list.
const MAX_ITEM: usize = 40;

/// Nodes of a row that are looked at to know a menu.
const MAX_MENU: usize = 40;

/// Links behind a pointer ("Baca juga:") without a list element around them.
const MAX_POINTERS: usize = 10;

/// Reads and removes the lists. `own` is the page's own address, `title` its headline.
pub(super) fn take(leaves: &[Leaf<'_>], base: Option<&Url>, own: Option<&str>, title: &str) -> Links {
    let prose = leaves.iter().filter(|leaf| leaf.is_prose()).map(|leaf| leaf.text.len()).sum();
    let mut lists = Lists {
        links: Links::default(),
        base,
        own: own.and_then(|own| canonical_link(own, None)),
        title: shape::fold(title),
        prose,
    };
    let mut gone: HashMap<NodeId, Node<'_>> = HashMap::new();
    let mut found = 0;
    for (at, leaf) in leaves.iter().enumerate() {
        let kind = heading(leaf);
        if !matches!(kind, Some(Furniture::Heading(_) | Furniture::ReadAlso)) || found == MAX_LISTS {
            continue;
        }
        let is_gone = |node: &Node<'_>| gone.contains_key(&node.id);
        if is_gone(&leaf.node) || leaf.node.ancestors_it(None).any(|above| is_gone(&above)) {
            continue;
        }
        found += 1;
        let roots = match kind {
            Some(Furniture::Heading(list)) => lists.headed(leaf, list),
            Some(Furniture::ReadAlso) => lists.pointed(leaf, &leaves[at + 1..]),
            _ => Vec::new(),
        };
        gone.extend(roots.into_iter().map(|root| (root.id, root)));
    }
    for node in gone.values() {
        node.remove_from_parent();
    }
    lists.links
}

struct Lists<'u> {
    links: Links,
    base: Option<&'u Url>,
    own: Option<String>,
    /// The headline, folded.
    title: String,
    /// Bytes of the prose of the whole page.
    prose: usize,
}

impl Lists<'_> {
    /// The list under a heading, and the elements that it is.
    fn headed<'a>(&mut self, heading: &Leaf<'a>, list: List) -> Vec<Node<'a>> {
        let own = self.items(&heading.node);
        if !own.is_empty() {
            self.add(list, own);
            return vec![heading.node];
        }
        if let Some((root, items)) = self.boxed(heading) {
            self.add(list, items);
            return vec![root];
        }
        // The list follows its heading among other things.
        let around = self.around(heading).last().copied().unwrap_or(heading.node);
        let mut gone = vec![around];
        let mut next = around.next_element_sibling();
        while let Some(node) = next {
            let items = self.items(&node);
            if items.is_empty() || !is_links(&node) || has_heading(&node) {
                break;
            }
            self.add(list, items);
            gone.push(node);
            next = node.next_element_sibling();
        }
        // A heading without a list may be a subheading of the article.
        if gone.len() == 1 && heading.is_heading() { Vec::new() } else { gone }
    }

    /// The elements around a heading that may be its list, the smallest first.
    fn around<'a>(&self, heading: &Leaf<'a>) -> Vec<Node<'a>> {
        let above = heading.node.ancestors_it(Some(MAX_CLIMB));
        above.take_while(|node| may_be_list(node, heading, self.prose)).collect()
    }

    /// The box around a heading, and its links: the smallest with any, or the one around that where it has more.
    fn boxed<'a>(&self, heading: &Leaf<'a>) -> Option<(Node<'a>, Vec<Link>)> {
        let mut found: Option<(Node<'a>, Vec<Link>)> = None;
        let boxes = self.around(heading).into_iter().map(|node| (self.items(&node), node));
        for (items, node) in boxes.skip_while(|(items, _)| items.is_empty()).take(2) {
            if items.len() > found.as_ref().map_or(0, |(_, items)| items.len()) {
                let enough = items.len() > 1;
                found = Some((node, items));
                if enough {
                    break;
                }
            }
        }
        found
    }

    /// The links of a pointer amid the text, and the elements that it is.
    fn pointed<'a>(&mut self, pointer: &Leaf<'a>, after: &[Leaf<'a>]) -> Vec<Node<'a>> {
        // "Video pilihan" points to videos, "Baca juga" to what is related.
        let label = pointer.text.split_once(':').map_or(pointer.text.as_str(), |(label, _)| label);
        let is_video = words(label) <= MAX_HEADING && shape::fold(label).contains("video");
        let list = if is_video { List::Video } else { List::Related };
        let around = anchor_around(&pointer.node).unwrap_or(pointer.node);
        let items = self.items(&around);
        if !items.is_empty() {
            self.add(list, items);
            return vec![around];
        }
        if words(&pointer.text) <= MAX_LABEL
            && let Some((root, items)) = self.boxed(pointer)
        {
            self.add(list, items);
            return vec![root];
        }
        let mut gone = vec![pointer.node];
        let mut before = pointer.node;
        for leaf in after.iter().take(MAX_POINTERS) {
            let items = self.items(&anchor_around(&leaf.node).unwrap_or(leaf.node));
            // Items of one list go together; a single link directly behind the pointer is what it points to.
            let together = gone.len() == 1
                || tree::is(&leaf.node, &["li"]) && leaf.node.parent().map(|p| p.id) == before.parent().map(|p| p.id);
            if items.is_empty() || !leaf.is_link() || !together {
                break;
            }
            self.add(list, items);
            gone.push(leaf.node);
            before = leaf.node;
        }
        gone
    }

    /// Whether a link leads to the page's own article, whatever its address carries besides.
    fn is_own(&self, title: &str, url: &str) -> bool {
        let bare = |url: &str| url.split(['?', '#']).next().unwrap_or_default().to_owned();
        let same = |own: &String| own == url || bare(own) == bare(url) && (!own.contains('?') || bare(own).len() > 60);
        self.own.as_ref().is_some_and(same) || !self.title.is_empty() && shape::fold(title) == self.title
    }

    /// Whether an address is the site's own.
    fn is_ours(&self, url: &str) -> bool {
        let own = self.base.and_then(Url::host_str).and_then(people::own_part);
        Url::parse(url).ok().as_ref().and_then(Url::host_str).and_then(people::own_part) == own
    }

    fn add(&mut self, list: List, mut items: Vec<Link>) {
        // Among the site's own articles, what leads elsewhere is advertisement; videos often stand elsewhere.
        if list != List::Video && items.iter().any(|item| self.is_ours(&item.url)) {
            items.retain(|item| self.is_ours(&item.url));
        }
        let slot = match list {
            List::Related => &mut self.links.related,
            List::Recommended => &mut self.links.recommended,
            List::Popular => &mut self.links.popular,
            List::Latest => &mut self.links.latest,
            List::Video => &mut self.links.video,
        };
        for item in items {
            if slot.len() < limits::LINKS && slot.iter().all(|known| known.url != item.url) {
                slot.push(item);
            }
        }
    }

    /// The articles that a node links to.
    fn items(&self, node: &Node<'_>) -> Vec<Link> {
        let mut items: Vec<Link> = Vec::new();
        let within = node.descendants_it().filter(|node| tree::is(node, &["a"]));
        for anchor in within.chain(tree::is(node, &["a"]).then_some(*node)) {
            let rel = anchor.attr("rel").unwrap_or_default();
            let Some(href) = anchor.attr("href").filter(|_| !rel.contains("sponsored")) else { continue };
            let Some(url) = canonical_link(&href, self.base) else { continue };
            let url = without_way(&url);
            if rel.contains("nofollow") && !self.is_ours(&url) {
                continue;
            }
            let title = title(&anchor);
            if !is_item(&title, &url) || self.is_own(&title, &url) {
                continue;
            }
            let title = limits::line(&title);
            match items.iter_mut().find(|known| known.url == url) {
                // The picture and the words of an item lead to one place; the words say more.
                Some(known) if known.title.len() < title.len() && !known.title.contains(' ') => known.title = title,
                Some(_) => {}
                None => items.push(Link { title, url }),
            }
        }
        items
    }
}

/// What a leaf heads, by its words or by those of the first element in it.
fn heading(leaf: &Leaf<'_>) -> Option<Furniture> {
    let in_menu = || leaf.node.ancestors_it(Some(MAX_CLIMB)).any(|node| tree::is(&node, &["nav", "header", "footer"]));
    if leaf.is_link() && (in_menu() || is_menu(leaf)) {
        return None;
    }
    let is_heading = |kind: &Furniture| matches!(kind, Furniture::ReadAlso | Furniture::Heading(_));
    let kind = furniture::of(&leaf.text).filter(is_heading);
    if kind == Some(Furniture::ReadAlso) || kind.is_some() && words(&leaf.text) <= MAX_HEADING {
        return kind;
    }
    let label = leaf.node.first_element_child().filter(|_| leaf.linked > 0 && !leaf.is_prose())?;
    let text = tree::text(&label);
    let is_label = words(&text) <= MAX_LABEL && leaf.text.starts_with(&text) && !tree::is(&label, &["a"]);
    furniture::of(&text).filter(|kind| is_label && is_heading(kind))
}

/// Whether a link stands among others of a word or two.
fn is_menu(leaf: &Leaf<'_>) -> bool {
    let item = leaf.node.ancestors_it(Some(2)).find(|node| tree::is(node, &["li"])).unwrap_or(leaf.node);
    let Some(row) = item.parent() else { return false };
    let others = row.children_it(false).take(MAX_MENU).filter(|other| tree::is(other, &["li", "a", "div"]));
    others.filter(|other| words(&tree::text(other)) <= 2).count() > 3
}

/// An address without what says in which list of the page it stood, where its path says which article it is.
fn without_way(url: &str) -> String {
    const WAYS: [&str; 5] = ["source", "medium", "campaign", "ref", "from"];
    let Ok(mut parsed) = Url::parse(url) else { return url.to_owned() };
    if parsed.path().len() < MIN_SLUG || parsed.query().is_none() {
        return url.to_owned();
    }
    let name = |pair: &&str| !WAYS.contains(&pair.split('=').next().unwrap_or_default());
    let query = parsed.query().unwrap_or_default().split('&').filter(name).collect::<Vec<_>>().join("&");
    parsed.set_query(Some(query.as_str()).filter(|query| !query.is_empty()));
    parsed.into()
}

/// The words of a link: its heading's where it has one, without a label and an age.
fn title(anchor: &Node<'_>) -> String {
    let leaves = tree::leaves(anchor);
    let heading = leaves.iter().find(|leaf| leaf.is_heading() || is_titled(&leaf.node));
    let short = leaves.iter().filter(|leaf| !shape::is_prose(&leaf.text) && furniture::of(&leaf.text).is_none());
    let longest = short.max_by_key(|leaf| leaf.text.len()).or(leaves.first());
    let bold =
        || anchor.descendants_it().find(|node| tree::is(node, &["b", "strong"]) && words(&tree::text(node)) >= 3);
    let node = heading.map(|leaf| leaf.node).or_else(bold).or(longest.map(|leaf| leaf.node)).unwrap_or(*anchor);
    let text = tree::words_where(&node, |node| !is_number(node));
    let text = match text.split_once([':', '|']) {
        Some((label, rest)) if words(label) <= 3 && furniture::of(label) == Some(Furniture::ReadAlso) => {
            rest.trim().to_owned()
        }
        _ => text,
    };
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '»' | '›' | '•' | '|')).to_owned()
}

/// Whether an element holds only the number of an item.
fn is_number(node: &Node<'_>) -> bool {
    let text = tree::text(node);
    text.len() <= 4 && text.trim_matches(['.', '#', ' ', ')']).bytes().all(|b| b.is_ascii_digit())
}

/// The link that an element stands in.
fn anchor_around<'a>(node: &Node<'a>) -> Option<Node<'a>> {
    node.ancestors_it(Some(4)).find(|node| tree::is(node, &["a"]))
}

fn is_titled(node: &Node<'_>) -> bool {
    tree::labels(node).iter().any(|label| matches!(&**label, "title" | "headline" | "judul" | "jdl"))
}

/// Whether a link leads to an article, by its words and its address: not to a tag, a section, more of the list.
fn is_item(title: &str, url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let path = url.path().to_ascii_lowercase();
    let shelves = [
        "tag", "tags", "topik", "topic", "topics", "category", "kategori", "author", "penulis", "search", "indeks",
        "index",
    ];
    let is_shelf = path.split('/').any(|part| shelves.contains(&part));
    let count = words(title);
    let is_more = count <= 4
        && ["semua ", "lihat ", "all ", "see ", "view ", "indeks "]
            .iter()
            .any(|word| title.to_lowercase().starts_with(word));
    let says = count >= 3 || count == 2 && title.chars().count() >= 12 || count >= 1 && title.chars().count() >= 16;
    let deep = path.trim_matches('/').len() >= 8 || url.query().is_some();
    // "Bandung Raya" at /bandung-raya is a section, not an article.
    let is_section = count <= 3 && path.trim_matches('/') == shape::fold(title).replace(' ', "-");
    says && deep
        && !is_more
        && !is_section
        && (!is_shelf || count >= 4)
        && !shape::is_age(title)
        && (furniture::of(title).is_none() || count > MAX_HEADING || title.contains(": "))
}

/// Whether a list of its own begins with the node.
fn has_heading(node: &Node<'_>) -> bool {
    let leaves = tree::leaves(node);
    leaves.first().is_some_and(|leaf| heading(leaf).is_some())
}

/// Whether a leaf of prose is the abstract of an item: beside one link, and no other prose beside that.
fn is_item_abstract(leaf: &Leaf<'_>) -> bool {
    leaf.node.ancestors_it(Some(2)).take_while(|node| !tree::is(node, &["body", "main"])).any(|node| {
        let is_small = node.descendants_it().take(MAX_ITEM + 1).count() <= MAX_ITEM;
        let leaves = if is_small { tree::leaves(&node) } else { Vec::new() };
        let links = leaves.iter().filter(|leaf| leaf.is_link() && words(&leaf.text) >= 3).count();
        links == 1 && leaves.iter().filter(|leaf| leaf.is_prose()).count() == 1
    })
}

/// Whether nearly all words under a node are links.
fn is_links(node: &Node<'_>) -> bool {
    let leaves = tree::leaves(node);
    let prose: usize = leaves.iter().filter(|leaf| leaf.is_prose()).map(|leaf| leaf.text.len()).sum();
    let linked: usize = leaves.iter().map(|leaf| leaf.linked).sum();
    let all: usize = leaves.iter().map(|leaf| leaf.text.len()).sum();
    prose * 2 < linked && linked * 2 >= all
}

/// Whether an element may be the list under a heading: no article stands in it, no headline, no other list.
fn may_be_list<'a>(node: &Node<'a>, heading: &Leaf<'a>, whole: usize) -> bool {
    if tree::is(node, &["body", "html", "main", "article"])
        || node.attr("itemprop").is_some_and(|prop| &*prop == "articleBody")
    {
        return false;
    }
    if node.descendants_it().take(MAX_NODES + 1).count() > MAX_NODES {
        return false;
    }
    let leaves = tree::leaves(node);
    let mut prose = 0;
    let mut headings = 0;
    for (at, leaf) in leaves.iter().enumerate() {
        if leaf.node.id != heading.node.id {
            if tree::is(&leaf.node, &["h1"]) {
                return false;
            }
            if leaf.is_prose() && !is_item_abstract(leaf) {
                prose += leaf.text.len();
            }
            // At the end of a list a link leads to more of it.
            let is_more = at + 1 == leaves.len() && leaf.is_link() && !leaf.is_heading();
            headings += usize::from(
                !is_more
                    && matches!(furniture::of(&leaf.text), Some(Furniture::Heading(_)))
                    && words(&leaf.text) <= MAX_HEADING,
            );
        }
    }
    prose <= MAX_PROSE && prose * 3 <= whole.max(1) && headings == 0
}
