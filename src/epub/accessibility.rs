//! What the book offers to readers who cannot see it, said as metadata (EPUB Accessibility 1.1 §2.2).
//!
//! Everything follows from the content. No conformance is claimed here: that is a person's judgement,
//! and `metadata` passes on what a named one says.

use crate::book::Config;
use crate::html::Rendered;
use crate::words::Words;

/// The `schema:` properties and their values, in order.
pub(super) fn metadata(
    articles: &[Rendered],
    has_cover: bool,
    config: &Config,
) -> Vec<(&'static str, String)> {
    let words = Words::of(&config.language);
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
    let any = |is: fn(&Rendered) -> bool| articles.iter().any(is);
    let has_pages = any(|article| !article.pages.is_empty());
    let features = [
        ("ARIA", true),
        ("alternativeText", described && (has_pictures || has_cover)),
        ("MathML", any(|a| a.parts.iter().any(|part| part.has_math))),
        ("displayTransformability", true),
        ("horizontalWriting", !config.vertical),
        ("pageBreakMarkers", has_pages),
        ("pageNavigation", has_pages),
        ("readingOrder", true),
        ("rubyAnnotations", any(|article| article.has_ruby)),
        ("structuralNavigation", true),
        ("tableOfContents", true),
        ("unlocked", true),
        ("verticalWriting", config.vertical),
    ];
    let features = features.into_iter().filter(|(_, is_true)| *is_true);
    found.extend(features.map(|(feature, _)| ("schema:accessibilityFeature", feature)));
    found.push(("schema:accessibilityHazard", "none"));
    let mut found: Vec<(&str, String)> =
        found.into_iter().map(|(p, v)| (p, v.to_owned())).collect();
    let own = config.about.accessibility.summary.as_deref();
    let mut summary = String::new();
    let sentences = [
        own,
        Some(words.accessible),
        (!described).then_some(words.undescribed),
    ];
    for sentence in sentences.into_iter().flatten() {
        if summary.ends_with('.') {
            summary.push(' ');
        }
        summary.push_str(sentence);
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
        let config = Config {
            language: Lang::new("en"),
            ..Config::default()
        };
        let all = metadata(&[article], true, &config);
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
