//! Keys: what can be pressed, how it is written, and the one table of what each does. The dispatcher, the help
//! screen, the footer and the README read this table and nothing else.

use std::fmt;

use crate::text::CleanText;

use super::state::Focus;

/// A key as the program knows it, whatever the terminal sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character, shifted where it was.
    Char(char),
    /// A small letter with Ctrl.
    Ctrl(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// The keys that are written by a name, with the names of each; the first is how Warta writes it.
const NAMES: [(Key, &[&str]); 15] = [
    (Key::Enter, &["Enter", "CR", "Return"]),
    (Key::Esc, &["Esc"]),
    (Key::Tab, &["Tab"]),
    (Key::BackTab, &["S-Tab"]),
    (Key::Backspace, &["BS", "Backspace"]),
    (Key::Delete, &["Del", "Delete"]),
    (Key::Up, &["Up"]),
    (Key::Down, &["Down"]),
    (Key::Left, &["Left"]),
    (Key::Right, &["Right"]),
    (Key::Home, &["Home"]),
    (Key::End, &["End"]),
    (Key::PageUp, &["PgUp", "PageUp"]),
    (Key::PageDown, &["PgDn", "PageDown"]),
    (Key::Char(' '), &["Space"]),
];

/// Why a string of keys cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// A `<` without its `>`.
    #[error("the key at character {0} has no closing '>'; write a '<' as <lt>")]
    Unclosed(usize),
    /// A name that no key has.
    #[error("no key is named <{0}>; names are <Enter> <Esc> <Tab> <S-Tab> <Space> <BS> <Up> <PgDn> <Home> <C-x> <lt>")]
    Unknown(String),
}

impl Key {
    /// Reads a string of keys: characters stand for themselves, `<Enter>` and `<C-o>` for keys with a name, `<lt>`
    /// for `<`. Blanks are left out; a blank is `<Space>`.
    ///
    /// # Errors
    ///
    /// A name that no key has, or a `<` that is not closed.
    pub fn parse(text: &str) -> Result<Vec<Self>, KeyError> {
        let mut keys = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let after = &rest[c.len_utf8()..];
            if c == '<' {
                let at = text[..text.len() - rest.len()].chars().count() + 1;
                let (name, after) = after.split_once('>').ok_or(KeyError::Unclosed(at))?;
                keys.push(Self::named(name)?);
                rest = after;
                continue;
            }
            if !c.is_whitespace() && !c.is_control() {
                keys.push(Self::Char(c));
            }
            rest = after;
        }
        Ok(keys)
    }

    fn named(name: &str) -> Result<Self, KeyError> {
        let unknown = || KeyError::Unknown(CleanText::line(name).into_string());
        if name == "lt" {
            return Ok(Self::Char('<'));
        }
        if let Some(letter) = name.strip_prefix("C-").or_else(|| name.strip_prefix("c-")) {
            let mut letters = letter.chars();
            return match (letters.next(), letters.next()) {
                (Some(c), None) if c.is_ascii_alphabetic() => Ok(Self::Ctrl(c.to_ascii_lowercase())),
                _ => Err(unknown()),
            };
        }
        let same = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        NAMES.iter().find(|(_, names)| same(names)).map(|(key, _)| *key).ok_or_else(unknown)
    }
}

