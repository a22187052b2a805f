//! A page's markup held to what can be built into a tree safely and is worth it: the depth gate before the tree
//! builder, which takes time that grows with the square of the depth, and before everything that walks the tree.
//!
//! One pass of the document room's tokenizer, no recursion. Scripts, styles, drawings and forms go, what is hidden
//! goes, elements past [`MAX_DEPTH`] lose their tags and keep their words, and past [`MAX_ELEMENTS`] or [`MAX_TEXT`]
//! the page is over. Scripts of JSON-LD are kept apart. Called by [`read`](super::read).

use std::ops::Range;

use crate::document::html::escape;
use crate::document::markup::{self, Attributes, Take};

/// Elements that stand within each other; what is deeper stands at this depth. Real pages have about 40.
pub(super) const MAX_DEPTH: usize = 96;

/// Elements of one page; a long page of news has 6,000.
pub(super) const MAX_ELEMENTS: usize = 30_000;

/// Bytes of the words of one page.
pub(super) const MAX_TEXT: usize = 4 << 20;

/// Elements of style (`<b>`, `<a>`) open at once: the tree builder opens them again in every paragraph that follows.
pub(super) const MAX_STYLES: usize = 8;

/// Bytes of an attribute's value; a longer one is left out.
pub(super) const MAX_VALUE: usize = 4_096;

/// Scripts of JSON-LD read of one page.
pub(super) const MAX_SCRIPTS: usize = 32;

/// Bytes of one such script; a longer one is left out.
pub(super) const MAX_SCRIPT: usize = 1 << 20;

/// A page, tamed.
#[derive(Debug, Default)]
pub(super) struct Tame {
    /// The markup that is left.
    pub(super) html: String,
    /// The JSON-LD of the page.
    pub(super) scripts: Vec<String>,
    /// Whether the page was cut.
    pub(super) cut: bool,
    /// Whether it hides something.
    pub(super) hides: bool,
}

/// Elements that keep the words of what is too deep apart, and how much deeper than the rest they may stand.
const PARAGRAPHS: [&str; 8] = ["p", "br", "h1", "h2", "h3", "h4", "li", "hr"];
const PARAGRAPH_DEPTH: usize = 8;

/// Attributes that something here reads.
const ATTRIBUTES: [&str; 34] = [
    "alt",
    "class",
    "content",
    "data-original",
    "data-src",
    "datetime",
    "dir",
    "height",
    "href",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "name",
    "property",
    "rel",
    "reversed",
    "role",
    "rowspan",
    "colspan",
    "src",
    "start",
    "title",
    "type",
    "value",
    "width",
    "data-lazy-src",
    "charset",
    "cite",
    "aria-label",
    "pubdate",
    "data-component",
    "data-testid",
    "data-qa-id",
];

/// Elements without content.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements that the tree builder opens again where a block ends too early.
const STYLES: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements of which neither tag nor words are kept. What the tokenizer steps over whole is not named here.
const DROPPED: [&str; 9] =
    ["button", "datalist", "input", "label", "option", "optgroup", "select", "textarea", "dialog"];

/// Elements that end one of their own kind before them, and what keeps the two apart.
const SIBLINGS: [(&str, &[&str], &[&str]); 8] = [
    ("p", &["p"], &[]),
    ("li", &["li"], &["ul", "ol", "menu"]),
    ("tr", &["tr", "td", "th"], &["table"]),
    ("td", &["td", "th"], &["tr", "table"]),
    ("th", &["td", "th"], &["tr", "table"]),
    ("dt", &["dt", "dd"], &["dl"]),
    ("dd", &["dt", "dd"], &["dl"]),
    ("a", &["a"], &["table"]),
];

/// How far up an element looks for the one it ends.
const REACH: usize = 8;

/// Tames a page; `hidden` keeps what the page hides.
pub(super) fn tame(html: &str, hidden: bool) -> Tame {
    let mut tamer = Tamer { shows_hidden: hidden, ..Tamer::default() };
    markup::read(html, &mut tamer);
    tamer.tame
}

#[derive(Default)]
struct Tamer {
    tame: Tame,
    shows_hidden: bool,
    open: Vec<Open>,
    /// Of the open elements, those that are hidden.
    hidden: usize,
    /// Of the open elements, those that were written.
    depth: usize,
    /// Of those, the ones of style.
    styles: usize,
    /// Whether the page had a title.
    titled: bool,
    elements: usize,
    text: usize,
    /// What becomes of the content that the tokenizer steps over next.
    next: Skipped,
}

/// Content that the tokenizer steps over.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Skipped {
    #[default]
    Dropped,
    Title,
    JsonLd,
}

