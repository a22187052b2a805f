//! A frame as text, and as text with its runs of style by role.

use std::fmt::Write;

use crate::view::Role;

use super::Frame;
use super::frame::Run;

/// The rows, a line each.
pub(super) fn text(frame: &Frame) -> String {
    let mut text = frame.rows().join("\n");
    text.push('\n');
    text
}

/// The rows, an empty line, then a line for each run that is more than plain text: `row:first-last role+role`.
pub(super) fn styled(frame: &Frame) -> String {
    let mut styled = text(frame);
    styled.push('\n');
    for run in frame.runs() {
        if let Some(roles) = role_names(&run) {
            let (row, first, last) = (run.y + 1, run.x + 1, run.x + run.width);
            // Writing to a string cannot fail.
            let _ = writeln!(styled, "{row}:{first}-{last} {roles}");
        }
    }
    styled
}

/// The names of a run's roles; none for plain text and for blanks with nothing over them.
pub(super) fn role_names(run: &Run) -> Option<String> {
    match run.roles {
        (Role::Text, None) => None,
        (Role::Text, Some(over)) => Some(over.name().to_owned()),
        (role, None) => Some(role.name().to_owned()),
        (role, Some(over)) => Some(format!("{}+{}", role.name(), over.name())),
    }
}
