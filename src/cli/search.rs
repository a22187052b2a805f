//! `warta search`: ranked full text with extracts.

use std::io::IsTerminal;

use serde_json::{Value, json};

use crate::model::{Hit, Query};
use crate::view::Theme;

use super::output::Output;
use super::{Given, arguments, json};

pub(super) fn run(given: &Given, arguments: &arguments::Search) -> anyhow::Result<()> {
    let store = given.store()?;
    let query = Query::parse(&arguments.query);
    let bold = std::io::stdout().is_terminal() && given.theme != Theme::Mono;
    let mut output = Output::stdout();
    for hit in store.search(&query, arguments.limit, &given.clock)? {
        let mut value = json::article(&store, hit.number)?;
        if arguments.json {
            value["_warta"]["extract"] = json!(extract(&hit, "**", "**"));
            value["_warta"]["score"] = json!((hit.score * 1000.0).round() / 1000.0);
            output.line(value)?;
        } else {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let (source, title) = (text(&value["_warta"]["source"]), text(&value["title"]));
            output.line(format!("{:>6}  {source}  {title}", hit.number))?;
            let (on, off) = if bold { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
            output.line(format!("        {}", extract(&hit, on, off)))?;
        }
    }
    Ok(output.finish()?)
}

/// The passage with what was found between two marks.
fn extract(hit: &Hit, on: &str, off: &str) -> String {
    let piece = |(text, found): &(crate::text::CleanText, bool)| {
        if *found { format!("{on}{text}{off}") } else { text.to_string() }
    };
    hit.extract.iter().map(piece).collect()
}
