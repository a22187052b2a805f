//! What the elements of HTML mean to a reader of words, by name. A table; the builder acts on it.

/// An element, as far as it matters here. Every other one is transparent: only its words are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    Paragraph,
    /// Anything that only begins on a new line.
    Division,
    Heading,
    List,
    Item,
    Quote,
    Preformatted,
    Table,
    Row,
    Cell,
    Figure,
    Caption,
    Strong,
    Em,
    Code,
    Strike,
    /// Above the line, below it.
    Superscript,
    Subscript,
    /// The reading of words that are written in signs.
    Ruby,
    RubyText,
    Abbreviation,
    Link,
    /// Words in quotation marks within a paragraph.
    Quotation,
    Break,
    Rule,
    Picture,
    /// A drawing, by its title.
    Drawing,
    Formula,
    /// A player or a page of its own within the page.
    Player,
    /// Another address of a player's or picture's content.
    Source,
    /// The address that the page's links start from.
    Base,
    /// Any other one, where its end matters: it has marks, or stands in one that has.
    Other,
}

/// Elements without content, of those that mean nothing here.
const EMPTY: [&str; 9] = ["area", "basefont", "bgsound", "col", "input", "link", "meta", "track", "wbr"];

impl Element {
    /// How many there are; `element as usize` is below it.
    pub(super) const COUNT: usize = Self::Other as usize + 1;

    /// The element of a name in small letters.
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "p" => Self::Paragraph,
            "address" | "article" | "aside" | "body" | "caption" | "center" | "details" | "dialog" | "div"
            | "fieldset" | "footer" | "form" | "header" | "hgroup" | "html" | "legend" | "main" | "nav" | "search"
            | "section" | "summary" | "tbody" | "tfoot" | "thead" => Self::Division,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading,
            "ul" | "ol" | "menu" | "dir" | "dl" => Self::List,
            "li" | "dd" | "dt" => Self::Item,
            "blockquote" => Self::Quote,
            "pre" | "listing" | "xmp" => Self::Preformatted,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "figure" => Self::Figure,
            "figcaption" => Self::Caption,
            "b" | "strong" => Self::Strong,
            "i" | "em" | "cite" | "dfn" => Self::Em,
            "code" | "kbd" | "samp" | "tt" => Self::Code,
            "s" | "strike" | "del" => Self::Strike,
            "sup" => Self::Superscript,
            "sub" => Self::Subscript,
            "ruby" => Self::Ruby,
            "rt" => Self::RubyText,
            "abbr" | "acronym" => Self::Abbreviation,
            "a" => Self::Link,
            "q" => Self::Quotation,
            "br" => Self::Break,
            "hr" => Self::Rule,
            "img" => Self::Picture,
            "svg" => Self::Drawing,
            "math" => Self::Formula,
            "iframe" | "video" | "audio" | "embed" | "object" => Self::Player,
            "source" => Self::Source,
            "base" => Self::Base,
            _ => return None,
        })
    }

    /// Whether an element of a name that means nothing here has content.
    pub(super) fn has_content(name: &str) -> bool {
        !EMPTY.contains(&name)
    }

    /// Whether it has no content of its own to take part in.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Self::Break | Self::Rule | Self::Picture | Self::Source | Self::Base)
    }

    /// Whether it stands within a line of words.
    pub(super) fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Strong
                | Self::Em
                | Self::Code
                | Self::Strike
                | Self::Superscript
                | Self::Subscript
                | Self::Ruby
                | Self::RubyText
                | Self::Abbreviation
                | Self::Link
                | Self::Quotation
                | Self::Break
                | Self::Picture
                | Self::Other
        )
    }

    /// Whether the words in it become another kind of block than a paragraph.
    pub(super) fn shapes_words(self) -> bool {
        matches!(self, Self::Heading | Self::Preformatted | Self::Caption)
    }

    /// Whether its end tag reaches no further out than the nearest `wall`.
    pub(super) fn is_held_by(self, wall: Self) -> bool {
        match wall {
            Self::Table => true,
            Self::Cell => !matches!(self, Self::Table | Self::Row),
            Self::Caption => !matches!(self, Self::Table | Self::Row | Self::Cell | Self::Figure),
            Self::List => self == Self::Item,
            Self::Item | Self::Quote => self == Self::Paragraph,
            _ => false,
        }
    }
}
