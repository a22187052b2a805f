//! What of an article can be played, and the wish to have it played. Nothing is started here.

use std::collections::HashSet;

use url::Url;

use crate::document::web_address;
use crate::text::messages::Value;
use crate::text::{CleanText, Locale};

use super::message::{Effect, Unplayed};
use super::overlay::Choices;
use super::reader::{Reader, about};
use super::state::{Notice, State};

/// Media types of applications that are sound or video, lists of them, or anything.
const APPLICATIONS: [&str; 8] = [
    "application/dash+xml",
    "application/mp4",
    "application/octet-stream",
    "application/ogg",
    "application/vnd.apple.mpegurl",
    "application/x-matroska",
    "application/x-mpegurl",
    "application/xspf+xml",
];

/// Beginnings of media types that are neither sound nor video.
const OTHERS: [&str; 7] = ["application/", "font/", "image/", "message/", "model/", "multipart/", "text/"];

/// Something that can be played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Playable {
    /// Where it is.
    pub url: Url,
    /// What it is: kind, length and size, or a title; its file; its host.
    pub name: CleanText,
}

impl From<Playable> for Effect {
    fn from(playable: Playable) -> Self {
        Self::Play { url: playable.url }
    }
}

impl Playable {
    /// What an address of the web leads to, named by parts of which some may be empty; none for another address.
    fn new(address: &str, parts: impl FnOnce(&Url) -> Vec<String>) -> Option<Self> {
        let url = web_address(address, None)?;
        let parts: Vec<String> = parts(&url).into_iter().filter(|part| !part.is_empty()).collect();
        let name = CleanText::line(&parts.join(" · "));
        Some(Self { url, name })
    }
}

/// The last part of an address's path.
fn file_name(url: &Url) -> String {
    url.path_segments().and_then(|mut segments| segments.next_back()).unwrap_or_default().to_owned()
}

/// The host as the network knows it.
fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

/// Whether a media type says that something is sound or video, or does not say what it is.
fn may_play(media_type: &str) -> bool {
    let name = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    APPLICATIONS.contains(&name.as_str()) || !OTHERS.iter().any(|other| name.starts_with(other))
}

/// What can be played of an open article, no address twice: its files, the players in its text, its page's list of
/// videos.
fn playables(reader: &Reader, locale: Locale) -> Vec<Playable> {
    let given = &reader.article.given;
    let files = given.attachments.iter().filter(|file| may_play(&file.mime_type)).filter_map(|file| {
        let parts = |url: &Url| [about(file, locale), vec![file_name(url), host(url)]].concat();
        Playable::new(&file.url, parts)
    });
    let players = reader.document().players().filter_map(|link| {
        let words = link.title.strip_prefix('[').and_then(|words| words.strip_suffix(']')).unwrap_or(&link.title);
        Playable::new(&link.url, |url| vec![words.to_owned(), file_name(url)])
    });
    let videos = given.links_shown().video.iter();
    let videos = videos.filter_map(|link| Playable::new(&link.url, |url| vec![link.title.to_string(), host(url)]));
    let mut seen = HashSet::new();
    files.chain(players).chain(videos).filter(|playable| seen.insert(playable.url.clone())).collect()
}

impl State {
    /// Has the open article played: at once where there is one thing to play, else what is picked.
    pub(super) fn play(&mut self) -> Vec<Effect> {
        let locale = self.wording.locale;
        let target = self.target().map(|(number, _)| number);
        let Some(reader) = self.reader.as_ref().filter(|reader| target == Some(reader.article.number)) else {
            self.notify(locale.text("play-unopened"));
            return Vec::new();
        };
        let mut playables = playables(reader, locale);
        match playables.len() {
            0 => self.notify(locale.text("play-none")),
            1 => return playables.pop().map(Effect::from).into_iter().collect(),
            _ => self.pick(Choices::Playables(playables)),
        }
        Vec::new()
    }

    /// The player has begun.
    pub(super) fn playing(&mut self, program: &CleanText) {
        self.notify(self.wording.locale.text_with("notice-playing", &[("program", Value::Text(program))]));
    }

