//! A piece of XML that breaks the rules, written anew so that it keeps them: every tag closed and in order, values
//! quoted, a `<` that begins nothing escaped. Knows of feeds only which elements stand beside each other, never within.
//!
//! One pass over the piece, with a stack of at most [`DEPTH`] names; `Tree` is then made of what comes out.

use super::xml::{ATTRIBUTES, DEPTH, local_of};

/// HTML's elements without content, which stand unclosed in titles and descriptions. Not `link`: that is RSS's.
const VOID: [&str; 9] = ["area", "br", "col", "embed", "hr", "img", "input", "source", "wbr"];

/// Elements of an item that never stand within one another: where one begins, the one before has ended.
const FIELDS: [&str; 15] = [
    "title",
    "link",
    "guid",
    "id",
    "description",
    "pubdate",
    "category",
    "comments",
    "enclosure",
    "creator",
    "date",
    "subject",
    "encoded",
    "published",
    "updated",
];

/// `raw` as XML; none where its elements are nested deeper than is read.
pub(super) fn mended(raw: &str) -> Option<String> {
    let out = String::with_capacity(raw.len() + raw.len() / 8);
    let mut mending = Mending { raw, out, open: Vec::new(), endless: Vec::new() };
    let mut at = 0;
    while let Some(found) = raw[at..].find('<') {
        let tag = at + found;
        mending.out.push_str(&raw[at..tag]);
        at = mending.markup(tag)?;
    }
    mending.out.push_str(&raw[at..]);
    mending.close_down_to(0);
    Some(mending.out)
}

struct Mending<'r> {
    raw: &'r str,
    out: String,
    /// The names of the open elements.
    open: Vec<&'r str>,
    /// Ends of which none is left: no need to look for one again.
    endless: Vec<&'static str>,
}

impl Mending<'_> {
    /// Takes what begins with the `<` at byte `tag`; gives where it ends, none where it is too deep.
    fn markup(&mut self, tag: usize) -> Option<usize> {
        let rest = &self.raw[tag..];
        if let Some(text) = rest.strip_prefix("<![CDATA[") {
            let (length, past) = self.until(text, "]]>");
            self.out.extend(["<![CDATA[", &text[..length], "]]>"]);
            return Some(tag + "<![CDATA[".len() + past);
        }
        for (begin, end) in [("<!--", "-->"), ("<?", "?>"), ("<!", ">")] {
            if let Some(passed) = rest.strip_prefix(begin) {
                return Some(tag + begin.len() + self.until(passed, end).1);
            }
        }
        if let Some(name) = rest.strip_prefix("</") {
            let end = name.find(['>', '<']).unwrap_or(name.len());
            self.close(name[..end].trim());
            return Some(tag + 2 + end + usize::from(name[end..].starts_with('>')));
        }
        if !rest[1..].starts_with(|c: char| c.is_alphabetic() || c == '_') {
            self.out.push_str("&lt;");
            return Some(tag + 1);
        }
        self.start(tag)
    }

    /// Bytes of `text` before `end`, and bytes up to behind it. Where it is missing, the open element's end tag ends it.
    fn until(&mut self, text: &str, end: &'static str) -> (usize, usize) {
        if !self.endless.contains(&end) {
            if let Some(at) = text.find(end) {
                return (at, at + end.len());
            }
            self.endless.push(end);
        }
        let closing = self.open.last().map(|name| format!("</{name}"));
        let at = closing.and_then(|closing| text.find(&closing)).unwrap_or(text.len());
        (at, at)
    }

    /// Takes a start tag. One that another tag interrupts ends there.
    fn start(&mut self, tag: usize) -> Option<usize> {
        let name_end = tag + 1 + self.raw[tag + 1..].find(ends_name).unwrap_or(self.raw.len() - tag - 1);
        let name = &self.raw[tag + 1..name_end];
        if let [_, field] = self.open[..]
            && is_field(field)
            && is_field(name)
        {
            self.close_down_to(1);
        }
        self.out.extend(["<", name]);
        let mut attributes = Attributes { raw: self.raw, at: name_end };
        let mut seen: Vec<&str> = Vec::new();
        while let Some((key, value)) = attributes.next() {
            if seen.len() < ATTRIBUTES && !seen.contains(&key) {
                seen.push(key);
                self.out.extend([" ", key, "=\"", &value.replace('"', "&quot;").replace('<', "&lt;"), "\""]);
            }
        }
        let at = attributes.at;
        let closed = self.raw[name_end..at].ends_with('/');
        if closed || VOID.iter().any(|void| name.eq_ignore_ascii_case(void)) {
            self.out.push_str("/>");
        } else {
            self.out.push('>');
            self.open.push(name);
            if self.open.len() > DEPTH {
                return None;
            }
        }
        Some(at + usize::from(self.raw[at..].starts_with('>')))
    }

    /// Takes an end tag: it closes what is open up to its element. One that has none closes the field around it if it
    /// looks like its misspelt end, else nothing.
    fn close(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|open| *open == name) {
            return self.close_down_to(at);
        }
        if let [_, field] = self.open[..]
            && looks_like(local_of(name), local_of(field))
        {
            self.close_down_to(1);
        }
    }

    fn close_down_to(&mut self, kept: usize) {
        for name in self.open.drain(kept.min(self.open.len())..).rev() {
            self.out.extend(["</", name, ">"]);
        }
    }
}

