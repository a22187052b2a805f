//! An article's body as blocks, and blocks as lines of a width. Pure: no store, no screen, no colours.
//!
//! HTML is read by html5ever's tokenizer into a flat list of blocks; nothing in here recurses, and every step is
//! linear in the size of its input, whatever its shape. All words pass [`CleanText`] after their entities are decoded.
//! Ingestion makes documents for their text, the reader's pane for [`lay_out`].

mod address;
mod bidi;
mod block;
mod build;
mod element;
mod emphasis;
mod grid;
pub(crate) mod html;
mod hyphens;
mod inline;
mod layout;
mod line;
mod links;
mod markdown;
mod marks;
pub(crate) mod markup;
mod measure;
mod notes;
mod player;
mod scripts;
mod stack;
mod table;
mod wrap;

use url::Url;

pub use address::{Address, MAX_ADDRESS, Warning, address, file_address, web_address};
pub use bidi::{begins_rtl, in_visual_order};
pub use block::{Block, Kind, Level, LevelKind, Marker, Numerals, Style, Table, Words};
pub use emphasis::Emphasis;
pub use html::escape_html;
pub use layout::lay_out;
pub use line::{Line, Segment, line_at};
pub use markdown::escape_markdown;
pub use measure::width;

use crate::model::Link;
use crate::text::CleanText;
use build::Builder;
use notes::Notes;

/// Bytes of words that a document holds; a longer one is cut and ends in `…`. A long novel has about as many.
pub const MAX_TEXT: usize = 2 << 20;

/// Blocks that a document holds; one with more is cut and ends in `…`.
pub const MAX_BLOCKS: usize = 20_000;

/// Links that a document holds; the words of further ones stay words.
pub const MAX_LINKS: usize = 4_096;

/// Quotations and lists around a block that are shown; the words of deeper ones stand at this depth.
pub const MAX_LEVELS: usize = 32;

/// Columns of a table; one with more is shown as the paragraphs of its cells.
pub const MAX_COLUMNS: usize = 32;

/// The largest number of a list item.
pub const MAX_NUMBER: u32 = 9_999_999;

/// What stands between the parts of a caption.
const CAPTION_PARTS: &str = " · ";

/// A rule in a document's text.
const RULE: &str = "* * *";

/// An article's body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    blocks: Vec<Block>,
    links: Vec<Link>,
}

impl Document {
    /// Reads HTML, a page's or a fragment's. Links are resolved against `base`; without one only whole addresses are
    /// links. Markup that is wrong is read for its words; this cannot fail.
    #[must_use]
    pub fn from_html(html: &str, base: Option<&Url>) -> Self {
        let mut builder = Builder::new(base, Notes::find(html));
        markup::read(html, &mut builder);
        Self::built(builder)
    }

    /// Reads plain text: paragraphs stand apart by blank lines, a single line end is a blank.
    #[must_use]
    pub fn from_text(text: &CleanText) -> Self {
        let mut builder = Builder::new(None, Notes::default());
        for line in text.split('\n') {
            if line.trim().is_empty() {
                builder.end_paragraph();
            } else {
                markup::Take::words(&mut builder, line);
                markup::Take::words(&mut builder, " ");
            }
        }
        Self::built(builder)
    }

    fn built(builder: Builder<'_>) -> Self {
        let (mut blocks, links) = builder.finish();
        let mut at = 0;
        for index in 0..blocks.len() {
            at += separator(index.checked_sub(1).map(|before| &blocks[before]), &blocks[index]).len();
            at += markers(&blocks[index]).map(|marker| marker.len()).sum::<usize>();
            blocks[index].start = at;
            at += blocks[index].words.text().len();
        }
        Self { blocks, links }
    }

    /// The words alone: blocks apart by one blank line, list items one a line with their markers, the cells of a row
    /// joined by ` | `. Positions count the bytes of this text.
    #[must_use]
    pub fn text(&self) -> CleanText {
        let mut text = String::with_capacity(self.blocks.last().map_or(0, |last| last.start + last.words.text().len()));
        for (index, block) in self.blocks.iter().enumerate() {
            text.push_str(separator(index.checked_sub(1).map(|before| &self.blocks[before]), block));
            text.extend(markers(block));
            text.push_str(block.words.text());
        }
        CleanText::as_it_is(text).unwrap_or_else(|text| CleanText::lines(&text))
    }

    /// The document as clean HTML: every word escaped, no attributes but `href`, `start`, `type`, `value`, `dir`, and
    /// the `id` of a footnote.
    #[must_use]
    pub fn to_html(&self) -> String {
        html::write(self)
    }

    /// The document as Markdown, with its links in the line and its footnotes at the end.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        markdown::write(self)
    }

    /// Its blocks, in order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Its links, in the order of their words; each http or https.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Its players of sound and moving pictures, in order: the words that stand for each (`[video: youtube.com]`), and its
    /// address.
    pub fn players(&self) -> impl Iterator<Item = &Link> {
        let players = self.blocks.iter().filter(|block| block.kind == Kind::Embed && player::plays(block.words.text()));
        players.filter_map(|block| {
            let (_, style) = block.words.styled(0..block.words.text().len()).next()?;
            self.links.get(style.link?)
        })
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

/// What stands between two blocks in a document's text.
fn separator(before: Option<&Block>, block: &Block) -> &'static str {
    match before {
        None => "",
        Some(before) if is_tight(before, block) => "\n",
        Some(_) => "\n\n",
    }
}

/// The markers of the items that begin with a block.
fn markers(block: &Block) -> impl Iterator<Item = String> {
    let begun = block.levels.iter().filter(|level| level.first);
    begun.filter_map(|level| match level.kind {
        LevelKind::Item(marker) if marker != Marker::Indent => Some(marker.text()),
        _ => None,
    })
}

/// Whether no blank line stands between two blocks: items of one list, or an item and the list within it.
fn is_tight(before: &Block, block: &Block) -> bool {
    let Some(begun) = block.levels.iter().position(|level| level.first && level.is_item()) else { return false };
    let around = block.levels[..begun].iter().all(|level| !level.first);
    let is_note = |level: &Level| matches!(level.kind, LevelKind::Item(Marker::Note(_)));
    // Footnotes are a list of their own, wherever they come from.
    let of_one_list = |level: &Level| level.is_item() && is_note(level) == is_note(&block.levels[begun]);
    let goes_on = before.levels.get(begun).is_some_and(of_one_list);
    let within = before.levels.len() == begun && begun > 0 && block.levels[begun - 1].is_item();
    let one_block = before.levels.last().is_some_and(|level| level.first && level.is_item());
    around && one_block && (goes_on || within)
}

#[cfg(test)]
mod tests;