impl fmt::Display for Key {
    /// As [`Key::parse`] reads it, but without the angle brackets where the name alone is plain: `C-o`, `Enter`, `j`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((_, names)) = NAMES.iter().find(|(key, _)| key == self) {
            return f.write_str(names[0]);
        }
        match self {
            Self::Char(c) => write!(f, "{c}"),
            Self::Ctrl(c) => write!(f, "C-{c}"),
            // Every other key has its name above.
            other => write!(f, "{other:?}"),
        }
    }
}

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is described for the reader by its message in the table below")]
pub enum Action {
    Down,
    Up,
    Top,
    Bottom,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    ReadOn,
    Open,
    Back,
    Quit,
    Close,
    NextPane,
    PreviousPane,
    Section(usize),
    NextArticle,
    PreviousArticle,
    NextUnread,
    PreviousUnread,
    NextRelated,
    PreviousRelated,
    FollowRelated(usize),
    AllRelated,
    TrailBack,
    TrailForward,
    PickTag,
    Follow,
    FollowList,
    AllTags,
    EditTags,
    Filter,
    Unfold,
    ReadStory,
    Play,
    Save,
    MarkRead,
    MarkUnread,
    Undo,
    Less,
    FullText,
    Search,
    FetchThis,
    FetchDue,
    ShowNew,
    Zen,
    Redraw,
    Help,
    Sample,
    Suspend,
}

/// Where a key means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// In every pane.
    Everywhere,
    /// With the list (or the sidebar) focused.
    List,
    /// With the reader focused.
    Reader,
    /// On the welcome screen of an empty store.
    Empty,
}

impl Scope {
    /// The key of its name among the messages.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Everywhere => "scope-everywhere",
            Self::List => "scope-list",
            Self::Reader => "scope-reader",
            Self::Empty => "scope-empty",
        }
    }
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// The keys that do it, blank-separated, as [`Key::parse`] reads each; a piece of several keys is a sequence.
    pub keys: &'static str,
    /// What they do.
    pub action: Action,
    /// Where.
    pub scope: Scope,
    /// The key of the message that says so.
    pub help: &'static str,
}

const fn bind(keys: &'static str, action: Action, scope: Scope, help: &'static str) -> Binding {
    Binding { keys, action, scope, help }
}

