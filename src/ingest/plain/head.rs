//! From the top of a page to the first paragraph: headline, date, byline, abstract, caption.
//!
//! The first paragraph is found first, the headline above it second (in `headline`); what stands between the two is
//! then read.

mod headline;

use jiff::tz::Offset;

use super::marked::Marked;
use crate::ingest::press::byline::{self, Byline};
use crate::ingest::press::caption::{self, Caption};
use crate::ingest::press::furniture::Furniture;
use crate::ingest::press::part::Part;
use crate::ingest::press::shape::{ends_sentence, fold, words};
use crate::ingest::press::when::{self, NoDate, Stamp};
use crate::ingest::press::{dateline, publishers};

/// Lines after a first sentence in which a date or byline shows that it was only the abstract.
const MAX_BELOW: usize = 14;

/// What stands above the first paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    /// The headline.
    pub(super) title: Option<String>,
    /// The name of the site, where the head gives it.
    pub(super) site: Option<String>,
    /// The date of publication.
    pub(super) stamp: Option<Stamp>,
    /// Those who wrote it.
    pub(super) authors: Vec<String>,
    /// The caption of the picture above the text.
    pub(super) picture: Option<Caption>,
    /// Whether only its place says that this is a caption; a picture's description may stand there as well.
    is_guessed: bool,
    /// The abstract between headline and date.
    pub(super) summary: Option<String>,
    /// Where the body begins.
    pub(super) body: usize,
}

/// Reads the head of the article that these lines begin with; none where nothing here could be an article.
pub(super) fn read(lines: &[Marked], assumed: Offset) -> Option<Head> {
    let body = first_paragraph(lines)?;
    let title = headline::above(lines, body);
    let mut head = Head { body, ..Head::default() };
    let Some(title) = title else {
        head.body = body;
        return Some(head);
    };
    head.site = title.site;
    head.title = Some(title.text);
    head.date(lines, title.at, assumed);
    head.between(lines, title.at, assumed);
    Some(head)
}

/// Where the first paragraph of the article stands.
fn first_paragraph(lines: &[Marked]) -> Option<usize> {
    let is_prose = |at: &usize| lines[*at].part == Part::Prose;
    // A sentence that an agency's name follows in brackets is a caption as long as others come after it.
    let is_caption = |at: usize| {
        (caption::in_place(lines[at].text()).is_some() || is_under_credit(lines, at))
            && lines[at..].iter().skip(1).take(3).any(|l| l.part == Part::Prose)
    };
    let Some(first) = (0..lines.len()).find(|at| is_prose(at) && !is_caption(*at)) else { return without_prose(lines) };
    let start = below_anchor(lines, first).unwrap_or(first);
    // A dateline one or two sentences on: what precedes it is an abstract or a caption without a credit.
    let mut seen = 0;
    for (at, line) in lines.iter().enumerate().skip(start).take(MAX_BELOW) {
        if line.part == Part::Prose && dateline::is_plain(line.text()) {
            return Some(at);
        }
        seen += usize::from(line.part == Part::Prose);
        if seen > 2 || matches!(line.part, Part::Furniture(kind) if kind.may_end()) {
            break;
        }
    }
    Some(start)
}

/// Whether the line stands directly below a credit that has no caption yet, and the text only after a gap.
fn is_under_credit(lines: &[Marked], at: usize) -> bool {
    let above = at.checked_sub(1).map(|above| &lines[above]).filter(|above| above.part == Part::Caption);
    let is_bare = above.and_then(|above| read_caption(above.text())).is_some_and(|caption| caption.text.is_none());
    is_bare && lines[at].line.blanks == 0 && lines.get(at + 1).is_some_and(|below| below.line.blanks > 0)
}

/// What a line says that was marked as a caption.
fn read_caption(text: &str) -> Option<Caption> {
    caption::split(text).or_else(|| caption::credit(text))
}

/// Where a date line or byline follows the first sentence closely and the text goes on below it, the first
/// sentence below it.
fn below_anchor(lines: &[Marked], first: usize) -> Option<usize> {
    let mut anchor = None;
    let mut sentences = 0;
    for (at, line) in lines.iter().enumerate().skip(first).take(MAX_BELOW) {
        match line.part {
            Part::Prose => sentences += 1,
            Part::Date => anchor = Some(at),
            Part::Byline if byline::labelled(line.text()).is_some_and(|byline| !byline.authors.is_empty()) => {
                anchor = Some(at);
            }
            Part::Furniture(kind) if kind.may_end() && kind != Furniture::Comments => break,
            Part::SignOff => break,
            _ => {}
        }
        if sentences > 2 {
            break;
        }
    }
    let anchor = anchor?;
    let above = lines[first..anchor].iter().filter(|line| line.part == Part::Prose).count();
    let below = lines[anchor..].iter().take(MAX_BELOW).filter(|line| line.part == Part::Prose).count();
    if below < 2.max(above) {
        return None;
    }
    (anchor..lines.len()).find(|&at| lines[at].part == Part::Prose)
}

