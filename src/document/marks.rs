//! What the attributes of any element say about its words: that they are hidden, which way they are read, that they
//! name who made a picture. One pass over a tag's attributes; the builder puts the answer on its stack.

use super::markup::Attributes;

/// Classes of words that only a screen reader is given, and that a sighted reader of the page never sees.
const UNSEEN: [&str; 5] = ["screen-reader-text", "screenreader", "sr-only", "visually-hidden", "visuallyhidden"];

/// Words within class names that say who made a picture.
const CREDIT: [&str; 5] = ["attribution", "byline", "copyright", "credit", "photographer"];

/// What holds for all words in an element.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// Whether a reader of the page would not see it.
    pub(super) hidden: bool,
    /// Whether it is read from right to left, where its markup says so.
    pub(super) is_rtl: Option<bool>,
    /// Whether it says who made a picture, where it stands in a caption.
    pub(super) credit: bool,
}

impl Marks {
    /// The marks of an element of this name with these attributes.
    pub(super) fn of(name: &str, attributes: Attributes<'_>) -> Self {
        let mut marks = Self { credit: matches!(name, "cite" | "small"), ..Self::default() };
        for (attribute, value) in attributes.all() {
            match attribute {
                "hidden" => marks.hidden |= !value.eq_ignore_ascii_case("until-found"),
                // An anchor beside a heading, for the mouse.
                "aria-hidden" => marks.hidden |= name == "a" && value.eq_ignore_ascii_case("true"),
                "style" => marks.hidden |= hides(value),
                "class" => {
                    let is = |class: &str, known: &str| class.eq_ignore_ascii_case(known);
                    marks.hidden |= value.split_whitespace().any(|class| UNSEEN.iter().any(|known| is(class, known)));
                    marks.credit |= tells_credit(value);
                }
                "dir" if value.eq_ignore_ascii_case("rtl") => marks.is_rtl = Some(true),
                "dir" if value.eq_ignore_ascii_case("ltr") => marks.is_rtl = Some(false),
                _ => {}
            }
        }
        marks
    }
}

/// Whether a declaration of style takes an element off the page.
fn hides(style: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
        let value = value.split('!').next().unwrap_or_default().trim();
        let is =
            |known: (&str, &str)| property.trim().eq_ignore_ascii_case(known.0) && value.eq_ignore_ascii_case(known.1);
        is(("display", "none")) || is(("visibility", "hidden"))
    })
}

fn tells_credit(classes: &str) -> bool {
    let parts = classes.split(|c: char| !c.is_ascii_alphanumeric());
    parts.into_iter().any(|part| {
        CREDIT.iter().any(|known| part.eq_ignore_ascii_case(known) || part.eq_ignore_ascii_case(&format!("{known}s")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_take_an_element_off_the_page_are_known() {
        assert!(hides("color: red; DISPLAY : none !important"));
        assert!(hides("visibility:hidden"));
        assert!(!hides("display: block; content: 'display:none'") && !hides("display"));
    }

    #[test]
    fn classes_of_credits_are_known_by_their_parts() {
        assert!(["photo-credit", "wp-credits", "Copyright", "media__photographer"].into_iter().all(tells_credit));
        assert!(!["accredited", "caption", ""].into_iter().any(tells_credit));
    }
}