/// The table. Within a scope the first match counts; the panes' own scopes come before everywhere.
pub const BINDINGS: &[Binding] = &[
    bind("j <Down>", Action::Down, Scope::Everywhere, "key-down"),
    bind("k <Up>", Action::Up, Scope::Everywhere, "key-up"),
    bind("gg <Home>", Action::Top, Scope::Everywhere, "key-top"),
    bind("G <End>", Action::Bottom, Scope::Everywhere, "key-bottom"),
    bind("<C-f> <PgDn>", Action::PageDown, Scope::Everywhere, "key-page-down"),
    bind("<C-b> <PgUp>", Action::PageUp, Scope::Everywhere, "key-page-up"),
    bind("<C-d>", Action::HalfDown, Scope::Everywhere, "key-half-down"),
    bind("<C-u>", Action::HalfUp, Scope::Everywhere, "key-half-up"),
    bind("<Space>", Action::ReadOn, Scope::Everywhere, "key-read-on"),
    bind("<Enter> l <Right>", Action::Open, Scope::Everywhere, "key-open"),
    bind("h q <Left>", Action::Back, Scope::Everywhere, "key-back"),
    bind("Q <C-c>", Action::Quit, Scope::Everywhere, "key-quit"),
    bind("<Esc>", Action::Close, Scope::Everywhere, "key-close"),
    bind("<Tab>", Action::NextPane, Scope::Everywhere, "key-next-pane"),
    bind("<S-Tab>", Action::PreviousPane, Scope::Everywhere, "key-previous-pane"),
    bind("1", Action::Section(0), Scope::List, "key-section"),
    bind("2", Action::Section(1), Scope::List, "key-section"),
    bind("3", Action::Section(2), Scope::List, "key-section"),
    bind("4", Action::Section(3), Scope::List, "key-section"),
    bind("5", Action::Section(4), Scope::List, "key-section"),
    bind("6", Action::Section(5), Scope::List, "key-section"),
    bind("7", Action::Section(6), Scope::List, "key-section"),
    bind("J", Action::NextArticle, Scope::Everywhere, "key-next-article"),
    bind("K", Action::PreviousArticle, Scope::Everywhere, "key-previous-article"),
    bind("n", Action::NextUnread, Scope::Everywhere, "key-next-unread"),
    bind("N", Action::PreviousUnread, Scope::Everywhere, "key-previous-unread"),
    bind("]", Action::NextRelated, Scope::Everywhere, "key-next-related"),
    bind("[", Action::PreviousRelated, Scope::Everywhere, "key-previous-related"),
    bind("1", Action::FollowRelated(0), Scope::Reader, "key-related"),
    bind("2", Action::FollowRelated(1), Scope::Reader, "key-related"),
    bind("3", Action::FollowRelated(2), Scope::Reader, "key-related"),
    bind("4", Action::FollowRelated(3), Scope::Reader, "key-related"),
    bind("5", Action::FollowRelated(4), Scope::Reader, "key-related"),
    bind("6", Action::FollowRelated(5), Scope::Reader, "key-related"),
    bind("7", Action::FollowRelated(6), Scope::Reader, "key-related"),
    bind("8", Action::FollowRelated(7), Scope::Reader, "key-related"),
    bind("9", Action::FollowRelated(8), Scope::Reader, "key-related"),
    bind("gr", Action::AllRelated, Scope::Everywhere, "key-all-related"),
    bind("<C-o>", Action::TrailBack, Scope::Everywhere, "key-trail-back"),
    bind("<C-i>", Action::TrailForward, Scope::Everywhere, "key-trail-forward"),
    bind("t", Action::PickTag, Scope::Everywhere, "key-pick-tag"),
    bind("gt", Action::AllTags, Scope::Everywhere, "key-all-tags"),
    bind("+", Action::Follow, Scope::Everywhere, "key-follow"),
    bind("F", Action::FollowList, Scope::Everywhere, "key-follow-list"),
    bind("T", Action::EditTags, Scope::Everywhere, "key-edit-tags"),
    bind("=", Action::Filter, Scope::List, "key-filter"),
    bind("e", Action::Unfold, Scope::List, "key-unfold"),
    bind("E", Action::ReadStory, Scope::Everywhere, "key-read-story"),
    bind("V", Action::Play, Scope::Everywhere, "key-play"),
    bind("s m", Action::Save, Scope::Everywhere, "key-save"),
    bind("r", Action::MarkRead, Scope::Everywhere, "key-mark-read"),
    bind("u", Action::MarkUnread, Scope::Everywhere, "key-mark-unread"),
    bind("U", Action::Undo, Scope::Everywhere, "key-undo"),
    bind("-", Action::Less, Scope::Everywhere, "key-less"),
    bind("x", Action::FullText, Scope::Everywhere, "key-full-text"),
    bind("/", Action::Search, Scope::Everywhere, "key-search"),
    bind("<C-r>", Action::FetchThis, Scope::Everywhere, "key-fetch-this"),
    bind("R", Action::FetchDue, Scope::Everywhere, "key-fetch-due"),
    bind(".", Action::ShowNew, Scope::Everywhere, "key-show-new"),
    bind("z", Action::Zen, Scope::Everywhere, "key-zen"),
    bind("<C-l>", Action::Redraw, Scope::Everywhere, "key-redraw"),
    bind("?", Action::Help, Scope::Everywhere, "key-help"),
    bind("<C-z>", Action::Suspend, Scope::Everywhere, "key-suspend"),
    bind("D", Action::Sample, Scope::Empty, "key-sample"),
];

/// One line of help: keys that do the same together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// The keys, as a reader writes them: `1`..`9`, `j Down`.
    pub keys: String,
    /// Where they mean it.
    pub scope: Scope,
    /// The key of the message that says what they do.
    pub message: &'static str,
}

/// The table as help: one line for each thing that can be done.
#[must_use]
pub fn help() -> Vec<Help> {
    let mut lines: Vec<Help> = Vec::new();
    for binding in BINDINGS {
        match lines.iter_mut().find(|line| line.message == binding.help && line.scope == binding.scope) {
            Some(line) => {
                let first = line.keys.split("..").next().unwrap_or_default().to_owned();
                line.keys = format!("{first}..{}", binding.keys);
            }
            None => {
                lines.push(Help { keys: written(binding.keys), scope: binding.scope, message: binding.help });
            }
        }
    }
    // Stable: within a scope the order of the table.
    lines.sort_by_key(|line| line.scope);
    lines
}

