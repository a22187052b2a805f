//! Related articles as they are shown: by what they are beside the article, and those of one text in one line. Pure; called where
//! related articles are shown.

use crate::model::{Reason, Related};
use crate::text::CleanText;

/// The first `most` of some related articles, group by group and nearest first in each. One that has nearly the same text as
/// another is not named by itself: the other says where else it is.
#[must_use]
pub fn in_groups(related: Vec<Related>, article: i64, most: usize) -> Vec<Related> {
    let mut shown: Vec<Related> = Vec::new();
    for mut one in related {
        let is_of_article = one.reprint_of == Some(article);
        let is_twin = |other: &&mut Related| {
            let same = if is_of_article { other.reprint_of } else { Some(other.number) };
            one.reprint_of.is_some() && same == one.reprint_of
        };
        if let Some(twin) = shown.iter_mut().find(is_twin) {
            also_at(twin, one.source);
            continue;
        }
        if is_of_article {
            one.reasons = vec![Reason::SameText];
        }
        shown.push(one);
    }
    shown.truncate(most);
    shown.sort_by_key(|one| one.group);
    shown
}

/// Notes that the text of an article is at another source, too.
fn also_at(article: &mut Related, source: CleanText) {
    if source == article.source {
        return;
    }
    for reason in &mut article.reasons {
        if let Reason::AlsoAt(sources) = reason {
            if !sources.contains(&source) {
                sources.push(source);
            }
            return;
        }
    }
    article.reasons.push(Reason::AlsoAt(vec![source]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleId, Group};

    fn related(number: i64, source: &str, group: Group, reprint_of: Option<i64>) -> Related {
        Related {
            number,
            id: ArticleId::new(&number.to_string()),
            title: CleanText::line("Tanggul jebol"),
            source: CleanText::line(source),
            published: None,
            score: 1.0,
            reasons: vec![Reason::Linked],
            group,
            reprint_of,
        }
    }

    #[test]
    fn groups_stand_in_their_order_and_in_each_the_nearest_first() {
        let found = [(2, Group::About), (3, Group::Story), (4, Group::Page), (5, Group::Earlier), (6, Group::Story)];
        let found: Vec<Related> = found.map(|(number, group)| related(number, "Wire", group, None)).into();
        let numbers = |most| in_groups(found.clone(), 1, most).iter().map(|one| one.number).collect::<Vec<_>>();
        assert_eq!(numbers(9), [3, 6, 5, 2, 4]);
        assert_eq!(numbers(2), [3, 2], "the nearest are shown, whatever their group");
    }

    #[test]
    fn articles_of_one_text_are_one_line_that_says_where_else_it_is() {
        let found = vec![
            related(2, "Kabar", Group::Story, Some(1)),
            related(3, "Harian", Group::Story, None),
            related(4, "Warta Teluk", Group::Story, Some(1)),
            related(5, "Pelita", Group::Story, Some(3)),
            related(6, "Harian", Group::Story, Some(3)),
            related(7, "Pelita", Group::Story, Some(3)),
        ];
        let at = |source| Reason::AlsoAt(vec![CleanText::line(source)]);
        let shown = in_groups(found, 1, 9);
        assert_eq!(shown.iter().map(|one| one.number).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(shown[0].reasons, [Reason::SameText, at("Warta Teluk")]);
        assert_eq!(shown[1].reasons, [Reason::Linked, at("Pelita")]);
    }
}
