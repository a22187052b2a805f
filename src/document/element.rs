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
    Link,
    /// Words in quotation marks within a paragraph.
    Quotation,
    Break,
    Rule,
    Picture,
    /// A player or a page of its own within the page.
    Player,
    /// Another address of a player's or picture's content.
    Source,
}

impl Element {
    /// How many there are; `element as usize` is below it.
    pub(super) const COUNT: usize = Self::Source as usize + 1;

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
            "a" => Self::Link,
            "q" => Self::Quotation,
            "br" => Self::Break,
            "hr" => Self::Rule,
            "img" => Self::Picture,
            "iframe" | "video" | "audio" | "embed" => Self::Player,
            "source" => Self::Source,
            _ => return None,
        })
    }

    /// Whether it stands within a line of words.
    pub(super) fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Strong
                | Self::Em
                | Self::Code
                | Self::Strike
                | Self::Link
                | Self::Quotation
                | Self::Break
                | Self::Picture
                | Self::Source
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
