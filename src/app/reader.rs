//! The reader pane: an open article as rows. The rows are laid out when the article opens or the width changes;
//! drawing only slices them.

mod head;
mod words;

use std::collections::BTreeMap;

use crate::document::{self, Document, Line};
use crate::model::{Article, Link, Marks, NewArticle, Position, Related};
use crate::text::{CleanText, calendar};

use super::state::Wording;
pub(super) use words::about;
use words::{attachment, byline, document_of, link_row, picture, tag_lines};
pub use words::{group_name, why};

/// Related articles that are shown.
pub const MAX_RELATED: usize = 9;

/// Links of each of the page's own lists that are shown.
pub const MAX_LISTED: usize = 12;

/// What of an article is at the top of the pane. Spots in the body survive another width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// Above the body, this many rows from the beginning.
    Head(usize),
    /// In the body.
    Body(Position),
    /// Below the body, this many rows from its end.
    Tail(usize),
}

/// What a row of the head says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// The headline, or a part of it.
    Title,
    /// Source, authors, date, minutes.
    Byline,
    /// Tags, and whether the article is saved.
    Tags,
    /// More tags.
    MoreTags,
    /// Words that may become tags.
    Suggested,
    /// The picture's caption and credit.
    Picture,
    /// Nothing.
    Blank,
}

/// One row of the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReaderRow<'a> {
    /// A row of the head.
    Head(Heading, &'a str),
    /// A line of the body.
    Body(&'a Line),
    /// A row below the body.
    Tail(&'a Tail),
}

/// A row below the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tail {
    /// Nothing.
    Blank,
    /// A file that comes with the article.
    Attachment(String),
    /// The line above the related articles.
    RelatedHeading(String),
    /// The line above those of a group.
    Group(String),
    /// A related article: its index, its headline, its source and date.
    Related(usize, CleanText, String),
    /// Why it is related.
    Reason(usize, String),
    /// The line above one of the page's own lists.
    ListHeading(String),
    /// An article of such a list: what is selected with it, where the store has the article; its title, its address.
    Listed(Option<usize>, CleanText, String),
    /// The line above the links of the text.
    LinksHeading(String),
    /// A link of the text, by its index: its number and its address.
    Link(usize, String),
    /// What is odd about the link above.
    Warning(String),
    /// There is none.
    None(String),
}

/// An open article.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The article.
    pub article: Article,
    /// The article as it is shown: in the one of its texts that is to be read.
    shown: NewArticle,
    /// What belongs with it, nearest first; nothing until the store has answered.
    pub related: Option<Vec<Related>>,
    suggested: Option<Vec<CleanText>>,
    /// What is selected below the text: a related article, or behind those one of the page's own lists that the store
    /// has.
    pub chosen: Option<usize>,
    listed: BTreeMap<String, i64>,
    document: Document,
    head: Vec<(Heading, String)>,
    body: Vec<Line>,
    tail: Vec<Tail>,
    top: usize,
    width: u16,
    height: u16,
    /// What the reader brought to the top, until the next move; the pane may be out of sight until then. Every width is
    /// laid out from here: from line to line the place would creep upwards.
    held: Option<Spot>,
    /// Whether the reader has leapt over some of the text.
    leapt: bool,
    /// Whether the end of the text has come into the pane by scrolling.
    finished: bool,
}

impl Reader {
    /// An article as it is opened: where it was left.
    #[must_use]
    pub fn new(article: Article, wording: &Wording) -> Self {
        let shown = article.shown();
        let document = document_of(&shown);
        let left = article.given.marks.position;
        let mut reader = Self {
            article,
            shown,
            related: None,
            suggested: None,
            chosen: None,
            listed: BTreeMap::new(),
            document,
            head: Vec::new(),
            body: Vec::new(),
            tail: Vec::new(),
            top: 0,
            width: 0,
            height: 0,
            held: (left > Position::default()).then_some(Spot::Body(left)),
            leapt: false,
            finished: false,
        };
        reader.tail = reader.lay_out_tail(wording);
        reader
    }

