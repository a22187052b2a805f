//! A news page copied out of a browser as plain text, to an article.
//!
//! `lines` makes a paragraph a line, `marked` says what each line is by itself, `head`, `body` and `tail` look
//! at its place, and this file puts the article together. No rule here knows one page: `press` holds the words
//! and the shapes of single lines, the rest looks at places. Where the page is silent or in doubt, a field stays empty.

mod alternatives;
mod aside;
mod body;
mod head;
mod joins;
mod lines;
mod marked;
mod next;
mod repair;
mod tail;

use thiserror::Error;

use self::head::Head;
use self::marked::Marked;
use super::identity::{canonical_link, identify};
use super::item::excerpt;
use super::press::part::Part;
use super::press::{attribution, dateline, publishers, shape, when};
use super::{Hint, Remark, limits};
use crate::model::{Body, NewArticle, Picture};
use crate::text::{CleanText, Language, OffsetDateTime};

/// Largest page read, in bytes.
pub const MAX_PAGE: usize = 4 * 1024 * 1024;

/// Most lines of a page.
pub const MAX_LINES: usize = 50_000;

/// Longest line of a page, in bytes; one that is longer is cut, and a notice says so.
pub const MAX_LINE: usize = 256 * 1024;

/// Most articles looked for on one page.
pub const MAX_ARTICLES: usize = 50;

/// Paragraphs in a row below an article from which on a notice says that they were left out.
const MANY_LEFT: usize = 4;

/// What a pasted page gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its articles, one as a rule.
    pub articles: Vec<NewArticle>,
    /// What was odd about them; `item` counts articles.
    pub notices: Vec<Remark>,
}

/// Why a text could not be read as a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PlainError {
    /// It is larger than [`MAX_PAGE`].
    #[error("the page has {0} bytes, more than the {MAX_PAGE} that are read")]
    TooLarge(usize),
    /// It has more lines than [`MAX_LINES`].
    #[error("the page has {0} lines, more than the {MAX_LINES} that are read")]
    TooManyLines(usize),
    /// There is nothing on it that could be an article.
    #[error("the page has no headline with sentences under it that could be an article")]
    NoArticle,
}

/// Reads a pasted page.
///
/// # Errors
///
/// Where the text is too large, or holds nothing that could be an article.
pub fn read(text: &str, hint: &Hint) -> Result<Page, PlainError> {
    if text.len() > MAX_PAGE {
        return Err(PlainError::TooLarge(text.len()));
    }
    let clean = CleanText::lines(text);
    let count = clean.lines().count();
    if count > MAX_LINES {
        return Err(PlainError::TooManyLines(count));
    }
    let (clean, cut) = fitted(&clean);
    let marked = marked::mark(joins::of(alternatives::of(&lines::of(&clean))));
    let mut page = Page { articles: Vec::new(), notices: Vec::new() };
    for nth in 0..cut {
        page.notices.push(remark(1, &format!("a line longer than {MAX_LINE} bytes was cut ({} in all)", nth + 1)));
    }
    page.notices.drain(..cut.saturating_sub(1));
    page.take_articles(&marked, hint);
    let [first, rest @ ..] = page.articles.as_mut_slice() else { return Err(PlainError::NoArticle) };
    if rest.is_empty() {
        if let Some(url) = hint.url.as_deref().and_then(|url| canonical_link(url, None)) {
            first.url = Some(url);
        }
    } else {
        let count = rest.len() + 1;
        page.notices.push(remark(1, &format!("the page holds {count} articles, which were taken one by one")));
    }
    for article in &mut page.articles {
        article.id = identify(None, "", article.url.as_deref(), &article.title, article.published, &article.body.text);
    }
    Ok(page)
}

/// The text with every line held to [`MAX_LINE`], and how many were cut.
fn fitted(text: &str) -> (String, usize) {
    let mut cut = 0;
    let mut kept = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let ended = line.strip_suffix('\n').unwrap_or(line);
        if ended.len() <= MAX_LINE {
            kept.push_str(line);
            continue;
        }
        cut += 1;
        let mut end = MAX_LINE;
        while !ended.is_char_boundary(end) {
            end -= 1;
        }
        kept.push_str(&ended[..end]);
        kept.push('\n');
    }
    (kept, cut)
}

