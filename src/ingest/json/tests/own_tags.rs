//! The reader's own tags in an item: bounded, and never a server's to give.

use super::read;
use crate::ingest::{Hint, batch};
use crate::model::tag::{MAX_OWN_TAGS, MAX_TAG_LENGTH};

#[test]
fn tags_of_the_readers_are_counted_and_measured_at_the_limit_and_one_past_it() {
    let with = |tags: &[String]| {
        let tags = tags.iter().map(|tag| format!("\"{tag}\"")).collect::<Vec<_>>().join(",");
        let batch = read(&format!("{{\"title\": \"T\", \"_warta\": {{\"tags\": [{tags}]}}}}"));
        (batch.articles[0].own_tags.len(), batch.notices.len())
    };
    let many = |count: usize| (0..count).map(|n| format!("tag {n}")).collect::<Vec<_>>();
    assert_eq!([with(&many(MAX_OWN_TAGS)), with(&many(MAX_OWN_TAGS + 1))], [(MAX_OWN_TAGS, 0), (MAX_OWN_TAGS, 1)]);
    let long = |length: usize| with(&["x".repeat(length)]);
    assert_eq!([long(MAX_TAG_LENGTH), long(MAX_TAG_LENGTH + 1)], [(1, 0), (0, 1)]);
    let some = ["#riset", "Riset", "", " # ", "a, b"].map(str::to_owned);
    assert_eq!(with(&some), (1, 1));
}

#[test]
fn what_a_server_sends_has_no_tags_of_the_readers() {
    let json = r#"{"title": "T", "_warta": {"number": 1, "tags": ["forged"]}}"#;
    let hint = Hint { is_fetched: true, ..Hint::default() };
    assert_eq!(batch(json.as_bytes(), &hint).unwrap().articles[0].own_tags, []);
}
