//! A saved page of the web to its article: what the page says of itself, joined with what it shows.
//!
//! `charset` makes the bytes a text, `tame` holds its markup to safe bounds, `tree` is what is left. `said` reads what
//! is meant for machines; `title`, `date`, `people`, `picture` and `tags` weigh that against what a reader sees;
//! `lists` takes the page's own lists out, and `body` finds the text in the rest. The rules of language are `press`'s,
//! which the pasted text (`plain`) is read by as well. Called by [`ingest`](super::ingest).
//!
//! There is a budget in place of a clock: elements, words and depth are bounded before anything is built, so that the
//! time is bounded too, and one page gives one article on every machine.

mod body;
mod charset;
mod date;
mod lists;
mod people;
mod picture;
mod said;
mod tags;
mod tame;
mod title;
mod tree;

use std::ops::ControlFlow;

use dom_query::Document as Page;
use url::Url;

use self::body::Body;
use self::said::Said;
use self::tree::Leaf;
use super::identity::canonical_link;
use super::item::{Draft, Outlet, Setting, Words};
use super::press::{attribution, dateline, publishers, shape};
use super::{Hint, IngestError, Item, limits};
use crate::document::Document;
use crate::text::{CleanText, Language};

/// Bytes of the largest page that is read.
pub(super) const MAX_PAGE: usize = 16 << 20;

/// Leaves before the headline and behind the text that still belong to the article's head and foot.
const HEAD: usize = 12;
const FOOT: usize = 16;

/// Reads a page of which all `bytes` are there.
pub(super) fn read(
    bytes: &[u8],
    hint: &Hint,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<(), IngestError> {
    let (html, replaced) = charset::decoded(bytes);
    // Some pages hide their text until a script has run; then it is better to see too much than nothing.
    let (draft, base) = draft(&html, hint, false).or_else(|| draft(&html, hint, true)).ok_or(IngestError::NoArticle)?;
    let mut draft = draft;
    if replaced && draft.text.as_ref().is_some_and(|text| text.contains(char::REPLACEMENT_CHARACTER)) {
        draft.notices.push("it holds bytes that are not in the encoding the page names".to_owned());
    }
    let mut setting = Setting::new(hint);
    setting.base = base.or(setting.base);
    setting.feed = None;
    let mut outlet = Outlet::new(sink, false);
    let _ = outlet.put(1, setting.article(draft));
    Ok(())
}

/// The article of a page as a draft, and what its addresses are relative to; none where it holds none.
fn draft(html: &str, hint: &Hint, hidden: bool) -> Option<(Draft, Option<Url>)> {
    let tame = tame::tame(html, hidden);
    let page = Page::from(tame.html.as_str());
    let body = page.body()?;
    tree::settle(&body);
    let said = said::read(&page, &tame.scripts);
    let given = hint.url.as_deref().and_then(|url| Url::parse(url).ok());
    let address = address(&said, given.as_ref());
    let base = base(&page, given.as_ref().or(address.as_ref())).or_else(|| address.clone());
    let sites = people::sites(&said, address.as_ref().or(given.as_ref()));

    let leaves = tree::leaves(&body);
    let title = title::choose(&leaves, &said, &sites).unwrap_or_default();
    let around = Around::of(&leaves, &title);
    let language = language(&said, &leaves);
    let mut draft = Draft { notices: Vec::new(), ..Draft::default() };
    if tame.cut {
        draft.notices.push("the page is longer than what is read of one page and was cut".to_owned());
    }
    let tags = tags::shown(&body, &leaves, around.first, around.last);
    let (caption, _) = picture::caption(&leaves, title.leaf, around.first, &title.text);
    let picture = picture::choose(&said, caption, &body, base.as_ref());
    let near = around.near(&leaves);
    let authors = people::authors(&said, &near, &body, &sites);
    let date = date::choose(&said, &near, &body, Language::usual_offset(language.as_ref()));

    draft.links = lists::take(&leaves, base.as_ref(), address.as_ref().map(Url::as_str));
    body::strip(&body);
    let text = body::find(&page, &body, &title.text)?;
    let source = people::source(&said, &sites, address.as_ref(), &title.text);
    finish(&mut draft, &text, &sites, source.as_deref(), &leaves[around.last + 1..]);
    draft.url = address.map(String::from);
    draft.title = Some(Words::Plain(title.text));
    if let Some(warning) = date.and_then(|date| date.warning) {
        draft.notices.push(format!("its date is odd: {warning}"));
    }
    draft.date = date.map(|date| date.date.to_string());
    draft.authors = authors;
    draft.tags = if tags.len() > 1 || said.tags.is_empty() { tags } else { said.tags };
    draft.summary =
        said.descriptions.into_iter().find(|text| !text.ends_with("...") && !text.ends_with('…')).map(Words::Plain);
    draft.language = language.map(|language| language.code().to_owned());
    draft.source = source;
    if let Some(picture) = picture {
        draft.picture = picture.url;
        draft.caption = picture.caption.map(|caption| Words::Plain(caption.into_string()));
        draft.credit = picture.credit.map(CleanText::into_string);
    }
    Some((draft, base))
}

/// Where the text roughly is, before anything is taken out.
struct Around {
    title: usize,
    first: usize,
    last: usize,
}

impl Around {
    /// The prose behind the headline, up to where two boxes' worth of leaves have none.
    fn of(leaves: &[Leaf<'_>], title: &title::Title) -> Self {
        let prose = |at: &usize| leaves[*at].is_prose() && !picture::is_caption(&leaves[*at]);
        let title = title.leaf.unwrap_or_default();
        let first = (title..leaves.len()).find(prose).unwrap_or(title);
        let mut last = first;
        for at in first..leaves.len() {
            if prose(&at) {
                last = at;
            } else if at > last + FOOT {
                break;
            }
        }
        Self { title, first, last: last.min(leaves.len().saturating_sub(1)) }
    }

    /// The leaves of head and foot: those between headline and text first, then those above, then those below.
    fn near<'l, 'a>(&self, leaves: &'l [Leaf<'a>]) -> Vec<&'l Leaf<'a>> {
        let between = self.title..self.first.max(self.title);
        let above = self.title.saturating_sub(HEAD)..self.title;
        let below = (self.last + 1).min(leaves.len())..(self.last + 1 + FOOT).min(leaves.len());
        let early = self.first..(self.first + 3).min(leaves.len());
        between.chain(above.rev()).chain(early).chain(below).filter_map(|at| leaves.get(at)).collect()
    }
}

/// The text itself into the draft: dateline and initials off its ends, what it passes on, its markup.
fn finish(draft: &mut Draft, text: &Body<'_>, sites: &[String], source: Option<&str>, after: &[Leaf<'_>]) {
    let own = source.unwrap_or_default();
    let is_site = |name: &str| sites.iter().any(|site| publishers::are_same(site, name));
    let opening = text.leaves.iter().find(|leaf| leaf.is_prose());
    let mut sender = None;
    if let Some(first) = opening
        && let Some(found) = dateline::split(&first.text, is_site)
    {
        let letters = first.text[..found.end].chars().filter(|c| !c.is_whitespace()).count();
        body::cut_beginning(&first.node, letters);
        draft.dateline = found.place;
        sender = found.site;
    }
    if let Some(last) = text.leaves.iter().rfind(|leaf| leaf.is_prose()) {
        if let Some((before, initials)) = shape::split_initials(&last.text) {
            let letters = last.text[before.len()..].chars().filter(|c| !c.is_whitespace()).count();
            draft.initials = Some(initials.to_owned()).filter(|initials| !initials.is_empty());
            body::cut_end(&last.node, letters);
        }
    }
    if draft.initials.is_none() {
        let signed = after.iter().take(FOOT).find_map(|leaf| shape::initials(&leaf.text));
        draft.initials = signed.filter(|initials| !initials.is_empty()).map(str::to_owned);
    }
    let passed_on = |name: &String| !publishers::are_same(name, own);
    let agency =
        || sender.filter(|site| passed_on(site) && publishers::known(site).is_some_and(|known| known.is_agency));
    draft.attribution = attribution::of(text.leaves.iter().map(|leaf| leaf.text.as_str()), own).or_else(agency);
    for image in text.root.descendants_it().filter(|node| tree::is(node, &["img"])).collect::<Vec<_>>() {
        image.remove_from_parent();
    }
    let html = text.root.inner_html();
    draft.html = Some(Document::from_html(&html, None).to_html()).filter(|html| !html.is_empty());
    // A caption is read where its picture stands; in the words alone it would only be in the way.
    for aside in text
        .root
        .descendants_it()
        .filter(|node| tree::is(node, &["figure", "iframe", "video", "audio", "embed", "object"]))
        .collect::<Vec<_>>()
    {
        aside.remove_from_parent();
    }
    draft.text = Some(Document::from_html(&text.root.inner_html(), None).text().into_string());
}

