//! A number that counts the seconds or the milliseconds since 1970. [`super`] calls this.

use jiff::Timestamp;

use super::cursor::Cursor;

/// The seconds that are read, of ten digits: from 2001 to the end of 2099. Beyond lie telephone numbers.
const SECONDS: std::ops::Range<i64> = 1_000_000_000..4_102_444_800;

/// `1641621780`, `1641621780.5`, `1641621780250`; the fraction is dropped.
pub(super) fn found(cursor: &mut Cursor) -> Option<Timestamp> {
    let count = cursor.long_number(10).or_else(|| cursor.long_number(13).map(|milliseconds| milliseconds / 1000))?;
    cursor.attempt(|cursor| if cursor.glued_mark('.') { cursor.glued_number(1..=12) } else { None });
    let seconds = i64::try_from(count).ok().filter(|seconds| SECONDS.contains(seconds))?;
    Timestamp::from_second(seconds).ok()
}
