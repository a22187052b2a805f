//! A frame as JSON: size, cursor, rows, runs, links and facts.

use serde_json::{Value, json};

use super::Frame;
use super::text::role_names;

/// One JSON object, on several lines.
pub(super) fn write(frame: &Frame) -> String {
    let facts = &frame.facts;
    let runs: Vec<Value> = frame
        .runs()
        .iter()
        .filter_map(|run| {
            let role = role_names(run)?;
            Some(json!({"row": run.y, "column": run.x, "width": run.width, "role": role, "text": run.text}))
        })
        .collect();
    let links = frame
        .drawn
        .links
        .iter()
        .map(|link| json!({"row": link.area.y, "column": link.area.x, "width": link.area.width, "url": link.url}));
    let value = json!({
        "width": frame.width(),
        "height": frame.height(),
        "cursor": frame.drawn.cursor.map(|cursor| json!({"row": cursor.y, "column": cursor.x})),
        "rows": frame.rows(),
        "runs": runs,
        "links": links.collect::<Vec<_>>(),
        "state": {
            "section": facts.section,
            "focus": facts.focus,
            "open": facts.open,
            "open_id": facts.open_id,
            "selected": facts.selected,
            "trail": {"back": facts.trail.0, "forward": facts.trail.1},
            "overlay": facts.overlay,
            "notice": facts.notice,
        },
    });
    format!("{value:#}\n")
}