    /// Takes the article as it is now, with another text perhaps. The place stays as far as that has one there.
    pub fn take(&mut self, article: Article, wording: &Wording) {
        let spot = self.held.unwrap_or_else(|| self.spot());
        self.article = article;
        let before = std::mem::replace(&mut self.shown, self.article.shown());
        if before.body != self.shown.body {
            (self.leapt, self.finished) = (false, false);
        }
        self.document = document_of(&self.shown);
        self.tail = self.lay_out_tail(wording);
        let (width, height) = (self.width, self.height);
        self.width = 0;
        self.held = Some(spot);
        if width > 0 {
            self.fit(width, height, wording);
        }
    }

    /// Takes the marks as they are now.
    pub fn set_marks(&mut self, marks: Marks, wording: &Wording) {
        let before = self.article.given.text_shown();
        self.article.given.marks = marks;
        if self.article.given.text_shown() != before {
            self.take(self.article.clone(), wording);
        }
    }

    /// Lays the article out for a text of `width` columns and a pane of `height` rows.
    pub fn fit(&mut self, width: u16, height: u16, wording: &Wording) {
        let had_room = self.has_room();
        self.height = height;
        if self.width != width || self.has_room() != had_room {
            let spot = self.held.unwrap_or_else(|| self.spot());
            self.width = width;
            self.head = self.lay_out_head(wording);
            self.body = document::lay_out(&self.document, usize::from(width), self.article.given.language.as_ref());
            self.go_to(spot);
        }
        self.top = self.top.min(self.last_top());
    }

    /// Takes in what belongs with the article, what its page's own lists lead to in the store, and which words may become tags.
    pub fn set_related(
        &mut self,
        related: Vec<Related>,
        listed: BTreeMap<String, i64>,
        suggested: Vec<CleanText>,
        wording: &Wording,
    ) {
        self.related = Some(related);
        self.listed = listed;
        self.suggested = Some(suggested);
        self.tail = self.lay_out_tail(wording);
        self.renew_head(wording);
        if let Some(spot) = self.held {
            self.go_to(spot);
        }
    }

    /// Takes the reader's tags as they are now. The place stays.
    pub fn set_own_tags(&mut self, tags: Vec<CleanText>, wording: &Wording) {
        self.article.given.own_tags.clone_from(&tags);
        self.shown.own_tags = tags;
        self.renew_head(wording);
    }

    /// The headline, or the first line of a text that has none.
    #[must_use]
    pub fn headline(&self) -> &str {
        let shown = &self.shown;
        if shown.title.is_empty() { shown.body.text.lines().next().unwrap_or_default() } else { &shown.title }
    }

    /// What stands above the text, each part in one line: headline, byline, tags, picture.
    #[must_use]
    pub fn head(&self, wording: &Wording) -> Vec<(Heading, String)> {
        let shown = &self.shown;
        let mut head = vec![
            (Heading::Title, shown.title.to_string()),
            (Heading::Byline, byline(&self.article, shown, wording)),
            (Heading::Tags, tag_lines(shown, usize::MAX).concat()),
        ];
        head.extend(picture(shown).map(|picture| (Heading::Picture, picture)));
        head
    }

    /// The text.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Where a link of the body leads.
    #[must_use]
    pub fn link(&self, at: usize) -> Option<&str> {
        self.document.links().get(at).map(|link| link.url.as_str())
    }

    /// The links of the text as a list: number and address, and below an odd one what is odd about it.
    #[must_use]
    pub fn links(&self, wording: &Wording) -> Vec<(String, Option<String>)> {
        let links = self.document.links().iter().enumerate();
        links.map(|(at, link)| link_row(at, link, wording.locale)).collect()
    }

    /// Rows in all.
    #[must_use]
    pub fn len(&self) -> usize {
        self.head.len() + self.body.len() + self.tail.len()
    }

