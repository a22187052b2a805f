//! The rows above the text: headline, byline, tags, words that may become tags, picture.

use crate::app::state::Wording;
use crate::model::fold_tag;
use crate::text::CleanText;

use super::words::{suggested, tag_lines, wrap};
use super::{Heading, Reader};

/// Rows of a pane from which on there is room for words that are no part of the article.
const ROOMY: u16 = 16;

impl Reader {
    /// Lays the head out anew. What is at the top stays there, if it is below.
    pub(super) fn renew_head(&mut self, wording: &Wording) {
        if self.width == 0 {
            return;
        }
        let before = self.head.len();
        self.head = self.lay_out_head(wording);
        if self.top >= before {
            self.top = self.top - before + self.head.len();
        }
        self.top = self.top.min(self.last_top());
    }

    /// Words of the article that may become tags and are none of the reader's yet; nothing until the store has answered.
    #[must_use]
    pub fn suggestions(&self) -> Option<Vec<CleanText>> {
        let own: Vec<String> = self.article.given.own_tags.iter().map(|tag| fold_tag(tag)).collect();
        let suggested = self.suggested.as_ref()?;
        Some(suggested.iter().filter(|word| !own.contains(&fold_tag(word))).cloned().collect())
    }

    /// Whether the pane has room for words that are no part of the article.
    pub(super) fn has_room(&self) -> bool {
        self.height >= ROOMY
    }

    pub(super) fn lay_out_head(&self, wording: &Wording) -> Vec<(Heading, String)> {
        let width = usize::from(self.width);
        let mut head = Vec::new();
        for (heading, text) in self.head(wording) {
            if heading == Heading::Tags {
                // The sign of a saved article stands in the first of these, so there is one without tags as well.
                let tags = tag_lines(&self.article.given, width).into_iter().enumerate();
                head.extend(tags.map(|(at, line)| (if at == 0 { heading } else { Heading::MoreTags }, line)));
                head.extend(self.suggestion(width, wording).map(|line| (Heading::Suggested, line)));
                continue;
            }
            if heading == Heading::Picture {
                head.push((Heading::Blank, String::new()));
            }
            head.extend(wrap(&text, self.width).into_iter().map(|line| (heading, line)));
        }
        head.push((Heading::Blank, String::new()));
        head
    }

    /// The line of suggested words, where there is room for it. Its row is there before they are known and where there are
    /// none: keys that come meanwhile must find the text where they would find it later.
    fn suggestion(&self, width: usize, wording: &Wording) -> Option<String> {
        let line = self.suggestions().and_then(|words| suggested(&words, width, wording.locale));
        self.has_room().then(|| line.unwrap_or_default())
    }
}