/// The first paragraph of a page on which no line is running prose: what stands below the date, or below the
/// first line, if that is a sentence.
fn without_prose(lines: &[Marked]) -> Option<usize> {
    let date = lines.iter().position(|line| line.part == Part::Date);
    let below = date.map_or(1, |at| at + 1);
    let is_sentence = |line: &Marked| line.part == Part::Short && words(line.text()) >= 3 && ends_sentence(line.text());
    let first = (below..lines.len()).find(|&at| lines[at].part == Part::Short)?;
    let has_headline = lines[..first].iter().any(|line| line.part == Part::Short && words(line.text()) >= 2);
    let all = lines[first..].iter().filter(|line| line.part == Part::Short).count();
    (has_headline && (is_sentence(&lines[first]) || date.is_some() && all >= 3)).then_some(first)
}

impl Head {
    /// Finds the date between headline and body, else closely above the headline.
    fn date(&mut self, lines: &[Marked], title: usize, assumed: Offset) {
        let above = title.saturating_sub(8)..title;
        let mut update = None;
        for at in (title + 1..self.body).chain(above.rev()) {
            let Some(stamp) = stamp_at(lines, at, assumed) else { continue };
            if stamp.is_update {
                update.get_or_insert(stamp);
            } else {
                self.stamp = Some(stamp);
                return;
            }
        }
        self.stamp = update;
    }