fn remark(item: usize, reason: &str) -> Remark {
    Remark { item, reason: CleanText::line(reason) }
}

impl Page {
    /// Takes the articles of the page, one below the other.
    fn take_articles(&mut self, lines: &[Marked], hint: &Hint) {
        let mut start = 0;
        while start < lines.len() {
            let rest = &lines[start..];
            let language = language_of(rest);
            let Some(head) = head::read(rest, Language::usual_offset(language.as_ref())) else { break };
            if self.articles.len() == MAX_ARTICLES {
                let reason = format!("the page holds more articles than the {MAX_ARTICLES} that are taken");
                self.notices.push(remark(MAX_ARTICLES, &format!("{reason}; the next is {}", named(&head, rest))));
                break;
            }
            let next = next::article(rest, head.body + 1);
            let limit = next.unwrap_or(rest.len());
            self.take(&rest[..limit], head, language, hint);
            let Some(next) = next else { break };
            start += next;
        }
    }

    /// Takes the article that these lines are, and remarks upon what is odd about it.
    fn take(&mut self, lines: &[Marked], head: Head, language: Option<Language>, hint: &Hint) {
        let number = self.articles.len() + 1;
        for warning in head.stamp.iter().flat_map(|stamp| stamp.reading.warnings).flatten() {
            self.notices.push(remark(number, &warning.to_string()));
        }
        if let Some((line, why)) = head.impossible_date(lines) {
            self.notices.push(remark(number, &format!("its date {why}: {}", excerpt(line))));
        }
        let (article, end) = article(lines, head, language, hint);
        let left = next::paragraphs_in_a_row(&lines[end..]);
        if left >= MANY_LEFT {
            self.notices.push(remark(number, &format!("{left} paragraphs below its end were left out")));
        }
        match self.articles.last_mut() {
            Some(last) if is_next_page(last, &article) => {
                last.body.text = CleanText::lines(&format!("{}\n\n{}", last.body.text, article.body.text));
            }
            _ if article.body.text.is_empty() => {}
            _ => self.articles.push(article),
        }
    }
}

/// What an article that was not taken is called: its headline, or how it begins.
fn named(head: &Head, lines: &[Marked]) -> String {
    excerpt(head.title.as_deref().or(lines.get(head.body).map(Marked::text)).unwrap_or_default())
}

/// Whether the article is the other before it, gone on: pages of one article, copied one after another.
fn is_next_page(first: &NewArticle, next: &NewArticle) -> bool {
    let is_same = shape::fold(&first.title) == shape::fold(&next.title) && !first.title.is_empty();
    is_same && first.body.text != next.body.text
}

/// The language of the prose among the lines.
fn language_of(lines: &[Marked]) -> Option<Language> {
    /// Enough to be sure, in bytes.
    const SAMPLE: usize = 8000;
    let mut sample = String::new();
    for line in lines.iter().filter(|line| line.part == Part::Prose) {
        sample.push_str(line.text());
        sample.push('\n');
        if sample.len() > SAMPLE {
            break;
        }
    }
    if sample.is_empty() {
        for line in lines.iter().filter(|line| line.part == Part::Short).take(40) {
            sample.push_str(line.text());
            sample.push('\n');
        }
    }
    Language::of_prose(&sample)
}

