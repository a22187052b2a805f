//! A page's own lists of other articles: found by their headings, read as links, and taken out of the tree.
//!
//! A list is the smallest element around its heading that holds links to articles and no running prose; where heading
//! and links stand among the paragraphs of the article, the links directly behind the heading. Called by
//! [`read`](super::read), before the body is looked for.

use std::collections::HashMap;

use dom_query::NodeId;
use url::Url;

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

/// Nodes of a row that are looked at to know a menu.
const MAX_MENU: usize = 40;

/// Links behind a pointer ("Baca juga:") without a list element around them.
const MAX_POINTERS: usize = 10;

/// Reads and removes the lists. `own` is the page's own address, `title` its headline.
pub(super) fn take(leaves: &[Leaf<'_>], base: Option<&Url>, own: Option<&str>, title: &str) -> Links {
    let prose = leaves.iter().filter(|leaf| leaf.is_prose()).map(|leaf| leaf.text.len()).sum();
    let mut lists =
        Lists { links: Links::default(), base, own: own.and_then(canonical_link), title: shape::fold(title), prose };
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
            if items.is_empty() || !is_links(&node) {
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
        let is_video = words(&pointer.text) <= MAX_LABEL && shape::fold(&pointer.text).contains("video");
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

    fn add(&mut self, list: List, items: Vec<Link>) {
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
            let is_paid = anchor.attr("rel").is_some_and(|rel| rel.contains("sponsored"));
            let Some(href) = anchor.attr("href").filter(|_| !is_paid) else { continue };
            let Some(url) = limits::address(&href, self.base).and_then(|url| canonical_link(&url)) else { continue };
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
    says && deep
        && !is_more
        && (!is_shelf || count >= 4)
        && !shape::is_age(title)
        && (furniture::of(title).is_none() || count > MAX_HEADING || title.contains(": "))
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
    for leaf in &leaves {
        if leaf.node.id != heading.node.id {
            if tree::is(&leaf.node, &["h1"]) {
                return false;
            }
            if leaf.is_prose() {
                prose += leaf.text.len();
            }
            headings += usize::from(
                matches!(furniture::of(&leaf.text), Some(Furniture::Heading(_))) && words(&leaf.text) <= MAX_HEADING,
            );
        }
    }
    prose <= MAX_PROSE && prose * 3 <= whole.max(1) && headings == 0
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    const PROSE: &str =
        "<p>Warga desa itu mulai mengungsi ke balai desa sejak pagi, kata kepala desa kepada wartawan.</p>";

    fn shown(links: &[Link]) -> Vec<(&str, &str)> {
        links.iter().map(|link| (link.title.as_str(), link.url.as_str())).collect()
    }

    fn taken(html: &str) -> (Links, String) {
        let page = Document::from(html);
        let body = page.body().expect("a page has a body");
        tree::settle(&body);
        let base = Url::parse("https://a.example/berita/1/sendiri").ok();
        let links = take(&tree::leaves(&body), base.as_ref(), Some("https://a.example/berita/1/sendiri"), "");
        (links, tree::text(&body))
    }

    #[test]
    fn a_list_is_the_box_around_its_heading() {
        let (links, rest) = taken(&format!(
            "<article>{PROSE}{PROSE}</article><div class=box><div><h3>Berita Terkait</h3></div><ul>\
            <li><a href=/berita/2/waduk><img></a><h4><a href=/berita/2/waduk>Menteri Tinjau Waduk yang Retak</a></h4><span>3 jam lalu</span>\
            <li><a href=/berita/1/sendiri>Artikel Ini Sendiri Tidak Termasuk</a>\
            <li><a href=/tag/waduk>Waduk Retak</a></ul></div><p>kaki"
        ));
        assert_eq!(shown(&links.related), [("Menteri Tinjau Waduk yang Retak", "https://a.example/berita/2/waduk")]);
        assert!(rest.ends_with("wartawan. kaki"), "{rest}");
    }

    #[test]
    fn a_pointer_amid_the_text_is_taken_with_what_it_points_to() {
        for pointer in [
            "<p><strong>Baca juga: <a href=/berita/2/waduk>Menteri Tinjau Waduk yang Retak</a></strong></p>",
            "<div><a href=/berita/2/waduk>Baca juga: Menteri Tinjau Waduk yang Retak</a></div>",
            "<p>Baca juga:</p><ul><li><a href=/berita/2/waduk>Menteri Tinjau Waduk yang Retak</a></li></ul>",
            "<div><span>Baca Juga</span><p><a href=/berita/2/waduk>Menteri Tinjau Waduk yang Retak</a></p></div>",
        ] {
            let (links, rest) = taken(&format!("<div>{PROSE}{pointer}{PROSE}</div>"));
            assert_eq!(
                shown(&links.related),
                [("Menteri Tinjau Waduk yang Retak", "https://a.example/berita/2/waduk")],
                "{pointer}"
            );
            assert!(!rest.contains("Baca") && !rest.contains("Waduk"), "{rest}");
        }
    }

    #[test]
    fn lists_among_the_paragraphs_end_where_the_text_goes_on() {
        let (links, rest) = taken(&format!(
            "<article>{PROSE}<h3>Rekomendasi</h3><p><a href=/berita/3/panen-garam>Panen Garam Terbaik dalam Satu Dekade</a></p>{PROSE}{PROSE}</article>"
        ));
        assert_eq!(links.recommended.len(), 1);
        assert_eq!(rest.matches("wartawan.").count(), 3);
        assert!(!rest.contains("Panen"));
    }

    #[test]
    fn two_lists_in_one_column_stay_apart() {
        let item = |n: u32| format!("<li><a href=/berita/{n}/judul-berita>Judul Berita Nomor {n} Panjang</a>");
        let (links, _) = taken(&format!(
            "<article>{PROSE}{PROSE}</article><aside><h3>Terpopuler</h3><ol>{}{}</ol><h3>Terkini</h3><ul>{}</ul></aside>",
            item(1),
            item(2),
            item(3)
        ));
        assert_eq!((links.popular.len(), links.latest.len()), (2, 1));
    }

    #[test]
    fn links_are_counted_at_the_limit_and_one_past_it() {
        for (count, kept) in [(limits::LINKS, limits::LINKS), (limits::LINKS + 1, limits::LINKS)] {
            let item = |n: usize| format!("<li><a href=/berita/{n}/judul-berita>Judul Berita Nomor {n}</a>");
            let items = (0..count).map(item).collect::<Vec<_>>().concat();
            assert_eq!(taken(&format!("<div><h3>Terkini</h3><ul>{items}</ul></div>")).0.latest.len(), kept);
        }
    }

    #[test]
    fn lists_of_a_page_are_counted_at_the_limit_and_one_past_it() {
        let list = |n: usize| {
            format!("<div><h3>Terkini</h3><ul><li><a href=/b/{n}/judul>Judul Berita Nomor {n}</a></ul></div>")
        };
        for (count, kept) in [(MAX_LISTS, MAX_LISTS), (MAX_LISTS + 1, MAX_LISTS)] {
            let page = (0..count).map(list).collect::<Vec<_>>().concat();
            assert_eq!(taken(&format!("<article>{PROSE}</article>{page}")).0.latest.len(), kept, "{count}");
        }
    }
}
