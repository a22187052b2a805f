//! A frame as text with SGR sequences: `cat` shows it.

use std::fmt::Write;

use ratatui::style::{Color, Modifier, Style};

use super::Frame;

/// The rows, each with its sequences; plain at every line end.
pub(super) fn write(frame: &Frame) -> String {
    let mut text = String::new();
    let runs = frame.runs();
    for y in 0..frame.height() {
        let mut runs: Vec<_> = runs.iter().filter(|run| run.y == y).collect();
        while runs.last().is_some_and(|run| run.text.trim_end().is_empty() && codes(run.style).is_empty()) {
            runs.pop();
        }
        for run in runs {
            let codes = codes(run.style);
            if codes.is_empty() {
                text.push_str(&run.text);
            } else {
                // Writing to a string cannot fail.
                let _ = write!(text, "\x1b[{codes}m{}\x1b[0m", run.text);
            }
        }
        text.push('\n');
    }
    text
}

/// The parameters of the sequence that brings a style about; empty for none.
fn codes(style: Style) -> String {
    let modifiers = [
        (Modifier::BOLD, 1),
        (Modifier::DIM, 2),
        (Modifier::ITALIC, 3),
        (Modifier::UNDERLINED, 4),
        (Modifier::REVERSED, 7),
        (Modifier::CROSSED_OUT, 9),
    ];
    let set = modifiers.iter().filter(|(modifier, _)| style.add_modifier.contains(*modifier));
    let mut codes: Vec<String> = set.map(|(_, code)| code.to_string()).collect();
    codes.extend(style.fg.and_then(|colour| colour_code(colour, 30)));
    codes.extend(style.bg.and_then(|colour| colour_code(colour, 40)));
    codes.join(";")
}

/// The parameter of a colour; none for the terminal's own.
fn colour_code(colour: Color, base: u8) -> Option<String> {
    super::svg::ANSI.iter().position(|(known, _)| *known == colour).map(|at| {
        let at = u8::try_from(at).unwrap_or_default();
        (if at < 8 { base + at } else { base + 60 + at - 8 }).to_string()
    })
}
