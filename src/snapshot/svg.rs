//! A frame as a picture: every run of text on its columns, links to be clicked, words to be selected.

use std::fmt::Write;

use ratatui::layout::Position;
use ratatui::style::{Color, Modifier, Style};

use super::Frame;
use super::frame::Run;

/// Width and height of a cell and size of the letters, in pixels.
const CELL: (f32, f32) = (8.4, 18.0);
const LETTERS: f32 = 14.0;

/// Space around the screen, in pixels.
const MARGIN: f32 = 12.0;

const GROUND: &str = "#fbf8f1";
const INK: &str = "#2b2a27";

/// The 16 ANSI colours with the look they have in a picture.
pub(super) const ANSI: [(Color, &str); 16] = [
    (Color::Black, "#2b2a27"),
    (Color::Red, "#b3261e"),
    (Color::Green, "#2e7d32"),
    (Color::Yellow, "#8a6100"),
    (Color::Blue, "#1f5fa8"),
    (Color::Magenta, "#8e3a87"),
    (Color::Cyan, "#0b7285"),
    (Color::Gray, "#8f8b80"),
    (Color::DarkGray, "#6b675e"),
    (Color::LightRed, "#d1493f"),
    (Color::LightGreen, "#4c9a51"),
    (Color::LightYellow, "#b08420"),
    (Color::LightBlue, "#4d86c6"),
    (Color::LightMagenta, "#ac62a5"),
    (Color::LightCyan, "#3b95a5"),
    (Color::White, "#fbf8f1"),
];

/// The frame as an SVG document.
pub(super) fn write(frame: &Frame) -> String {
    let (width, height) =
        (f32::from(frame.width()) * CELL.0 + 2.0 * MARGIN, f32::from(frame.height()) * CELL.1 + 2.0 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.1} {height:.1}\" font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" \
         font-size=\"{LETTERS}\" fill=\"{INK}\" xml:space=\"preserve\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{GROUND}\"/>\n"
    );
    let runs = frame.runs();
    for run in &runs {
        ground(&mut svg, run);
    }
    for run in &runs {
        letters(&mut svg, frame, run);
    }
    svg.push_str("</svg>\n");
    svg
}

fn place(x: u16, y: u16) -> (f32, f32) {
    (MARGIN + f32::from(x) * CELL.0, MARGIN + f32::from(y) * CELL.1)
}

/// Ink and ground of a style; no ground where it is the screen's own.
fn colours(style: Style) -> (&'static str, Option<&'static str>) {
    let look = |colour: Option<Color>| ANSI.iter().find(|(known, _)| Some(*known) == colour).map(|(_, look)| *look);
    let (ink, ground) = (look(style.fg), look(style.bg));
    if style.add_modifier.contains(Modifier::REVERSED) {
        (ground.unwrap_or(GROUND), Some(ink.unwrap_or(INK)))
    } else {
        (ink.unwrap_or(INK), ground)
    }
}

fn ground(svg: &mut String, run: &Run) {
    if let (_, Some(ground)) = colours(run.style) {
        let (x, y) = place(run.x, run.y);
        let (width, height) = (f32::from(run.width) * CELL.0, CELL.1);
        let _ = writeln!(
            svg,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{ground}\"/>"
        );
    }
}

/// The words of a run: stretches of narrow cells, and each wide cell by itself, so that all stand on their columns.
fn letters(svg: &mut String, frame: &Frame, run: &Run) {
    let mut piece: Option<(u16, u16, String)> = None;
    for (x, width, symbol) in frame.cells_of(run.y).filter(|(x, ..)| (run.x..run.x + run.width).contains(x)) {
        match &mut piece {
            Some((_, taken, text)) if width == 1 && symbol.is_ascii() == text.is_ascii() => {
                *taken += 1;
                text.push_str(symbol);
            }
            _ => {
                flush(svg, frame, run, piece.take());
                piece = Some((x, width, symbol.to_owned()));
                if width > 1 {
                    flush(svg, frame, run, piece.take());
                }
            }
        }
    }
    flush(svg, frame, run, piece);
}

fn flush(svg: &mut String, frame: &Frame, run: &Run, piece: Option<(u16, u16, String)>) {
    let Some((x, width, text)) = piece else { return };
    let blank_ends = text.len() - text.trim_end().len();
    let decorated = run.style.add_modifier.intersects(Modifier::UNDERLINED | Modifier::CROSSED_OUT);
    let (text, width) =
        if decorated { (text.as_str(), width) } else { (text.trim_end(), width.saturating_sub(blank_ends as u16)) };
    if text.trim().is_empty() && !decorated {
        return;
    }
    let (left, top) = place(x, run.y);
    let (base, length) = (top + CELL.1 * 0.74, f32::from(width) * CELL.0);
    let link = frame.drawn.links.iter().find(|link| link.area.contains(Position { x, y: run.y }));
    if let Some(link) = link {
        let _ = write!(svg, "<a href=\"{}\">", escaped(&link.url));
    }
    let _ = write!(
        svg,
        "<text x=\"{left:.1}\" y=\"{base:.1}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\"{}{}>{}</text>",
        attributes(run.style),
        // What is read from the right stands in a frame as it is to be seen; a browser would turn it again.
        if text.contains(|c| ('\u{590}'..='\u{8ff}').contains(&c)) {
            " style=\"unicode-bidi:bidi-override\""
        } else {
            ""
        },
        escaped(text)
    );
    svg.push_str(if link.is_some() { "</a>\n" } else { "\n" });
}

fn attributes(style: Style) -> String {
    let is = |modifier| style.add_modifier.contains(modifier);
    let mut attributes = String::new();
    let (ink, _) = colours(style);
    for (set, attribute) in [
        (ink != INK, format!(" fill=\"{ink}\"")),
        (is(Modifier::BOLD), " font-weight=\"bold\"".to_owned()),
        (is(Modifier::ITALIC), " font-style=\"italic\"".to_owned()),
        (is(Modifier::UNDERLINED), " text-decoration=\"underline\"".to_owned()),
        (is(Modifier::CROSSED_OUT), " text-decoration=\"line-through\"".to_owned()),
        (is(Modifier::DIM), " opacity=\"0.66\"".to_owned()),
    ] {
        if set {
            attributes.push_str(&attribute);
        }
    }
    attributes
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