struct Open {
    name: Box<str>,
    /// Where its tag stands in what is written; none where it is not.
    written: Option<Range<usize>>,
    hidden: bool,
}

impl Tamer {
    fn close_to(&mut self, length: usize) {
        while self.open.len() > length {
            let Some(open) = self.open.pop() else { return };
            self.hidden -= usize::from(open.hidden);
            if let Some(tag) = open.written {
                self.depth -= 1;
                let is_style = STYLES.contains(&&*open.name);
                self.styles -= usize::from(is_style);
                // A style of nothing is not there and does not count, nor is an empty paragraph behind another.
                let follows = || &*open.name == "p" && self.tame.html[..tag.start].ends_with("</p>");
                if tag.end == self.tame.html.len() && (is_style || follows()) {
                    self.tame.html.truncate(tag.start);
                    self.elements -= 1;
                    continue;
                }
                self.tame.html.push_str("</");
                self.tame.html.push_str(&open.name);
                self.tame.html.push('>');
            }
        }
    }

    /// Ends the element before this one that it would otherwise stand in.
    fn end_sibling(&mut self, name: &str) {
        let Some((_, ended, apart)) = SIBLINGS.iter().find(|(sibling, ..)| *sibling == name) else { return };
        let floor = self.open.len().saturating_sub(REACH);
        for at in (floor..self.open.len()).rev() {
            let open = &*self.open[at].name;
            if apart.contains(&open) {
                return;
            }
            if ended.contains(&open) {
                // A paragraph ends only where nothing but style stands between the two.
                let bare = name != "p" || self.open[at + 1..].iter().all(|open| STYLES.contains(&&*open.name));
                if bare {
                    self.close_to(at);
                }
                if name != "tr" || !bare {
                    return;
                }
            }
        }
    }

    fn write_tag(&mut self, name: &str, attributes: Attributes<'_>) {
        let html = &mut self.tame.html;
        html.push('<');
        html.push_str(name);
        for known in ATTRIBUTES {
            let Some(value) = attributes.get(known).filter(|value| value.len() <= MAX_VALUE) else { continue };
            html.push(' ');
            html.push_str(known);
            html.push_str("=\"");
            escape(html, value);
            html.push('"');
        }
        html.push('>');
    }
}

impl Take for Tamer {
    fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        let kind = attributes.get("type").unwrap_or_default().trim().to_ascii_lowercase();
        self.next = match name {
            "title" => Skipped::Title,
            "script" if kind.starts_with("application/ld+json") => Skipped::JsonLd,
            _ => Skipped::Dropped,
        };
        if matches!(name, "script" | "style" | "title" | "noscript" | "template" | "svg" | "math" | "canvas") {
            return;
        }
        self.end_sibling(name);
        let is_void = VOID.contains(&name);
        let unseen = is_hidden(name, attributes);
        self.tame.hides |= unseen;
        let hidden = DROPPED.contains(&name) || unseen && !self.shows_hidden;
        let is_style = STYLES.contains(&name);
        let deepest = if PARAGRAPHS.contains(&name) { MAX_DEPTH + PARAGRAPH_DEPTH } else { MAX_DEPTH };
        let is_kept = self.hidden == 0 && !hidden && self.depth < deepest && !(is_style && self.styles >= MAX_STYLES);
        let start = self.tame.html.len();
        if is_kept {
            self.elements += 1;
            if self.elements > MAX_ELEMENTS {
                self.tame.cut = true;
                return;
            }
            self.write_tag(name, attributes);
        }
        // A tag that is not kept on the stack is written and never closed again: the tree builder does that.
        if !is_void && self.open.len() < MAX_DEPTH * 4 {
            self.hidden += usize::from(hidden);
            self.depth += usize::from(is_kept);
            self.styles += usize::from(is_kept && is_style);
            let written = is_kept.then_some(start..self.tame.html.len());
            self.open.push(Open { name: name.into(), written, hidden });
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|open| &*open.name == name) {
            // An end tag of style reaches over no block; a stray one of a block is a mistake within this one.
            if STYLES.contains(&name) && self.open[at + 1..].iter().any(|open| !STYLES.contains(&&*open.name)) {
                return;
            }
            self.close_to(at);
        } else if matches!(name, "p" | "br") {
            self.tame.html.push_str("<br>");
        }
    }

    fn words(&mut self, words: &str) {
        if self.hidden > 0 {
            return;
        }
        self.text += words.len();
        if self.text > MAX_TEXT {
            self.tame.cut = true;
            return;
        }
        escape(&mut self.tame.html, words);
    }

    fn skipped(&mut self, source: &str) {
        match self.next {
            Skipped::JsonLd if self.tame.scripts.len() < MAX_SCRIPTS && source.len() <= MAX_SCRIPT => {
                self.tame.scripts.push(source.to_owned());
            }
            Skipped::Title if source.len() <= MAX_VALUE && !self.titled => {
                self.titled = true;
                self.tame.html.push_str("<title>");
                self.tame.html.push_str(&source.replace('<', "&lt;"));
                self.tame.html.push_str("</title>");
            }
            _ => {}
        }
        self.next = Skipped::Dropped;
    }

    fn is_full(&self) -> bool {
        self.tame.cut
    }
}

