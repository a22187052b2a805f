//! What an item says, field by field, cleaned and bounded; what is odd about it becomes a remark.

#[cfg(test)]
mod tests;

use jiff::Timestamp;
use jiff::tz::Offset;
use url::Url;

use super::{Draft, Enclosure, Words, excerpt, limits, plain, some_line};
use crate::document::{Document, Kind, Style, file_address, web_address};
use crate::model::tag::{MAX_OWN_TAGS, TagFault, own_tag};
use crate::model::{Attachment, Body, FullText, NewArticle, Picture};
use crate::text::{CleanText, OffsetDateTime, dates};

/// The remarks on one item, and the readings that may add to them.
pub(super) struct Notices(pub(super) Vec<String>);

impl Notices {
    fn add(&mut self, notice: impl Into<String>) {
        self.0.push(notice.into());
    }

    /// At most [`limits::NOTICES`] clean lines.
    pub(super) fn clean(self) -> Vec<CleanText> {
        let more = self.0.len().saturating_sub(limits::NOTICES);
        let mut lines: Vec<CleanText> =
            self.0.iter().take(limits::NOTICES).map(|notice| limits::line(notice)).collect();
        if more > 0 {
            lines.push(CleanText::line(&format!("and {more} more remarks")));
        }
        lines
    }

    pub(super) fn address(&mut self, what: &str, raw: Option<&str>, base: Option<&Url>) -> Option<Url> {
        let raw = raw.filter(|raw| !raw.trim().is_empty())?;
        let address = web_address(raw, base);
        if address.is_none() {
            self.add(format!("its {what} is no http or https address: {}", excerpt(raw)));
        }
        address
    }

    pub(super) fn picture(
        &mut self,
        url: Option<&str>,
        caption: Option<Words>,
        credit: Option<String>,
        base: Option<&Url>,
    ) -> Option<Picture> {
        let caption = caption.map(|words| plain(&words).into_owned());
        let url = self.address("picture", url, base).map(String::from);
        let picture = Picture { url, caption: some_line(caption), credit: some_line(credit) };
        (picture != Picture::default()).then_some(picture)
    }

    /// The text of an article's page; none where that has no words.
    pub(super) fn full_text(&mut self, text: Draft, fetched: Timestamp, page: Option<&Url>) -> Option<FullText> {
        let body = self.body(text.html, text.text, text.own, page);
        let full_text = FullText {
            body,
            authors: self.distinct("authors", text.authors, limits::AUTHORS),
            initials: some_line(text.initials),
            dateline: some_line(text.dateline),
            attribution: some_line(text.attribution),
            picture: self.picture(text.picture.as_deref(), text.caption, text.credit, page),
            links: text.links,
            fetched,
        };
        (!full_text.body.text.is_empty()).then_some(full_text)
    }

    pub(super) fn date(&mut self, raw: &str) -> Option<OffsetDateTime> {
        if raw.trim().is_empty() {
            return None;
        }
        let reading = match dates::read(raw, Offset::UTC) {
            Ok(reading) => reading,
            Err(why) => {
                self.add(format!("its date {why}: {}", excerpt(raw)));
                return None;
            }
        };
        for warning in reading.warnings.into_iter().flatten() {
            self.add(format!("its date is odd: {warning}"));
        }
        Some(reading.date)
    }

