//! `warta show`: one article, as text, Markdown, HTML or JSON. The first three are made of the same head and blocks.

use std::io::IsTerminal;

use crate::app::reader::{Heading, Reader};
use crate::app::state::Wording;
use crate::document::{self, escape_html, escape_markdown};
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
    let format = if arguments.json { ShowFormat::Json } else { arguments.format };
    if format == ShowFormat::Json {
        let value = json::article(&store, number)?;
        output.line(if std::io::stdout().is_terminal() { format!("{value:#}") } else { value.to_string() })?;
        return Ok(output.finish()?);
    }
    let article = store.article(number)?.ok_or_else(|| StoreError::NoArticle(number.to_string()))?;
    let wording = Wording { locale: given.locale, zone: given.clock.zone.clone(), now: given.clock.now };
    let mut reader = Reader::new(article, &wording);
    let lines = match format {
        ShowFormat::Markdown => markdown(&reader, &wording),
        ShowFormat::Html => html(&reader, &wording),
        ShowFormat::Text | ShowFormat::Json => {
            let width = arguments.width.clamp(WIDTHS.0, WIDTHS.1);
            reader.fit(u16::try_from(width).unwrap_or(u16::MAX), u16::MAX, &wording);
            text(&reader, &wording)
        }
    };
    for line in lines {
        output.line(line.trim_end())?;
    }
    Ok(output.finish()?)
}

/// The head and the text as the reader pane has them, then the links.
fn text(reader: &Reader, wording: &Wording) -> Vec<String> {
    let addresses = reader.links(wording);
    let mut lines = reader.text().collect::<Vec<_>>();
    if !addresses.is_empty() {
        lines.push(String::new());
    }
    let line = |(link, warning): (String, Option<String>)| match warning {
        Some(warning) => format!("{link}  ! {warning}"),
        None => link,
    };
    lines.extend(addresses.into_iter().map(line));
    lines
}

fn markdown(reader: &Reader, wording: &Wording) -> Vec<String> {
    let mut lines = Vec::new();
    for (heading, words) in reader.head(wording).into_iter().filter(|(_, words)| !words.is_empty()) {
        let words = escape_markdown(&words);
        lines.extend([if heading == Heading::Title { format!("# {words}") } else { words }, String::new()]);
    }
    lines.extend(reader.document().to_markdown().lines().map(str::to_owned));
    if let Some(url) = web_address(reader) {
        lines.extend([String::new(), format!("<{url}>")]);
    }
    lines
}

fn html(reader: &Reader, wording: &Wording) -> Vec<String> {
    let given = &reader.article.given;
    let language = given.language.as_ref().map_or(String::new(), |language| format!(" lang=\"{language}\""));
    let mut lines = vec![format!("<article{language}>"), "<header>".to_owned()];
    for (heading, words) in reader.head(wording).into_iter().filter(|(_, words)| !words.is_empty()) {
        let words = escape_html(&words);
        lines.push(match (heading, web_address(reader)) {
            (Heading::Title, Some(url)) => format!("<h1><a href=\"{}\">{words}</a></h1>", escape_html(url.as_str())),
            (Heading::Title, None) => format!("<h1>{words}</h1>"),
            _ => format!("<p>{words}</p>"),
        });
    }
    lines.push("</header>".to_owned());
    lines.extend(reader.document().to_html().lines().map(str::to_owned));
    lines.push("</article>".to_owned());
    lines
}

/// The article's own address, where it is one of the web.
fn web_address(reader: &Reader) -> Option<url::Url> {
    document::web_address(reader.article.given.url.as_deref()?, None)
}