/// Keys without their brackets: `<Enter> l <Right>` is `Enter l Right`.
fn written(keys: &str) -> String {
    let name =
        |piece: &str| piece.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(piece).to_owned();
    keys.split(' ').map(name).collect::<Vec<_>>().join(" ")
}

/// The key that the footer names for an action.
#[must_use]
pub fn first_key(action: Action, scope: Scope) -> Option<String> {
    let binding = BINDINGS.iter().find(|binding| binding.action == action && binding.scope == scope)?;
    binding.keys.split(' ').next().map(written)
}

/// What pressed keys come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// An action.
    Action(Action),
    /// The beginning of a sequence.
    Beginning,
    /// Nothing.
    None,
}

/// Looks up the keys pressed since the last action, in the scopes that count now.
#[must_use]
pub fn look_up(pressed: &[Key], focus: Focus, empty: bool) -> Match {
    let own = if focus == Focus::Reader { Scope::Reader } else { Scope::List };
    let mut beginning = false;
    for scope in [Scope::Empty, own, Scope::Everywhere] {
        if scope == Scope::Empty && !empty {
            continue;
        }
        for binding in BINDINGS.iter().filter(|binding| binding.scope == scope) {
            for piece in binding.keys.split(' ') {
                let Ok(keys) = Key::parse(piece) else { continue };
                if keys == pressed {
                    return Match::Action(binding.action);
                }
                beginning |= keys.starts_with(pressed);
            }
        }
    }
    if beginning { Match::Beginning } else { Match::None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_vim_writes_them() {
        let keys = Key::parse("jG <Enter><C-o><S-Tab><lt><Space>京").unwrap();
        let expected = [
            Key::Char('j'),
            Key::Char('G'),
            Key::Enter,
            Key::Ctrl('o'),
            Key::BackTab,
            Key::Char('<'),
            Key::Char(' '),
            Key::Char('京'),
        ];
        assert_eq!(keys, expected);
    }

    #[test]
    fn what_is_no_key_is_named() {
        assert_eq!(Key::parse("j<Entr>").unwrap_err(), KeyError::Unknown("Entr".to_owned()));
        assert_eq!(Key::parse("京<C-o").unwrap_err(), KeyError::Unclosed(2));
        assert_eq!(Key::parse("<C-ab>").unwrap_err(), KeyError::Unknown("C-ab".to_owned()));
    }

    #[test]
    fn every_binding_can_be_read_and_pressed() {
        for binding in BINDINGS {
            for piece in binding.keys.split(' ') {
                let keys = Key::parse(piece).unwrap();
                let focus = if binding.scope == Scope::Reader { Focus::Reader } else { Focus::List };
                let found = look_up(&keys, focus, binding.scope == Scope::Empty);
                assert_eq!(found, Match::Action(binding.action), "{piece}");
                for end in 1..keys.len() {
                    assert_eq!(look_up(&keys[..end], focus, false), Match::Beginning, "{piece}");
                }
            }
        }
    }

    #[test]
    fn a_key_means_what_its_pane_says() {
        assert_eq!(look_up(&[Key::Char('2')], Focus::List, false), Match::Action(Action::Section(1)));
        assert_eq!(look_up(&[Key::Char('2')], Focus::Reader, false), Match::Action(Action::FollowRelated(1)));
        assert_eq!(look_up(&[Key::Char('D')], Focus::List, false), Match::None);
    }

    #[test]
    fn help_has_a_line_for_each_thing_to_do() {
        let lines = help();
        assert!(lines.iter().any(|line| line.keys == "1..9" && line.message == "key-related"));
        assert!(lines.iter().any(|line| line.keys == "Enter l Right"));
    }
}
