//! The configuration file: TOML, read strictly. What it does not know and what it cannot take is an error with the line
//! where it stands. Nothing is written here, and a file that is not there is made by nobody.
//!
//! The command line reads it and lays its own options over it; the runtime is given the [`Player`].

use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;

use jiff::tz::TimeZone;
use serde::Deserialize;
use toml::Spanned;

use crate::text::{CleanText, Locale};

/// Bytes of a configuration file at the most.
pub const MAX_SIZE: usize = 64 << 10;

/// What a person has set; nothing where the file says nothing of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// What plays sound and video.
    pub player: Option<Player>,
    /// A theme, one of the names that the file was read with.
    pub theme: Option<String>,
    /// The language of the interface.
    pub language: Option<Locale>,
    /// The reader's time zone.
    pub timezone: Option<TimeZone>,
    /// Whether it is taken note of what the reader likes, and articles are recommended by that.
    pub recommend: Option<bool>,
}

/// A program and its arguments. The address to play is one more argument, behind them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Player {
    program: String,
    arguments: Vec<String>,
}

impl Default for Player {
    /// mpv with a window also for sound alone: no key of the terminal reaches it, so it is paused and ended there.
    fn default() -> Self {
        Self { program: "mpv".to_owned(), arguments: vec!["--force-window=yes".to_owned()] }
    }
}

impl Player {
    /// The program, looked for on `PATH` where it holds no `/`; never empty.
    #[must_use]
    pub fn program(&self) -> &str {
        &self.program
    }

    /// Its arguments, without the address.
    #[must_use]
    pub fn arguments(&self) -> &[String] {
        &self.arguments
    }

    /// Of a list: the program, then its arguments.
    fn new(mut list: Vec<String>) -> Result<Self, &'static str> {
        if list.iter().any(|argument| argument.contains('\0')) {
            return Err("no argument of a program can hold a NUL character; leave it out");
        }
        if list.first().is_none_or(|program| program.trim().is_empty()) {
            return Err("`player` names no program; write one, such as player = [\"mpv\"], or leave the setting out");
        }
        Ok(Self { program: list.remove(0), arguments: list })
    }
}

/// Why a configuration file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// There is none.
    #[error("there is no configuration file {0}; make it, or name another with --config")]
    Missing(CleanText),
    /// It cannot be read.
    #[error("cannot read the configuration file {path}: {cause}")]
    Unreadable {
        /// The file.
        path: CleanText,
        /// Why not.
        cause: io::Error,
    },
    /// It is larger than [`MAX_SIZE`].
    #[error("the configuration file {0} has more than {limit} KiB; is it another file?", limit = MAX_SIZE >> 10)]
    TooLarge(CleanText),
    /// Something in it is wrong.
    #[error("the configuration file {path}, line {line}: {said}")]
    Wrong {
        /// The file.
        path: CleanText,
        /// The line, 1 being the first.
        line: usize,
        /// What is wrong, and what would be right.
        said: CleanText,
    },
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    player: Option<Spanned<Vec<String>>>,
    theme: Option<Spanned<String>>,
    language: Option<Spanned<String>>,
    timezone: Option<Spanned<String>>,
    recommend: Option<bool>,
}

/// What is wrong, and the byte where that stands.
struct Wrong {
    at: usize,
    said: String,
}

impl Wrong {
    fn at(span: &Range<usize>, said: impl Into<String>) -> Self {
        Self { at: span.start, said: said.into() }
    }
}

impl Config {
    /// Reads a file. A theme must be one of `themes`, which this room does not know.
    ///
    /// # Errors
    ///
    /// It is not there, cannot be read, is too large, or something in it is wrong.
    pub fn read(path: &Path, themes: &[&str]) -> Result<Self, ConfigError> {
        let shown = CleanText::line(&path.display().to_string());
        let mut bytes = Vec::new();
        let most = MAX_SIZE as u64 + 1;
        match File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)) {
            Ok(size) if size <= MAX_SIZE => {}
            Ok(_) => return Err(ConfigError::TooLarge(shown)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(ConfigError::Missing(shown)),
            Err(cause) => return Err(ConfigError::Unreadable { path: shown, cause }),
        }
        Self::parse(&bytes, themes).map_err(|Wrong { at, said }| {
            let line = 1 + bytes.iter().take(at).filter(|byte| **byte == b'\n').count();
            ConfigError::Wrong { path: shown, line, said: CleanText::line(&said) }
        })
    }

    fn parse(bytes: &[u8], themes: &[&str]) -> Result<Self, Wrong> {
        let text = std::str::from_utf8(bytes).map_err(|error| Wrong {
            at: error.valid_up_to(),
            said: "this is not UTF-8; save the file as UTF-8".to_owned(),
        })?;
        let written: Written = toml::from_str(text).map_err(|error| {
            // What has no place is said of the file as a whole.
            Wrong { at: error.span().map_or(0, |span| span.start), said: error.message().to_owned() }
        })?;
        let player = taken(written.player, |list| Player::new(list).map_err(str::to_owned))?;
        let theme = taken(written.theme, |name| {
            let is_known = themes.contains(&name.as_str());
            if is_known { Ok(name) } else { Err(format!("themes are {}", themes.join(" and "))) }
        })?;
        let language = taken(written.language, |code| {
            Locale::ALL.into_iter().find(|locale| locale.code() == code).ok_or("languages are en and id".to_owned())
        })?;
        let timezone = taken(written.timezone, |name| {
            TimeZone::get(&name).map_err(|_| format!("no time zone is named '{name}'; names are like Asia/Jakarta"))
        })?;
        Ok(Self { player, theme, language, timezone, recommend: written.recommend })
    }
}

