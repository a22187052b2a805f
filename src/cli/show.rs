//! `warta show`: one article.

use std::io::IsTerminal;

use crate::app::reader::Reader;
use crate::app::state::Wording;
use crate::store::StoreError;

use super::arguments::ShowFormat;
use super::output::Output;
use super::{Given, arguments, json};

/// Columns of text at the least and at the most.
const WIDTHS: (usize, usize) = (10, 1000);

pub(super) fn run(given: &Given, arguments: &arguments::Show) -> anyhow::Result<()> {
    let store = given.store()?;
    let number = store.number_of(&arguments.article)?;
    let mut output = Output::stdout();
    if arguments.json || arguments.format == ShowFormat::Json {
        let value = json::article(&store, number)?;
        output.line(if std::io::stdout().is_terminal() { format!("{value:#}") } else { value.to_string() })?;
        return Ok(output.finish()?);
    }
    let article = store.article(number)?.ok_or_else(|| StoreError::NoArticle(number.to_string()))?;
    let wording = Wording { locale: given.locale, zone: given.clock.zone.clone(), now: given.clock.now };
    let width = arguments.width.clamp(WIDTHS.0, WIDTHS.1);
    let mut reader = Reader::new(article, &wording);
    reader.fit(u16::try_from(width).unwrap_or(u16::MAX), u16::MAX, &wording);
    for row in reader.text() {
        output.line(row.trim_end())?;
    }
    Ok(output.finish()?)
}
