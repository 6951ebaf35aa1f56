//! What the book offers to readers who cannot see it, said as metadata (EPUB Accessibility 1.1 §2.2).
//!
//! Everything follows from the content. No conformance is claimed: that is a person's judgement.

use crate::html::Rendered;
use crate::words::Words;

/// The `schema:` properties and their values, in order.
pub(super) fn metadata(
    articles: &[Rendered],
    has_cover: bool,
    words: &Words,
) -> Vec<(&'static str, String)> {
    let has_pictures = articles.iter().any(|article| !article.images.is_empty());
    let described = articles
        .iter()
        .all(|article| article.undescribed.is_empty());
    let mut found = vec![("schema:accessMode", "textual")];
    if has_pictures {
        found.push(("schema:accessMode", "visual"));
        found.push(("schema:accessModeSufficient", "textual,visual"));
    }
    if described {
        found.push(("schema:accessModeSufficient", "textual"));
    }
    let features = [
        "ARIA",
        "displayTransformability",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
        "unlocked",
    ];
    if described && (has_pictures || has_cover) {
        found.push(("schema:accessibilityFeature", "alternativeText"));
    }
    found.extend(features.map(|feature| ("schema:accessibilityFeature", feature)));
    found.push(("schema:accessibilityHazard", "none"));
    let mut found: Vec<(&str, String)> =
        found.into_iter().map(|(p, v)| (p, v.to_owned())).collect();
    let mut summary = words.accessible.to_owned();
    if !described {
        if summary.ends_with('.') {
            summary.push(' ');
        }
        summary.push_str(words.undescribed);
    }
    found.push(("schema:accessibilitySummary", summary));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    fn values(pictures: &[&str], undescribed: &[&str], wanted: &str) -> Vec<String> {
        let owned = |list: &[&str]| list.iter().map(|path| (*path).to_owned()).collect();
        let article = Rendered {
            images: owned(pictures),
            undescribed: owned(undescribed),
            ..Rendered::default()
        };
        let all = metadata(&[article], true, Words::of(&Lang::new("en")));
        let named = all.into_iter().filter(|(property, _)| *property == wanted);
        named.map(|(_, value)| value).collect()
    }

    #[test]
    fn text_alone_suffices_where_there_is_nothing_else() {
        assert_eq!(values(&[], &[], "schema:accessMode"), ["textual"]);
        assert_eq!(values(&[], &[], "schema:accessModeSufficient"), ["textual"]);
    }

    #[test]
    fn pictures_without_a_description_are_owned_up_to() {
        let undescribed = |wanted| values(&["a.png"], &["a.png"], wanted);
        assert_eq!(undescribed("schema:accessMode"), ["textual", "visual"]);
        assert_eq!(
            undescribed("schema:accessModeSufficient"),
            ["textual,visual"]
        );
        let features = undescribed("schema:accessibilityFeature");
        assert!(!features.contains(&"alternativeText".to_owned()));
        assert!(undescribed("schema:accessibilitySummary")[0].contains("no alternative text"));
    }

    #[test]
    fn described_pictures_leave_text_sufficient() {
        let sufficient = values(&["a.png"], &[], "schema:accessModeSufficient");
        assert_eq!(sufficient, ["textual,visual", "textual"]);
    }
}