    /// The player has failed.
    pub(super) fn unplayed(&mut self, program: &CleanText, why: &Unplayed) {
        let locale = self.wording.locale;
        let program = ("program", Value::Text(program));
        let text = match why {
            Unplayed::NoProgram => locale.text_with("notice-no-player", &[program]),
            Unplayed::Failed(said) => locale.text_with("notice-player-failed", &[program, ("said", Value::Text(said))]),
        };
        self.notice = Some(Notice { text, error: true });
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::app::state::Wording;
    use crate::model::{Article, ArticleId, Attachment, Body, Link, NewArticle};

    fn file(url: &str, mime_type: &str, size: Option<u64>, duration: Option<u64>) -> Attachment {
        Attachment { url: url.to_owned(), mime_type: CleanText::line(mime_type), size, duration }
    }

    /// What can be played of an article with these files, this text and these videos: names and addresses.
    fn played(files: Vec<Attachment>, html: &str, videos: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut given = NewArticle::new(ArticleId::new("x"), CleanText::line("X"), CleanText::line("Wire"));
        given.attachments = files;
        given.body = Body { html: Some(html.to_owned()), text: CleanText::default() };
        let link = |(title, url): &(&str, &str)| Link { title: CleanText::line(title), url: (*url).to_owned() };
        given.links.video = videos.iter().map(link).collect();
        let wording = Wording { locale: Locale::En, zone: TimeZone::UTC, now: Timestamp::UNIX_EPOCH };
        let reader = Reader::new(Article { number: 1, first_seen: Timestamp::UNIX_EPOCH, given }, &wording);
        let playables = playables(&reader, Locale::En);
        playables.into_iter().map(|playable| (playable.name.into_string(), playable.url.into())).collect()
    }

    /// Only the addresses of [`played`].
    fn addresses(files: Vec<Attachment>, html: &str, videos: &[(&str, &str)]) -> Vec<String> {
        played(files, html, videos).into_iter().map(|(_, url)| url).collect()
    }

    #[test]
    fn files_come_first_then_players_then_the_pages_videos_and_none_comes_twice() {
        let files = vec![
            file("https://a.example/e/1.mp3", "audio/mpeg", Some(31_457_280), Some(1_966)),
            file("https://user:secret@a.example/", "", None, None),
        ];
        let html =
            "<video src='https://b.example/2.mp4'></video><iframe src='https://www.youtube.com/embed/3'></iframe>
            <audio src='https://a.example/e/1.mp3'></audio>";
        let videos = [("Four", "https://c.example/4"), ("Three", "https://www.youtube.com/embed/3")];
        let expected = [
            ("audio/mpeg · 32:46 · 31.5 MB · 1.mp3 · a.example", "https://a.example/e/1.mp3"),
            ("a.example", "https://user:secret@a.example/"),
            ("video: b.example · 2.mp4", "https://b.example/2.mp4"),
            ("video: youtube.com · 3", "https://www.youtube.com/embed/3"),
            ("Four · c.example", "https://c.example/4"),
        ];
        assert_eq!(played(files, html, &videos), expected.map(|(name, url)| (name.to_owned(), url.to_owned())));
    }

    #[test]
    fn a_file_that_says_it_is_something_else_is_not_played() {
        for played in [
            "audio/mpeg",
            "Video/MP4; codecs=avc1",
            "",
            "mp3",
            "binary/octet-stream",
            "application/ogg",
            "application/octet-stream",
            "application/vnd.apple.mpegurl",
            "application/x-mpegURL",
        ] {
            assert!(may_play(played), "{played}");
        }
        for other in [
            "text/html",
            "IMAGE/PNG",
            " application/pdf",
            "application/x-bittorrent",
            "application/json; x=audio/mpeg",
            "font/woff2",
        ] {
            assert!(!may_play(other), "{other}");
        }
        let files = vec![file("https://a.example/x.pdf", "application/pdf", None, None)];
        assert_eq!(addresses(files, "", &[]), Vec::<String>::new());
    }

    #[test]
    fn only_addresses_of_the_web_are_played() {
        let schemes =
            ["file:///etc/passwd", "javascript:x", "--fs", "-", "ssh://a.example/x", "/x", "exec:id", "|id", ""];
        let files = schemes.map(|url| file(url, "audio/mpeg", None, None)).to_vec();
        let html = schemes.map(|url| format!("<video src='{url}'></video>")).concat();
        assert_eq!(addresses(files, &html, &schemes.map(|url| ("x", url))), Vec::<String>::new());
        let files = vec![file(" HTTPS://A.example/'; touch pwned; '", "", None, None)];
        assert_eq!(addresses(files, "", &[]), ["https://a.example/';%20touch%20pwned;%20'"]);
    }
}