/// Puts an article together, and says which line is the first below its text.
fn article(lines: &[Marked], head: Head, language: Option<Language>, hint: &Hint) -> (NewArticle, usize) {
    let title = head.title.clone().unwrap_or_default();
    let mut body = body::read(lines, head.body, lines.len(), &title);
    aside::leave_out(&mut body.paragraphs, &head.authors);
    let subject = format!("{title}\n{}", body.paragraphs.join("\n")).to_lowercase();
    let mut places: Vec<usize> = (0..head.body).collect();
    places.extend(&body.read_also);
    let dropped = head.body..body.end;
    places.extend(dropped.filter(|&at| matches!(lines[at].part, Part::Furniture(_)) && !body.read_also.contains(&at)));
    places.extend(body.end..lines.len());
    places.sort_unstable();
    let tail = tail::read(lines, &places, body.end, &subject);

    let named = head.site.clone().or_else(|| tail.site.clone());
    let dateline = take_dateline(&mut body.paragraphs, named.as_deref(), &head.authors);
    let source = source(hint, named, dateline.site.as_deref());
    let own = source.clone().unwrap_or_default();
    let passed_on = |name: &String| !publishers::are_same(name, &own);
    let signed = body.agency.or(tail.agency).filter(passed_on);
    let attribution =
        signed.or_else(|| attribution::of(body.paragraphs.iter().map(String::as_str), &own)).or_else(|| {
            dateline.site.filter(|site| passed_on(site) && publishers::known(site).is_some_and(|p| p.is_agency))
        });

    let name = source.map_or_else(|| hint.name.clone(), |name| CleanText::line(&name));
    let text = CleanText::lines(&body.paragraphs.join("\n\n"));
    let offset = Language::usual_offset(language.as_ref());
    let aged = |timestamp| {
        let mut above = lines[..head.body].iter().rev().filter(|line| line.part == Part::Age);
        above.find_map(|line| when::aged(line.text(), OffsetDateTime { timestamp, offset }))
    };
    let reading = head.stamp.as_ref().map(|stamp| stamp.reading).or_else(|| hint.seen.and_then(aged));
    let published = reading.map(|reading| reading.date);
    let title = limits::line(&title);
    let id = identify(None, "", None, &title, published, &text);
    let mut article = NewArticle::new(id, title, name);
    article.url = tail.url.or_else(|| own_address(&lines[..head.body]));
    article.body = Body { html: None, text };
    article.summary = head
        .summary
        .map(|summary| limits::cut(CleanText::line(&summary), limits::SUMMARY))
        .and_then(CleanText::non_empty);
    article.published = published;
    let mut authors = if head.authors.is_empty() { tail.authors } else { head.authors };
    authors.retain(|author| !publishers::are_same(author, &own));
    (article.authors, _) = limits::distinct(authors, limits::AUTHORS);
    article.initials = body.initials.or(tail.initials).as_deref().map(limits::line);
    article.dateline = dateline.place.as_deref().map(limits::line);
    article.attribution = attribution.as_deref().map(limits::line);
    article.picture = head.picture.or(body.picture).map(|caption| Picture {
        url: None,
        caption: caption.text.as_deref().map(limits::line),
        credit: caption.credit.as_deref().map(limits::line),
    });
    let tags = tail.tags.iter().map(String::as_str).chain(hint.tags.iter().map(CleanText::as_str));
    (article.tags, _) = limits::distinct(tags, limits::TAGS);
    article.language = language;
    article.links = tail.links;
    (article, body.end)
}

/// Takes the dateline off the first paragraph.
///
/// What stood alone beside the date and stands behind the place again is no person, it is the site.
fn take_dateline(paragraphs: &mut [String], site: Option<&str>, authors: &[String]) -> dateline::Dateline {
    let Some(first) = paragraphs.first_mut() else { return dateline::Dateline::default() };
    let is_author = |name: &str| authors.iter().any(|author| publishers::are_same(author, name));
    let is_site = |name: &str| site.is_some_and(|site| publishers::are_same(name, site)) || is_author(name);
    let Some(dateline) = dateline::split(first, is_site) else { return dateline::Dateline::default() };
    *first = first[dateline.end..].to_owned();
    dateline
}

/// Who published the page: whom the caller names, whom the page names, who sent the report.
fn source(hint: &Hint, named: Option<String>, sender: Option<&str>) -> Option<String> {
    let is_agency = |name: &str| publishers::known(name).is_some_and(|publisher| publisher.is_agency);
    let given = hint.source.as_ref().filter(|source| !source.is_empty()).map(|source| source.as_str().to_owned());
    let portal = sender.filter(|name| !is_agency(name)).map(str::to_owned);
    given.or(named).or(portal).or_else(|| sender.map(str::to_owned))
}

/// The address that a page copied with the browser's bar begins with.
fn own_address(head: &[Marked]) -> Option<String> {
    head.iter().take(3).find(|line| line.part == Part::Address).and_then(|line| canonical_link(line.text(), None))
}

#[cfg(test)]
mod tests;