/// The page's own address: what it says, where that is on the site it came from.
fn address(said: &Said, given: Option<&Url>) -> Option<Url> {
    let told =
        said.addresses.iter().filter_map(|raw| limits::address(raw, given)).filter_map(|url| canonical_link(&url));
    let told: Vec<Url> = told.filter_map(|url| Url::parse(&url).ok()).collect();
    // A canonical link to the front page is a mistake of the page's.
    let deep = told.iter().find(|url| url.path().len() > 1 || url.query().is_some());
    deep.cloned().or_else(|| given.cloned())
}

/// What relative addresses are relative to.
fn base(page: &Page, address: Option<&Url>) -> Option<Url> {
    let href = page.base_uri()?;
    limits::address(&href, address).and_then(|url| Url::parse(&url).ok())
}

/// The language: of a text long enough to tell, by its words, else as the page says.
fn language(said: &Said, leaves: &[Leaf<'_>]) -> Option<Language> {
    const ENOUGH: usize = 400;
    const SAMPLE: usize = 8_000;
    let mut sample = String::new();
    for leaf in leaves.iter().filter(|leaf| leaf.is_prose()) {
        sample.push_str(&leaf.text);
        sample.push('\n');
        if sample.len() > SAMPLE {
            break;
        }
    }
    let told = said.languages.iter().find_map(|tag| Language::new(tag));
    if sample.len() < ENOUGH {
        return told.or_else(|| Language::of_prose(&sample));
    }
    Language::of_prose(&sample).or(told)
}