    pub(super) fn distinct<I>(&mut self, what: &str, raw: I, limit: usize) -> Vec<CleanText>
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let (kept, more) = limits::distinct(raw, limit);
        if more {
            self.add(format!("it has more than {limit} {what}; the rest was left out"));
        }
        kept
    }

    /// The reader's own tags, without doubles; what may be none is left out.
    pub(super) fn own_tags(&mut self, raw: &[String]) -> Vec<CleanText> {
        let mut tags = Vec::new();
        for raw in raw {
            match own_tag(raw) {
                Ok(tag) => tags.push(tag),
                Err(TagFault::Empty) => {}
                Err(TagFault::Long | TagFault::Comma) => {
                    self.add(format!("a tag of the reader's is too long or has a comma: {}", excerpt(raw)));
                }
            }
        }
        self.distinct("tags of the reader's", tags, MAX_OWN_TAGS)
    }

    /// The addresses of the feeds that carried it, without doubles; files among them where Warta wrote it. None of them is
    /// fetched for being named: the reader subscribes.
    pub(super) fn feeds(&mut self, raw: &[String], own: bool) -> Vec<String> {
        let mut feeds: Vec<String> = Vec::new();
        let address = |raw: &String| web_address(raw, None).or_else(|| file_address(raw).filter(|_| own));
        for url in raw.iter().filter_map(address).map(String::from) {
            if feeds.contains(&url) {
                continue;
            }
            if feeds.len() == NewArticle::FEEDS {
                self.add(format!("it names more than {} feeds; the rest was left out", NewArticle::FEEDS));
                break;
            }
            feeds.push(url);
        }
        feeds
    }

    /// The body: the text that was given, else that of the markup; the markup where it says more than the text.
    ///
    /// Where Warta wrote both, markup is more unless it is what [`to_json`](super::to_json) makes of a mere text.
    pub(super) fn body(&mut self, html: Option<String>, text: Option<String>, own: bool, base: Option<&Url>) -> Body {
        let html = html.filter(|html| !html.trim().is_empty()).map(|html| self.cut_body(without_controls(html)));
        let text = text.map(|text| self.cut_body(CleanText::lines(&text).trim_matches('\n').to_owned()));
        let text = text.and_then(|text| CleanText::lines(&text).non_empty());
        let Some(html) = html else {
            return Body { html: None, text: text.unwrap_or_default() };
        };
        if let Some(text) = &text {
            let made = Document::from_text(text).to_html() == html;
            if made || own {
                return Body { html: Some(html).filter(|_| !made), text: text.clone() };
            }
        }
        let document = Document::from_html(&html, base);
        let (text, more) = match text {
            Some(text) => {
                let more = document != Document::from_text(&text);
                (text, more)
            }
            None => (document.text(), !is_only_words(&document)),
        };
        Body { html: more.then_some(html), text }
    }

    fn cut_body(&mut self, mut body: String) -> String {
        let (kept, cut) = limits::body(&body);
        if cut {
            let kept = kept.len();
            body.truncate(kept);
            self.add(format!("its body is longer than {} MiB and was cut", limits::BODY >> 20));
        }
        body
    }

    pub(super) fn attachments(&mut self, raw: Vec<Enclosure>, base: Option<&Url>) -> Vec<Attachment> {
        let mut kept: Vec<Attachment> = Vec::new();
        for file in raw {
            let Some(url) = self.address("attachment", Some(&file.url), base).map(String::from) else { continue };
            if kept.iter().any(|known| known.url == url) {
                continue;
            }
            if kept.len() == limits::ATTACHMENTS {
                self.add(format!("it has more than {} attachments; the rest was left out", limits::ATTACHMENTS));
                break;
            }
            let mime_type = limits::line(&file.mime_type);
            kept.push(Attachment { url, mime_type, size: file.size, duration: file.duration });
        }
        kept
    }
}

/// Whether a document is what its own text says: paragraphs of plain words. To make another of the text and compare
/// them says the same and takes as long as to read the markup.
fn is_only_words(document: &Document) -> bool {
    document.links().is_empty()
        && document.blocks().iter().all(|block| {
            let words = block.words.text();
            block.kind == Kind::Paragraph
                && block.levels.is_empty()
                && !words.contains('\n')
                && block.words.styled(0..words.len()).all(|(_, style)| style == Style::default())
        })
}

/// Markup without control characters: none means anything in HTML, and markup goes out again as JSON, to a terminal
/// perhaps.
fn without_controls(mut html: String) -> String {
    let control = |before: u8, byte: u8| {
        u8::from(byte < 0x20 && byte != b'\n' && byte != b'\t')
            | u8::from(byte == 0x7f)
            | u8::from(before == 0xc2 && byte < 0xa0)
    };
    let bytes = html.as_bytes();
    let first = bytes.first().map_or(0, |first| control(0, *first));
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    if pairs.fold(first, |any, (before, byte)| any | control(*before, *byte)) == 0 {
        return html;
    }
    html.retain(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    html
}