/// A setting as it is meant, where it is set.
fn taken<W, T>(written: Option<Spanned<W>>, meant: impl FnOnce(W) -> Result<T, String>) -> Result<Option<T>, Wrong> {
    let Some(written) = written else { return Ok(None) };
    let span = written.span();
    meant(written.into_inner()).map(Some).map_err(|said| Wrong::at(&span, said))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: impl AsRef<[u8]>) -> Result<Config, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, bytes).unwrap();
        Config::read(&path, &["plain", "bright"])
    }

    /// The line that an error names, and what it says.
    #[track_caller]
    fn wrong(bytes: impl AsRef<[u8]>) -> (usize, String) {
        match read(bytes) {
            Err(ConfigError::Wrong { line, said, .. }) => (line, said.into_string()),
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn says(bytes: impl AsRef<[u8]>, line: usize, words: &str) {
        let (at, said) = wrong(bytes);
        assert!(at == line && said.contains(words), "line {at}: {said}");
    }

    #[test]
    fn every_setting_is_read() {
        let config = read(
            "# mine\nplayer = [\"mpv\", \"--force-window=yes\", \"a b\"]\ntheme = \"bright\"\nlanguage = \"id\"\ntimezone = \"Asia/Jakarta\"\nrecommend = false\n",
        )
        .unwrap();
        let player = config.player.unwrap();
        assert_eq!((player.program(), player.arguments()), ("mpv", &["--force-window=yes".into(), "a b".into()][..]));
        assert_eq!((config.theme.as_deref(), config.language), (Some("bright"), Some(Locale::Id)));
        assert_eq!(config.timezone, Some(TimeZone::get("Asia/Jakarta").unwrap()));
        assert_eq!(config.recommend, Some(false));
    }

    #[test]
    fn a_file_that_sets_nothing_sets_nothing() {
        for nothing in ["", "\n", "# player = []\n", "\u{feff}"] {
            assert_eq!(read(nothing).unwrap(), Config::default(), "{nothing:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line_and_what_would_be_right() {
        says("\nplayr = [\"mpv\"]\n", 2, "expected one of `player`, `theme`, `language`, `timezone`, `recommend`");
        says("theme = \"plain\"\n\n[player]\nprogram = \"mpv\"", 3, "expected a sequence");
        says("player = \"mpv\"", 1, "expected a sequence");
        says("player = [\"mpv\",\n 1]", 2, "expected a string");
        says("theme = \"plain\"\ntheme = \"plain\"", 2, "duplicate");
        says("theme = \"dark\"", 1, "themes are plain and bright");
        says("\nlanguage = \"de\"", 2, "languages are en and id");
        says("timezone = \"Mars/Olympus\"", 1, "no time zone is named 'Mars/Olympus'");
        says("timezone = 7", 1, "expected a string");
        says("\nrecommend = \"no\"", 2, "expected a boolean");
        says("\n\nplayer = [\"mpv\"", 3, "");
        says("player", 1, "");
    }

    #[test]
    fn a_player_has_a_program() {
        for empty in ["[]", "[\"\"]", "[\" \", \"x\"]"] {
            says(format!("\nplayer = {empty}"), 2, "names no program; write one");
        }
        says("player = [\"mpv\", \"a\\u0000b\"]", 1, "NUL");
    }

    #[test]
    fn what_is_said_of_a_file_is_clean() {
        let (_, said) = wrong("\"a\\u001B]0;x\\u0007b\" = 1");
        assert!(said.contains("unknown field `ab`"), "{said:?}");
        let (_, said) = wrong("timezone = \"a\\u001B[2Jb\"");
        assert!(said.contains("'ab'"), "{said:?}");
        let error = Config::read(Path::new("/nowhere/\u{1b}[2Jx"), &[]).unwrap_err();
        assert!(error.to_string().contains("/nowhere/x"), "{error}");
    }

    #[test]
    fn a_file_is_measured_at_the_limit_and_one_past_it() {
        let file = |bytes: usize| format!("theme = \"plain\"#{}", "x".repeat(bytes - 16));
        assert_eq!(read(file(MAX_SIZE)).unwrap().theme.as_deref(), Some("plain"));
        assert!(matches!(read(file(MAX_SIZE + 1)), Err(ConfigError::TooLarge(_))));
    }

    #[test]
    fn a_deep_file_is_wrong_and_no_more() {
        says(format!("theme = {}", "[".repeat(MAX_SIZE - 8)), 1, "");
    }

    #[test]
    fn what_is_no_text_is_named_with_its_line() {
        says(b"theme = \"plain\"\n# \xff\n", 2, "not UTF-8");
    }

    #[test]
    fn what_is_no_file_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let absent = Config::read(&folder.path().join("config.toml"), &[]);
        assert!(matches!(absent, Err(ConfigError::Missing(_))));
        assert!(matches!(Config::read(folder.path(), &[]), Err(ConfigError::Unreadable { .. })));
    }
}
