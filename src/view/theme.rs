//! Colours, and the roles that have them. Everything else on the screen speaks of roles only.
//!
//! The default theme uses the 16 ANSI colours, so that the person's own palette rules, and none of those that vanish
//! on a light or a dark ground: no white, black or yellow text. Nothing is told by colour alone.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of the screen means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// What accompanies: dates, sources, keys' words.
    Dim,
    /// The program's name.
    Brand,
    /// A section's tab.
    Tab,
    /// The tab of the present section.
    TabCurrent,
    /// The name of a pane.
    Pane,
    /// The name of the pane that has the focus.
    PaneFocused,
    /// Lines between panes.
    Border,
    /// The headline of an article that was not read.
    Unread,
    /// The headline of one that was.
    Read,
    /// The sign of a saved article.
    Saved,
    /// A tag of the publisher's.
    Tag,
    /// A tag of the reader's own.
    OwnTag,
    /// The headline of the open article.
    Title,
    /// A heading in its text.
    Heading,
    /// Strong words.
    Strong,
    /// Stressed words.
    Emphasis,
    /// Code and preformatted text.
    Code,
    /// Words that were struck.
    Struck,
    /// A link.
    Link,
    /// The bar of a quotation, the bullet of a list.
    Marker,
    /// A picture's caption and credit.
    Caption,
    /// Why an article is related.
    Reason,
    /// A key, where the screen names one.
    Key,
    /// Something happened.
    Notice,
    /// Something failed.
    Error,
    /// What is being typed.
    Prompt,
    /// The selected row, in the pane that has the focus. Lies over other roles.
    Selected,
    /// The selected row of another pane. Lies over other roles.
    SelectedElsewhere,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 29] = [
        Self::Text,
        Self::Dim,
        Self::Brand,
        Self::Tab,
        Self::TabCurrent,
        Self::Pane,
        Self::PaneFocused,
        Self::Border,
        Self::Unread,
        Self::Read,
        Self::Saved,
        Self::Tag,
        Self::OwnTag,
        Self::Title,
        Self::Heading,
        Self::Strong,
        Self::Emphasis,
        Self::Code,
        Self::Struck,
        Self::Link,
        Self::Marker,
        Self::Caption,
        Self::Reason,
        Self::Key,
        Self::Notice,
        Self::Error,
        Self::Prompt,
        Self::Selected,
        Self::SelectedElsewhere,
    ];

    /// Its name in a frame.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Dim => "dim",
            Self::Brand => "brand",
            Self::Tab => "tab",
            Self::TabCurrent => "tab-current",
            Self::Pane => "pane",
            Self::PaneFocused => "pane-focused",
            Self::Border => "border",
            Self::Unread => "unread",
            Self::Read => "read",
            Self::Saved => "saved",
            Self::Tag => "tag",
            Self::OwnTag => "own-tag",
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Strong => "strong",
            Self::Emphasis => "emphasis",
            Self::Code => "code",
            Self::Struck => "struck",
            Self::Link => "link",
            Self::Marker => "marker",
            Self::Caption => "caption",
            Self::Reason => "reason",
            Self::Key => "key",
            Self::Notice => "notice",
            Self::Error => "error",
            Self::Prompt => "prompt",
            Self::Selected => "selected",
            Self::SelectedElsewhere => "selected-elsewhere",
        }
    }

    /// Whether it lies over other roles.
    #[must_use]
    pub fn lies_over(self) -> bool {
        matches!(self, Self::Selected | Self::SelectedElsewhere)
    }
}

/// The role of a tag, by whose it is.
pub(super) fn tag_role(is_own: bool) -> Role {
    if is_own { Role::OwnTag } else { Role::Tag }
}

/// The first of the indexed colours that stand for roles in [`Theme::roles`].
const FIRST: u8 = 16;

/// How roles look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// The 16 ANSI colours.
    Default,
    /// No colour: bold, underlined, reversed.
    Mono,
    /// Each role as a colour of its own, from which [`Theme::role_of`] reads it back. For frames, not for eyes.
    Roles,
}

impl Theme {
    /// The names that [`Theme::named`] knows.
    pub const NAMES: [&'static str; 2] = ["default", "mono"];

    /// The theme with a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "default" => Some(Self::Default),
            "mono" => Some(Self::Mono),
            _ => None,
        }
    }

    /// How a role looks.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        match self {
            Self::Default => match colour(role) {
                Some(colour) => Style::new().fg(colour).add_modifier(modifier(role)),
                None => Style::new().add_modifier(modifier(role)),
            },
            Self::Mono => Style::new().add_modifier(modifier(role)),
            Self::Roles => {
                let index = Role::ALL.iter().position(|known| *known == role).unwrap_or_default();
                let colour = Color::Indexed(FIRST + u8::try_from(index).unwrap_or_default());
                if role.lies_over() { Style::new().bg(colour) } else { Style::new().fg(colour) }
            }
        }
    }

    /// The role that a colour of [`Theme::Roles`] stands for.
    #[must_use]
    pub fn role_of(colour: Color) -> Option<Role> {
        match colour {
            Color::Indexed(index) => Role::ALL.get(usize::from(index.checked_sub(FIRST)?)).copied(),
            _ => None,
        }
    }
}

fn colour(role: Role) -> Option<Color> {
    match role {
        Role::Brand | Role::TabCurrent | Role::PaneFocused | Role::Heading | Role::Link => Some(Color::Blue),
        Role::Tag | Role::OwnTag | Role::Key => Some(Color::Cyan),
        Role::Saved | Role::Marker => Some(Color::Magenta),
        Role::Notice => Some(Color::Green),
        Role::Error => Some(Color::Red),
        _ => None,
    }
}

fn modifier(role: Role) -> Modifier {
    match role {
        Role::Brand
        | Role::Unread
        | Role::OwnTag
        | Role::Title
        | Role::Heading
        | Role::Strong
        | Role::Error
        | Role::PaneFocused => Modifier::BOLD,
        Role::TabCurrent => Modifier::BOLD.union(Modifier::UNDERLINED),
        Role::Dim | Role::Border | Role::Reason | Role::Pane => Modifier::DIM,
        Role::Emphasis | Role::Caption => Modifier::ITALIC,
        Role::Struck => Modifier::CROSSED_OUT,
        Role::Selected => Modifier::REVERSED,
        Role::Link => Modifier::UNDERLINED,
        _ => Modifier::empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_can_be_read_back_from_a_frame() {
        for role in Role::ALL {
            let style = Theme::Roles.style(role);
            let colour = if role.lies_over() { style.bg } else { style.fg };
            assert_eq!(colour.and_then(Theme::role_of), Some(role));
        }
    }

    #[test]
    fn the_selection_needs_no_colour() {
        assert_eq!(Theme::Mono.style(Role::Selected).add_modifier, Modifier::REVERSED);
        assert!(Role::ALL.iter().all(|role| Theme::Mono.style(*role).fg.is_none()));
    }
}
