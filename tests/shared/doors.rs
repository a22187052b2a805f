//! What must hold of each door whatever comes through it. [`check`] hands bytes to one of the [`DOORS`] and panics where
//! something does not hold: the targets under `fuzz/` call it with bytes that nobody wrote, `tests/corpus.rs` with the
//! bytes that are kept.

#[path = "wicked.rs"]
mod wicked;

use jiff::Timestamp;
use jiff::tz::Offset;
use unicode_normalization::is_nfc;
use unicode_segmentation::UnicodeSegmentation;
use url::Url;
use warta::document::{self, Document, MAX_ADDRESS, MAX_BLOCKS, MAX_LEVELS, MAX_LINKS, lay_out, line_at};
use warta::ingest::limits;
use warta::ingest::roster::{ENTRIES, FOLDER_NAME, FOLDERS};
use warta::ingest::{Batch, Hint, Kind, Remark, batch, opml, sniff, to_json, urls};
use warta::model::tag::{MAX_OWN_TAGS, own_tag};
use warta::model::{Article, ArticleId, NewArticle, Subscription};
use warta::text::clean::MAX_GRAPHEME;
use warta::text::dates::{self, Reading};
use warta::text::{CleanText, Language, OffsetDateTime};
use wicked::is_wicked;

/// What must hold of bytes.
type Check = fn(&[u8]);

/// Each door by its name, with what must hold of it.
const DOORS: [(&str, Check); 11] = [
    ("feed", |bytes| door(bytes, Kind::Feed)),
    ("json_feed", |bytes| door(bytes, Kind::JsonFeed)),
    ("page", |bytes| door(bytes, Kind::Page)),
    ("text", |bytes| door(bytes, Kind::Text)),
    ("opml", |bytes| door(bytes, Kind::Opml)),
    ("urls", |bytes| door(bytes, Kind::Urls)),
    ("json_lines", |bytes| door(bytes, Kind::JsonLines)),
    ("sniffing", sniffing),
    ("document", |bytes| document(&String::from_utf8_lossy(bytes))),
    ("dates", |bytes| dates(&String::from_utf8_lossy(bytes))),
    ("clean", |bytes| clean(&String::from_utf8_lossy(bytes))),
];

/// Widths that documents are laid out in: none, too narrow for anything, and those of panes.
const WIDTHS: [usize; 7] = [0, 1, 2, 7, 20, 60, 200];

/// Hands `bytes` to the door of that name.
pub(crate) fn check(name: &str, bytes: &[u8]) {
    let door = DOORS.iter().find(|(door, _)| *door == name);
    door.unwrap_or_else(|| panic!("there is no door {name}")).1(bytes);
}

/// A door whose kind the caller knows.
fn door(bytes: &[u8], kind: Kind) {
    let read = read(bytes, Some(kind));
    assert_eq!(read, self::read(bytes, Some(kind)), "the same bytes give the same");
    if let Ok(batch) = &read {
        assert_eq!(batch.kind, kind);
    }
    sound(&read);
}

/// The door that chooses by content.
fn sniffing(bytes: &[u8]) {
    let read = read(bytes, None);
    match (&read, sniff(bytes)) {
        (Ok(batch), kind) => {
            assert_eq!(Some(batch.kind), kind);
            assert_eq!(read, self::read(bytes, kind), "what is sniffed is read as what is named");
        }
        (Err(_), Some(kind)) => assert_eq!(read, self::read(bytes, Some(kind))),
        (Err(_), None) => {}
    }
    sound(&read);
}

/// What comes through the door; where nothing does, what is said of it.
fn read(bytes: &[u8], kind: Option<Kind>) -> Result<Batch, String> {
    let url = Some("https://kabar.example/berita/induk?utm_source=x".to_owned());
    let (tags, name) = (vec![CleanText::line("Kabar")], CleanText::line("berkas"));
    batch(bytes, &Hint { kind, url, tags, name, ..Hint::default() }).map_err(|error| error.to_string())
}

fn sound(read: &Result<Batch, String>) {
    let batch = match read {
        Ok(batch) => batch,
        Err(error) => return line(error),
    };
    assert!(if batch.kind.is_list() { batch.articles.is_empty() } else { batch.subscriptions.is_empty() });
    for Remark { item, reason } in batch.skipped.iter().chain(&batch.notices) {
        assert!(*item > 0 && !reason.is_empty());
        line(reason);
    }
    batch.articles.iter().for_each(article);
    exported(&batch.articles);
    batch.subscriptions.iter().for_each(subscription);
    if !batch.subscriptions.is_empty() {
        listed(&batch.subscriptions);
    }
}