/// The attributes of a start tag, from behind its name on. When there are no more, `at` is where the tag ends: at its
/// `>`, at a `<` that interrupts it, or at the end of the piece.
struct Attributes<'r> {
    raw: &'r str,
    at: usize,
}

impl<'r> Attributes<'r> {
    fn next(&mut self) -> Option<(&'r str, &'r str)> {
        loop {
            let rest = &self.raw[self.at..];
            let start = rest.find(|c: char| !(c.is_whitespace() || matches!(c, '/' | '"' | '\'' | '=')))?;
            self.at += start;
            let rest = &rest[start..];
            let length = rest.find(|c: char| ends_name(c) || matches!(c, '=' | '"' | '\'')).unwrap_or(rest.len());
            if length == 0 {
                return None;
            }
            let key = &rest[..length];
            self.at += length;
            let value = self.value().unwrap_or_default();
            let named = |c: char| c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '.');
            if key.chars().all(named) && key.starts_with(|c: char| c.is_alphabetic() || c == '_') {
                return Some((key, value));
            }
        }
    }

    fn value(&mut self) -> Option<&'r str> {
        let rest = &self.raw[self.at..];
        let value = rest.trim_start().strip_prefix('=')?.trim_start();
        self.at += rest.len() - value.len();
        let quoted = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        // A value that no quotation mark ends before the next tag is over at the first blank.
        let closed =
            quoted.and_then(|quote| value[1..].find([quote, '<']).filter(|at| value[1 + at..].starts_with(quote)));
        let (from, to, past) = match (quoted, closed) {
            (Some(_), Some(length)) => (1, 1 + length, 2 + length),
            (quoted, _) => {
                let from = usize::from(quoted.is_some());
                let to = from
                    + value[from..]
                        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '<'))
                        .unwrap_or(value.len() - from);
                (from, to, to)
            }
        };
        self.at += past;
        Some(&value[from..to])
    }
}

fn ends_name(c: char) -> bool {
    c.is_whitespace() || matches!(c, '>' | '/' | '<')
}

fn is_field(name: &str) -> bool {
    FIELDS.iter().any(|field| local_of(name).eq_ignore_ascii_case(field))
}

/// Whether `name` is `field` misspelt: with the same beginning and of about its length.
fn looks_like(name: &str, field: &str) -> bool {
    let first = |name: &str| name.chars().next().map(|c| c.to_ascii_lowercase());
    name.len().abs_diff(field.len()) <= 2 && name.len() > 1 && first(name) == first(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn becomes(raw: &str, mended: &str) {
        assert_eq!(super::mended(raw).as_deref(), Some(mended));
    }

    #[test]
    fn what_keeps_the_rules_stays_as_it_is() {
        for piece in ["<i><t a=\"b\">x &amp; y</t><![CDATA[<b>]]></i>", "", "only words"] {
            becomes(piece, piece);
        }
    }

    #[test]
    fn tags_are_closed_and_put_in_order() {
        becomes("<i><t>a<br>b<IMG src=x></t>", "<i><t>a<br/>b<IMG src=\"x\"/></t></i>");
        becomes("<i><t><b>x<i>y</b></i></t></i>", "<i><t><b>x<i>y</i></b></t></i>");
        becomes("<i></p></i></i>", "<i></i>");
        becomes("<i><title>a</titel><x>b</x></i>", "<i><title>a</title><x>b</x></i>");
        becomes("<i><title>a<link>b</link></i>", "<i><title>a</title><link>b</link></i>");
    }

    #[test]
    fn attributes_are_quoted_and_come_once() {
        becomes("<i a=1 b='x\"y' a=2 c d = \"z\">x</i>", "<i a=\"1\" b=\"x&quot;y\" c=\"\" d=\"z\">x</i>");
        becomes("<i a=\"1\"b='2' ,;=3 /></i>", "<i a=\"1\" b=\"2\"/>");
    }

    #[test]
    fn what_has_no_end_ends_with_the_element_around_it() {
        becomes("<i><d><![CDATA[x & y</d><t>z</t></i>", "<i><d><![CDATA[x & y]]></d><t>z</t></i>");
        becomes("<i><d>x<!-- y</d><t>z</t></i>", "<i><d>x</d><t>z</t></i>");
        becomes("<i><d a='x>y</d></i>", "<i><d a=\"x\">y</d></i>");
        becomes("<i><d", "<i><d></d></i>");
    }

    #[test]
    fn a_lone_angle_is_text() {
        becomes("<i>1 < 2 <3 <</i>", "<i>1 &lt; 2 &lt;3 &lt;</i>");
    }

    #[test]
    fn depth_is_counted_at_the_limit_and_one_past_it() {
        assert!(mended(&"<b>".repeat(DEPTH)).is_some());
        assert!(mended(&"<b>".repeat(DEPTH + 1)).is_none());
    }
}