    /// Whether there is nothing to show: only before the article is laid out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows that are in the pane.
    pub fn rows(&self) -> impl Iterator<Item = ReaderRow<'_>> {
        let head = self.head.iter().map(|(heading, text)| ReaderRow::Head(*heading, text));
        let body = self.body.iter().map(ReaderRow::Body);
        let tail = self.tail.iter().map(ReaderRow::Tail);
        head.chain(body).chain(tail).skip(self.top).take(usize::from(self.height))
    }

    /// Every row of head and body as text, from the first to the last.
    pub fn text(&self) -> impl Iterator<Item = String> {
        let head = self.head.iter().filter(|(heading, _)| *heading != Heading::Suggested);
        let head = head.map(|(_, text)| text.clone());
        head.chain(self.body.iter().map(Line::text))
    }

    /// How much has been read, in hundredths: all of it when the last row is in the pane.
    #[must_use]
    pub fn percent(&self) -> usize {
        let last = self.last_top();
        (self.top * 100).checked_div(last).unwrap_or(100)
    }

    /// Whether the end of the text is in the pane.
    #[must_use]
    pub fn at_end(&self) -> bool {
        self.top + usize::from(self.height) >= self.head.len() + self.body.len()
    }

    /// Moves by `rows`.
    pub fn scroll(&mut self, rows: isize) {
        self.held = None;
        let was_at_end = self.at_end();
        self.top = self.top.saturating_add_signed(rows).min(self.last_top());
        // Who leaps has not read what lies between, until they begin anew.
        if rows.unsigned_abs() > usize::from(self.height).max(1) {
            self.leapt = self.top > 0;
        }
        self.finished |= !self.leapt && !was_at_end && self.at_end();
    }

    /// Whether the reader came to the end of the text, row by row or page by page.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.finished
    }

    /// A page less a row, so that the eye finds its place.
    #[must_use]
    pub fn page(&self) -> isize {
        isize::try_from(self.height).unwrap_or(isize::MAX).saturating_sub(1).max(1)
    }

    /// Whether a page further down lies the end of what is known.
    #[must_use]
    pub fn nears_end(&self) -> bool {
        self.top + usize::from(self.height) >= self.last_top()
    }

    /// What is at the top of the pane.
    #[must_use]
    pub fn spot(&self) -> Spot {
        if self.width == 0 {
            return self.held.unwrap_or(Spot::Head(0));
        }
        if self.top < self.head.len() {
            return Spot::Head(self.top);
        }
        let line = self.top - self.head.len();
        self.body.get(line).map_or_else(|| Spot::Tail(line - self.body.len()), |line| Spot::Body(line.position))
    }

    /// Scrolls to a spot.
    pub fn go_to(&mut self, spot: Spot) {
        self.held = Some(spot);
        if self.width == 0 {
            return;
        }
        self.top = match spot {
            Spot::Head(row) => row.min(self.head.len()),
            Spot::Body(position) => self.head.len() + document::line_at(&self.body, position),
            Spot::Tail(row) => self.head.len() + self.body.len() + row,
        };
        if self.height > 0 {
            self.top = self.top.min(self.last_top());
        }
    }

    /// Where the article would be left now: the beginning counts as unopened, the end as the last line.
    #[must_use]
    pub fn position(&self) -> Position {
        match self.spot() {
            Spot::Head(_) => Position::default(),
            Spot::Body(position) => position,
            Spot::Tail(_) => self.body.last().map_or(Position::default(), |line| line.position),
        }
    }

    /// Selects the next related article (`1`) or the one before (`-1`), and brings it into the pane.
    pub fn choose(&mut self, way: isize) {
        let count = self.targets().len();
        if count == 0 {
            self.show_related();
            return;
        }
        let chosen = match self.chosen {
            None if way > 0 => 0,
            None => count - 1,
            Some(chosen) => chosen.saturating_add_signed(way).min(count - 1),
        };
        self.chosen = Some(chosen);
        self.leapt |= !self.at_end();
        let of = |row: &Tail| {
            matches!(
                row,
                Tail::Related(at, ..) | Tail::Reason(at, _) | Tail::Listed(Some(at), ..) if *at == chosen
            )
        };
        let rows: Vec<usize> = self.tail.iter().enumerate().filter(|(_, row)| of(row)).map(|(at, _)| at).collect();
        let begin = self.head.len() + self.body.len();
        if let (Some(first), Some(last)) = (rows.first(), rows.last()) {
            self.held = None;
            let lowest = (begin + last + 1).saturating_sub(usize::from(self.height));
            self.top = self.top.max(lowest).min(begin + first);
        }
    }

    /// The articles that can be selected below the text, by their numbers: the related ones, then those of the page's
    /// own lists.
    #[must_use]
    pub fn targets(&self) -> Vec<i64> {
        let related = self.related.iter().flatten().map(|related| related.number);
        related.chain(self.listed_links().filter_map(|(_, link)| self.listed.get(&link.url).copied())).collect()
    }

    /// The links of the page's own lists that are shown, each with the name of its list.
    fn listed_links(&self) -> impl Iterator<Item = (&'static str, &Link)> {
        let lists = self.shown.links.named();
        lists.into_iter().flat_map(|(name, links)| links.iter().take(MAX_LISTED).map(move |link| (name, link)))
    }

    /// Scrolls to the related articles.
    pub fn show_related(&mut self) {
        self.held = None;
        self.leapt |= !self.at_end();
        let heading = self.tail.iter().position(|row| matches!(row, Tail::RelatedHeading(_))).unwrap_or_default();
        self.top = (self.head.len() + self.body.len() + heading).min(self.last_top());
    }

    fn last_top(&self) -> usize {
        self.len().saturating_sub(usize::from(self.height))
    }

    fn lay_out_tail(&self, wording: &Wording) -> Vec<Tail> {
        let locale = wording.locale;
        let mut tail = vec![Tail::Blank];
        if self.document.is_empty() {
            tail.insert(0, Tail::None(locale.text("empty-body")));
        }
        let attachments = self.article.given.attachments.iter();
        tail.extend(attachments.flat_map(|file| attachment(file, locale)).map(Tail::Attachment));
        self.lay_out_related(&mut tail, wording);
        self.lay_out_lists(&mut tail, wording);
        let links = self.links(wording);
        if !links.is_empty() {
            tail.extend([Tail::Blank, Tail::LinksHeading(locale.text("links"))]);
        }
        for (at, (address, warning)) in links.into_iter().enumerate() {
            tail.push(Tail::Link(at, address));
            tail.extend(warning.map(Tail::Warning));
        }
        tail
    }

    /// The page's own lists, under their names.
    fn lay_out_lists(&self, tail: &mut Vec<Tail>, wording: &Wording) {
        let mut target = self.related.as_ref().map_or(0, Vec::len);
        let mut last = "";
        for (name, link) in self.listed_links() {
            if name != last {
                tail.extend([Tail::Blank, Tail::ListHeading(wording.locale.text(list_name(name)))]);
                last = name;
            }
            let is_stored = self.listed.contains_key(&link.url);
            tail.push(Tail::Listed(is_stored.then_some(target), link.title.clone(), link.url.clone()));
            target += usize::from(is_stored);
        }
    }

    fn lay_out_related(&self, tail: &mut Vec<Tail>, wording: &Wording) {
        let locale = wording.locale;
        let Some(related) = &self.related else { return };
        if tail.len() > 1 {
            tail.push(Tail::Blank);
        }
        tail.push(Tail::RelatedHeading(locale.text("related")));
        if related.is_empty() {
            tail.push(Tail::None(locale.text("empty-related")));
        }
        let mut group = None;
        for (at, other) in related.iter().enumerate() {
            if group.replace(other.group) != Some(other.group) {
                tail.push(Tail::Group(group_name(other.group, locale)));
            }
            let date = other.published.map(|date| calendar::short(date.timestamp, wording.now, &wording.zone, locale));
            let from = [Some(other.source.as_str().to_owned()), date].into_iter().flatten().collect::<Vec<_>>();
            tail.push(Tail::Related(at, other.title.clone(), from.join(" · ")));
            let why = why(other, wording);
            if !why.is_empty() {
                tail.push(Tail::Reason(at, why));
            }
        }
    }
}

/// What one of the page's own lists is called, by its name in the model.
fn list_name(list: &str) -> &'static str {
    match list {
        "recommended" => "list-recommended",
        "popular" => "list-popular",
        "latest" => "list-latest",
        "video" => "list-video",
        _ => "list-related",
    }
}