/// Whether a browser would not show the element.
fn is_hidden(name: &str, attributes: Attributes<'_>) -> bool {
    if matches!(name, "html" | "body" | "meta" | "link" | "base" | "head") {
        return false;
    }
    let style = attributes.get("style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).take(MAX_VALUE).collect::<String>();
    let style = style.to_ascii_lowercase();
    attributes.get("hidden").is_some() || style.contains("display:none") || style.contains("visibility:hidden")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(html: &str, expected: &str) {
        assert_eq!(tame(html, false).html, expected, "{html}");
    }

    #[test]
    fn scripts_forms_and_what_is_hidden_go() {
        is("<p onclick=x class=a>b<script>c</script><style>d</style>", "<p class=\"a\">b");
        is("<div style='Display: NONE'>a<p>b</div>c<span hidden>d</span>e", "ce");
        is("<label>a<input value=b></label><select><option>c</select>d", "d");
        is("<title>a &amp; b</title><p>&lt;x>", "<title>a &amp; b</title><p>&lt;x&gt;");
        assert_eq!(tame("<div style='display:none'>a</div>", true).html, "<div>a</div>");
    }

    #[test]
    fn what_holds_nothing_is_not_there() {
        is("a<p class=a></p>b<p>c</p><p><p><b><i></i></b></p>d", "a<p class=\"a\"></p>b<p>c</p>d");
        is("<table><td><i></i></td></table><p><img></p>", "<table><td></td></table><p><img></p>");
        let empty = tame(&"<p>".repeat(MAX_ELEMENTS * 2), false);
        assert!(!empty.cut && empty.html == "<p></p><p>");
    }

    #[test]
    fn json_ld_is_kept_apart() {
        let tame = tame("<script type='application/ld+json'>{\"a\": \"</b>\"}</script><script>x</script>y", false);
        assert_eq!((tame.scripts, tame.html.as_str()), (vec!["{\"a\": \"</b>\"}".to_owned()], "y"));
    }

    #[test]
    fn depth_is_held_at_the_limit_and_one_past_it() {
        let depth = |count: usize| tame(&"<div>".repeat(count), false).html.matches("<div>").count();
        assert_eq!((depth(MAX_DEPTH), depth(MAX_DEPTH + 1)), (MAX_DEPTH, MAX_DEPTH));
        let styles = |count: usize| tame(&"<b>".repeat(count), false).html.matches("<b>").count();
        assert_eq!((styles(MAX_STYLES), styles(MAX_STYLES + 1)), (MAX_STYLES, MAX_STYLES));
        is("<ul><li>a<li>b</ul><p>c<p>d", "<ul><li>a</li><li>b</li></ul><p>c</p><p>d");
        is(
            "<table><tr><td>a<td>b<tr><td>c</table>d",
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>d",
        );
    }

    #[test]
    fn elements_are_counted_at_the_limit_and_one_past_it() {
        let read = |count: usize| tame(&"<br>".repeat(count), false);
        let at = read(MAX_ELEMENTS);
        assert!(!at.cut && at.html.len() == MAX_ELEMENTS * 4);
        let past = read(MAX_ELEMENTS + 1);
        assert!(past.cut && past.html.len() == MAX_ELEMENTS * 4);
    }

    #[test]
    fn words_values_and_scripts_are_measured_at_the_limit_and_one_past_it() {
        let words = |count: usize| tame(&"x".repeat(count), false);
        assert!(!words(MAX_TEXT).cut && words(MAX_TEXT + 1).cut);
        let value = |length: usize| tame(&format!("<p id={}>", "x".repeat(length)), false).html.len() > 3;
        assert!(value(MAX_VALUE) && !value(MAX_VALUE + 1));
        let script = |length: usize| format!("<script type=application/ld+json>{}</script>", "x".repeat(length));
        assert_eq!(tame(&script(MAX_SCRIPT), false).scripts.len(), 1);
        assert_eq!(tame(&script(MAX_SCRIPT + 1), false).scripts.len(), 0);
        assert_eq!(tame(&script(1).repeat(MAX_SCRIPTS + 1), false).scripts.len(), MAX_SCRIPTS);
    }
}