    /// The line above the body that has the form of a date and is none, and why, where no other line has a date.
    pub(super) fn impossible_date<'a>(&self, lines: &'a [Marked]) -> Option<(&'a str, NoDate)> {
        let mut dates = lines[..self.body].iter().filter(|line| line.part == Part::Date && self.stamp.is_none());
        dates.find_map(|line| Some((line.text(), when::impossible(line.text())?)))
    }

    /// Reads what stands between headline and body, and bylines just above the headline.
    fn between(&mut self, lines: &[Marked], title: usize, assumed: Offset) {
        let is_anchor = |at: usize| matches!(lines[at].part, Part::Date | Part::Byline);
        let last_anchor = (title + 1..self.body).rev().find(|&at| is_anchor(at));
        let own = self.title.as_deref().map(fold).unwrap_or_default();
        let mut before: Option<usize> = None;
        for at in title + 1..self.body {
            let text = lines[at].text();
            match lines[at].part {
                Part::Byline => self.take(byline::labelled(text)),
                Part::Date => self.around(text, assumed),
                Part::Caption => {
                    // What stands above the picture, or above what says that it is a credit, is no caption.
                    let is_apart = lines[at].line.pictured || caption::is_titled(text);
                    let above = before.take().filter(|_| !is_apart).map(|at| lines[at].text());
                    self.caption(read_caption(text), above);
                }
                part if part.is_text() && fold(text) != own && !when::is_time(text) => {
                    self.text(lines, at, last_anchor);
                    before = Some(at);
                    continue;
                }
                _ => {}
            }
            before = None;
        }
        for line in &lines[title.saturating_sub(4)..title] {
            if line.part == Part::Byline && self.authors.is_empty() {
                self.take(byline::labelled(line.text()));
            }
        }
        self.site_among_authors(&lines[..title]);
        self.extend_up(lines, title);
    }

    /// Takes for the site the second name of a byline, `By Ann Lee | The Harbour Post`, that stands above the headline.
    fn site_among_authors(&mut self, above: &[Marked]) {
        let is_masthead =
            |name: &str| above.iter().any(|line| line.part == Part::Short && fold(line.text()) == fold(name));
        if self.site.is_none() && self.authors.len() > 1 {
            let nth = self.authors.iter().skip(1).position(|name| is_masthead(name));
            self.site = nth.map(|nth| publishers::name(&self.authors.remove(nth + 1)));
        }
    }

    /// A line of text between headline and body: a name beside the date, an abstract above it, a caption below.
    fn text(&mut self, lines: &[Marked], at: usize, last_anchor: Option<usize>) {
        let text = lines[at].text();
        let is_date = |line: &Marked| matches!(line.part, Part::Date | Part::Byline);
        let caption = caption::in_place(text);
        if lines[at.saturating_sub(2)..(at + 3).min(self.body)].iter().any(is_date) {
            let site = self.site.clone().unwrap_or_default();
            let title = self.title.as_deref().map(fold).unwrap_or_default();
            let byline = byline::bare(text, |name| publishers::are_same(name, &site));
            // "Rina Lestari - Kabar.com" has the form of a caption as well.
            let names_both = |byline: &Byline| byline.site.is_some() && !byline.authors.is_empty();
            let byline = byline.filter(|byline| caption.is_none() || names_both(byline));
            // A description of the picture often is the name that the headline begins with.
            if let Some(byline) = byline.filter(|_| !title.contains(&fold(text))) {
                self.take(Some(byline));
                return;
            }
        }
        let above = last_anchor.is_none_or(|anchor| at < anchor);
        let pictured = lines[at + 1..self.body].iter().any(|line| caption::in_place(line.text()).is_some());
        if caption.is_some() {
            self.caption(caption, None);
        } else if self.summary.is_none()
            && (above || pictured && ends_sentence(text))
            && (lines[at].part == Part::Prose || words(text) >= 8)
        {
            self.summary = Some(text.to_owned());
        } else if is_under_credit(lines, at) {
            self.caption(Some(Caption { text: Some(text.to_owned()), credit: None }), None);
        } else if !above && words(text) >= 5 && self.picture.is_none() && self.is_last_text(lines, at) {
            self.picture = Some(Caption { text: Some(text.to_owned()), credit: None });
            self.is_guessed = true;
        }
    }

    /// Whether nothing but furniture and captions stands between the line and the body.
    fn is_last_text(&self, lines: &[Marked], at: usize) -> bool {
        // A whole short sentence there is the text's own beginning.
        let opens = lines[at].part == Part::Short && ends_sentence(lines[at].text());
        !opens && lines[at + 1..self.body].iter().all(|line| !line.part.is_text())
    }

    fn take(&mut self, byline: Option<Byline>) {
        let Some(byline) = byline else { return };
        for author in byline.authors {
            let is_site = self.site.as_deref().is_some_and(|site| publishers::are_same(site, &author));
            if !is_site && !self.authors.contains(&author) && self.authors.len() < byline::MAX_AUTHORS {
                self.authors.push(author);
            }
        }
        if self.site.is_none() {
            self.site = byline.site;
        }
    }

    /// What a date line says besides its date: a site, a name.
    fn around(&mut self, text: &str, assumed: Offset) {
        for piece in when::around(text, assumed) {
            let titled = byline::titled(&piece).map(|name| Byline { authors: vec![name.to_owned()], site: None });
            if let Some(byline) = byline::labelled(&piece).or(titled) {
                self.take(Some(byline));
                continue;
            }
            let site = self.site.clone().unwrap_or_default();
            let found = byline::bare(&piece, |name| publishers::are_same(name, &site));
            self.take(found);
        }
    }

    /// Takes a caption, or a credit for the line above it; the first picture counts.
    fn caption(&mut self, caption: Option<Caption>, above: Option<&str>) {
        let Some(mut caption) = caption else { return };
        if let (None, Some(text)) = (&caption.text, above) {
            if self.summary.as_deref() == Some(text) && !ends_sentence(text) {
                self.summary = None;
            }
            caption.text = (self.summary.as_deref() != Some(text)).then(|| text.to_owned());
        }
        match &mut self.picture {
            None => self.picture = Some(caption),
            Some(picture) if self.is_guessed && caption.text.is_some() => {
                picture.text = caption.text;
                picture.credit = caption.credit.or(picture.credit.take());
                self.is_guessed = false;
            }
            Some(picture) => {
                if picture.text.is_none() {
                    picture.text = caption.text;
                } else if picture.credit.is_none() && (caption.text.is_none() || caption.text == picture.text) {
                    picture.credit = caption.credit;
                }
            }
        }
    }

    /// Short sentences directly above the first long one belong to the text.
    fn extend_up(&mut self, lines: &[Marked], title: usize) {
        while let Some(at) = self.body.checked_sub(1).filter(|&at| at > title) {
            let text = lines[at].text();
            let is_caption = self.picture.as_ref().is_some_and(|picture| picture.text.as_deref() == Some(text));
            let is_summary = self.summary.as_deref() == Some(text);
            let dated =
                lines[title + 1..at].iter().any(|line| matches!(line.part, Part::Date | Part::Byline | Part::Caption));
            let is_sentence = lines[at].part == Part::Short && ends_sentence(text) && !when::is_time(text);
            if !(is_sentence && (dated || self.stamp.is_none()) && !is_caption && !is_summary) {
                break;
            }
            self.body = at;
        }
    }
}

/// The date of a line, with the time that stands alone on the next one.
fn stamp_at(lines: &[Marked], at: usize, assumed: Offset) -> Option<Stamp> {
    let part = lines[at].part;
    if !matches!(part, Part::Date | Part::Byline | Part::Furniture(Furniture::Meter | Furniture::Share)) {
        return None;
    }
    let text = lines[at].text();
    let mut stamp = when::published(text, assumed)?;
    let labelled = at.checked_sub(1).map(|above| fold(lines[above].text()));
    stamp.is_update |= labelled.is_some_and(|label| {
        matches!(label.as_str(), "updated" | "last updated" | "diperbarui" | "diperbaharui" | "terakhir diperbarui")
    });
    let below = lines.get(at + 1).map(Marked::text).filter(|below| when::is_time(below));
    if let (false, Some(time)) = (stamp.reading.time_known, below) {
        let date = &text[stamp.place.clone()];
        let whole = when::published(&format!("{date} {time}"), assumed).filter(|whole| whole.reading.time_known);
        if let Some(whole) = whole {
            stamp.reading = whole.reading;
        }
    }
    Some(stamp)
}