fn article(article: &NewArticle) {
    let NewArticle { id, url, title, body, .. } = article;
    assert!(!id.as_str().is_empty() && id.as_str().len() <= ArticleId::MAX, "{id}");
    assert!(!title.is_empty() || !body.text.is_empty() || url.is_some(), "{id} says nothing");
    line(id.as_str());
    let picture = article.picture.iter().flat_map(|picture| [&picture.caption, &picture.credit]).flatten();
    let some = [&article.initials, &article.dateline, &article.attribution].into_iter().flatten().chain(picture);
    let listed = article.authors.iter().chain(&article.tags);
    for text in some.chain(listed) {
        assert!(!text.is_empty());
        short(text);
    }
    short(title);
    short(&article.source);
    lines(&body.text);
    assert!(body.text.len() <= limits::BODY);
    if let Some(summary) = &article.summary {
        lines(summary);
        assert!(!summary.is_empty() && summary.chars().count() <= limits::SUMMARY);
    }
    if let Some(html) = &body.html {
        assert!(html.len() <= limits::BODY && !html.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')));
    }
    assert!(article.authors.len() <= limits::AUTHORS && article.tags.len() <= limits::TAGS);
    assert!(article.own_tags.len() <= MAX_OWN_TAGS);
    for tag in &article.own_tags {
        assert_eq!(own_tag(tag).as_ref(), Ok(tag));
    }
    assert!(article.feeds.len() <= NewArticle::FEEDS && article.attachments.len() <= limits::ATTACHMENTS);
    for (_, links) in article.links.named() {
        assert!(links.len() <= limits::LINKS);
        links.iter().map(|link| &link.title).for_each(|title| short(title));
    }
    article.attachments.iter().for_each(|file| short(&file.mime_type));
    let links = article.links.named().into_iter().flat_map(|(_, links)| links).map(|link| &link.url);
    let files = article.attachments.iter().map(|file| &file.url);
    let picture = article.picture.iter().filter_map(|picture| picture.url.as_ref());
    url.iter().chain(&article.feeds).chain(picture).chain(links).chain(files).for_each(|url| address(url));
}

/// Articles that are written as JSON are read back equal.
fn exported(articles: &[NewArticle]) {
    let mut given = articles.to_vec();
    let mut written = String::new();
    for article in &mut given {
        article.number = Some(1);
        let first_seen = *article.first_seen.get_or_insert(Timestamp::UNIX_EPOCH);
        let article = Article { number: 1, first_seen, given: article.clone() };
        written.extend([&to_json(&article).to_string(), "\n"]);
    }
    assert!(!written.contains(|c: char| c.is_control() && c != '\n'));
    if !given.is_empty() {
        let hint = Hint { kind: Some(Kind::JsonLines), ..Hint::default() };
        let read = batch(written.as_bytes(), &hint).unwrap_or_else(|error| panic!("{error}: {written}"));
        assert_eq!((&read.articles, &read.skipped), (&given, &Vec::new()), "{written}");
    }
}

fn subscription(feed: &Subscription) {
    address(&feed.url);
    feed.site.iter().for_each(|site| address(site));
    short(&feed.title);
    assert!(feed.folder.len() <= FOLDERS && feed.tags.len() <= limits::TAGS);
    for name in &feed.folder {
        line(name);
        assert!(!name.is_empty() && name.chars().count() <= FOLDER_NAME);
    }
    for tag in &feed.tags {
        short(tag);
        assert!(!tag.is_empty() && !tag.contains(',') && !tag.starts_with(['~', '/']), "{tag:?}");
    }
}

/// A list of feeds is read back equal from both of its formats.
fn listed(feeds: &[Subscription]) {
    assert!(feeds.len() <= ENTRIES);
    let read = |written: &str, kind| {
        let read = batch(written.as_bytes(), &Hint { kind: Some(kind), ..Hint::default() });
        let read = read.unwrap_or_else(|error| panic!("{error}: {written}"));
        assert!(read.skipped.is_empty() && read.notices.is_empty(), "{read:?}: {written}");
        read.subscriptions
    };
    let mut expected = feeds.to_vec();
    for feed in &mut expected {
        feed.site = None;
    }
    assert_eq!(read(&urls::write(feeds), Kind::Urls), expected);
    let mut expected = feeds.to_vec();
    expected.sort_by(|one, other| one.folder.cmp(&other.folder));
    assert_eq!(read(&opml::write(feeds), Kind::Opml), expected);
}

/// HTML as blocks, in lines of every width, and out again.
fn document(html: &str) {
    let base = Url::parse("https://kabar.example/berita/").ok();
    let document = Document::from_html(html, base.as_ref());
    assert_eq!(document, Document::from_html(html, base.as_ref()), "the same markup gives the same");
    assert!(document.blocks().len() <= MAX_BLOCKS && document.links().len() <= MAX_LINKS);
    let text = document.text();
    lines(&text);
    for block in document.blocks() {
        lines(block.words.text());
        assert!(block.levels.len() <= MAX_LEVELS);
        assert!(text.get(block.start..).is_some_and(|text| text.starts_with(block.words.text().as_str())));
    }
    for link in document.links() {
        short(&link.title);
        address(&link.url);
    }
    for (width, code) in WIDTHS.into_iter().zip(["id", "en", "de"].into_iter().cycle()) {
        laid_out(&document, &text, width, Language::new(code).as_ref());
    }
    let again = Document::from_html(&document.to_html(), None);
    assert_eq!(unjoined(&again.text()), unjoined(&text), "{}", document.to_html());
    let markdown = document.to_markdown();
    assert!(!markdown.contains(|c: char| is_wicked(c) && c != '\n'), "{markdown:?}");
    let mut written = markdown.chars();
    let words = document.blocks().iter().flat_map(|block| block.words.text().chars());
    let mut letters = words.filter(|c| c.is_alphanumeric());
    assert!(letters.all(|letter| written.any(|c| c == letter)), "{markdown}");
    let of_text = Document::from_text(&text);
    assert_eq!(of_text, Document::from_text(&text));
    lines(&of_text.text());
}

fn laid_out(document: &Document, text: &str, width: usize, language: Option<&Language>) {
    let lines = lay_out(document, width, language);
    assert!(lines.is_empty() == (width == 0 || document.is_empty()));
    for (at, line) in lines.iter().enumerate() {
        assert!(line.width() <= width, "{line:?} at {width}");
        assert!(text.is_char_boundary(line.position.0));
        assert_eq!(line_at(&lines, line.position), at, "each line has its own position");
        for segment in &line.segments {
            assert!(!segment.text.is_empty() && !segment.text.contains(is_wicked), "{segment:?}");
            assert!(segment.link.is_none_or(|link| link < document.links().len()));
        }
    }
}

/// A joiner joins nothing where a style ends.
fn unjoined(text: &str) -> String {
    text.replace(['\u{200c}', '\u{200d}'], "")
}

/// Text as a date, and as a line that has one.
fn dates(text: &str) {
    let offset = Offset::constant(7);
    let reference = OffsetDateTime { timestamp: Timestamp::constant(1_641_600_180, 0), offset };
    let told = dates::read(text, offset);
    assert_eq!(told, dates::read(text, offset), "the same text gives the same");
    for read in [told, dates::read_at(text, reference)] {
        match read {
            Ok(reading) => date(&reading),
            Err(why) => line(&why.to_string()),
        }
    }
    if let Some((range, reading)) = dates::find(text, offset) {
        date(&reading);
        let found = text.get(range);
        assert!(found.is_some_and(|found| found.chars().any(|c| c.is_ascii_digit())), "{found:?}");
    }
}

fn date(reading: &Reading) {
    let Reading { date, warnings, .. } = reading;
    assert!((1899..=2201).contains(&date.local().year()), "{date}");
    let again = dates::read(&date.to_string(), Offset::UTC).map(|again| (again.date, again.warnings));
    assert_eq!(again, Ok((*date, [None; 2])));
    warnings.iter().flatten().for_each(|warning| line(&warning.to_string()));
}

/// Text as one clean line, and as lines.
fn clean(text: &str) {
    line(&CleanText::line(text));
    lines(&CleanText::lines(text));
    short(&limits::line(text));
    let escaped = document::escape_html(&CleanText::line(text));
    assert!(!escaped.contains(['<', '>', '"']), "{escaped}");
    let _ = document::width(&CleanText::line(text));
}

/// A line that is not too long for a headline.
fn short(text: &str) {
    line(text);
    assert!(text.chars().count() <= limits::LINE);
}

/// One clean line.
fn line(text: &str) {
    assert!(!text.contains(is_wicked), "{text:?}");
    assert_eq!(CleanText::line(text).as_str(), text, "cleaning twice changes nothing");
    graphemes(text);
}

/// Clean lines.
fn lines(text: &str) {
    assert!(!text.contains(|c: char| is_wicked(c) && c != '\n'), "{text:?}");
    assert_eq!(CleanText::lines(text).as_str(), text, "cleaning twice changes nothing");
    graphemes(text);
}

fn graphemes(text: &str) {
    assert!(is_nfc(text), "{text:?}");
    let mut graphemes = text.graphemes(true);
    assert!(graphemes.all(|grapheme| grapheme.len() <= MAX_GRAPHEME), "{text:?}");
}

fn address(url: &str) {
    assert!(url.starts_with("http://") || url.starts_with("https://"), "{url}");
    assert!(url.len() <= MAX_ADDRESS && !url.contains(is_wicked), "{url:?}");
}
